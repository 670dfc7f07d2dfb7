"""Private needs are told as squares with enough people, by the clock and never one by one."""

from datetime import timedelta

import pytest

from app import clock
from app.follower.follow import incidents_behind
from app.models.report import ReportState
from geo.tiles import cell_centre, morton
from geo.veil import FINEST
from tests.town import corner

HOUR = timedelta(hours=1)
MIDDLE = cell_centre(morton(corner("Mill"), FINEST), FINEST)  # so that nobody is drawn in the next square
SQUARES = "select level, cell, at_least, area from public_cell"


@pytest.fixture
def ask(case, somebody):
    """So many people who each need a doctor."""

    async def ask(people: int):
        return [await case(at=MIDDLE, by=await somebody(), category="medical") for _ in range(people)]

    return ask


async def test_five_people_are_a_square_and_four_are_nothing(ask, follow, rows):
    await ask(4)
    await follow()
    await follow(after=HOUR)
    assert await rows(SQUARES) == []
    await ask(1)
    await follow(after=HOUR)
    await follow(after=2 * HOUR)
    assert [row["at_least"] for row in await rows(SQUARES)] == [5]


async def test_strangers_learn_of_it_at_the_full_hour_and_not_when_it_happens(ask, follow, rows):
    await ask(6)
    await follow()
    assert await rows(SQUARES) == []
    await follow(after=HOUR)
    before = await rows(SQUARES)
    assert len(before) == 1
    await ask(6)
    await follow(after=HOUR)
    assert await rows(SQUARES) == before
    await follow(after=2 * HOUR)
    assert [row["at_least"] for row in await rows(SQUARES)] == [10]


async def test_one_person_who_asks_often_is_one_person(case, follow, rows):
    for _ in range(8):
        await case(at=MIDDLE, category="medical")
    await follow()
    await follow(after=HOUR)
    assert len(await rows("select 1 from hidden_report")) == 8
    assert await rows(SQUARES) == []


async def test_who_was_helped_or_took_it_back_is_not_counted(ask, settle, follow, rows):
    asked = await ask(5)
    await follow()
    await follow(after=HOUR)
    await settle(asked[0], ReportState.CLOSED)
    await follow(after=HOUR)
    assert len(await rows(SQUARES)) == 1
    await follow(after=2 * HOUR)
    assert await rows(SQUARES) == []


async def test_the_delay_holds_for_private_needs_too(ask, follow, rows):
    await rows("update incident set publish_delay_s = 7200 returning id")
    await ask(5)
    await follow()
    await follow(after=2 * HOUR)
    assert await rows(SQUARES) == []
    await follow(after=4 * HOUR)
    assert len(await rows(SQUARES)) == 1


async def test_a_drill_does_not_wait_an_hour(ask, follow, rows):
    await rows("update incident set drill = true returning id")
    await ask(5)
    await follow()
    await follow(after=timedelta(minutes=1))
    assert len(await rows(SQUARES)) == 1


async def test_nothing_of_it_stands_in_the_counts_or_wakes_a_map(ask, follow, rows):
    await ask(5)
    await follow()
    await follow(after=HOUR)
    for table in ("public_report", "map_count", "map_change"):
        assert await rows(f"select 1 from {table}") == []


async def test_a_worker_hears_that_the_hour_has_come(house, ask, follow):
    await ask(1)
    await follow()
    async with house.database.session() as session:
        assert await incidents_behind(session, now=clock.now() + HOUR) != []
    await follow(after=HOUR)
    async with house.database.session() as session:
        assert await incidents_behind(session, now=clock.now() + HOUR) == []
