"""Cells lie under a box as tiles lie under a window."""

import pytest

from app.api.public.cover import MOST_CELLS, cover
from geo.point import Area, Point
from geo.tiles import morton

BOXES = [
    Area(west=-72.7, south=18.8, east=-72.4, north=19.0),
    Area(west=-180, south=-85, east=180, north=85),
    Area(west=179.5, south=-18.5, east=-179.5, north=-17.5),
    Area(west=2.0, south=48.0, east=2.0001, north=48.0001),
]


@pytest.mark.parametrize("area", BOXES, ids=str)
def test_every_spot_of_a_box_lies_in_one_of_its_cells(area):
    under = cover(area)
    lows, highs = under.spans
    assert len(under.shares) <= MOST_CELLS or under.level == 4
    width = (area.east - area.west) % 360 or 360
    for down in range(11):
        for across in range(11):
            lon = area.west + width * across / 10
            spot = Point(
                lat=area.south + (area.north - area.south) * down / 10, lon=lon - 360 if lon > 180 else lon
            )
            assert any(low <= morton(spot) <= high for low, high in zip(lows, highs, strict=True))


def test_a_cell_counts_by_as_much_as_lies_in_the_box():
    whole = cover(Area(west=-180, south=-85, east=180, north=85))
    assert min(whole.shares.values()) > 0.95
    half = cover(Area(west=0.0, south=0.0, east=22.5 / 2, north=0.0001))
    assert sum(half.shares.values()) < len(half.shares)
