"""The map that many would build: exact places in the tables, filtered as they are, rounded in the answer."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from geo.point import Area, Point, distance_m
from geo.tiles import LEVEL, cell_centre, cell_of, cell_position, morton, tile_area, tile_range
from tests.db.attack.stranger import Asked, Listing, Mark, Seen, Square, Target, Tile

PAGE = 100
DIGITS = 3  # about 100 m


@dataclass(frozen=True, slots=True)
class Naive:
    """Answers as Konbit does, and reads what Konbit's public role cannot read."""

    cases: Sequence[Target]
    private: Sequence[Target] = ()
    _codes: dict[Target, int] = field(default_factory=dict)

    async def listing(
        self, asked: Asked, *, box: Area | None = None, near: Point | None = None, page: int = 1
    ) -> Listing:
        """Filter and sort by the exact place."""
        found = [case for case in self._left(asked) if box is None or box.holds(case.truth)]
        if near is not None:
            found.sort(key=lambda case: distance_m(near, case.truth))
        rows = [Seen(at=_rounded(case.truth), category=case.category, day=case.day) for case in found]
        rows = rows[(page - 1) * PAGE : page * PAGE]
        return Listing(rows=rows, total=len(found), size=len(repr(rows)))

    async def tile(self, tile: Tile, asked: Asked) -> Sequence[Mark] | None:
        """Count by the exact place at any zoom, in cells of 4 by 4 a tile."""
        if tile[0] > LEVEL:
            return None
        low, high = tile_range(*tile)
        level = min(LEVEL, tile[0] + 2)
        codes = [self._code(case) for case in self._left(asked)]
        cells = Counter(cell_of(code, level) for code in codes if low <= code <= high)
        return [Mark(at=cell_centre(cell, level), n=n) for cell, n in sorted(cells.items())]

    async def tag(self, tile: Tile, asked: Asked) -> str | None:
        """Hash what a tile says."""
        marks = await self.tile(tile, asked)
        return None if marks is None else hashlib.sha256(repr(marks).encode()).hexdigest()

    async def squares(self) -> Sequence[Square]:
        """Count private needs in small cells, however few."""
        cells = Counter(cell_of(morton(case.truth), LEVEL) for case in self.private)
        return [Square(area=tile_area(LEVEL, *cell_position(cell)), n=n) for cell, n in cells.items()]

    def _code(self, case: Target) -> int:
        if case not in self._codes:
            self._codes[case] = morton(case.truth)
        return self._codes[case]

    def _left(self, asked: Asked) -> list[Target]:
        return [
            case
            for case in self.cases
            if (not asked.category or case.category == asked.category)
            and (asked.day is None or case.day == asked.day)
            and (not asked.word or asked.word in case.word)
        ]


def _rounded(point: Point) -> Point:
    return Point(lat=round(point.lat, DIGITS), lon=round(point.lon, DIGITS))
