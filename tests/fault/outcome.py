"""How one scenario ended, as a line for people and as an entry of var/fault.json."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What went in, what came out, what was lost on the way, and what the sabotaged twin lost.

    A scenario whose twin loses nothing has proved nothing. `seed` plays the same again.
    """

    scenario: str
    sent: int
    acknowledged: int
    lost: int
    doubled: int
    sabotaged_lost: int
    seed: int
    note: str = ""

    @property
    def held(self) -> bool:
        """Whether nothing was lost, and would have been seen if it were."""
        return not self.lost and not self.doubled and self.sabotaged_lost > 0

    def line(self) -> str:
        """All of it as one line."""
        told = f"{self.scenario}  {'held' if self.held else 'BROKE'}  sent {self.sent}"
        told += f"  unacknowledged {self.sent - self.acknowledged}  lost {self.lost}  doubled {self.doubled}"
        told += f"  sabotaged_lost {self.sabotaged_lost}  seed {self.seed}"
        return f"{told}  {self.note}".rstrip()


def keep(outcome: Outcome, path: Path) -> None:
    """Write an outcome to a file; those of other scenarios that are in it stay."""
    known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    kept = {entry["scenario"]: entry for entry in known} | {outcome.scenario: asdict(outcome)}
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".half")
    half.write_text(json.dumps(list(kept.values()), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    half.replace(path)
