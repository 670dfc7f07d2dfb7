"""«UPDATE K7F3 now we are 9»: a person's own case grows by their words, and whoever goes there hears them."""

from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncSession

from app.answers import Situation
from app.dispatch.moved import tell_moved
from app.dispatch.told import point_told
from app.dispatch.words import what_words
from app.learning.adopted import adopted_lessons
from app.messaging.say import Phrase, phrase, say
from app.models.report import LIVE, ReportKind
from app.models.safety import AlarmKind
from app.pipeline.hear import hear
from app.pipeline.receipt import LIFE_AT_RISK
from app.pipeline.relay import Passed, leading_code, relay_from_helper, relay_to_helpers
from app.pipeline.where import is_news
from app.reports.find import latest_need, lock_report, report_by_id, report_by_reference
from app.reports.place import place_report
from app.reports.shapes import Case
from app.reports.update import grown, update_report
from app.safety.alarms import raise_alarm
from ingest.read import read_message
from ingest.shapes import Reading

COMMAND = "update"
LONGEST_COMMAND = 3  # words


@dataclass(frozen=True, slots=True, kw_only=True)
class More:
    """What a person tells about their own case, without the word and the code before it.

    `asked`: they texted UPDATE, and so wait for an answer.
    """

    case: Case
    words: str
    asked: bool


def without_command(told: Situation) -> str:
    """Cut UPDATE off the front of a text, as long as it is in this language."""
    words = told.message.text.split()
    for n in range(min(LONGEST_COMMAND, len(words)), 0, -1):
        start = read_message(" ".join(words[:n]), languages=tuple(told.incident.languages)).reply
        if start is not None and start.command == COMMAND and start.exact and not start.reference:
            return " ".join(words[n:]).lstrip(" ,.:;-–—!")
    return told.message.text


async def more_of(session: AsyncSession, told: Situation) -> More | None:
    """Find the case of their own that a person tells more about; None where the words are something else."""
    reply = told.reading.reply
    asked = reply is not None and reply.command == COMMAND
    if told.person.fresh or (reply is not None and not asked):
        return None
    code, words = leading_code(without_command(told) if asked else told.message.text)
    if not words:
        return None
    if code:
        case = await report_by_reference(session, told.incident_id, code)
    elif asked:
        case = await latest_need(session, told.incident_id, contact_id=told.person.id, now=told.now)
    else:
        return None
    if case is None or case.contact_id != told.person.id:
        return None
    if case.kind is not ReportKind.NEED or case.state not in LIVE:
        return None
    return More(case=case, words=words, asked=asked)


async def relay_update(session: AsyncSession, told: Situation) -> Passed | None:
    """Pass «UPDATE K7F3 I come later» of the helper who goes there on to the person."""
    reply = told.reading.reply
    if reply is None or reply.command != COMMAND or reply.exact:
        return None
    return await relay_from_helper(session, told, text=without_command(told))


async def take_more(session: AsyncSession, told: Situation, more: More) -> int:
    """Let a case grow by what its person tells, place included; everybody going there hears it."""
    reading = await _read(session, told, more.words)
    case = await lock_report(session, told.incident_id, more.case.id)
    after = grown(case, reading)
    who = f"contact:{told.person.id}"
    changed = await update_report(
        session, told.incident_id, case, after, who=who, message_id=told.message.id, now=told.now
    )
    moved = await _move(session, told, case, replace_words(told, reading, more.words))
    now_is = await report_by_id(session, told.incident_id, case.id)
    await _answer(session, told, case, now_is, changed=changed, moved=moved, asked=more.asked)
    if now_is.urgency >= LIFE_AT_RISK > case.urgency:
        await raise_alarm(session, told.incident, AlarmKind.CRITICAL, report_id=case.id, now=told.now)
    await relay_to_helpers(session, told, case, words=more.words)
    return case.id


async def _read(session: AsyncSession, told: Situation, words: str) -> Reading:
    lessons = await adopted_lessons(session, told.incident_id)
    return read_message(words, languages=tuple(told.incident.languages), lessons=lessons)


def replace_words(told: Situation, reading: Reading, words: str) -> Situation:
    """Hear only what stands behind UPDATE and the code."""
    return replace(told, reading=reading, message=replace(told.message, text=words))


async def _move(session: AsyncSession, told: Situation, case: Case, heard_as: Situation) -> bool:
    """Take a place among the words as the answer to «where is it?»."""
    heard = await hear(session, heard_as)
    located = heard.located
    if located is None or not is_news(case, located):
        return False
    await place_report(
        session,
        told.incident_id,
        case,
        located,
        who=f"contact:{told.person.id}",
        now=told.now,
        words=heard.place_text or located.words,
    )
    await tell_moved(session, told.incident, case.id, now=told.now)
    return True


async def _answer(
    session: AsyncSession,
    told: Situation,
    case: Case,
    now_is: Case,
    *,
    changed: bool,
    moved: bool,
    asked: bool,
) -> None:
    """Say what the case is now; if life is at risk since these words, whom to call stands first."""
    if not (changed or moved or asked):
        return
    said: tuple[Phrase, ...] = ()
    if changed:
        said += (
            phrase("update.asker", case=case.reference, what=what_words(now_is.category, now_is.people)),
        )
    if moved and now_is.point is not None:
        place = now_is.place_name or await point_told(session, told.incident_id, now_is.point)
        said += (phrase("place.updated", case=case.reference, place=place),)
    said = said or (phrase("update.noted", case=case.reference),)
    number = told.incident.emergency_number
    risen = now_is.urgency >= LIFE_AT_RISK > case.urgency
    if risen and number:
        said = (phrase("receipt.emergency", emergency=number), *said)
    who = told.person.id
    await say(session, told.incident, *said, contact_id=who, report_id=case.id, vital=risen, now=told.now)
