"""A better place came while somebody is on the way: they hear it before they look for the old one."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.dispatch.steps import jobs_of
from app.dispatch.told import map_told, place_told
from app.messaging.say import phrase, say
from app.models.dispatch import DispatchState
from app.models.incident import Incident


async def tell_moved(session: AsyncSession, incident: Incident, report_id: int, *, now: datetime) -> None:
    """Tell every helper who said yes where the case is now."""
    assert incident.id is not None
    for job in await jobs_of(session, incident.id, report_id):
        if job.state is not DispatchState.ACCEPTED:
            continue
        place, link = await place_told(session, incident.id, job), await map_told(session, incident.id, job)
        moved = phrase("place.moved", case=job.reference, place=place, map=link)
        await say(session, incident, moved, contact_id=job.helper_contact_id, report_id=report_id, now=now)
