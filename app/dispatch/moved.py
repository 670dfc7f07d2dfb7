"""A better place came while somebody is on the way: they hear it before they look for the old one."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.dispatch.shapes import Job
from app.dispatch.steps import jobs_of
from app.dispatch.told import knows_place, map_told, place_told, rough_told
from app.messaging.say import Phrase, phrase, say
from app.models.incident import Incident


async def tell_moved(session: AsyncSession, incident: Incident, report_id: int, *, now: datetime) -> None:
    """Tell every helper who said yes where the case is now, as exactly as they may know it."""
    assert incident.id is not None
    for job in await jobs_of(session, incident.id, report_id):
        if not job.going:
            continue
        moved = await _moved(session, incident.id, job)
        await say(session, incident, moved, contact_id=job.helper_contact_id, report_id=report_id, now=now)


async def _moved(session: AsyncSession, incident_id: int, job: Job) -> Phrase:
    if not await knows_place(session, incident_id, job):
        rough = await rough_told(session, incident_id, job)
        return phrase("place.moved_rough", case=job.reference, place=rough)
    place, link = await place_told(session, incident_id, job), await map_told(session, incident_id, job)
    return phrase("place.moved", case=job.reference, place=place, map=link)
