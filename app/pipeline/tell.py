"""What a story becomes: a better place for a case we have, a word more in its thread, or a new report."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.answers import Situation
from app.dispatch.told import point_told
from app.messaging.prompts import ask_where
from app.messaging.say import say
from app.models.report import ReportKind
from app.models.safety import AlarmKind
from app.pipeline.enrol import ask_number, enrol_giver
from app.pipeline.evidence import form_fields
from app.pipeline.hear import Heard
from app.pipeline.nearby import name_nearby
from app.pipeline.receipt import LIFE_AT_RISK, receipt
from app.pipeline.refine import refine
from app.pipeline.relay import pass_thanks, relay_from_asker, relay_from_helper
from app.pipeline.taken import is_call
from app.pipeline.where import is_placed, next_question
from app.reports.create import Draft, create_report
from app.reports.find import latest_report
from app.reports.place import note_question
from app.reports.shapes import Case
from app.safety.alarms import raise_alarm


async def tell(session: AsyncSession, heard: Heard) -> int | None:
    """Pass it on, refine what we have, or make a new report; returns the report it is about."""
    told = heard.situation
    tells_place = heard.located is not None or bool(heard.place_text)
    if tells_place and _is_awaited(heard) and (refined := await _refined(session, heard)) is not None:
        return refined
    if (passed := await relay_from_helper(session, told, text=told.message.text)) is not None:
        return passed.report_id
    if heard.located is not None and (refined := await _refined(session, heard)) is not None:
        return refined
    if (passed := await relay_from_asker(session, told)) is not None:
        return passed.report_id
    if (thanked := await pass_thanks(session, told)) is not None:
        return thanked
    if (refined := await _refined(session, heard)) is not None:
        return refined
    if heard.may_answer:
        case = await latest_report(session, told.incident_id, contact_id=told.person.id, now=told.now)
        if case is not None:
            return case.id  # a word more about a case we have: it stands in its thread, no new case
    return await _new_report(session, heard)


async def _refined(session: AsyncSession, heard: Heard) -> int | None:
    return await refine(session, heard) if heard.may_answer else None


def _is_awaited(heard: Heard) -> bool:
    """Whether we asked for the place and have no good one yet: words answer before they are passed on."""
    case = heard.case
    return case is not None and case.place_asked > 0 and not is_placed(case)


async def _new_report(session: AsyncSession, heard: Heard) -> int:
    told = heard.situation
    draft = Draft(
        contact_id=told.person.id,
        message_id=told.message.id,
        link_token=told.message.link_token,
        reading=told.reading,
        located=heard.located,
        place_text=heard.place_text,
    )
    case = await create_report(session, told.incident_id, draft, now=told.now)
    offered = await _enrol(session, heard, case) if case.kind is ReportKind.OFFER else ()
    await _acknowledge(session, told, case, offered)
    if case.kind is ReportKind.NEED and case.urgency >= LIFE_AT_RISK:
        await raise_alarm(session, told.incident, AlarmKind.CRITICAL, report_id=case.id, now=told.now)
    if case.kind in (ReportKind.NEED, ReportKind.OFFER):
        await ask_where(session, told.incident_id, contact_id=told.person.id, report_id=case.id, now=told.now)
    if _unproved(told) and (case.kind is ReportKind.OFFER or is_call(told.message)):
        await ask_number(session, told, case)
    return case.id


async def _acknowledge(
    session: AsyncSession, told: Situation, case: Case, offered: tuple[str, ...] = ()
) -> None:
    """Say that we have it, and ask for the place where that is missing or too wide."""
    question = next_question(case) if _knows_language(told) else None
    number = told.incident.emergency_number
    unnamed = case.point if not case.place_name else None
    place = await point_told(session, told.incident_id, unnamed) if unnamed else ""
    said = receipt(case, emergency_number=number, question=question, place=place, offered=offered)
    vital = case.urgency >= LIFE_AT_RISK
    who = told.person.id
    also = await name_nearby(session, told.incident, case, now=told.now)
    if question is None:
        said, also = (*said, *also), ()
    await say(session, told.incident, *said, contact_id=who, report_id=case.id, vital=vital, now=told.now)
    if also:  # a question stays the last that its text says
        await say(session, told.incident, *also, contact_id=who, report_id=case.id, now=told.now)
    if question is not None:
        await note_question(session, told.incident_id, case.id)


def _knows_language(told: Situation) -> bool:
    """Whether a question would be understood: by what they wrote, chose, or wrote before."""
    chosen = form_fields(told.message.details).get("language", "")
    return bool(chosen) or not told.person.fresh or told.reading.language != "und"


def _unproved(told: Situation) -> bool:
    """A number came along that somebody typed into a form."""
    return "phone_index" in told.message.details


async def _enrol(session: AsyncSession, heard: Heard, case: Case) -> tuple[str, ...]:
    told = heard.situation
    on_duty = not _unproved(told) and not told.person.silent
    return await enrol_giver(session, told, case, heard.located, on_duty=on_duty)
