"""The whole board in columns: what every need wants, what every helper can give, and who could help whom.

Row n of each column is the n-th need or helper; ids leave these tables only at the end.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Whole = npt.NDArray[np.int64]
Number = npt.NDArray[np.float64]
Flag = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Needs:
    """The needs that wait for somebody."""

    id: Whole
    contact_id: Whole  # who asks: never sent to themselves
    urgency: Whole
    places: Whole  # helpers still wanted: neither taken nor waiting for somebody's answer
    lat: Number
    lon: Number
    categories: tuple[tuple[str, ...], ...]
    language: tuple[str, ...]
    risky: Flag  # marked so, or in a place where a hazard zone lies

    def __len__(self) -> int:
        return len(self.id)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Helpers:
    """The helpers who may be asked at this moment."""

    id: Whole
    contact_id: Whole
    capacity: Whole  # jobs that this helper could still take, today and at once
    load: Whole
    load_cap: Whole
    lately: Whole  # jobs taken in the last seven days
    reach_m: Number
    lat: Number
    lon: Number
    skills: tuple[tuple[str, ...], ...]
    languages: tuple[tuple[str, ...], ...]
    trust: tuple[str, ...]
    trust_by_kind: tuple[dict[str, str], ...]  # category → trust, above the general

    def __len__(self) -> int:
        return len(self.id)


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
