"""What a story becomes: a better place for a case we have, a word more in its thread, or a new report."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from app.answers import Situation
from app.messaging.prompts import ask_where, open_prompt
from app.messaging.say import Phrase, phrase, say
from app.models.message import PromptKind
from app.models.report import ReportKind
from app.pipeline.receipt import receipt
from app.reports.create import Draft, create_report
from app.reports.find import latest_report, report_by_id
from app.reports.place import place_report
from app.reports.shapes import Case
from app.volunteers.enrol import Enrolment, enrol_volunteer, move_volunteer, volunteer_of
from geo.place import Located
from ingest.shapes import Intent

NUMBER_LASTS = timedelta(days=7)
TELLS_NOTHING = (Intent.OTHER, Intent.REPLY, Intent.INFO)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One message with its place; `flaw` says what was wrong with an attached position."""

    situation: Situation
    located: Located | None
    place_text: str
    flaw: str = ""


async def tell(session: AsyncSession, heard: Heard) -> int | None:
    """Refine what we have, or make a new report; returns the report it is about."""
    told = heard.situation
    if told.reading.intent in TELLS_NOTHING and not told.reading.categories:
        if (refined := await _refine(session, heard)) is not None:
            return refined
        case = await latest_report(session, told.incident_id, contact_id=told.person.id, now=told.now)
        if case is not None:
            return case.id  # a word more about a case we have: it stands in its thread, no new case
    return await _new_report(session, heard)


async def _refine(session: AsyncSession, heard: Heard) -> int | None:
    """Take a message that holds a place and nothing else as the answer to «where is it?»."""
    told = heard.situation
    asked = next((prompt for prompt in reversed(told.prompts) if prompt.kind is PromptKind.PLACE), None)
    if asked is None or asked.report_id is None:
        return None
    case = await report_by_id(session, told.incident_id, asked.report_id)
    if heard.located is None:
        if not heard.place_text or case.point is not None:
            return None  # thanks, or a word more: nobody asked for another place
        await _say(session, told, phrase("place.unknown"), case=case)
        return case.id
    await place_report(
        session,
        told.incident_id,
        case,
        heard.located,
        who=f"contact:{told.person.id}",
        now=told.now,
        words=heard.place_text or told.message.text[:80],
    )
    await _say(session, told, await _placed(session, told, case, heard.located), case=case)
    return case.id


async def _placed(session: AsyncSession, told: Situation, case: Case, located: Located) -> Phrase:
    """Move the helper along with their offer, and find the words for it."""
    place = located.name or phrase("place.unnamed")
    if case.kind is not ReportKind.OFFER:
        return phrase("place.updated", case=case.reference, place=place)
    helper = await volunteer_of(session, told.incident_id, told.person.id)
    if helper is not None:
        await move_volunteer(session, told.incident_id, helper, located, now=told.now)
    return phrase("offer.placed", place=place)


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
    if case.kind is ReportKind.OFFER:
        await _enrol(session, heard, case)
    await _say(session, told, *receipt(case, emergency_number=told.incident.emergency_number), case=case)
    if case.kind in (ReportKind.NEED, ReportKind.OFFER):
        await ask_where(session, told.incident_id, contact_id=told.person.id, report_id=case.id, now=told.now)
    if case.kind is ReportKind.OFFER and _unproved(told):
        await _ask_number(session, told, case)
    return case.id


def _unproved(told: Situation) -> bool:
    """A number came along that somebody typed into a form."""
    return "phone_index" in told.message.details


async def _enrol(session: AsyncSession, heard: Heard, case: Case) -> None:
    told = heard.situation
    enrolment = Enrolment(
        contact_id=told.person.id,
        skills=case.categories,
        words=told.message.text,
        located=heard.located,
        on_duty=not _unproved(told) and not told.person.silent,
    )
    await enrol_volunteer(session, told.incident_id, enrolment, now=told.now)


async def _ask_number(session: AsyncSession, told: Situation, case: Case) -> None:
    """Prove a number that was typed into a form before anything else is ever sent to it."""
    await open_prompt(
        session,
        told.incident_id,
        PromptKind.NUMBER,
        contact_id=told.person.id,
        now=told.now,
        lasts=NUMBER_LASTS,
    )
    await _say(session, told, phrase("number.confirm"), case=case)


async def _say(session: AsyncSession, told: Situation, *what: Phrase, case: Case) -> None:
    await say(session, told.incident, *what, contact_id=told.person.id, report_id=case.id, now=told.now)
