"""The whole board as one read finds it: who waits, who is free, and what stands between them."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from app import clock
from app.matching.board import count_needs, incidents_to_plan, read_board
from app.matching.columns import Board
from app.models.volunteer import Trust
from tests import factories
from tests.town import corner

MONDAY_NOON = 12


@pytest.fixture
async def amina(session, house, incident):
    return await factories.make_contact(session, house.keys, incident, "+15095550101")


@pytest.fixture
async def case(session, incident, amina):
    return await factories.make_report(session, incident, amina)


@pytest.fixture
async def bayu(session, house, incident):
    contact = await factories.make_contact(session, house.keys, incident, "+15095550102", name="Bayu")
    return await factories.make_volunteer(session, incident, contact, skills=("water", "food"), load_cap=2)


@pytest.fixture
def look(session, incident):
    async def look(*, hour: int = MONDAY_NOON) -> Board:
        return await read_board(session, incident.id, hour=hour, now=clock.now())

    return look


@pytest.fixture
def change(session, incident):
    async def change(statement: str, **values: object) -> None:
        await session.execute(text(statement), {"incident_id": incident.id, "now": clock.now(), **values})

    return change


@pytest.fixture
def say_of(session, change, bayu):
    async def say_of(report_id: int, state: str, *, days_ago: float = 0) -> None:
        await change(
            """
            insert into dispatch (incident_id, report_id, volunteer_id, state, score, reasons, created_at,
                since_at, wave, missed)
            values (:incident_id, :report, :bayu, :state, 0, '{}', :at, :at, 1, 0)
            """,
            report=report_id,
            bayu=bayu,
            state=state,
            at=clock.now() - timedelta(days=days_ago),
        )

    return say_of


async def test_an_open_need_and_a_free_helper_stand_on_the_board(look, case, bayu, amina):
    board = await look()
    assert board.needs.id.tolist() == [case.id]
    assert (board.needs.contact_id[0], board.needs.places[0]) == (amina, 1)
    assert board.needs.categories == (("water",),)
    assert (board.needs.lat[0], board.needs.lon[0]) == pytest.approx(
        (corner("Bridge").lat, corner("Bridge").lon)
    )
    assert board.helpers.id.tolist() == [bayu]
    assert board.helpers.skills == (("food", "water"),)
    assert (board.helpers.capacity[0], board.helpers.reach_m[0]) == (2, 5_000)
    assert board.helpers.languages == (("en",),)


async def test_who_is_asked_or_has_said_yes_fills_a_place_until_they_say_no(
    session, look, case, say_of, change
):
    await change("update report set places_wanted = 2 where incident_id = :incident_id")
    await say_of(case.id, "asked")
    board = await look()
    assert (board.needs.places[0], board.needs.asked[0]) == (1, 1)
    assert (board.helpers.load[0], board.helpers.capacity[0]) == (1, 1)
    assert board.before[:, 2].tolist() == [1]
    await change("update dispatch set state = 'declined' where incident_id = :incident_id")
    board = await look()
    assert (board.needs.places[0], board.helpers.load[0]) == (2, 0)
    assert board.before.tolist() == [[case.id, board.helpers.id[0], 0]]


async def test_a_need_whose_places_are_filled_is_off_the_board(look, case, say_of):
    await say_of(case.id, "accepted")
    assert len((await look()).needs) == 0


@pytest.mark.parametrize("state", ["done", "closed", "cancelled", "noise"])
async def test_what_is_settled_is_off_the_board(session, incident, look, case, change, state):
    await change("update report set state = :state where incident_id = :incident_id", state=state)
    assert len((await look()).needs) == 0
    assert await count_needs(session, incident.id) == 0


async def test_what_was_taken_today_counts_against_the_day(
    session, incident, look, amina, bayu, say_of, change
):
    await change("update volunteer set daily_cap = 2 where incident_id = :incident_id")
    for days_ago in (0.5, 0.9, 1.5):
        done = await factories.make_report(session, incident, amina)
        await say_of(done.id, "done", days_ago=days_ago)
    board = await look()
    assert (board.helpers.capacity[0], board.helpers.lately[0]) == (0, 3)


async def test_who_sleeps_or_rests_is_left_in_peace(look, case, bayu, change):
    await change("update volunteer set hours = '{12,13}' where incident_id = :incident_id")
    assert len((await look(hour=12)).helpers) == 1
    assert len((await look(hour=14)).helpers) == 0
    later = clock.now() + timedelta(hours=3)
    await change("update volunteer set rest_until = :later where incident_id = :incident_id", later=later)
    assert len((await look(hour=12)).helpers) == 0


async def test_whoever_asked_for_silence_is_not_on_the_board(look, house, case, bayu, change):
    await change(
        "insert into suppression (our_number, number_index, since_at) values (:ours, :index, :now)",
        ours=factories.OUR_NUMBER,
        index=house.keys.index("+15095550102"),
    )
    assert len((await look()).helpers) == 0


async def test_a_hazard_takes_its_helpers_off_the_board_and_makes_its_needs_risky(look, case, bayu, change):
    draw = """
        insert into zone (incident_id, kind, name, area, who, since_at)
        values (:incident_id, :kind, '', st_buffer(st_geogfromtext(:point), :metres), 'staff:1', :now)
    """
    mill, bridge = (f"POINT({corner(at).lon} {corner(at).lat})" for at in ("Mill", "Bridge"))
    await change(draw, kind="hazard", point=mill, metres=100)
    board = await look()
    assert (len(board.helpers), board.needs.risky.tolist()) == (0, [False])
    await change(draw, kind="hazard", point=bridge, metres=100)
    assert (await look()).needs.risky.tolist() == [True]
    await change("update zone set until_at = :now where incident_id = :incident_id")
    await change(draw, kind="closure", point=mill, metres=100)
    board = await look()
    assert (len(board.helpers), board.needs.risky.tolist(), len(board.closures)) == (1, [False], 1)


async def test_goods_that_lack_and_goods_that_are_held_are_counted_less_what_is_promised(
    session, look, case, bayu, change
):
    await change(
        """
        insert into need_line (incident_id, report_id, item, amount, unit)
        values (:incident_id, :report, 'blanket', 40, '')
        """,
        report=case.id,
    )
    await change(
        """
        insert into stock (incident_id, volunteer_id, item, unit, amount, created_at)
        values (:incident_id, :bayu, 'blanket', '', 25, :now)
        """,
        bayu=bayu,
    )
    await change(
        """
        insert into pledge (incident_id, need_line_id, volunteer_id, stock_id, amount, delivered, created_at)
        select :incident_id, l.id, :bayu, s.id, 15, 0, :now from need_line l, stock s
        where l.incident_id = :incident_id and s.incident_id = :incident_id
        """,
        bayu=bayu,
    )
    board = await look()
    assert board.lacks == ((case.id, "blanket ", 25.0),)
    assert board.stock == {(bayu, "blanket "): 10.0}


async def test_trust_of_one_kind_comes_along(look, bayu, change):
    await change(
        'update volunteer set trust_by_kind = \'{"medical": "vetted"}\' where incident_id = :incident_id'
    )
    board = await look()
    assert board.helpers.trust == (Trust.KNOWN,)
    assert board.helpers.trust_by_kind == ({"medical": "vetted"},)


async def test_another_incidents_people_are_not_on_the_board(session, house, look, case, bayu):
    other = await factories.make_incident(session, house.keys, slug="other", our_number="+15095550191")
    who = await factories.make_contact(session, house.keys, other, "+15095550103")
    await factories.make_volunteer(session, other, who)
    await factories.make_report(session, other, who)
    board = await look()
    assert (len(board.needs), len(board.helpers)) == (1, 1)


async def test_only_where_the_machine_may_ask_is_planned_by_itself(session, incident, case, change):
    assert incident.id in await incidents_to_plan(session)
    await change("update incident set automation = 'suggest' where id = :incident_id")
    assert incident.id not in await incidents_to_plan(session)
