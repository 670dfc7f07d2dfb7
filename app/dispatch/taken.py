"""A helper said yes: they hear where to go, the person who comes, and a newcomer's buddy who goes."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.dispatch.merged import tell_merged
from app.dispatch.shapes import Job
from app.dispatch.told import knows_place, map_told, place_told, rough_told
from app.dispatch.words import helper_words, what_words
from app.history import Happening, record
from app.messaging.say import Phrase, phrase, say
from app.models.incident import Incident
from app.models.volunteer import Trust


async def tell_taken(session: AsyncSession, incident: Incident, job: Job, *, now: datetime) -> None:
    """Text the helper, the asker and the buddy of a job that was just taken."""
    assert incident.id is not None
    case, helper = job.report_id, job.helper_contact_id
    details = await _details(session, incident.id, job, now=now)
    await say(session, incident, details, phrase("yes.safety"), contact_id=helper, report_id=case, now=now)
    category = phrase(f"category.{job.category}")
    coming = phrase("yes.asker", helper=helper_words(job), category=category, case=job.reference)
    await say(session, incident, coming, contact_id=job.asker_contact_id, report_id=case, now=now)
    await tell_merged(
        session,
        incident,
        case,
        lambda code: phrase("yes.asker", helper=helper_words(job), category=category, case=code),
        now=now,
    )
    if job.buddy_contact_id is None or job.trust is not Trust.NEW:
        return
    rough = await rough_told(session, incident.id, job)
    goes = phrase("buddy.goes", helper=helper_words(job), category=category, place=rough)
    await say(session, incident, goes, contact_id=job.buddy_contact_id, report_id=case, now=now)


async def _details(session: AsyncSession, incident_id: int, job: Job, *, now: datetime) -> Phrase:
    what = what_words(job.category, job.people)
    if await knows_place(session, incident_id, job):
        place, link = await place_told(session, incident_id, job), await map_told(session, incident_id, job)
        return phrase("yes.helper", what=what, place=place, map=link, case=job.reference)
    happening = Happening(
        what="place.withheld",
        report_id=job.report_id,
        dispatch_id=job.id,
        why="this kind of need is for vetted helpers",
    )
    record(session, incident_id, happening, now=now)
    rough = await rough_told(session, incident_id, job)
    return phrase("place.wait", what=what, place=rough, case=job.reference)
