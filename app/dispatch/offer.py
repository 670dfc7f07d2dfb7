"""Putting helpers on the desk as suggestions, and asking one of them."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from app.dispatch import queries
from app.dispatch.shapes import Job, Suggestion
from app.dispatch.steps import hold_job, set_report_state, step
from app.dispatch.told import rough_told
from app.dispatch.words import distance_words, what_words
from app.errors import NotFound
from app.history import MACHINE
from app.jobs import defer
from app.messaging.prompts import open_prompt
from app.messaging.say import phrase, say
from app.models.dispatch import DispatchState
from app.models.incident import Incident
from app.models.message import PromptKind
from app.models.report import ReportState


async def propose_helpers(
    session: AsyncSession,
    incident_id: int,
    report_id: int,
    suggestions: Sequence[Suggestion],
    *,
    now: datetime,
) -> list[int]:
    """Replace a report's suggestions; who was asked already stays as they are. Returns the dispatch ids."""
    kept: list[int] = []
    for one in suggestions:
        row = await session.execute(
            queries.PROPOSE,
            {
                "incident_id": incident_id,
                "report_id": report_id,
                "volunteer_id": one.volunteer_id,
                "score": one.score,
                "distance_m": one.distance_m,
                "reasons": list(one.reasons),
                "now": now,
            },
        )
        kept.append(int(row.one().id))
    await session.execute(
        queries.FORGET_PROPOSED, {"incident_id": incident_id, "report_id": report_id, "keep": kept}
    )
    return kept


async def ask_helper(
    session: AsyncSession,
    incident: Incident,
    dispatch_id: int,
    *,
    now: datetime,
    who: str = MACHINE,
    wait_s: int,
) -> Job:
    """Ask one suggested helper by text; the asker learns once that we are asking."""
    assert incident.id is not None
    job = await hold_job(session, incident.id, dispatch_id)
    if job is None:
        raise NotFound
    expires_at = now + timedelta(seconds=wait_s)
    await step(session, incident.id, job, DispatchState.ASKED, now=now, who=who, expires_at=expires_at)
    await defer(session, "lapse", at=expires_at, incident_id=incident.id, dispatch_id=job.id)
    digit = await open_prompt(
        session,
        incident.id,
        PromptKind.ASK,
        contact_id=job.helper_contact_id,
        now=now,
        # a late YES should meet a kind word, so the question outlives the wait
        lasts=timedelta(seconds=wait_s) + timedelta(days=1),
        report_id=job.report_id,
        dispatch_id=job.id,
        numbered=True,
    )
    values = {
        "what": what_words(job.category, job.people),
        "place": await rough_told(session, incident.id, job),
        "digit": digit,
    }
    question = (
        phrase("ask.rough", **values)
        if job.distance_m is None
        else phrase("ask", **values, distance=distance_words(job.distance_m))
    )
    await say(session, incident, question, contact_id=job.helper_contact_id, report_id=job.report_id, now=now)
    if job.report_state in (ReportState.NEW, ReportState.OPEN):
        await set_report_state(session, incident.id, job, ReportState.ASKED, now=now)
        asked = phrase("asked", case=job.reference)
        await say(session, incident, asked, contact_id=job.asker_contact_id, report_id=job.report_id, now=now)
    return job
