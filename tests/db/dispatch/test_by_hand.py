"""A coordinator frees, sends and tells by hand: the same steps, with a name and a reason on them."""

import asyncio

import pytest
from sqlalchemy import text

from app import clock
from app.dispatch.answer import accept_job
from app.dispatch.hand import (
    accept_for,
    decline_for,
    finish_for,
    on_way_for,
    release_job,
    reveal_place,
    there_for,
)
from app.dispatch.moved import tell_moved
from app.dispatch.offer import ask_helper, propose_helpers
from app.dispatch.shapes import Suggestion
from app.dispatch.told import waiting_for_place
from app.errors import BadForm, Conflict
from app.models.volunteer import Trust
from tests import factories

DARA = "staff:1"


@pytest.fixture
async def need(house, incident):
    async with house.database.session() as session:
        amina = await factories.make_contact(session, house.keys, incident, "+15095550101")
        return await factories.make_report(session, incident, amina)


@pytest.fixture
def suggested(house, incident, need):
    """Suggest a helper for the need; return the dispatch."""

    async def suggested(number: int = 102, **facts) -> int:
        async with house.database.session() as session:
            who = await factories.make_contact(session, house.keys, incident, f"+15095550{number}")
            helper = await factories.make_volunteer(session, incident, who, **facts)
            one = Suggestion(volunteer_id=helper, score=1, distance_m=300, reasons=())
            (dispatch_id,) = await propose_helpers(session, incident.id, need.id, [one], now=clock.now())
            return dispatch_id

    return suggested


@pytest.fixture
def press(house, incident):
    """Do one thing in a transaction of its own."""

    async def press(verb, dispatch_id: int, **more) -> None:
        async with house.database.session() as session:
            await verb(session, incident, dispatch_id, now=clock.now(), **more)

    return press


@pytest.fixture
def look(house):
    """Read one column of a statement."""

    async def look(statement: str) -> list:
        async with house.database.session() as session:
            return list((await session.execute(text(statement))).scalars())

    return look


STATES = "select state from dispatch order by id"
SAID = "select phrase from message where direction = 'out' order by id"


async def test_a_yes_on_the_telephone_is_as_good_as_one_by_text(suggested, press, look):
    one = await suggested()
    await press(accept_for, one, who=DARA)
    assert await look(STATES) == ["accepted"]
    assert await look(SAID) == ["yes.helper", "yes.asker"]
    assert await look("select who from event where what like 'dispatch.%' order by id") == [DARA, DARA]
    await press(on_way_for, one, who=DARA)
    await press(there_for, one, who=DARA)
    await press(finish_for, one, who=DARA)
    assert await look(STATES) == ["done"]
    assert await look("select state from report") == ["done"]


async def test_a_no_on_the_telephone_too(suggested, press, look):
    one = await suggested()
    await press(ask_helper, one)
    await press(decline_for, one, who=DARA)
    assert await look(STATES) == ["declined"]


async def test_as_many_go_as_are_wanted_however_often_it_is_pressed(suggested, press, look):
    await press(accept_for, await suggested(102), who=DARA)
    with pytest.raises(Conflict, match="As many go"):
        await press(accept_for, await suggested(103), who=DARA)
    assert await look(STATES) == ["accepted", "proposed"]


async def test_of_two_coordinators_who_press_at_once_one_is_told_to_look_again(suggested, press, look):
    one = await suggested()
    await press(ask_helper, one)
    done = await asyncio.gather(
        *(press(release_job, one, who=who, why="she called us") for who in (DARA, "staff:2")),
        return_exceptions=True,
    )
    assert [type(outcome) for outcome in done if outcome is not None] == [Conflict]
    assert await look(STATES) == ["released"]
    assert (await look(SAID)).count("off_job.helper") == 1


async def test_a_release_from_a_job_is_told_to_both_and_opens_the_case(suggested, press, look):
    one = await suggested()
    await press(accept_for, one, who=DARA)
    await press(release_job, one, who=DARA, why="the bridge is out")
    assert (await look(SAID))[-2:] == ["off_job.helper", "released.asker"]
    assert await look("select state from report") == ["open"]
    assert await look("select why from event where what = 'dispatch.released'") == ["the bridge is out"]


async def test_who_was_released_may_be_asked_again(house, incident, need, suggested, press, look):
    one = await suggested()
    await press(ask_helper, one)
    await press(release_job, one, who=DARA, why="")
    async with house.database.session() as session:
        (helper,) = (await session.execute(text("select volunteer_id from dispatch"))).scalars()
        again = Suggestion(volunteer_id=helper, score=1, distance_m=300, reasons=())
        (two,) = await propose_helpers(session, incident.id, need.id, [again], now=clock.now())
        await ask_helper(session, incident, two, now=clock.now(), who=DARA)
    assert await look(STATES) == ["released", "asked"]
    assert await look("select wave from dispatch order by id") == [1, 2]


async def test_asking_above_a_helpers_cap_is_written_down(suggested, press, look):
    await press(ask_helper, await suggested(102), who=DARA)
    await press(ask_helper, await suggested(103, load_cap=0), who=DARA)
    noted = await look("select after->'over_cap' from event where what = 'dispatch.asked' order by id")
    assert noted == [None, True]


async def test_a_person_who_asks_whom_no_text_reaches_is_told_to_call(house, suggested, press, look):
    one = await suggested()
    async with house.database.session() as session:
        await session.execute(text("delete from address"))
    with pytest.raises(Conflict, match="call them"):
        await press(ask_helper, one, who=DARA)
    assert await look(STATES) == ["proposed"]


@pytest.fixture
def sensitive(house):
    async def sensitive() -> None:
        async with house.database.session() as session:
            await session.execute(text("update report set category = 'medical', categories = '{medical}'"))

    return sensitive


async def test_the_exact_place_of_a_sensitive_need_waits_for_a_reason(
    house, incident, need, suggested, press, look, sensitive
):
    await sensitive()
    one = await suggested()
    await press(ask_helper, one)
    await press(accept_job, one)
    assert (await look(SAID))[-2:] == ["place.wait", "yes.asker"]
    async with house.database.session() as session:
        assert await waiting_for_place(session, incident.id, need.id) == {one}
    with pytest.raises(BadForm, match="why"):
        await press(reveal_place, one, who=DARA, why=" ")
    await press(reveal_place, one, who=DARA, why="I know her for years")
    assert (await look(SAID))[-1] == "place.told"
    assert await look("select why from event where what = 'place.revealed'") == ["I know her for years"]
    with pytest.raises(Conflict, match="already"):
        await press(reveal_place, one, who="staff:2", why="so do I")
    async with house.database.session() as session:
        assert await waiting_for_place(session, incident.id, need.id) == frozenset()


async def test_a_place_that_moves_stays_rough_for_whom_it_was_rough(
    house, incident, need, suggested, press, look, sensitive
):
    await sensitive()
    one = await suggested()
    await press(ask_helper, one)
    await press(accept_job, one)
    async with house.database.session() as session:
        await tell_moved(session, incident, need.id, now=clock.now())
    assert (await look(SAID))[-1] == "place.moved_rough"
    assert not any("osm.org" in words for words in await look("select text from message"))


async def test_a_coordinators_own_question_opens_the_place(suggested, press, look, sensitive):
    await sensitive()
    one = await suggested()
    await press(ask_helper, one, who=DARA)
    await press(accept_job, one)
    assert "yes.helper" in await look(SAID)


async def test_the_vetted_need_no_click(suggested, press, look, sensitive):
    await sensitive()
    one = await suggested(trust=Trust.VETTED)
    await press(ask_helper, one)
    await press(accept_job, one)
    assert "yes.helper" in await look(SAID)
