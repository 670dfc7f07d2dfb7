"""UNSAFE: a helper does not feel safe. The job stops at once, and nobody asks why."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.answers import Situation
from app.dispatch.complete import leave_job
from app.history import Happening, record
from app.messaging.say import phrase, say
from app.models.message import PromptKind

COMMAND = "unsafe"


async def answer(session: AsyncSession, situation: Situation) -> int | None:
    """Stop every job the sender is on; from anybody else it goes to the desk."""
    jobs = [prompt for prompt in situation.prompts if prompt.kind is PromptKind.JOB]
    for prompt in jobs:
        assert prompt.dispatch_id is not None
        await leave_job(session, situation.incident, prompt.dispatch_id, unsafe=True, now=situation.now)
    happening = Happening(
        what="person.unsafe",
        who=f"contact:{situation.person.id}",
        report_id=jobs[0].report_id if jobs else None,
        message_id=situation.message.id,
    )
    record(session, situation.incident_id, happening, now=situation.now)
    if not jobs:
        word = phrase("help", emergency=situation.incident.emergency_number)
        await say(session, situation.incident, word, contact_id=situation.person.id, now=situation.now)
    return jobs[0].report_id if jobs else None
