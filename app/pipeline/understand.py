"""Hop 2: words become a report, or a command is answered; the effect and «understood» are one commit."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.answers import Answer, Situation, shelf
from app.dispatch.check_in import note_life
from app.dispatch.unsafe import helped_cases
from app.learning.adopted import adopted_lessons
from app.media.keep import note_media
from app.messaging.claim import take_message
from app.messaging.people import file_message, know_sender, note_person
from app.messaging.prompts import open_prompts
from app.messaging.shapes import Claimed, Person
from app.models.incident import Incident
from app.models.message import PromptKind
from app.pipeline.evidence import form_fields, with_fields
from app.pipeline.hear import TELLS_NOTHING, hear
from app.pipeline.taken import add_to_case, as_call, note_taker
from app.pipeline.tell import tell
from app.pipeline.update import more_of, relay_update, take_more
from ingest.read import read_message
from ingest.shapes import Intent, Reading, Reply

SURE_LANGUAGE = 0.5
LONGEST_YES = 24
SAME_AS = {"update": "status"}  # with nothing behind it
# which open question makes of words that only begin with a command an answer
AWAITED = {
    "yes": {PromptKind.ASK, PromptKind.CONFIRM, PromptKind.NUMBER, PromptKind.CHECK, PromptKind.ALARM},
    "no": {PromptKind.ASK, PromptKind.CONFIRM, PromptKind.NUMBER, PromptKind.CHECK, PromptKind.ALARM},
    "done": {PromptKind.JOB, PromptKind.CONFIRM},
    "cancel": {PromptKind.JOB, PromptKind.ASK},
    "on_way": {PromptKind.JOB, PromptKind.ASK},
    "here": {PromptKind.JOB},
    "unsafe": {PromptKind.JOB, PromptKind.ASK},
    "update": set(),  # no question of ours: what only begins with it, and is about no own case, is a story
}


async def understand(
    session: AsyncSession, incident: Incident, message: Claimed, *, owner: str, now: datetime
) -> bool:
    """Give one claimed message its effect; say False, with nothing written, when the lease is lost."""
    if not await take_message(session, message, owner=owner, now=now):
        return False
    situation = await _situation(session, incident, message, now=now)
    details: dict[str, object] = {"sender_stopped": True} if situation.person.silent else {}
    if (added := await add_to_case(session, situation)) is not None:
        report_id: int | None = added
    elif (more := await more_of(session, situation)) is not None:
        report_id = await take_more(session, situation, more)
    elif (passed := await relay_update(session, situation)) is not None:
        report_id = passed.report_id
    elif answer := find_answer(situation) or await _heard_in_fear(session, situation):
        report_id = await answer(session, situation)
    else:
        heard = await hear(session, situation)
        report_id = await tell(session, heard)
        note_taker(session, situation, report_id)
        if heard.flaw:
            details["bad_pin"] = heard.flaw
    if any(prompt.kind is PromptKind.JOB and prompt.live for prompt in situation.prompts):
        await note_life(session, incident, situation.person.id, now=now)
    await file_message(session, message, contact_id=situation.person.id, report_id=report_id, details=details)
    await note_media(session, situation.incident_id, message.id, message.details, now=now)
    return True


async def _situation(
    session: AsyncSession, incident: Incident, message: Claimed, *, now: datetime
) -> Situation:
    """Gather who wrote, what is open between us, and what the words say."""
    assert incident.id is not None
    person = await know_sender(session, message, says_yes=_says_yes(incident, message), now=now)
    prompts = tuple(await open_prompts(session, incident.id, contact_id=person.id, now=now))
    answering = any(_awaits_answer(prompt.kind) for prompt in prompts)
    lessons = await adopted_lessons(session, incident.id)
    languages = tuple(incident.languages)
    read = read_message(message.text, languages=languages, answering=answering, lessons=lessons)
    fields = form_fields(message.details)
    reading = as_call(with_fields(read, fields), message)
    return Situation(
        incident=incident,
        incident_id=incident.id,
        message=message,
        person=await _note_language(session, incident, person, reading, fields.get("language", "")),
        reading=reading,
        prompts=prompts,
        now=now,
    )


def _says_yes(incident: Incident, message: Claimed) -> bool:
    """Whether the whole text is a yes, before we know whose it is."""
    if len(message.text) > LONGEST_YES:  # most are, and reading takes time
        return False
    reply = read_message(message.text, languages=tuple(incident.languages), answering=True).reply
    return reply is not None and reply.exact and reply.command == "yes"


def _awaits_answer(kind: PromptKind) -> bool:
    """«Where is it?» is answered by a place, every other question by a command."""
    return kind is not PromptKind.PLACE


async def _note_language(
    session: AsyncSession, incident: Incident, person: Person, reading: Reading, chosen: str
) -> Person:
    """Remember the language a person writes in: what they chose, what we read, or the incident's first."""
    sure = reading.language if reading.language_confidence >= SURE_LANGUAGE else ""
    # a place or a «yes» says little about the language a person thinks in
    story = not person.language or (reading.reply is None and reading.intent not in TELLS_NOTHING)
    language = chosen or (sure if story else "")
    if not language and not person.language:
        language = reading.language if reading.language != "und" else incident.languages[0]
    if not language or language == person.language:
        return person
    assert incident.id is not None
    await note_person(session, incident.id, contact_id=person.id, language=language)
    return replace(person, language=language)


def find_answer(situation: Situation) -> Answer | None:
    """Find what does the command; None for words that are a story, even one that begins with «no»."""
    reply = situation.reading.reply
    if reply is None:
        return None
    meant = reply.exact or reply.reference or _is_awaited(situation, reply)
    return shelf().get(SAME_AS.get(reply.command, reply.command)) if meant else None


async def _heard_in_fear(session: AsyncSession, situation: Situation) -> Answer | None:
    """Hear «unsafe, he shouts at us», which answers no question of ours, from whomever somebody goes to."""
    reply = situation.reading.reply
    if reply is None or reply.command != "unsafe":
        return None
    helped = await helped_cases(session, situation.incident_id, situation.person.id)
    return shelf()["unsafe"] if helped else None


def _is_awaited(situation: Situation, reply: Reply) -> bool:
    """Words that only begin with a command are one where we asked just that: «yes, in an hour»."""
    reading = situation.reading
    if reply.command == "yes" and Intent.NEED in (reading.intent, *reading.also):
        return False
    kinds = {prompt.kind for prompt in situation.prompts if prompt.live and _awaits_answer(prompt.kind)}
    return not kinds.isdisjoint(AWAITED.get(reply.command, kinds))
