"""Cases as strangers see them, written where the follower writes them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date
from random import Random
from secrets import token_bytes

import pytest
from sqlalchemy import text

from app.follower.count import GRADES, Mark, differences
from geo.point import Point
from geo.spatial import ewkt
from geo.tiles import morton
from tests.town import AREA, corner

TODAY = date(2026, 11, 20)
COLUMNS = [*(f"n{grade}" for grade in range(GRADES)), "helped", *(f"m{grade}" for grade in range(GRADES))]
SHOW = text("""
    insert into public_report (incident_id, case_key, kind, category, urgency, grade, state, area, point,
        radius_m, morton, day, published_at)
    values (:incident_id, :key, :kind, :category, :urgency, :grade, :state, 'Centre', st_geogfromtext(:point),
        300, :morton, :day, now())
""")
KEY = ("level", "day", "cell", "category")
WRITTEN = ("key", "kind", "category", "urgency", "state", "day")
COUNT = text(f"""
    insert into map_count (incident_id, level, day, cell, category, {", ".join(COLUMNS)})
    values (:incident_id, :level, :day, :cell, :category, {", ".join(f":{name}" for name in COLUMNS)})
""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One case of a map that a test draws."""

    at: Point = field(default_factory=lambda: corner("Mill"))
    kind: str = "need"
    category: str = "water"
    urgency: int = 2
    state: str = "open"
    day: date = TODAY
    key: bytes = field(default_factory=lambda: token_bytes(16))

    @property
    def grade(self) -> int:
        return self.urgency if self.kind == "need" else 0

    @property
    def mark(self) -> Mark:
        return Mark(self.category, self.grade, self.state == "helped", morton(self.at), self.day)


Show = Callable[..., Awaitable[None]]


@pytest.fixture
def show(house, incident_id) -> Show:
    """Put cases before strangers' eyes, once in a test: as rows, and counted."""

    async def show(*cases: Seen) -> None:
        rows = [
            {name: getattr(one, name) for name in WRITTEN}
            | {"grade": one.grade, "point": ewkt(one.at), "morton": one.mark.morton}
            for one in cases
        ]
        counts = differences(came=[one.mark for one in cases], went=[])
        counted = [
            dict(zip([*KEY, *COLUMNS], [*row, *numbers], strict=True)) for row, numbers in counts.items()
        ]
        async with house.database.session() as session:
            for statement, values in ((SHOW, rows), (COUNT, counted)):
                await session.execute(statement, [{"incident_id": incident_id, **one} for one in values])

    return show


@pytest.fixture
def crowd() -> list[Seen]:
    """A few hundred cases of ten days all over the town's surroundings; some of them helped."""
    rng = Random(7)
    middle = corner("Mill")

    def spot() -> Point:
        if rng.random() < 0.5:
            return Point(lat=rng.gauss(middle.lat, 0.01), lon=rng.gauss(middle.lon, 0.01))
        return Point(lat=rng.uniform(AREA.south, AREA.north), lon=rng.uniform(AREA.west, AREA.east))

    return [
        Seen(
            at=spot(),
            kind=rng.choice(("need", "need", "offer")),
            category=rng.choice(("water", "food", "shelter")),
            urgency=rng.choice((1, 2, 2, 2, 3, 4)),
            state=rng.choice(("open", "open", "coming", "helped")),
            day=date(2026, 11, rng.randint(11, 20)),
            key=rng.randbytes(16),
        )
        for _ in range(300)
    ]
