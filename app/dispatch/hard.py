"""When a job was so hard, or one so many, that a rest is proposed; nobody is pressed."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from app.dispatch.shapes import Job
from app.dispatch.steps import load_of
from app.messaging.prompts import open_prompt
from app.messaging.say import Phrase, phrase
from app.models.message import PromptKind
from ingest.catalog import load_catalog

HARD_URGENCY = 3
MANY_A_DAY = 3
REST_LASTS = timedelta(hours=12)


def is_hard(job: Job, *, done_today: int) -> bool:
    """Tell urgent, risky and sensitive jobs, and the third of a day, from an ordinary one."""
    if job.urgency >= HARD_URGENCY or job.risky or done_today >= MANY_A_DAY:
        return True
    return bool(load_catalog().sensitive(job.categories))


async def propose_rest(
    session: AsyncSession, incident_id: int, job: Job, *, now: datetime
) -> tuple[Phrase, ...]:
    """Give the words that offer a rest after a job that was just done, and leave the question open."""
    load = await load_of(session, incident_id, job.volunteer_id, now=now)
    if not is_hard(job, done_today=load.done):
        return ()
    await open_prompt(
        session,
        incident_id,
        PromptKind.REST,
        contact_id=job.helper_contact_id,
        now=now,
        lasts=REST_LASTS,
    )
    return (phrase("rest.ask"),)
