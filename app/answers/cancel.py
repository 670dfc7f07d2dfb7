"""CANCEL: a helper gives a job back, or a person no longer needs help."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.answers import Situation
from app.dispatch.complete import call_off, leave_job
from app.messaging.prompts import Choice, choose_prompt
from app.messaging.reply import say_unclear
from app.messaging.say import phrase, say
from app.models.message import PromptKind
from app.models.report import LIVE, ReportKind, ReportState
from app.reports.find import latest_report, report_by_reference
from app.reports.merge import free_merged
from app.reports.settle import settle_report
from app.volunteers.enrol import set_duty, volunteer_of

COMMAND = "cancel"


async def answer(session: AsyncSession, situation: Situation) -> int | None:
    """Release the helper from their job, else withdraw the person's own case."""
    choice = choose_prompt(situation.prompts, (PromptKind.JOB,), situation.reply)
    if choice.prompt is not None and choice.prompt.dispatch_id is not None:
        await leave_job(
            session, situation.incident, choice.prompt.dispatch_id, unsafe=False, now=situation.now
        )
        return choice.prompt.report_id
    if choice.rivals:
        who, now = situation.person.id, situation.now
        await say_unclear(session, situation.incident, choice, situation.reply, contact_id=who, now=now)
        return None
    return await _withdraw(session, situation)


async def _withdraw(session: AsyncSession, situation: Situation) -> int | None:
    incident, person, now = situation.incident, situation.person, situation.now
    if situation.reply.reference:
        case = await report_by_reference(session, situation.incident_id, situation.reply.reference)
    else:
        case = await latest_report(session, situation.incident_id, contact_id=person.id, now=now)
    if case is None or case.contact_id != person.id or case.state not in LIVE:
        await say_unclear(session, incident, Choice(None), situation.reply, contact_id=person.id, now=now)
        return None
    who = f"contact:{person.id}"
    await call_off(session, incident, case.id, now=now, who=who)
    await settle_report(session, situation.incident_id, case, ReportState.CANCELLED, who=who, now=now)
    await free_merged(session, situation.incident_id, case.id, who=who, now=now)
    helper = await volunteer_of(session, situation.incident_id, person.id)
    if case.kind is ReportKind.OFFER and helper is not None:
        await set_duty(session, situation.incident_id, helper, False, now=now)
    word = phrase("cancelled.asker", case=case.reference)
    await say(session, incident, word, contact_id=person.id, report_id=case.id, now=now)
    return case.id
