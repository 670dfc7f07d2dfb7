"""A helper who rests is left alone, and is found again without a word when the rest is over."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from app import clock
from app.volunteers.duty import set_duty
from app.volunteers.find import volunteer_by_id
from app.volunteers.rest import look_again, rest_helper
from tests import factories


@pytest.fixture
async def bayu(house, incident):
    async with house.database.session() as session:
        contact = await factories.make_contact(session, house.keys, incident, "+15095550102", name="Bayu")
        return await factories.make_volunteer(session, incident, contact)


async def test_a_rest_ends_by_itself_and_leaves_the_helper_on_duty(house, incident, bayu):
    now = clock.now()
    async with house.database.session() as session:
        helper = await volunteer_by_id(session, incident.id, bayu)
        until = await rest_helper(session, incident.id, helper, hours=8, now=now)
        rests = await volunteer_by_id(session, incident.id, bayu)
    assert until == now + timedelta(hours=8)
    assert rests.on_duty
    assert rests.is_resting(now)
    assert not rests.is_resting(until)


async def test_a_word_of_duty_ends_a_rest(house, incident, bayu):
    now = clock.now()
    async with house.database.session() as session:
        await rest_helper(
            session, incident.id, await volunteer_by_id(session, incident.id, bayu), hours=8, now=now
        )
        rests = await volunteer_by_id(session, incident.id, bayu)
        await set_duty(session, incident.id, rests, True, now=now)
        helper = await volunteer_by_id(session, incident.id, bayu)
    assert helper.rest_until is None


async def test_needs_near_a_helper_are_looked_at_again_after_the_rest_and_not_before(house, incident, bayu):
    now = clock.now()
    waits = text("select match_at from report where incident_id = :incident_id")
    async with house.database.session() as session:
        amina = await factories.make_contact(session, house.keys, incident, "+15095550101", name="Amina")
        await factories.make_report(session, incident, amina)
        helper = await volunteer_by_id(session, incident.id, bayu)
        until = await rest_helper(session, incident.id, helper, hours=8, now=now)
        await session.execute(
            text("update report set match_at = null where incident_id = :incident_id"),
            {"incident_id": incident.id},
        )
        await look_again(session, incident.id, bayu, now=until - timedelta(hours=1))
        assert (await session.execute(waits, {"incident_id": incident.id})).scalar() is None
        await look_again(session, incident.id, bayu, now=until)
        assert (await session.execute(waits, {"incident_id": incident.id})).scalar() == until
