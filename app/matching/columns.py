"""The whole board in columns: what every need wants, what every helper can give, and who could help whom.

Row n of each column is the n-th need or helper; plans speak of rows, and ids come back at the end.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol, TypeVar

import numpy as np
import numpy.typing as npt

Whole = npt.NDArray[np.int64]
Number = npt.NDArray[np.float64]
Flag = npt.NDArray[np.bool_]
Cell = TypeVar("Cell")


class Wanting(Protocol):
    """What is asked of needs here."""

    @property
    def urgency(self) -> Whole:
        """How much hangs on each need: 1 can wait, at 4 a life is at risk."""

    @property
    def places(self) -> Whole:
        """Helpers still wanted."""


class Giving(Protocol):
    """What is asked of helpers here."""

    @property
    def capacity(self) -> Whole:
        """Jobs that each could still take."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Needs:
    """The needs that wait for somebody."""

    id: Whole
    contact_id: Whole  # who asks: never sent to themselves
    urgency: Whole
    places: Whole  # helpers still wanted: neither taken nor waiting for somebody's answer
    asked: Whole  # whose answer is awaited
    age_s: Number
    lat: Number
    lon: Number
    categories: tuple[tuple[str, ...], ...]
    language: tuple[str, ...]
    risky: Flag  # marked so, by its kind, or where a hazard zone lies
    agreed: Whole  # coordinators who agreed that this risk is taken
    stopped: Flag  # somebody felt unsafe there
    heavy: Flag  # goods that nobody carries far, or a ride

    def __len__(self) -> int:
        return len(self.id)

    def only(self, rows: Whole) -> "Needs":
        """Some rows of it."""
        return Needs(
            id=self.id[rows],
            contact_id=self.contact_id[rows],
            urgency=self.urgency[rows],
            places=self.places[rows],
            asked=self.asked[rows],
            age_s=self.age_s[rows],
            lat=self.lat[rows],
            lon=self.lon[rows],
            categories=_some(self.categories, rows),
            language=_some(self.language, rows),
            risky=self.risky[rows],
            agreed=self.agreed[rows],
            stopped=self.stopped[rows],
            heavy=self.heavy[rows],
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Helpers:
    """The helpers who are on duty and awake at this moment."""

    id: Whole
    contact_id: Whole
    capacity: Whole  # jobs that this helper could still take, at once and today
    load: Whole
    load_cap: Whole
    lately: Whole  # jobs taken in the last seven days
    reach_m: Number
    lat: Number
    lon: Number
    skills: tuple[tuple[str, ...], ...]
    trades: tuple[tuple[str, ...], ...]
    vehicle: tuple[str, ...]
    languages: tuple[tuple[str, ...], ...]
    trust: tuple[str, ...]
    trust_by_kind: tuple[dict[str, str], ...]  # category → trust, above the general
    buddy_id: Whole  # 0: none

    def __len__(self) -> int:
        return len(self.id)

    def only(self, rows: Whole) -> "Helpers":
        """Some rows of it."""
        return Helpers(
            id=self.id[rows],
            contact_id=self.contact_id[rows],
            capacity=self.capacity[rows],
            load=self.load[rows],
            load_cap=self.load_cap[rows],
            lately=self.lately[rows],
            reach_m=self.reach_m[rows],
            lat=self.lat[rows],
            lon=self.lon[rows],
            skills=_some(self.skills, rows),
            trades=_some(self.trades, rows),
            vehicle=_some(self.vehicle, rows),
            languages=_some(self.languages, rows),
            trust=_some(self.trust, rows),
            trust_by_kind=_some(self.trust_by_kind, rows),
            buddy_id=self.buddy_id[rows],
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Edges:
    """Who could help whom, each pair once, with a score from 0 to 1."""

    need: Whole  # row of Needs
    helper: Whole  # row of Helpers
    distance_m: Number
    score: Number

    def __len__(self) -> int:
        return len(self.need)

    def of(self, keep: Flag | Whole) -> "Edges":
        """Some of them."""
        return Edges(
            need=self.need[keep],
            helper=self.helper[keep],
            distance_m=self.distance_m[keep],
            score=self.score[keep],
        )

    def turned(self) -> "Edges":
        """The same pairs as the helpers see them."""
        return Edges(need=self.helper, helper=self.need, distance_m=self.distance_m, score=self.score)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Board:
    """Everything that a plan is made of, as it was at one moment."""

    needs: Needs
    helpers: Helpers
    before: Whole  # who was asked before: report_id, volunteer_id, and 1 while it is open; three columns
    closures: tuple[bytes, ...] = ()  # ground that nobody is sent across, as WKB
    lacks: tuple[tuple[int, str, float], ...] = ()  # report_id, item with its unit, how much
    stock: Mapping[tuple[int, str], float] = field(default_factory=dict)  # by volunteer_id and item

    def only(self, needs: Whole, helpers: Whole) -> "Board":
        """The board with these rows of needs and of helpers alone."""
        before = self.before[np.isin(self.before[:, 0], self.needs.id[needs])]
        return Board(
            needs=self.needs.only(needs),
            helpers=self.helpers.only(helpers),
            before=before,
            closures=self.closures,
            lacks=self.lacks,
            stock=self.stock,
        )

    def waiting(self, wanted: Flag) -> "Board":
        """The board with some of its needs, and every helper."""
        return self.only(np.flatnonzero(wanted), np.arange(len(self.helpers)))

    def take(self, report_id: int, volunteer_id: int) -> None:
        """Note that somebody was asked: one place less is open, and the helper has one hand less."""
        self.needs.places[self.needs.id == report_id] -= 1
        mine = self.helpers.id == volunteer_id
        self.helpers.capacity[mine] -= 1
        self.helpers.load[mine] += 1


def _some(column: tuple[Cell, ...], rows: Whole) -> tuple[Cell, ...]:
    return tuple(column[row] for row in rows.tolist())


class Why(StrEnum):
    """Why a need has no helper in a plan."""

    NOBODY = "nobody"  # nobody able is on duty within reach
    ASKED = "asked"  # everybody who could was asked before
    CLOSED = "closed"  # a closure lies between
    UNTRUSTED = "untrusted"  # nobody within reach is vetted for this kind of need
    RISK = "risk"  # a second coordinator must agree first
    FULL = "full"  # everybody within reach has all the jobs they can carry, or is better used elsewhere
