"""What somebody who wants to find a person can do: ask public addresses, and nothing else.

Attacks are written against `Stranger` alone, so that the same attack runs against Konbit (`app_stranger.py`)
and against the map that many would build (`naive.py`), where it must succeed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from geo.point import Area, Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A person to be found. The attacker knows all of it but the truth."""

    truth: Point
    near: Point  # the middle of their town; they live within some kilometres
    category: str
    day: date
    word: str = ""  # something they wrote
    number: str = ""  # their phone's


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Filters of the map: what a target is told apart by."""

    category: str = ""
    day: date | None = None
    word: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One row of the list."""

    at: Point
    category: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One answer of the list: its rows, how many there are in all, and how many bytes it had."""

    rows: Sequence[Seen]
    total: int
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One mark of a tile, where it is drawn."""

    at: Point
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Square:
    """One square of needs that are not shown one by one."""

    area: Area
    n: int


Tile = tuple[int, int, int]


class Stranger(Protocol):
    """Every way to ask. `None` stands for «there is no such page»."""

    async def listing(
        self, asked: Asked, *, box: Area | None = None, near: Point | None = None, page: int = 1
    ) -> Listing:
        """The list, in its own order or, where that may be asked, the nearest first."""

    async def tile(self, tile: Tile, asked: Asked) -> Sequence[Mark] | None:
        """The marks of one tile."""

    async def tag(self, tile: Tile, asked: Asked) -> str | None:
        """The tag by which a tile's next version is known."""

    async def squares(self) -> Sequence[Square]:
        """What is told of private needs."""


def asked_for(target: Target) -> Asked:
    """The filters that leave one target of a town."""
    return Asked(category=target.category, day=target.day)
