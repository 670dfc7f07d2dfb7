"""Something waits that a person must see: those on call hear of it one after the other, until one looks."""

from procrastinate import RetryStrategy
from sqlalchemy.ext.asyncio import AsyncSession

from app.chores.context import chore_house, moment
from app.dispatch.words import what_words
from app.incidents.find import incident_by_id
from app.jobs import jobs
from app.messaging.say import Phrase, phrase
from app.safety.alarms import CALL, TELL, alarm_by_id, hold_alarm
from app.safety.calls import call_next, tell_seen
from app.safety.on_call import rota_of
from app.safety.shapes import Raised
from geo.gazetteer.beside import area_name

PATIENCE = RetryStrategy(max_attempts=8, exponential_wait=2)


@jobs.task(name=CALL, retry=PATIENCE)
async def alarm(incident_id: int, alarm_id: int) -> None:
    """Text the next person on call, unless somebody has looked meanwhile."""
    async with chore_house().database.session() as session:
        at = await moment(session)
        raised = await hold_alarm(session, incident_id, alarm_id, now=at)
        if raised is None:
            return
        incident = await incident_by_id(session, incident_id)
        rota = await rota_of(session, incident_id)
        about = await _about(session, incident_id, raised)
        await call_next(session, incident, raised, rota, about=about, now=at)


@jobs.task(name=TELL, retry=PATIENCE)
async def alarm_seen(incident_id: int, alarm_id: int) -> None:
    """Tell those who were called that somebody looks."""
    async with chore_house().database.session() as session:
        raised = await alarm_by_id(session, incident_id, alarm_id)
        if raised is None or raised.seen_at is None:
            return
        incident = await incident_by_id(session, incident_id)
        await tell_seen(session, incident, raised, now=await moment(session))


async def _about(session: AsyncSession, incident_id: int, raised: Raised) -> Phrase:
    """Say what it is and in which quarter or town: a text is read over shoulders."""
    what = what_words(raised.category, raised.people)
    area = await area_name(session, incident_id, raised.point) if raised.point else ""
    return phrase("alarm.near", what=what, place=area) if area else what
