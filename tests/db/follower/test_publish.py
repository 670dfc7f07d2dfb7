"""What strangers see, when they see it, and what is counted of it."""

from datetime import timedelta
from random import Random

import pytest

from app import clock
from app.follower.follow import incidents_behind
from app.models.public import CHANGE_LEVEL, EVER, LEVELS
from app.models.report import ReportState
from app.reports.place import place_report
from geo.tiles import cell_of
from tests.town import located

HOUR = timedelta(hours=1)
STATES = "select state from public_report"
COUNTED = """
    select level, day, cell, category, n0, n1, n2, n3, n4, helped, m0, m1, m2, m3, m4 from map_count
    where incident_id = :incident_id order by level, day, cell, category
"""
COUNTED_ANEW = """
    select l.level, d.day, p.morton >> (2 * (20 - l.level)) as cell, p.category,
        count(*) filter (where grade = 0 and state <> 'helped') as n0,
        count(*) filter (where grade = 1 and state <> 'helped') as n1,
        count(*) filter (where grade = 2 and state <> 'helped') as n2,
        count(*) filter (where grade = 3 and state <> 'helped') as n3,
        count(*) filter (where grade = 4 and state <> 'helped') as n4,
        count(*) filter (where grade > 0 and state = 'helped') as helped,
        coalesce(sum(morton) filter (where grade = 0 and state <> 'helped'), 0) as m0,
        coalesce(sum(morton) filter (where grade = 1 and state <> 'helped'), 0) as m1,
        coalesce(sum(morton) filter (where grade = 2 and state <> 'helped'), 0) as m2,
        coalesce(sum(morton) filter (where grade = 3 and state <> 'helped'), 0) as m3,
        coalesce(sum(morton) filter (where grade = 4 and state <> 'helped'), 0) as m4
    from public_report p, unnest(cast(:levels as integer[])) l(level),
        lateral (values (p.day), (cast(:ever as date))) d(day)
    where p.incident_id = :incident_id and (state <> 'helped' or grade > 0)
    group by 1, 2, 3, 4 order by 1, 2, 3, 4
"""


@pytest.fixture
def delay(rows):
    async def delay(seconds: int) -> None:
        await rows("update incident set publish_delay_s = :s returning id", s=seconds)

    return delay


@pytest.fixture
def move(house, incident_id):
    async def move(case, to: str) -> None:
        async with house.database.session() as session:
            await place_report(session, incident_id, case, located(to), who="staff:1", now=clock.now())

    return move


async def test_strangers_see_after_the_delay_what_was_so_then(case, settle, delay, follow, rows):
    await delay(3_600)
    shown = await case()
    await rows("update event set at = at - interval '30 minutes' returning id")
    await follow()
    await settle(shown, ReportState.CLOSED)
    await follow()
    assert await rows(STATES) == []
    await follow(after=timedelta(minutes=31))
    assert await rows(STATES) == [{"state": "open"}]
    await follow(after=timedelta(minutes=61))
    assert await rows(STATES) == [{"state": "helped"}]
    assert await rows("select 1 from public_due") == []


async def test_who_took_it_back_within_the_delay_was_never_seen(case, settle, delay, follow, rows):
    await delay(3_600)
    shown = await case()
    await follow()
    assert len(await rows("select 1 from public_due")) == 1
    await settle(shown, ReportState.CANCELLED)
    await follow()
    assert await rows("select 1 from public_due") == []
    await follow(after=2 * HOUR)
    assert await rows(STATES) == []


async def test_a_need_found_to_be_private_goes_at_once_whatever_the_delay(case, happen, delay, follow, rows):
    shown = await case()
    await follow()
    await delay(86_400)
    await rows(
        "update report set category = 'medical', categories = '{medical}' where id = :id returning id",
        id=shown.id,
    )
    await happen("report.corrected", report_id=shown.id)
    await follow()
    assert await rows(STATES) == []
    assert await rows("select 1 from map_count") == []
    assert len(await rows("select 1 from hidden_report")) == 1


async def test_looking_at_everything_anew_tells_nothing_before_its_time(case, settle, delay, follow, rows):
    await delay(3_600)
    shown = await case()
    await rows("update event set at = at - interval '2 hours' returning id")
    await follow()
    assert await rows(STATES) == [{"state": "open"}]
    await settle(shown, ReportState.CLOSED)
    await rows("update follow set published = 0 returning incident_id")
    await follow()
    assert await rows(STATES) == [{"state": "open"}]


async def test_a_worker_hears_of_a_case_whose_time_has_come(case, house, delay, follow):
    await delay(3_600)
    await case()
    await follow()
    async with house.database.session() as session:
        assert await incidents_behind(session, now=clock.now()) == []
        assert len(await incidents_behind(session, now=clock.now() + HOUR)) == 1


async def test_what_one_person_sends_from_about_one_home_is_one_dot(case, somebody, follow, rows):
    for at in ("Mill", "School", "Mill"):
        await case(at=at)
    await case(at="Quarry")  # the same person, 9 km off
    await case(at="Mill", by=await somebody())
    await follow()
    spots = [row["morton"] for row in await rows("select morton from public_report order by id")]
    assert len(set(spots[:3])) == 1
    assert len(set(spots)) == 3


async def test_a_square_hears_that_something_in_it_changed(case, move, settle, follow, rows):
    told = "select cell from map_change order by id"
    moved = await case(at="Mill")
    await follow()
    before = [row["morton"] for row in await rows("select morton from public_report")]
    await move(moved, "Quarry")
    await rows("delete from map_change returning id")
    await follow()
    after = [row["morton"] for row in await rows("select morton from public_report")]
    cells = {cell_of(code, CHANGE_LEVEL) for code in before + after}
    assert {row["cell"] for row in await rows(told)} == cells
    await follow(after=timedelta(minutes=11))
    await settle(moved, ReportState.NOISE)
    await follow(after=timedelta(minutes=11))
    assert [row["cell"] for row in await rows(told)] == [cell_of(after[0], CHANGE_LEVEL)]


async def test_what_changes_nothing_that_strangers_see_wakes_nobody(case, happen, follow, rows):
    shown = await case()
    await follow()
    await rows("delete from map_change returning id")
    await happen("report.matched", "dispatch.asked", report_id=shown.id)
    await follow()
    assert await rows("select 1 from map_change") == []


async def test_hundreds_at_once_are_counted_like_one_by_one(
    house, incident_id, case, somebody, move, settle, happen, follow, rows
):
    """Cases appear, change, move and go in any order; the counts stay those of what is shown."""
    rng = Random(11)
    people = [await somebody() for _ in range(4)]
    cases = []
    for _ in range(40):
        for _ in range(rng.randrange(4)):
            cases.append(
                await case(
                    at=rng.choice(("Mill", "School", "Harbour", "Quarry")),
                    by=rng.choice(people),
                    category=rng.choice(("water", "food", "medical")),
                )
            )
        if cases and rng.random() < 0.5:
            await move(rng.choice(cases), rng.choice(("Mill", "Market", "Quarry")))
        if cases and rng.random() < 0.6:
            gone = cases.pop(rng.randrange(len(cases)))
            await settle(gone, rng.choice((ReportState.CLOSED, ReportState.NOISE, ReportState.CANCELLED)))
        if rng.random() < 0.4:
            await follow()
            await _check(rows, incident_id)
    await follow()
    await _check(rows, incident_id)
    assert await rows("select 1 from public_report where state = 'helped'")


async def _check(rows, incident_id: int) -> None:
    which = {"incident_id": incident_id}
    assert await rows(COUNTED, **which) == await rows(COUNTED_ANEW, **which, levels=list(LEVELS), ever=EVER)
