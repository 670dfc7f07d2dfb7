"""The list says what the map shows: the same cases, the most urgent first, and no hour of anything."""

import re
from datetime import date

import pytest
from sqlalchemy import RowMapping

from app.api.public.filters import View
from app.api.public.rows import PAGE, list_reports
from tests.db.api.conftest import Seen
from tests.db.api.test_public_tiles import FILTERS, fits
from tests.town import corner

BOXES = ("", "-72.62,18.88,-72.58,18.92", "-72.7,18.8,-72.4,19", "-200,-90,200,90", "179,-20,-179,0")


def in_box(one: Seen, box: str) -> bool:
    if not box:
        return True
    west, south, east, north = map(float, box.split(","))
    across = west <= one.at.lon <= east or (west > east and (one.at.lon >= west or one.at.lon <= east))
    return across and south <= one.at.lat <= north


async def pages(house, incident_id, *, few: int, **asked) -> tuple[list, int]:
    """Every row of every page, and how many there are said to be."""
    found: list[RowMapping] = []
    n, last = 0, 1
    while n < last:
        n += 1
        listed = await list_reports(house.database, incident_id, View(page=n, **asked), few=few)
        last = listed.pages
        found += listed.rows
        assert listed.last == len(found)
    return found, listed.total


@pytest.mark.parametrize("box", BOXES)
@pytest.mark.parametrize("few", [0, 20_000], ids=["walked", "looked at one by one"])
async def test_the_list_holds_what_the_map_holds(house, incident_id, show, crowd, box, few):
    await show(*crowd)
    for asked in FILTERS:
        left = [one for one in crowd if fits(one, asked) and in_box(one, box)]
        left.sort(key=lambda one: (-one.grade, -one.day.toordinal(), one.key))
        rows, total = await pages(house, incident_id, few=few, box=box, **asked)
        assert [(row["kind"], row["urgency"], row["day"], row["lat"], row["lon"]) for row in rows] == [
            (one.kind, one.urgency, one.day, one.at.lat, one.at.lon) for one in left
        ]
        assert total == len(left) or (box and not few)


async def test_within_a_day_the_order_is_thrown_so_that_nobody_learns_the_hour(house, incident_id, show):
    thrown = {"Mill": 7, "Bridge": 3, "School": 9, "Market": 1}  # in the order in which they came
    await show(*(Seen(key=bytes([n]) * 16, at=corner(at)) for at, n in thrown.items()))
    listed = await list_reports(house.database, incident_id, View())
    told = [corner(at).lat for at in ("Market", "Bridge", "Mill", "School")]
    assert [row["lat"] for row in listed.rows] == told


async def test_the_page_says_how_many_there_are_and_the_same_numbers_lead_on(town, show):
    await show(*(Seen(day=date(2026, 11, 1 + n % 20)) for n in range(PAGE + 20)))
    first = await town.http.get("/i/town/map")
    second = await town.http.get("/i/town/map", params={"page": 2})
    assert len(re.findall("data-lat=", first.text)) == PAGE
    assert len(re.findall("data-lat=", second.text)) == 20
    assert "page=2" in first.text


async def test_nothing_public_tells_an_hour(town, show):
    await show(Seen())
    answer = await town.http.get("/api/v1/incidents/town/reports")
    (feature,) = answer.json()["features"]
    assert feature["properties"]["day"] == "2026-11-20"
    assert not re.search(r"\d\d:\d\d", answer.text)
    page = await town.http.get("/i/town/map")
    assert not re.search(r"2026-11-\d\dT", page.text)


async def test_programs_turn_pages_and_use_the_same_filters_and_box(town, show, crowd):
    await show(*crowd)
    asked = {"kind": "need", "from": "2026-11-12", "to": "2026-11-20", "box": BOXES[2]}
    left = [one for one in crowd if fits(one, asked) and in_box(one, BOXES[2])]
    places = set()
    for n in (1, 2):
        answer = (await town.http.get("/api/v1/incidents/town/reports", params={**asked, "page": n})).json()
        assert answer["total"] == len(left) > PAGE
        places |= {tuple(one["geometry"]["coordinates"]) for one in answer["features"]}
    assert places == {(one.at.lon, one.at.lat) for one in left}


async def test_the_head_counts_whom_was_helped(town, show, crowd):
    await show(*crowd)
    counts = (await town.http.get("/api/v1/incidents/town/counts")).json()
    needs = [one for one in crowd if one.kind == "need"]
    assert counts["needs_helped"] == sum(one.state == "helped" for one in needs)
    assert counts["needs_open"] == sum(one.state != "helped" for one in needs)


async def test_a_page_beyond_the_last_is_empty_and_still_says_how_many(house, incident_id, show):
    await show(Seen())
    for box in ("", BOXES[2]):
        listed = await list_reports(house.database, incident_id, View(page=5, box=box))
        assert (listed.total, listed.first, len(listed.rows)) == (1, 0, 0)
