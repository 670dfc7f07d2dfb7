"""At night nobody is woken for what can wait; life and safety, and answers, are told at once."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from app.clock import now
from app.messaging.say import phrase, say
from app.models.incident import Incident
from tests import factories

AMINA = "+15095550101"


@pytest.fixture
async def amina(house, incident):
    async with house.database.session() as session:
        return await factories.make_contact(session, house.keys, incident, AMINA)


@pytest.fixture
def tell(house, incident, amina):
    """Say something in the middle of the night; gives when it is due."""

    async def tell(*, drill: bool = False, **how: bool):
        async with house.database.session() as session:
            found = await session.get(Incident, incident.id)
            found.drill = drill
            hour = now().hour
            found.quiet_from, found.quiet_to = hour, (hour + 3) % 24
            return await say(session, found, phrase("no.thanks"), contact_id=amina, now=now(), **how)

    return tell


async def due(house) -> datetime:
    async with house.database.session() as session:
        return (
            await session.execute(text("select due_at from message where direction = 'out'"))
        ).scalar_one()


async def test_a_reminder_waits_for_the_morning(tell, house):
    said = await tell(may_wait=True)
    assert timedelta(hours=2) <= said - now() <= timedelta(hours=3)
    assert said.minute == said.second == 0
    assert (await due(house)).astimezone(UTC) == said


@pytest.mark.parametrize(
    "how", [{}, {"vital": True}, {"vital": True, "may_wait": True}, {"drill": True, "may_wait": True}]
)
async def test_an_answer_what_keeps_safe_and_a_drill_wait_for_nothing(tell, how):
    assert await tell(**how) <= now()


async def test_a_text_that_waits_goes_out_when_the_night_is_over(tell, house, twilio, town):
    await tell(may_wait=True)
    assert await town.inbox("Amina") == []
    await town.wait(minutes=181)
    assert await town.inbox("Amina") == ["All right. Thank you for telling us."]
