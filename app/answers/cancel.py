"""CANCEL: a helper gives a job back, or a person no longer needs help."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.answers import Situation
from app.dispatch.answer import decline_job
from app.dispatch.complete import call_off, leave_job
from app.dispatch.offer import forget_suggestions
from app.messaging.prompts import Choice, choose_prompt
from app.messaging.reply import say_unclear
from app.messaging.say import phrase, say
from app.models.message import PromptKind
from app.models.report import LIVE, ReportKind, ReportState
from app.reports.find import latest_report, report_by_reference
from app.reports.merge import free_merged
from app.reports.settle import settle_report
from app.supplies.drive import leave_drive
from app.volunteers.duty import set_duty
from app.volunteers.find import volunteer_of

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
    return await _decline(session, situation) or await _withdraw(session, situation)


async def _decline(session: AsyncSession, situation: Situation) -> int | None:
    """Take CANCEL to an open question as a NO: when its digit is there, or nothing else can be meant."""
    asked = choose_prompt(situation.prompts, (PromptKind.ASK,), situation.reply).prompt
    if asked is None or asked.dispatch_id is None or not asked.live:
        return None
    named = situation.reply.digit is not None or situation.reply.reference is not None
    if not named and await latest_report(
        session, situation.incident_id, contact_id=situation.person.id, now=situation.now
    ):
        return None
    await decline_job(session, situation.incident, asked.dispatch_id, now=situation.now)
    return asked.report_id


async def _withdraw(session: AsyncSession, situation: Situation) -> int | None:
    incident, person, now = situation.incident, situation.person, situation.now
    if situation.reply.reference:
        case = await report_by_reference(session, situation.incident_id, situation.reply.reference)
    else:
        case = await latest_report(session, situation.incident_id, contact_id=person.id, now=now)
    if case is None or case.contact_id != person.id or case.state not in LIVE:
        if (drive := await _keep_back(session, situation)) is not None:
            return drive
        await say_unclear(session, incident, Choice(None), situation.reply, contact_id=person.id, now=now)
        return None
    who = f"contact:{person.id}"
    await call_off(session, incident, case.id, now=now, who=who)
    await settle_report(session, situation.incident_id, case, ReportState.CANCELLED, who=who, now=now)
    await free_merged(session, situation.incident_id, case.id, who=who, now=now)
    helper = await volunteer_of(session, situation.incident_id, person.id)
    if case.kind is ReportKind.OFFER and helper is not None:
        await set_duty(session, situation.incident_id, helper, False, now=now)
        await forget_suggestions(session, situation.incident_id, helper.id)
    word = phrase("cancelled.asker", case=case.reference)
    await say(session, incident, word, contact_id=person.id, report_id=case.id, now=now)
    return case.id


async def _keep_back(session: AsyncSession, situation: Situation) -> int | None:
    """Let somebody off what they promised to a supply drive; returns the drive."""
    reference, now = situation.reply.reference, situation.now
    helper = await volunteer_of(session, situation.incident_id, situation.person.id)
    if helper is None or reference is None:
        return None
    whose = {"volunteer_id": helper.id, "contact_id": helper.contact_id}
    return await leave_drive(session, situation.incident, reference, now=now, **whose)
