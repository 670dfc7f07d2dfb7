"""Attacks on a place: each asks a stranger's questions until it knows as well as it can where a target is."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from math import cos, radians
from typing import Protocol

from geo.point import Area, Point, towards
from geo.tiles import LEVEL, cell_centre, cell_position, morton, tile_cell
from tests.db.attack.stranger import Asked, Listing, Stranger, Target, Tile, asked_for

REACH_M = 6_000  # from the middle of the town: nobody is shown beyond
FINE_M = 60.0
MOST_PAGES = 100
CORNERS = ((-1, -1), (-1, 1), (1, -1), (1, 1))
OCEAN = (0, 0, 0), Asked(category="none_such")  # a tile in which nothing ever is


class Attack(Protocol):
    """One way to find somebody."""

    async def locate(self, stranger: Stranger, target: Target) -> Point:
        """Say where the target is, by the best guess."""


async def by_rows(stranger: Stranger, asked: Asked, box: Area) -> bool:
    """Whether anybody is in a box: by what is listed."""
    return bool((await stranger.listing(asked, box=box)).rows)


async def by_total(stranger: Stranger, asked: Asked, box: Area) -> bool:
    """By how many there are said to be."""
    return (await stranger.listing(asked, box=box)).total > 0


async def by_size(stranger: Stranger, asked: Asked, box: Area) -> bool:
    """By how long the answer is: what else it takes its time from."""
    nowhere = Area(west=box.west + 0.001, south=-60.01, east=box.west + 0.002, north=-60.0)
    empty = await stranger.listing(asked, box=nowhere)
    return (await stranger.listing(asked, box=box)).size > empty.size


@dataclass(frozen=True, slots=True)
class Bisection:
    """Halve a box until it is as small as a house, first from west to east, then from south to north."""

    holds: Callable[[Stranger, Asked, Area], Awaitable[bool]] = by_rows

    async def locate(self, stranger: Stranger, target: Target) -> Point:
        asked, box = asked_for(target), around(target.near)
        for west_east in (True, False):
            while _width_m(box, west_east) > FINE_M:
                lower, upper = _halves(box, west_east)
                box = lower if await self.holds(stranger, asked, lower) else upper
        return box.centre


@dataclass(frozen=True, slots=True)
class Zoom:
    """Follow a mark into finer and finer tiles, to the deepest there are."""

    zooms: Sequence[int] = (11, 13, 15, 17, 19, 20)

    async def locate(self, stranger: Stranger, target: Target) -> Point:
        asked, box, best = asked_for(target), around(target.near), None
        for zoom in self.zooms:
            spots = [best] if best else [_corner(target.near, sides) for sides in CORNERS]
            tiles = dict.fromkeys(_tile_at(spot, zoom) for spot in spots) if zoom <= LEVEL else {}
            found = [mark.at for tile in tiles for mark in await stranger.tile(tile, asked) or ()]
            # the same need on the same day is asked for in other towns, too
            best = next((at for at in found if box.holds(at)), best)
        return best or target.near


@dataclass(frozen=True, slots=True)
class Tag:
    """Look at nothing but the tags: a tile whose tag is not the empty one's holds the target."""

    async def locate(self, stranger: Stranger, target: Target) -> Point:
        asked, empty = asked_for(target), await stranger.tag(*OCEAN)
        found = [_tile_at(_corner(target.near, sides), 11) for sides in CORNERS]
        for _ in range(LEVEL - 11 + 1):
            told = [
                tile for tile in dict.fromkeys(found) if await stranger.tag(tile, asked) not in (None, empty)
            ]
            if not told:
                break
            last, found = told[0], _children(told[0])
        return _middle(last)


@dataclass(frozen=True, slots=True)
class Crawl:
    """Read the whole list, page by page, and take the dot for the place."""

    async def locate(self, stranger: Stranger, target: Target) -> Point:
        best = target.near
        for page in range(1, MOST_PAGES):
            rows = (await stranger.listing(Asked(day=target.day), page=page)).rows
            for row in rows:
                if row.category == target.category and around(target.near).holds(row.at):
                    best = row.at
            if not rows:
                break
        return best


@dataclass(frozen=True, slots=True)
class Words:
    """Search for what the target wrote, and bisect what is found."""

    async def locate(self, stranger: Stranger, target: Target) -> Point:
        whole = await stranger.listing(Asked())
        found = await stranger.listing(Asked(word=target.word))
        if found.total == whole.total:
            return target.near  # a search that finds everybody finds nobody
        box, asked = around(target.near), Asked(word=target.word)
        for west_east in (True, False):
            while _width_m(box, west_east) > FINE_M:
                lower, upper = _halves(box, west_east)
                box = lower if await by_rows(stranger, asked, lower) else upper
        return box.centre


@dataclass(frozen=True, slots=True)
class Order:
    """Ask for the nearest first from spots on two lines: is the target nearer there than a known place?

    Where both are equally far, the spot lies on the line in the middle between them; two such spots name it,
    and the target is the known place's image in it. The known place is another case, whose place the attacker
    knows.
    """

    known: Callable[[Target], Target]

    async def locate(self, stranger: Stranger, target: Target) -> Point:
        known = self.known(target)
        spots = [await self._even(stranger, target, known, north_m) for north_m in (-4_000.0, 4_000.0)]
        if None in spots:
            return target.near
        return _image(known.truth, spots[0], spots[1])  # type: ignore[arg-type]

    async def _even(self, stranger: Stranger, target: Target, known: Target, north_m: float) -> Point | None:
        line = (
            towards(target.near, bearing=0, metres=north_m)
            if north_m > 0
            else towards(target.near, bearing=180, metres=-north_m)
        )
        ends = [towards(line, bearing=bearing, metres=40_000) for bearing in (270, 90)]
        first = [await self._target_first(stranger, target, known, end) for end in ends]
        if first[0] == first[1]:
            return None
        while distance(ends) > FINE_M / 4:
            middle = Point(lat=line.lat, lon=(ends[0].lon + ends[1].lon) / 2)
            same = await self._target_first(stranger, target, known, middle) == first[0]
            ends = [middle, ends[1]] if same else [ends[0], middle]
        return Point(lat=line.lat, lon=(ends[0].lon + ends[1].lon) / 2)

    async def _target_first(self, stranger: Stranger, target: Target, known: Target, near: Point) -> bool:
        listing = await stranger.listing(Asked(), box=around(target.near), near=near)
        return _place_of(listing, target) < _place_of(listing, known)


def distance(ends: Sequence[Point]) -> float:
    """How far apart two spots of one latitude are."""
    return abs(ends[1].lon - ends[0].lon) * 111_195 * cos(radians(ends[0].lat))


def _place_of(listing: Listing, case: Target) -> int:
    return next(
        (n for n, row in enumerate(listing.rows) if (row.category, row.day) == (case.category, case.day)),
        len(listing.rows),
    )


def _image(point: Point, one: Point, other: Point) -> Point:
    """Mirror a point in the line through two others, on the small plane around it."""
    wide = cos(radians(point.lat))
    dx, dy = (other.lon - one.lon) * wide, other.lat - one.lat
    px, py = (point.lon - one.lon) * wide, point.lat - one.lat
    along = (px * dx + py * dy) / (dx * dx + dy * dy)
    return Point(lat=one.lat + 2 * along * dy - py, lon=one.lon + (2 * along * dx - px) / wide)


def around(middle: Point) -> Area:
    """The box that holds whoever is shown in a town."""
    south, north = (towards(middle, bearing=bearing, metres=REACH_M).lat for bearing in (180, 0))
    west, east = (towards(middle, bearing=bearing, metres=REACH_M).lon for bearing in (270, 90))
    return Area(west=west, south=south, east=east, north=north)


def _corner(middle: Point, sides: tuple[int, int]) -> Point:
    box = around(middle)
    return Point(lat=(box.south, box.north)[sides[0] > 0], lon=(box.west, box.east)[sides[1] > 0])


def _halves(box: Area, west_east: bool) -> tuple[Area, Area]:
    if west_east:
        middle = (box.west + box.east) / 2
        return replace(box, east=middle), replace(box, west=middle)
    middle = (box.south + box.north) / 2
    return replace(box, north=middle), replace(box, south=middle)


def _width_m(box: Area, west_east: bool) -> float:
    if west_east:
        return (box.east - box.west) * 111_195 * cos(radians(box.centre.lat))
    return (box.north - box.south) * 111_195


def _tile_at(point: Point, zoom: int) -> Tile:
    return zoom, *cell_position(morton(point, zoom))


def _children(tile: Tile) -> list[Tile]:
    z, x, y = tile
    return [(z + 1, 2 * x + right, 2 * y + down) for right in (0, 1) for down in (0, 1)]


def _middle(tile: Tile) -> Point:
    z, x, y = tile
    return cell_centre(tile_cell(z, x, y), z)
