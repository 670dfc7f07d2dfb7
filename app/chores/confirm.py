"""Silence after «did the help arrive?»: one reminder, and at last the case is closed with a note."""

from procrastinate import RetryStrategy

from app.chores.context import chore_house
from app.clock import now
from app.dispatch.confirm import CLOSE, REMIND, close_unconfirmed, remind_confirm
from app.incidents.find import incident_by_id
from app.jobs import jobs

AGAIN = RetryStrategy(max_attempts=5, exponential_wait=2)


@jobs.task(name=REMIND, retry=AGAIN)
async def remind(incident_id: int, dispatch_id: int) -> None:
    """Ask once more, if nobody has answered."""
    async with chore_house().database.session() as session:
        incident = await incident_by_id(session, incident_id)
        await remind_confirm(session, incident, dispatch_id, now=now())


@jobs.task(name=CLOSE, retry=AGAIN)
async def close(incident_id: int, dispatch_id: int) -> None:
    """Close the case, if nobody has answered."""
    async with chore_house().database.session() as session:
        incident = await incident_by_id(session, incident_id)
        await close_unconfirmed(session, incident, dispatch_id, now=now())
