"""Tiles say what there is to see, at every zoom and behind every filter, and nothing finer."""

import asyncio
from collections import Counter

import pytest
from sqlalchemy import text

from app.api.public import look as looking
from geo.point import Point
from geo.tiles import LEVEL, cell_inside_tile, cell_position, inside_tile, morton
from tests.db.api.conftest import Seen
from tests.town import corner

FILTERS: tuple[dict[str, str], ...] = (
    {},
    {"kind": "need"},
    {"kind": "offer"},
    {"urgency": "3"},
    {"kind": "offer", "urgency": "2"},
    {"category": "food"},
    {"from": "2026-11-14", "to": "2026-11-16"},
    {"from": "2026-11-18"},
    {"to": "2026-11-12", "category": "water", "urgency": "4"},
    {"from": "2026-11-16", "to": "2026-11-14", "kind": "need"},
    {"from": "1000-01-01", "to": "9999-12-31"},
    {"kind": "", "category": "", "urgency": "", "from": "", "to": ""},
)


def fits(one: Seen, asked: dict[str, str]) -> bool:
    days = sorted(filter(None, (asked.get("from"), asked.get("to"))))
    first = days[0] if asked.get("from") else "0001-01-01"
    last = days[-1] if asked.get("to") else "9999-12-31"
    return (
        one.state != "helped"
        and asked.get("kind") in (None, "", one.kind)
        and asked.get("category") in (None, "", one.category)
        and one.grade >= int(asked.get("urgency") or 0)
        and first <= one.day.isoformat() <= last
    )


async def tile(town, z: int, x: int, y: int, **asked: str) -> list[list]:
    answer = await town.http.get(f"/i/town/tiles/{z}/{x}/{y}.json", params=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()["rows"]


def around(point: Point, z: int) -> tuple[int, int, int]:
    return (z, *cell_position(morton(point, z)))


@pytest.mark.parametrize("asked", FILTERS, ids=str)
async def test_every_zoom_counts_the_same_cases(town, show, crowd, asked):
    await show(*crowd)
    left = [one for one in crowd if fits(one, asked)]
    for z in range(16):
        for z, x, y in {around(one.at, z) for one in crowd[::75]}:
            inside = [one for one in left if around(one.at, z) == (z, x, y)]
            cells = Counter(morton(one.at, z + 2) for one in inside)
            expected = {
                cell_inside_tile(cell, z + 2, z=z, x=x, y=y): [
                    n,
                    *(
                        sum(test(one) for one in inside if morton(one.at, z + 2) == cell)
                        for test in (
                            lambda one: one.grade == 4,
                            lambda one: one.grade == 3,
                            lambda one: one.grade > 0,
                            lambda one: one.grade == 0,
                        )
                    ),
                ]
                for cell, n in cells.items()
                if n > 1
            }
            alone = {
                (*cell_inside_tile(morton(one.at), LEVEL, z=z, x=x, y=y), one.category)
                for one in inside
                if cells[morton(one.at, z + 2)] == 1
            }
            rows = await tile(town, z, x, y, **asked)
            assert {(row[0], row[1]): row[2:] for row in rows if row[2] > 1} == expected
            assert {(row[0], row[1], row[7]) for row in rows if row[2] == 1} == alone


async def test_a_case_alone_stands_where_it_is_shown_and_says_what_it_is(town, show):
    await show(Seen(category="food", urgency=4), Seen(at=corner("Quarry"), kind="offer"))
    z, x, y = around(corner("Mill"), 13)
    ((across, down, *counted),) = await tile(town, z, x, y, kind="need")
    assert counted == [1, 1, 0, 1, 0, "food"]
    expected = inside_tile(corner("Mill"), z, x, y)
    off = abs(across - expected[0]), abs(down - expected[1])
    assert max(off) <= 16  # half a cell of level 20


async def test_strangers_look_no_deeper_than_the_displacement(town):
    assert (await town.http.get("/i/town/tiles/16/19000/29000.json")).status_code == 404
    assert (await town.http.get("/i/town/tiles/3/8/1.json")).status_code == 404
    assert (await town.http.get("/i/nowhere/tiles/3/1/1.json")).status_code == 404


async def test_a_reader_who_has_the_tile_is_sent_nothing(town, show):
    await show(Seen())
    first = await town.http.get("/i/town/tiles/0/0/0.json")
    assert first.headers["cache-control"] == "public, max-age=5"
    tag = {"if-none-match": first.headers["etag"]}
    again = await town.http.get("/i/town/tiles/0/0/0.json", headers=tag)
    assert (again.status_code, again.content) == (304, b"")
    other = await town.http.get("/i/town/tiles/0/0/0.json", params={"kind": "offer"}, headers=tag)
    assert other.json() == {"rows": []}


@pytest.mark.parametrize("asked", [{"urgency": "9"}, {"from": "tomorrow"}, {"category": "'; drop"}], ids=str)
async def test_what_is_no_filter_is_refused_with_a_sentence(town, asked):
    answer = await town.http.get("/i/town/tiles/0/0/0.json", params=asked)
    assert answer.status_code == 422
    assert "needs mending" in answer.json()["error"]


async def test_squares_are_told_with_their_edges_and_no_filter_reaches_them(town, incident_id):
    async with town.house.database.session() as session:
        await session.execute(
            text(
                "insert into public_cell (incident_id, level, cell, at_least, area, at)"
                " values (:id, 10, :cell, 10, 'Mill', now())"
            ),
            {"id": incident_id, "cell": morton(corner("Mill"), 10)},
        )
    asked = {"kind": "need", "category": "medical", "from": "2026-11-20"}
    answers = [(await town.http.get("/i/town/veiled.json", params=one)).json() for one in ({}, asked)]
    ((west, south, east, north, at_least),) = answers[0]["cells"]
    assert at_least == 10
    mill = corner("Mill")
    assert west < mill.lon < east
    assert south < mill.lat < north
    assert answers[0] == answers[1]


async def test_a_name_is_looked_up_once_for_many_tiles(house, incident):
    known = looking.Known()
    found = await asyncio.gather(*(known.incident(house.database, incident.slug) for _ in range(3)))
    assert (await known.incident(house.database, incident.slug)) in found
