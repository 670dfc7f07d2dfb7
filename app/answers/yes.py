"""YES: a helper takes a job or is well, a person says that help came, a coordinator looks at an alarm."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.answers import Situation
from app.dispatch.answer import accept_job
from app.dispatch.complete import confirm_help
from app.dispatch.offer import forget_suggestions
from app.messaging.prompts import Choice, choose_prompt, close_prompt
from app.messaging.reply import say_unclear
from app.messaging.say import phrase, say
from app.messaging.shapes import OpenPrompt
from app.models.message import PromptKind
from app.models.report import ReportKind
from app.reports.adopt import adopt_cases
from app.reports.find import latest_report, report_by_id
from app.reports.shapes import Case
from app.safety.alarms import see_alarms
from app.supplies.promise import make_room, promise_for_job
from app.volunteers.duty import set_duty
from app.volunteers.find import volunteer_of
from app.volunteers.join import join_helpers
from app.volunteers.rest import HOURS, rest_helper
from ingest.shapes import Scheme

COMMAND = "yes"
KINDS_ON_PAGE = (PromptKind.ASK, PromptKind.CONFIRM)
KINDS = (*KINDS_ON_PAGE, PromptKind.NUMBER, PromptKind.ALARM, PromptKind.CHECK, PromptKind.REST)


async def answer(session: AsyncSession, situation: Situation) -> int | None:
    """Do what the open question offered."""
    # whoever typed a number into the form also holds the page: only the number itself can speak for it
    kinds = KINDS_ON_PAGE if situation.message.scheme is Scheme.WEB else KINDS
    choice = choose_prompt(situation.prompts, kinds, situation.reply)
    if choice.prompt is None and (job := _own_job(situation, choice)) is not None:
        word, who = phrase("here.helper", case=job.reference), situation.person.id
        await say(
            session, situation.incident, word, contact_id=who, report_id=job.report_id, now=situation.now
        )
        return job.report_id
    if choice.prompt is None:
        who, now = situation.person.id, situation.now
        await say_unclear(session, situation.incident, choice, situation.reply, contact_id=who, now=now)
        return None
    await _agree(session, situation, choice.prompt)
    return choice.prompt.report_id


def _own_job(situation: Situation, choice: Choice) -> OpenPrompt | None:
    """Find the job that a second YES is about: whoever has it already hears that it is theirs."""
    if choice.rivals or choice.missed:
        return None
    job = choose_prompt(situation.prompts, (PromptKind.JOB,), situation.reply).prompt
    return job if job is not None and job.live else None


async def _agree(session: AsyncSession, situation: Situation, prompt: OpenPrompt) -> None:
    incident, incident_id, now = situation.incident, situation.incident_id, situation.now
    who = situation.person.id
    match prompt.kind:
        case PromptKind.ASK if prompt.dispatch_id is not None:
            amount = situation.reply.amount
            await make_room(session, incident, prompt.dispatch_id, amount=amount, now=now)
            if await accept_job(session, incident, prompt.dispatch_id, now=now):
                await promise_for_job(session, incident, prompt.dispatch_id, amount=amount, now=now)
        case PromptKind.CONFIRM if prompt.report_id is not None:
            await confirm_help(session, incident, prompt.report_id, now=now)
        case PromptKind.CHECK:  # that the sign of life counts, `app.pipeline.understand` sees to
            word = phrase("checkin.ok", case=prompt.reference)
            await say(session, incident, word, contact_id=who, report_id=prompt.report_id, now=now)
        case PromptKind.ALARM if prompt.report_id is not None:
            await see_alarms(session, incident_id, prompt.report_id, who=f"contact:{who}", now=now)
        case PromptKind.REST:
            await _rest(session, situation)
            await close_prompt(session, incident_id, prompt.id, now=now)
        case _:
            await _own_number(session, situation, prompt)
            await close_prompt(session, incident_id, prompt.id, now=now)


async def _rest(session: AsyncSession, situation: Situation) -> None:
    helper = await volunteer_of(session, situation.incident_id, situation.person.id)
    if helper is None:
        return
    await rest_helper(session, situation.incident_id, helper, hours=HOURS, now=situation.now)
    await forget_suggestions(session, situation.incident_id, helper.id)
    word = phrase("duty.rest", hours=HOURS)
    await say(session, situation.incident, word, contact_id=situation.person.id, now=situation.now)


async def _own_number(session: AsyncSession, situation: Situation, prompt: OpenPrompt) -> None:
    case = await _case_of(session, situation, prompt)
    if case is not None and case.contact_id != situation.person.id:
        # a number we knew was typed into a form, or written down from a call: what came with it is theirs
        both = {"from_contact": case.contact_id, "to_contact": situation.person.id}
        await join_helpers(session, situation.incident_id, **both, now=situation.now)
        if case.kind is not ReportKind.OFFER:
            await adopt_cases(session, situation.incident_id, **both, now=situation.now)
    helper = await volunteer_of(session, situation.incident_id, situation.person.id)
    if helper is not None:
        await set_duty(session, situation.incident_id, helper, True, now=situation.now)
    asks = case is not None and case.kind is not ReportKind.OFFER
    word = phrase("call.confirmed", case=case.reference) if case and asks else phrase("number.confirmed")
    about = case.id if case and asks else None
    who, now = situation.person.id, situation.now
    await say(session, situation.incident, word, contact_id=who, report_id=about, now=now)


async def _case_of(session: AsyncSession, situation: Situation, prompt: OpenPrompt) -> Case | None:
    """Find what the number was given for: the question says it, or it is the only thing there is."""
    if prompt.report_id is not None:
        return await report_by_id(session, situation.incident_id, prompt.report_id)
    helper = await volunteer_of(session, situation.incident_id, situation.person.id)
    if helper is not None:
        return None
    who = situation.person.id
    return await latest_report(session, situation.incident_id, contact_id=who, now=situation.now)
