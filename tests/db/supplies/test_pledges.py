"""Forty blankets are fifteen and twenty-five: counted, never twice, never more than there are."""

import asyncio

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from app import clock
from app.errors import BadForm, Conflict
from app.supplies.deliver import deliver, undeliver
from app.supplies.lines import lines_of, set_line, withdraw_line
from app.supplies.pledges import held_by, pledges_of, promise, release_pledge, renew_pledge

WHO = "staff:1"


@pytest.fixture
def do(house, incident):
    """Do one thing in a transaction of its own."""

    async def do(verb, *which, **more):
        async with house.database.session() as session:
            return await verb(session, incident, *which, who=WHO, now=clock.now(), **more)

    return do


async def test_forty_blankets_are_fifteen_and_twenty_five(do, blankets, helper, blankets_now):
    first = await do(promise, blankets, volunteer_id=await helper(), amount=15)
    assert await blankets_now() == (15, 0, 25)
    second = await do(promise, blankets, volunteer_id=await helper(), amount=25)
    assert await blankets_now() == (40, 0, 0)
    assert await do(deliver, first, amount=12) == 12
    await do(release_pledge, first)
    assert await blankets_now() == (25, 12, 3)
    assert await do(deliver, second, amount=25) == 25
    assert await blankets_now() == (25, 37, 3)


async def test_nobody_promises_more_than_is_lacking(do, blankets, helper, blankets_now):
    await do(promise, blankets, volunteer_id=await helper(), amount=30)
    with pytest.raises(Conflict, match="Only 10"):
        await do(promise, blankets, volunteer_id=await helper(), amount=11)
    with pytest.raises(BadForm):
        await do(promise, blankets, volunteer_id=await helper(), amount=-1)
    assert await blankets_now() == (30, 0, 10)


async def test_nobody_promises_more_than_they_have(do, blankets, helper):
    bayu = await helper(blankets=15)
    await do(promise, blankets, volunteer_id=bayu, amount=10)
    with pytest.raises(Conflict, match="5 left"):
        await do(promise, blankets, volunteer_id=bayu, amount=6)


async def test_of_two_who_promise_the_same_blankets_at_once_one_is_told(do, blankets, helper, blankets_now):
    helpers = [await helper() for _ in range(6)]
    calls = (do(promise, blankets, volunteer_id=one, amount=15) for one in helpers)
    made = await asyncio.gather(*calls, return_exceptions=True)
    assert sorted(type(one).__name__ for one in made) == ["Conflict"] * 4 + ["int"] * 2
    assert await blankets_now() == (30, 0, 10)


async def test_one_store_is_not_promised_twice_at_once(do, house, incident, need, blankets, helper):
    bayu = await helper(blankets=15)
    async with house.database.session() as session:
        other = await set_line(
            session, incident.id, need.id, item="blankets", amount=40, who=WHO, now=clock.now()
        )
    made = await asyncio.gather(
        do(promise, blankets, volunteer_id=bayu, amount=10),
        do(promise, other, volunteer_id=bayu, amount=10),
        return_exceptions=True,
    )
    assert sorted(type(one).__name__ for one in made) == ["Conflict", "int"]


async def test_two_coordinators_who_count_the_same_delivery_count_it_once(do, blankets, helper, blankets_now):
    pledge = await do(promise, blankets, volunteer_id=await helper(), amount=20)
    both = (do(deliver, pledge, amount=10, seen=0) for _ in range(2))
    came = await asyncio.gather(*both, return_exceptions=True)
    assert sorted(type(one).__name__ for one in came) == ["Conflict", "float"]
    assert await blankets_now() == (20, 10, 20)


async def test_more_than_was_promised_is_counted_only_when_somebody_says_so(
    do, blankets, helper, blankets_now
):
    pledge = await do(promise, blankets, volunteer_id=await helper(), amount=15)
    with pytest.raises(Conflict, match="Only 15"):
        await do(deliver, pledge, amount=16)
    await do(deliver, pledge, amount=50, more=True)
    assert await blankets_now() == (15, 50, 0)


async def test_every_press_can_be_taken_back(do, blankets, helper, blankets_now):
    pledge = await do(promise, blankets, volunteer_id=await helper(), amount=15)
    await do(deliver, pledge, amount=5)
    assert await do(undeliver, pledge, amount=5) == 0
    with pytest.raises(Conflict):
        await do(undeliver, pledge, amount=1)
    await do(release_pledge, pledge)
    await do(release_pledge, pledge)
    assert await blankets_now() == (0, 0, 40)
    await do(renew_pledge, pledge)
    assert await blankets_now() == (15, 0, 25)


async def test_a_release_is_not_undone_over_what_somebody_promised_since(do, blankets, helper):
    pledge = await do(promise, blankets, volunteer_id=await helper(), amount=30)
    await do(release_pledge, pledge)
    await do(promise, blankets, volunteer_id=await helper(), amount=20)
    with pytest.raises(Conflict, match="Only 20"):
        await do(renew_pledge, pledge)


async def test_a_need_is_never_made_less_than_what_came_and_comes(
    house, incident, need, do, blankets, helper
):
    pledge = await do(promise, blankets, volunteer_id=await helper(), amount=15)
    await do(deliver, pledge, amount=5)
    change = {"item": "blankets", "line_id": blankets, "who": WHO, "now": clock.now()}
    async with house.database.session() as session:
        with pytest.raises(Conflict, match="15"):
            await set_line(session, incident.id, need.id, amount=14, **change)
        with pytest.raises(Conflict, match="10"):
            await withdraw_line(session, incident.id, blankets, who=WHO, now=clock.now())
        await set_line(session, incident.id, need.id, amount=15, **change)
    await do(release_pledge, pledge)
    async with house.database.session() as session:
        await withdraw_line(session, incident.id, blankets, who=WHO, now=clock.now())
        (line,) = await lines_of(session, incident.id, need.id)
    assert (line.amount, line.delivered, line.remaining) == (5, 5, 0)


async def test_a_line_that_nobody_answered_is_gone_when_it_is_withdrawn(house, incident, need, blankets):
    async with house.database.session() as session:
        await withdraw_line(session, incident.id, blankets, who=WHO, now=clock.now())
        assert await lines_of(session, incident.id, need.id) == ()


async def test_every_step_is_written_down(do, house, blankets, helper):
    pledge = await do(promise, blankets, volunteer_id=await helper(), amount=15)
    await do(deliver, pledge, amount=5)
    await do(undeliver, pledge, amount=2)
    await do(release_pledge, pledge)
    async with house.database.session() as session:
        rows = await session.execute(
            text("select what, before, after from event where what like 'pledge.%' order by id")
        )
        told = [(row.what, row.before.get("delivered"), row.after.get("delivered")) for row in rows]
    assert told == [
        ("pledge.made", None, None),
        ("pledge.delivered", 0, 5),
        ("pledge.undone", 5, 3),
        ("pledge.released", 3, None),
    ]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["promise", "deliver", "release", "undeliver", "renew", "need"]),
        st.integers(0, 3),
        st.sampled_from([0.5, 1, 3, 7, 15, 26, 41]),
    ),
    min_size=4,
    max_size=14,
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
async def test_in_whatever_order_the_numbers_agree(steps, house, incident, need, blankets, helper):
    async with house.database.session() as session:
        await session.execute(text("delete from pledge"))
        await session.execute(text("update need_line set amount = 40"))
    helpers = [await helper(blankets=15), await helper()]
    for step in steps:
        async with house.database.session() as session:
            try:
                async with session.begin_nested():
                    await _take(session, incident, need, blankets, helpers, step)
            except Conflict:
                continue
            await _agrees(session, incident, need, helpers[0])


async def _take(session, incident, need, blankets, helpers, step):
    what, which, amount = step
    who, now = WHO, clock.now()
    made = await pledges_of(session, incident.id, need.id)
    if what == "promise":
        await promise(
            session, incident, blankets, volunteer_id=helpers[which % 2], amount=amount, who=who, now=now
        )
    elif what == "need":
        await set_line(
            session, incident.id, need.id, line_id=blankets, item="blankets", amount=amount, who=who, now=now
        )
    elif made:
        one = made[which % len(made)].id
        if what == "deliver":
            await deliver(session, incident, one, amount=amount, who=who, now=now)
        elif what == "undeliver":
            await undeliver(session, incident, one, amount=amount, who=who, now=now)
        else:
            verb = release_pledge if what == "release" else renew_pledge
            await verb(session, incident, one, who=who, now=now)


async def _agrees(session, incident, need, bayu):
    (line,) = await lines_of(session, incident.id, need.id)
    made = await pledges_of(session, incident.id, need.id)
    live = [one for one in made if one.live]
    delivered = sum(one.delivered for one in made)
    coming = sum(one.amount - one.delivered for one in live)
    assert (line.delivered, line.pledged) == (delivered, sum(one.amount for one in live))
    assert line.remaining == line.amount - delivered - coming
    assert line.remaining >= 0
    assert line.pledged <= line.amount
    (stock,) = await held_by(session, incident.id, bayu)
    taken = sum(one.amount if one.live else one.delivered for one in made if one.volunteer_id == bayu)
    assert taken <= stock.amount
    assert stock.free == stock.amount - taken
