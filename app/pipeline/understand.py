"""Hop 2: words become a report, or a command is answered; the effect and «understood» are one commit."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from app.answers import Situation, shelf
from app.messaging.claim import take_message
from app.messaging.people import file_message, know_sender, note_person
from app.messaging.prompts import close_prompt, open_prompt, open_prompts
from app.messaging.say import Phrase, phrase, say
from app.messaging.shapes import Claimed, OpenPrompt, Person
from app.models.incident import Incident
from app.models.message import PromptKind
from app.models.report import ReportKind
from app.pipeline.evidence import attached_pin, form_fields, with_fields
from app.pipeline.receipt import receipt
from app.reports.create import Draft, create_report
from app.reports.find import latest_report, report_by_id
from app.reports.place import place_report
from app.reports.shapes import Case
from app.volunteers.enrol import Enrolment, enrol_volunteer, move_volunteer, volunteer_of
from geo.geocoder import Evidence
from geo.locate import locate
from geo.place import Located
from geo.point import Area
from ingest.read import read_message
from ingest.shapes import Intent, Reading

PLACE_LASTS = timedelta(days=1)
NUMBER_LASTS = timedelta(days=7)
SURE_LANGUAGE = 0.5
TELLS_NOTHING = (Intent.OTHER, Intent.REPLY, Intent.INFO)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One message with everything we know about it, ready to be acted on."""

    incident: Incident
    incident_id: int
    message: Claimed
    person: Person
    reading: Reading
    located: Located | None
    place_text: str
    prompts: tuple[OpenPrompt, ...]
    now: datetime


async def understand(
    session: AsyncSession, incident: Incident, message: Claimed, *, owner: str, now: datetime
) -> bool:
    """Give one claimed message its effect; say False, with nothing written, when the lease is lost."""
    assert incident.id is not None
    if not await take_message(session, message, owner=owner, now=now):
        return False
    person = await know_sender(session, message, now=now)
    prompts = tuple(await open_prompts(session, incident.id, contact_id=person.id, now=now))
    fields = form_fields(message.details)
    read = read_message(message.text, languages=tuple(incident.languages), answering=bool(prompts))
    reading = with_fields(read, fields)
    person = await _note_language(session, incident, person, reading, fields.get("language", ""))
    report_id = await _command(session, incident, message, person, reading, prompts, now=now)
    flaw = ""
    if report_id is NOT_A_COMMAND:
        heard, flaw = await _hear(session, incident, message, person, reading, prompts, now=now)
        report_id = await _tell(session, heard)
    details: dict[str, object] = {"bad_pin": flaw} if flaw else {}
    if person.silent:
        details["sender_stopped"] = True
    await file_message(session, message, contact_id=person.id, report_id=report_id or None, details=details)
    return True


NOT_A_COMMAND = -1


async def _note_language(
    session: AsyncSession, incident: Incident, person: Person, reading: Reading, chosen: str
) -> Person:
    sure = reading.language if reading.language_confidence >= SURE_LANGUAGE else ""
    language = chosen or (sure if not person.language or not reading.reply else "")
    if not language and not person.language:
        language = reading.language if reading.language != "und" else incident.languages[0]
    if language and language != person.language:
        assert incident.id is not None
        await note_person(session, incident.id, contact_id=person.id, language=language)
        return replace(person, language=language)
    return person


async def _command(
    session: AsyncSession,
    incident: Incident,
    message: Claimed,
    person: Person,
    reading: Reading,
    prompts: tuple[OpenPrompt, ...],
    *,
    now: datetime,
) -> int | None:
    """Do a command and return its report; `NOT_A_COMMAND` for words that are a story."""
    reply = reading.reply
    if reply is None or not (reply.exact or prompts):
        return NOT_A_COMMAND
    answer = shelf().get(reply.command)
    if answer is None:
        return NOT_A_COMMAND
    assert incident.id is not None
    situation = Situation(
        incident=incident,
        incident_id=incident.id,
        message=message,
        person=person,
        reading=reading,
        reply=reply,
        prompts=prompts,
        now=now,
    )
    return await answer(session, situation)


async def _hear(
    session: AsyncSession,
    incident: Incident,
    message: Claimed,
    person: Person,
    reading: Reading,
    prompts: tuple[OpenPrompt, ...],
    *,
    now: datetime,
) -> tuple[Heard, str]:
    """Find the place that the message speaks of; also say what was wrong with an attached position."""
    assert incident.id is not None
    pin, flaw = attached_pin(message.details)
    typed = form_fields(message.details).get("place", "")
    words = typed or (reading.place.text if reading.place else "")
    evidence = Evidence(
        incident_id=incident.id,
        text=f"{typed}\n{message.text}" if typed else message.text,
        words=words,
        pin=pin,
        area=Area(west=incident.west, south=incident.south, east=incident.east, north=incident.north),
    )
    heard = Heard(
        incident=incident,
        incident_id=incident.id,
        message=message,
        person=person,
        reading=reading,
        located=await locate(session, evidence),
        place_text=words,
        prompts=prompts,
        now=now,
    )
    return heard, flaw


async def _tell(session: AsyncSession, heard: Heard) -> int | None:
    """Refine what we have, or make a new report."""
    if heard.reading.intent in TELLS_NOTHING and not heard.reading.categories:
        if (refined := await _refine(session, heard)) is not None:
            return refined
        case = await latest_report(session, heard.incident_id, contact_id=heard.person.id, now=heard.now)
        if case is not None:
            return case.id  # a word more about a case we have: it stands in its thread, no new case
    return await _new_report(session, heard)


async def _refine(session: AsyncSession, heard: Heard) -> int | None:
    """Take a message that holds a place and nothing else as the answer to «where is it?»."""
    asked = next((prompt for prompt in reversed(heard.prompts) if prompt.kind is PromptKind.PLACE), None)
    if asked is None or asked.report_id is None:
        return None
    case = await report_by_id(session, heard.incident_id, asked.report_id)
    incident, person = heard.incident, heard.person
    if heard.located is None:
        word = phrase("place.unknown")
        await say(session, incident, word, contact_id=person.id, report_id=case.id, now=heard.now)
        return case.id
    who = f"contact:{person.id}"
    words = heard.place_text or heard.message.text[:80]
    await place_report(session, heard.incident_id, case, heard.located, who=who, now=heard.now, words=words)
    word = await _placed_words(session, heard, case, heard.located)
    await say(session, incident, word, contact_id=person.id, report_id=case.id, now=heard.now)
    return case.id


async def _placed_words(session: AsyncSession, heard: Heard, case: Case, located: Located) -> Phrase:
    place = located.name or phrase("place.unnamed")
    if case.kind is not ReportKind.OFFER:
        return phrase("place.updated", case=case.reference, place=place)
    helper = await volunteer_of(session, heard.incident_id, heard.person.id)
    if helper is not None:
        await move_volunteer(session, heard.incident_id, helper, located, now=heard.now)
    return phrase("offer.placed", place=place)


async def _new_report(session: AsyncSession, heard: Heard) -> int:
    draft = Draft(
        contact_id=heard.person.id,
        message_id=heard.message.id,
        link_token=heard.message.link_token,
        reading=heard.reading,
        located=heard.located,
        place_text=heard.place_text,
    )
    case = await create_report(session, heard.incident_id, draft, now=heard.now)
    incident, person = heard.incident, heard.person
    unproved = "phone_index" in heard.message.details
    if case.kind is ReportKind.OFFER:
        enrolment = Enrolment(
            contact_id=person.id,
            skills=case.categories,
            words=heard.message.text,
            located=heard.located,
            on_duty=not unproved and not person.silent,
        )
        await enrol_volunteer(session, heard.incident_id, enrolment, now=heard.now)
    await say(
        session,
        incident,
        *receipt(case, emergency_number=incident.emergency_number),
        contact_id=person.id,
        report_id=case.id,
        now=heard.now,
    )
    await _ask_place(session, heard, case)
    if unproved and case.kind is ReportKind.OFFER:
        await _ask_number(session, heard, case)
    return case.id


async def _ask_place(session: AsyncSession, heard: Heard, case: Case) -> None:
    """Leave the question «where?» open: a better place may come in one word."""
    if case.kind not in (ReportKind.NEED, ReportKind.OFFER):
        return
    for prompt in heard.prompts:
        if prompt.kind is PromptKind.PLACE:
            await close_prompt(session, heard.incident_id, prompt.id, now=heard.now)
    await open_prompt(
        session,
        heard.incident_id,
        PromptKind.PLACE,
        contact_id=heard.person.id,
        now=heard.now,
        lasts=PLACE_LASTS,
        report_id=case.id,
    )


async def _ask_number(session: AsyncSession, heard: Heard, case: Case) -> None:
    """Prove a number that was typed into a form before anything else is ever sent to it."""
    await open_prompt(
        session,
        heard.incident_id,
        PromptKind.NUMBER,
        contact_id=heard.person.id,
        now=heard.now,
        lasts=NUMBER_LASTS,
    )
    word = phrase("number.confirm")
    await say(session, heard.incident, word, contact_id=heard.person.id, report_id=case.id, now=heard.now)
