"""Putting helpers on the desk as suggestions, and asking one of them."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from app.dispatch import queries
from app.dispatch.merged import check_stands
from app.dispatch.shapes import Job, Suggestion
from app.dispatch.steps import hold_job, load_of, set_report_state, step
from app.dispatch.told import rough_told
from app.dispatch.waits import wait_s
from app.dispatch.words import distance_words, what_words
from app.errors import Conflict, NotFound
from app.history import MACHINE
from app.jobs import defer
from app.messaging.prompts import open_prompt
from app.messaging.say import phrase, say
from app.models.dispatch import DispatchState
from app.models.incident import Incident
from app.models.message import PromptKind
from app.models.report import ReportState

LIFE_AT_RISK = 4


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
    batch: str = "",
) -> Job:
    """Ask one suggested helper by text; the asker learns once that we are asking.

    Raises `Conflict` when they are not suggested any more, or when a person asks whom no text reaches.
    `batch` names the press of which this is a part.
    """
    assert incident.id is not None
    job = await hold_job(session, incident.id, dispatch_id)
    if job is None:
        raise NotFound
    await check_stands(session, incident.id, job.report_id)
    after = await note_cap(session, incident.id, job, who=who, now=now)
    after |= {"batch": batch} if batch else {}
    await step(session, incident.id, job, DispatchState.ASKED, now=now, who=who, after=after)
    digit = await _open_question(session, incident, job, now=now)
    due_at = await _say_ask(session, incident, job, digit, now=now)
    if due_at is None and who != MACHINE:
        raise Conflict("No text reaches this helper now; call them, and note here what they said.")
    await _start_wait(session, incident, job, due_at or now)
    if job.report_state in (ReportState.NEW, ReportState.OPEN):
        await set_report_state(session, incident.id, job, ReportState.ASKED, now=now)
        asked = phrase("asked", case=job.reference)
        await say(session, incident, asked, contact_id=job.asker_contact_id, report_id=job.report_id, now=now)
    return job


async def has_room(session: AsyncSession, incident_id: int, volunteer_id: int, *, now: datetime) -> bool:
    """Tell whether the machine may ask this helper one question more; no, while it asks them elsewhere.

    Two needs that are matched at once find the same neighbour free.
    """
    which = {"incident_id": incident_id, "id": volunteer_id}
    if (await session.execute(queries.HOLD_HELPER, which)).first() is None:
        return False
    return not (await load_of(session, incident_id, volunteer_id, now=now)).over_cap


async def note_cap(
    session: AsyncSession, incident_id: int, job: Job, *, who: str, now: datetime
) -> dict[str, object]:
    """What the event says when a person asks somebody for more than they agreed to: never silently."""
    if who == MACHINE:
        return {}
    load = await load_of(session, incident_id, job.volunteer_id, now=now)
    return {"over_cap": True} if load.over_cap else {}


async def _open_question(session: AsyncSession, incident: Incident, job: Job, *, now: datetime) -> int:
    assert incident.id is not None
    return await open_prompt(
        session,
        incident.id,
        PromptKind.ASK,
        contact_id=job.helper_contact_id,
        now=now,
        # a late YES should meet a kind word, and the night may lie between: the question outlives the wait
        lasts=timedelta(seconds=wait_s(incident.offer_wait_s, job.urgency)) + timedelta(days=2),
        report_id=job.report_id,
        dispatch_id=job.id,
        numbered=True,
    )


async def _say_ask(
    session: AsyncSession, incident: Incident, job: Job, digit: int, *, now: datetime
) -> datetime | None:
    assert incident.id is not None
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
    return await say(
        session,
        incident,
        question,
        contact_id=job.helper_contact_id,
        report_id=job.report_id,
        now=now,
        vital=job.urgency >= LIFE_AT_RISK,
        may_wait=job.urgency < LIFE_AT_RISK,
    )


async def _start_wait(session: AsyncSession, incident: Incident, job: Job, from_at: datetime) -> None:
    """Count the silence from when the question goes out: nobody is overtaken in their sleep."""
    assert incident.id is not None
    expires_at = from_at + timedelta(seconds=wait_s(incident.offer_wait_s, job.urgency))
    values = {"incident_id": incident.id, "id": job.id, "expires_at": expires_at}
    await session.execute(queries.SET_WAIT, values)
    await defer(session, "lapse", at=expires_at, incident_id=incident.id, dispatch_id=job.id)


async def forget_suggestions(session: AsyncSession, incident_id: int, volunteer_id: int) -> None:
    """Drop what is only suggested of a helper who cannot be asked now; questions and jobs stay."""
    await session.execute(
        queries.FORGET_SUGGESTIONS, {"incident_id": incident_id, "volunteer_id": volunteer_id}
    )
