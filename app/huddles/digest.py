"""One page of what the next people at the desk must know, as plain facts that can be kept.

Cases and helpers are codes here: what is kept names nobody, and a page looks names up when it is read.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from pydantic import TypeAdapter

from app.huddles.tired import Tired

URGENCIES = (4, 3, 2, 1)
WORST_GAPS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class ByUrgency:
    """Cases by how urgent they are; what is not urgent at all counts with «can wait»."""

    critical: int = 0
    urgent: int = 0
    soon: int = 0
    can_wait: int = 0

    @property
    def whole(self) -> int:
        """All of them."""
        return self.critical + self.urgent + self.soon + self.can_wait

    @property
    def parts(self) -> tuple[tuple[int, int], ...]:
        """Each urgency with its number, the gravest first."""
        return tuple(zip(URGENCIES, (self.critical, self.urgent, self.soon, self.can_wait), strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Critical:
    """A life at risk that waits; `helpers` are codes of those who go, `held_by` who at the desk has it."""

    reference: str
    area: str
    category: str
    since_at: datetime
    state: str
    helpers: tuple[str, ...] = ()
    held_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stuck:
    """A case that does not move. `what`: stopped, missed, late, unmet or lapsed."""

    reference: str
    area: str
    category: str
    urgency: int
    what: str
    since_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Open needs of one kind in one area to which nobody goes, and the helpers on duty within reach."""

    area: str
    category: str
    needs: int
    urgency: int
    helpers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAlarm:
    """An alarm that nobody has looked at."""

    kind: str
    reference: str
    area: str
    since_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What is read out. Lists are cut to one page; the numbers beside them count all."""

    since_at: datetime
    at: datetime
    new: ByUrgency = field(default_factory=ByUrgency)
    helped: ByUrgency = field(default_factory=ByUrgency)
    still_open: ByUrgency = field(default_factory=ByUrgency)
    criticals: tuple[Critical, ...] = ()
    criticals_open: int = 0
    stuck: tuple[Stuck, ...] = ()
    stuck_open: int = 0
    gaps: tuple[Gap, ...] = ()
    tired: tuple[Tired, ...] = ()
    set_aside: int = 0
    not_sent: int = 0
    alarms: tuple[OpenAlarm, ...] = ()
    alarms_open: int = 0
    undone: tuple[tuple[str, int], ...] = ()  # what was taken back, how often


def by_urgency(counted: Iterable[tuple[int, int]]) -> ByUrgency:
    """Sum counts by urgency into the four words of the desk."""
    sums = dict.fromkeys(URGENCIES, 0)
    for urgency, cases in counted:
        sums[min(4, max(1, urgency))] += cases
    return ByUrgency(critical=sums[4], urgent=sums[3], soon=sums[2], can_wait=sums[1])


def worst_gaps(found: Iterable[Gap], *, most: int = WORST_GAPS) -> tuple[Gap, ...]:
    """Keep the groups with the most need for each helper in reach; nobody in reach at all comes first."""
    return tuple(sorted(found, key=_gravity)[:most])


def _gravity(gap: Gap) -> tuple[float, int, str, str]:
    return (-gap.needs * gap.urgency**2 / (gap.helpers + 1), -gap.needs, gap.area, gap.category)


def to_json(digest: Digest) -> str:
    """A digest as it is kept."""
    return _KEPT.dump_json(digest).decode()


def from_json(kept: object) -> Digest:
    """Read a digest that was kept, also by an older Konbit: what it did not know yet is empty."""
    return _KEPT.validate_python(kept)


_KEPT = TypeAdapter(Digest)
