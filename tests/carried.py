"""A map to carry, of the invented town: what tests of the file begin with."""

from dataclasses import replace
from datetime import UTC, date, datetime

from tests.town import MILL, corner
from web.snapshot_facts import Mark, Shape, Snapshot, Spot, Square

HOSTILE = "</script><img src=x onerror=alert(1)><!--"
AROUND = 0.2
LAND = [
    [MILL.lon - 1, MILL.lat - 1],
    [MILL.lon + 0.1, MILL.lat - 1],
    [MILL.lon + 0.1, MILL.lat + 1],
    [MILL.lon - 1, MILL.lat + 1],
    [MILL.lon - 1, MILL.lat - 1],
]


def mark(n: int = 0, **changes) -> Mark:
    """One case; others stand a little beside it."""
    row, column = divmod(n, 80)
    one = Mark(
        lat=corner("Bridge").lat + row * 0.002,
        lon=corner("Bridge").lon + column * 0.002,
        radius_m=600,
        kind="need",
        category="Water",
        urgency=4,
        state="open",
        area="Old Harbour",
        day=date(2026, 11, 20),
    )
    return replace(one, **changes)


MARKS = (
    mark(0, area=HOSTILE),
    mark(1, urgency=3, category="Food", state="coming"),
    mark(2, urgency=2, area=""),
    mark(3, urgency=1, day=date(2026, 11, 21)),
    mark(4, kind="offer", urgency=1, category="Shelter"),
)
GROUND: tuple[Shape, ...] = (
    {
        "type": "Feature",
        "properties": {"layer": "land"},
        "geometry": {"type": "Polygon", "coordinates": [LAND]},
    },
)
SPOT = Spot(
    lat=corner("School").lat,
    lon=corner("School").lon,
    kind="Water",
    name=f"Truck {HOSTILE}",
    place="School Road",
    state="open",
    words="open until 18:00",
    checked_at=datetime(2026, 11, 21, 9, tzinfo=UTC),
)
SQUARE = Square(
    west=MILL.lon,
    south=MILL.lat,
    east=MILL.lon + 0.09,
    north=MILL.lat + 0.09,
    at_least=10,
    area="Hillside",
)
FACTS = Snapshot(
    name=f"Flood of Duval {HOSTILE}",
    drill=True,
    emergency_number="114",
    time_zone="America/Port-au-Prince",
    west=MILL.lon - AROUND,
    south=MILL.lat - AROUND,
    east=MILL.lon + AROUND,
    north=MILL.lat + AROUND,
    made_at=datetime(2026, 11, 21, 10, tzinfo=UTC),
    marks=MARKS,
    total=1_205,
    squares=(SQUARE,),
    spots=(SPOT,),
    ground=GROUND,
    names=((MILL.lat, MILL.lon, f"Duval {HOSTILE}"),),
    credit="GeoNames (CC BY 4.0)",
)
