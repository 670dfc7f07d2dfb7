"""The answer to «where is it?»: it moves the case, or we ask once more, or leave it to a person."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.answers import Situation
from app.dispatch.moved import tell_moved
from app.dispatch.told import point_told
from app.messaging.prompts import close_prompt
from app.messaging.say import Phrase, phrase, say
from app.models.report import ReportKind
from app.pipeline.hear import Heard
from app.pipeline.nearby import name_nearby
from app.pipeline.where import is_news, is_placed, next_question
from app.reports.find import report_by_id
from app.reports.place import note_place_words, note_question, place_report
from app.reports.shapes import Case
from app.volunteers.enrol import move_volunteer
from app.volunteers.find import volunteer_of
from geo.place import Located


async def refine(session: AsyncSession, heard: Heard) -> int | None:
    """Take a message that holds a place and nothing else as the answer; None where it answers nothing."""
    case = heard.case
    if case is None:
        return None
    if heard.located is not None and is_news(case, heard.located):
        return await _place(session, heard, case, heard.located)
    if is_placed(case) or heard.question is None or _came_before(heard):
        return None  # thanks, or a word more: nobody asked for another place
    if heard.located is None and heard.place_text:
        return await _keep_words(session, heard, case)
    return await _no_place(session, heard, case)


def _came_before(heard: Heard) -> bool:
    """Two texts in a row: the second was written before our question could be read."""
    question = heard.question
    return (
        question is not None
        and question.opened_at is not None
        and heard.situation.message.received_at <= question.opened_at
    )


async def _place(session: AsyncSession, heard: Heard, case: Case, located: Located) -> int:
    told = heard.situation
    await place_report(
        session,
        told.incident_id,
        case,
        located,
        who=f"contact:{told.person.id}",
        now=told.now,
        words=heard.place_text or located.words,  # never the message: place words may be asked online
    )
    after = await report_by_id(session, told.incident_id, case.id)
    thanks = await _placed(session, told, case, located)
    if not await _ask_on(session, told, after, thanks):
        also = await name_nearby(session, told.incident, after, now=told.now)
        if also:
            await _say(session, told, *also, case=after)
    await tell_moved(session, told.incident, case.id, now=told.now)
    return case.id


async def _placed(session: AsyncSession, told: Situation, case: Case, located: Located) -> Phrase:
    """Move the helper along with their offer, and find the words for it."""
    place = located.name or await point_told(session, told.incident_id, located.point)
    if case.kind is not ReportKind.OFFER:
        return phrase("place.updated", case=case.reference, place=place)
    helper = await volunteer_of(session, told.incident_id, told.person.id)
    if helper is not None:
        await move_volunteer(session, told.incident_id, helper, located, now=told.now)
    return phrase("offer.placed", place=place)


async def _keep_words(session: AsyncSession, heard: Heard, case: Case) -> int:
    """A place that nobody here knows yet."""
    told = heard.situation
    words = f"{heard.place_text}, {case.place_name}" if case.place_name else heard.place_text
    await note_place_words(session, told.incident_id, case.id, words[:300], now=told.now)
    if not await _ask_on(session, told, case, phrase("place.unknown")):
        await _rest(session, heard)
    return case.id


async def _no_place(session: AsyncSession, heard: Heard, case: Case) -> int | None:
    """«I do not know» is an answer too: the next question is an easier one, and then there is none."""
    if not case.place_asked:
        return None
    told, thanks = heard.situation, phrase("no.thanks")
    if next_question(case) is None:
        await _say(session, told, thanks, phrase("where.last"), case=case)
        await _rest(session, heard)
        return case.id
    await _ask_on(session, told, case, thanks)
    return case.id


async def _ask_on(session: AsyncSession, told: Situation, case: Case, thanks: Phrase) -> bool:
    """Answer, with the next question behind it if there is one; says whether there was."""
    question = next_question(case)
    if question is None:
        await _say(session, told, thanks, case=case)
        return False
    await _say(session, told, thanks, question, case=case)
    await note_question(session, told.incident_id, case.id)
    return True


async def _rest(session: AsyncSession, heard: Heard) -> None:
    """Wait for no more answers: whatever comes next meets no question again, and a place still counts."""
    if heard.question is not None:
        await close_prompt(session, heard.situation.incident_id, heard.question.id, now=heard.situation.now)


async def _say(session: AsyncSession, told: Situation, *what: Phrase, case: Case) -> None:
    await say(session, told.incident, *what, contact_id=told.person.id, report_id=case.id, now=told.now)
