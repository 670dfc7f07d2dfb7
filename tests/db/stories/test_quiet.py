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


async def at_night(town) -> str:
    """Bayu is asked for Amina's need in the middle of the night, and will read it in the morning."""
    hour = now().hour
    start = "update incident set quiet_from = :hour, quiet_to = :end returning id"
    await town.rows(start, hour=hour, end=(hour + 3) % 24)
    await town.volunteer("Bayu")
    await town.sms("Amina", "Need water for 4 at the Bridge")
    case = await town.case("Amina")
    assert await town.inbox("Bayu") == []
    assert await town.jobs_of(case) == [("Bayu", "asked")]
    return case


async def test_a_question_that_is_over_before_the_morning_wakes_and_troubles_nobody(town):
    await at_night(town)
    await town.sms("Amina", "CANCEL")
    assert await town.inbox("Bayu") == []
    await town.wait(minutes=200)
    assert await town.inbox("Bayu") == []
    (held,) = await town.rows("select reason from message where state = 'held'")
    assert held["reason"] == "nobody is asked any more"


async def test_who_said_yes_by_telephone_at_night_is_not_asked_in_the_morning(town):
    case = await at_night(town)
    dara = await town.desk()
    (helper,) = await town.rows("select reference from volunteer")
    await dara.press(case, "job/accept", helper=helper["reference"])
    assert len(await town.inbox("Bayu")) == 1
    await town.rows("update incident set check_in_s = 0 returning id")
    await town.wait(minutes=200)
    assert not any("YES" in words for words in await town.inbox("Bayu"))
