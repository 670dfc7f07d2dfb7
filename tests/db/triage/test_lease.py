"""Who has what in hand: nobody gets what somebody else has, and nothing stays with whoever forgot it."""

import asyncio
from datetime import timedelta

from app import clock
from app.triage.lease import LASTS, AtHand, give_back, holder_of, take, take_next, take_over
from app.triage.lists import View, Waits

LOOK = View(waits=Waits.LOOK)


async def test_thirty_people_who_take_the_next_at_once_get_thirty_cases(house, incident_id, crowd, staff):
    await crowd(100)
    people = await staff(*(f"p{n}" for n in range(30)))

    async def take_two(staff_id: int) -> list[str | None]:
        got = []
        for _ in range(2):
            async with house.database.session() as session:
                got.append(await take_next(session, incident_id, LOOK, staff_id=staff_id, now=clock.now()))
        return got

    taken = await asyncio.gather(*(take_two(one) for one in people))
    second = [two for _, two in taken]
    assert None not in second
    assert len(set(second)) == 30


async def test_the_next_comes_below_the_one_at_hand_and_then_from_the_top(
    house, incident_id, staff, make, listed
):
    (dara,) = await staff("dara")
    cases = [await make() for _ in range(3)]
    order = await listed(Waits.LOOK)
    by_code = {case.reference: case for case in cases}

    async def after(code: str) -> str | None:
        case = by_code[code]
        leaving = AtHand(id=case.id, urgency=case.urgency, created_at=case.created_at)
        async with house.database.session() as session:
            return await take_next(
                session, incident_id, LOOK, staff_id=dara, now=clock.now(), leaving=leaving
            )

    assert await after(order[0]) == order[1]
    assert await after(order[1]) == order[2]
    assert await after(order[2]) == order[0]


async def test_when_everything_is_in_somebodys_hand_there_is_no_next(house, incident_id, staff, make):
    dara, eli = await staff("dara", "eli")
    case = await make()
    async with house.database.session() as session:
        assert await take_next(session, incident_id, LOOK, staff_id=dara, now=clock.now()) == case.reference
    async with house.database.session() as session:
        assert await take_next(session, incident_id, LOOK, staff_id=eli, now=clock.now()) is None


async def test_a_lease_lapses_and_needs_nobody(session, incident_id, staff, make):
    dara, eli = await staff("dara", "eli")
    case = await make()
    now = clock.now()
    assert await take(session, incident_id, case.id, staff_id=dara, now=now)
    assert not await take(session, incident_id, case.id, staff_id=eli, now=now + LASTS / 2)
    later = now + LASTS + timedelta(seconds=1)
    assert await holder_of(session, incident_id, case.id, now=later) is None
    assert await take(session, incident_id, case.id, staff_id=eli, now=later)


async def test_a_person_has_one_case_in_hand(session, incident_id, staff, make):
    (dara,) = await staff("dara")
    one, two = await make(), await make()
    now = clock.now()
    await take(session, incident_id, one.id, staff_id=dara, now=now)
    await take(session, incident_id, two.id, staff_id=dara, now=now)
    assert await holder_of(session, incident_id, one.id, now=now) is None


async def test_nobody_gives_back_what_somebody_else_has(session, incident_id, staff, make):
    dara, eli = await staff("dara", "eli")
    case = await make()
    now = clock.now()
    await take(session, incident_id, case.id, staff_id=dara, now=now)
    await give_back(session, incident_id, case.id, staff_id=eli)
    held = await holder_of(session, incident_id, case.id, now=now)
    assert held is not None
    assert held.name == "Dara"
    await take_over(session, incident_id, case.id, staff_id=eli, who=f"staff:{eli}", now=now)
    held = await holder_of(session, incident_id, case.id, now=now)
    assert held is not None
    assert held.name == "Eli"
