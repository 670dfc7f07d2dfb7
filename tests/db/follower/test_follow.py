"""The follower: every event in its place, chained to the one before; strangers see their part, no more."""

import asyncio
from datetime import timedelta

import pytest

from app import clock
from app.follower.chain import link_hash
from app.models.public import LEVELS
from app.models.report import ReportState
from app.reports.place import place_report
from app.worker import Worker
from geo.point import Point, distance_m
from geo.privacy import STATED_M
from ingest.shapes import Intent
from tests.town import located


async def test_numbers_have_no_gaps_though_ids_have(happen, follow, rows):
    await happen("a.one", "a.two")
    await happen("b.never", fails=True)
    await happen("c.one")
    await follow()
    await happen("d.one", "d.two")
    await follow()
    told = await rows("select what, position from event order by position")
    assert [(row["what"], row["position"]) for row in told] == [
        ("a.one", 1),
        ("a.two", 2),
        ("c.one", 3),
        ("d.one", 4),
        ("d.two", 5),
    ]
    ids = [row["id"] for row in await rows("select id from event order by id")]
    assert ids[-1] - ids[0] > len(ids) - 1


async def test_two_followers_at_once_number_each_event_once(house, happen, rows):
    await asyncio.gather(*(happen(*(f"event.{n}" for n in range(20))) for _ in range(10)))
    workers = [Worker(house) for _ in range(3)]

    async def follow_to_the_end(worker: Worker) -> None:
        while await worker.follow_some():
            pass

    await asyncio.gather(*map(follow_to_the_end, workers))
    positions = [row["position"] for row in await rows("select position from event order by position")]
    assert positions == list(range(1, 201))


async def broken_at(rows) -> int | None:
    """Where the chain breaks, looking at the table as an auditor does."""
    told = await rows(
        """
        select id, at, who, what, report_id, dispatch_id, message_id, before, after, why, position, chain
        from event order by position
        """
    )
    before = b""
    for row in told:
        event = {name: value for name, value in row.items() if name not in ("position", "chain")}
        if link_hash(before, row["position"], event) != row["chain"]:
            return int(row["position"])
        before = row["chain"]
    return None


async def test_the_chain_holds_and_names_the_event_that_was_touched(happen, follow, rows):
    for n in range(5):
        await happen(f"event.{n}")
    await follow()
    await happen("event.5", "event.6")
    await follow()
    assert await broken_at(rows) is None
    await rows("update event set why = 'it was not so' where position = 4 returning id")
    assert await broken_at(rows) == 4


async def test_an_event_taken_out_breaks_the_chain(happen, follow, rows):
    await happen(*(f"event.{n}" for n in range(5)))
    await follow()
    await rows("delete from event where position = 3 returning id")
    assert await broken_at(rows) == 4


async def test_an_event_whose_clock_was_ahead_is_published_too(case, follow, rows):
    """Another machine's clock, or a delay: positions do not follow the times."""
    first, second = await case(at="Bridge"), await case(at="School")
    await rows(
        "update event set at = at + interval '10 minutes' where report_id = :id returning id", id=first.id
    )
    await follow()
    await follow(after=timedelta(minutes=11))
    assert len(await rows("select 1 from public_report")) == 2
    assert second.id > first.id


async def test_strangers_see_a_case_after_the_delay_and_not_before(case, follow, rows):
    await rows("update incident set publish_delay_s = 3600 returning id")
    await case()
    await follow()
    await follow(after=timedelta(minutes=59))
    assert await rows("select 1 from public_report") == []
    await follow(after=timedelta(minutes=61))
    assert len(await rows("select 1 from public_report")) == 1


@pytest.mark.parametrize("state", [ReportState.NOISE, ReportState.CANCELLED])
async def test_what_is_withdrawn_is_gone_at_once_whatever_the_delay(case, settle, follow, rows, state):
    shown = await case()
    await follow()
    assert len(await rows("select 1 from public_report")) == 1
    await rows("update incident set publish_delay_s = 86400 returning id")
    await settle(shown, state)
    await follow()
    assert await rows("select 1 from public_report") == []
    assert await rows("select 1 from map_count") == []


async def test_the_public_point_is_never_the_true_one_and_never_moves(somebody, case, follow, rows):
    for at in ("Mill", "Bridge", "School", "Market", "Harbour"):
        await case(at=at, by=await somebody())
    await follow()
    shown = """
        select st_y(point::geometry) as lat, st_x(point::geometry) as lon, radius_m
        from public_report order by id
    """
    public = await rows(shown)
    true = await rows(
        "select st_y(point::geometry) as lat, st_x(point::geometry) as lon from report order by id"
    )
    for ours, theirs in zip(true, public, strict=True):
        moved_m = distance_m(Point(**ours), Point(lat=theirs["lat"], lon=theirs["lon"]))
        assert 90 < moved_m < 5_000
        assert theirs["radius_m"] == STATED_M
    await rows("update report set urgency = 1, updated_at = now() returning id")
    await rows("update event set position = null returning id")
    await rows("update follow set position = 0, published = 0 returning incident_id")
    await follow()
    assert await rows(shown) == public


async def test_a_better_place_moves_the_dot_and_leaves_no_other_behind(
    house, incident_id, case, follow, rows
):
    moved = await case(at="Mill")
    await follow()
    async with house.database.session() as session:
        await place_report(session, incident_id, moved, located("Quarry"), who="staff:1", now=clock.now())
    await follow()
    assert len(await rows("select 1 from public_report")) == 1
    counted = await rows("select level, sum(n2) as n from map_count where day <> '1970-01-01' group by level")
    assert {row["n"] for row in counted} == {1}


@pytest.mark.parametrize(
    "facts", [{"category": "medical"}, {"at": None}, {"kind": Intent.MISSING}, {"kind": Intent.SAFE}]
)
async def test_sensitive_unplaced_and_personal_cases_are_no_dots(case, follow, rows, facts):
    await case(**facts)
    await follow()
    assert await rows("select 1 from public_report") == []
    assert await rows("select 1 from map_count") == []


async def test_counts_are_what_is_shown_at_every_level(case, settle, follow, rows):
    cases = [
        await case(at=at, category=category) for at in ("Mill", "Bridge") for category in ("water", "food")
    ]
    await follow()
    await settle(cases[0], ReportState.CLOSED)
    await settle(cases[1], ReportState.NOISE)
    await follow()
    counted = await rows(
        "select level, day = '1970-01-01' as ever, sum(n0 + n1 + n2 + n3 + n4) as n, sum(helped) as helped "
        "from map_count group by 1, 2"
    )
    assert {(row["n"], row["helped"]) for row in counted} == {(2, 1)}
    assert len(counted) == 2 * len(LEVELS)
