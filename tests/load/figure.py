"""One measured number, as a line for people and as an entry of var/bench.json."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A value and, where there is something to compare it with, how many times its yardstick it is."""

    name: str
    value: float
    unit: str
    ratio: float | None = None
    yardstick: str | None = None
    note: str = ""

    def line(self) -> str:
        """The figure as one line."""
        line = f"{self.name}  {short(self.value)} {self.unit}"
        return line if self.ratio is None else f"{line}  ({self.ratio:.2f} × {self.yardstick})"


def short(value: float) -> str:
    """A number with as many digits as mean something."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def keep(figures: Sequence[Figure], path: Path) -> None:
    """Write the figures to a file; those of other scenarios that are in it stay."""
    fresh = {figure.name: asdict(figure) for figure in figures}
    known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    kept = {entry["name"]: entry for entry in known} | fresh
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".half")
    half.write_text(json.dumps(list(kept.values()), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    half.replace(path)
