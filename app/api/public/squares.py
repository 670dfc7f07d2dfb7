"""Needs that are never shown one by one: squares that hold at least so many people, behind no filter."""

from dataclasses import dataclass

from app.api.public import queries
from app.api.public.look import look
from app.api.views import SquareView
from app.db import Database
from geo.point import Area, Point, distance_m
from geo.tiles import cell_position, tile_area


@dataclass(frozen=True, slots=True)
class Square:
    """One of them."""

    area: Area
    at_least: int
    near: str  # the town nearest to its middle


async def public_squares(database: Database, incident_id: int) -> tuple[Square, ...]:
    """Read them as they were written last, the fullest first."""
    rows = await look(database, queries.SQUARES, {"incident_id": incident_id})
    return tuple(
        Square(tile_area(row["level"], *cell_position(row["cell"])), row["at_least"], row["area"])
        for row in rows
    )


def square_view(square: Square) -> SquareView:
    """A square as pages show it."""
    area = square.area
    middle = area.centre.lat
    across_m = distance_m(Point(lat=middle, lon=area.west), Point(lat=middle, lon=area.east))
    return SquareView(
        at_least=square.at_least,
        area=square.near,
        across_km=max(1, round(across_m / 1000)),
        west=area.west,
        south=area.south,
        east=area.east,
        north=area.north,
    )


def touches(square: Square, box: Area | None) -> bool:
    """Whether a square lies at least partly in a box; without a box, anywhere."""
    if box is None:
        return True
    area = square.area
    wests = ((box.west, box.east),) if box.west <= box.east else ((box.west, 180.0), (-180.0, box.east))
    level = area.south <= box.north and area.north >= box.south
    return level and any(area.west <= east and area.east >= west for west, east in wests)
