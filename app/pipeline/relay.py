"""A helper and the person they go to write to each other through us; neither learns the other's number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from app.answers import Situation
from app.dispatch.shapes import Job
from app.dispatch.steps import job_by_id, jobs_of
from app.dispatch.told import knows_place
from app.dispatch.words import helper_words
from app.history import Happening, record
from app.messaging.mask import mask
from app.messaging.say import Phrase, phrase, say
from app.models.dispatch import GOING, DispatchState
from app.pipeline import queries
from app.reports.find import report_by_id
from app.reports.shapes import Case
from ingest.catalog import Kind
from ingest.evidence import gather
from ingest.reference import looks_like_reference
from ingest.shapes import Intent, Reading, Urgency

MOST_AN_HOUR = 12  # to one person about one case; more is no arranging to meet
MOST_CODES = 4  # that fit into one text beside the question
THANKS_LAST = timedelta(days=3)
TOLD_LASTS = timedelta(days=1)  # so long nobody is told again that their words wait for a coordinator
CHATS = (Intent.OTHER, Intent.REPLY, Intent.INFO)
GUESSED = 0.5  # below this a want is more likely talk of the door, the road or the time
MARKS = " ,.:;-–—!"


@dataclass(frozen=True, slots=True)
class Passed:
    """Words that were a helper's about their job, and the case they belong to, if we know which."""

    report_id: int | None


def leading_code(words: str) -> tuple[str, str]:
    """Split «K7F3 I am at the gate» into the code and the words; no code: all of it is words."""
    first, _, rest = words.strip().partition(" ")
    code = first.strip(MARKS + "#()«»\"'")
    if not looks_like_reference(code):
        return "", words.strip()
    return code.upper(), rest.strip(MARKS)


async def going_jobs(session: AsyncSession, told: Situation) -> list[Job]:
    """List the jobs that the sender has said yes to and is not done with."""
    who = {"incident_id": told.incident_id, "contact_id": told.person.id}
    found = (await session.execute(queries.GOING_OF, who)).scalars().all()
    jobs = [await job_by_id(session, told.incident_id, dispatch_id) for dispatch_id in found]
    return [job for job in jobs if job is not None]


async def relay_from_helper(session: AsyncSession, told: Situation, *, text: str) -> Passed | None:
    """Pass a helper's words on to the person they go to; None where the words are something else."""
    jobs = [] if told.person.fresh else await going_jobs(session, told)
    code, words = leading_code(text)
    meant = [job for job in jobs if job.reference == code]
    if not meant and (code or not any(is_about(told, job) for job in jobs)):
        return None
    if not meant and len(jobs) > 1:
        await _ask_which(session, told, [job.reference for job in jobs])
        return Passed(None)
    job = meant[0] if meant else jobs[0]
    if words:
        helper, words = helper_words(job), mask(words)
        said = phrase("relay.from_helper", helper=helper, words=words, relay_of=told.message.id)
        await _pass_on(session, told, said, to=job.asker_contact_id, job=job)
    return Passed(job.report_id)


def is_chat(reading: Reading) -> bool:
    """Tell talk from a new want between two people who are about to meet; the urgent is no talk."""
    guessed = reading.intent_confidence < GUESSED and reading.urgency.level < Urgency.URGENT
    return reading.intent in CHATS or guessed


def is_about(told: Situation, job: Job) -> bool:
    """Tell words about a job from a need or an offer of the helper's own."""
    reading = told.reading
    if is_chat(reading):
        return True
    # «I have the water with me»: who carries what was asked for offers nothing new
    named = {label.name for label in reading.categories}
    return reading.intent is Intent.OFFER and bool(named) and named <= set(job.categories)


async def relay_from_asker(session: AsyncSession, told: Situation) -> Passed | None:
    """Pass a person's words on to whoever goes to them; None where nobody does, or they want something."""
    if told.person.fresh or not is_chat(told.reading):
        return None
    who = {"incident_id": told.incident_id, "contact_id": told.person.id}
    found = (await session.execute(queries.HELPED_OF, who)).scalars().all()
    cases = [await report_by_id(session, told.incident_id, report_id) for report_id in found]
    if not cases:
        return None
    if len(cases) > 1:
        await _ask_which(session, told, [case.reference for case in cases])
        return Passed(None)
    await relay_to_helpers(session, told, cases[0], words=told.message.text.strip())
    return Passed(cases[0].id)


async def relay_to_helpers(session: AsyncSession, told: Situation, case: Case, *, words: str) -> int:
    """Pass a person's words on to everybody who goes to their case; says to how many."""
    report_id = case.merged_into or case.id
    going = [
        job for job in await jobs_of(session, told.incident_id, report_id) if job.state in GOING and words
    ]
    # their words may say where they live, which not everybody who goes may know yet
    may_hear = [job for job in going if await knows_place(session, told.incident_id, job)]
    for job in going:
        if job not in may_hear:
            _hold(session, told, job, why="this helper may not know the exact place yet")
            continue
        said = phrase("relay.from_asker", case=job.reference, words=mask(words), relay_of=told.message.id)
        await _pass_on(session, told, said, to=job.helper_contact_id, job=job)
    if going and not may_hear:
        await _tell_held(session, told, going[0])
    return len(going)


async def _tell_held(session: AsyncSession, told: Situation, job: Job) -> None:
    """Let a person know, once, that a coordinator reads what did not go to their helper."""
    unsaid = phrase("relay.unreached", case=job.reference)
    since = told.now - TOLD_LASTS
    if not await _said_since(session, told, unsaid, to=told.person.id, job=job, since=since):
        await _answer(session, told, unsaid, report_id=job.report_id)


async def pass_thanks(session: AsyncSession, told: Situation) -> int | None:
    """Pass words of thanks after the end on to the helpers, once; None where there is nobody to thank."""
    if told.person.fresh or told.reading.intent not in CHATS or not _thanks(told):
        return None
    values = {
        "incident_id": told.incident_id,
        "contact_id": told.person.id,
        "since": told.now - THANKS_LAST,
    }
    closed = (await session.execute(queries.JUST_CLOSED, values)).first()
    if closed is None:
        return None
    if closed.thanked:
        return int(closed.id)
    words = mask(told.message.text.strip())
    said = phrase("thanks.passed", case=closed.reference, words=words, relay_of=told.message.id)
    for job in await jobs_of(session, told.incident_id, closed.id):
        if job.state is DispatchState.DONE:
            to = job.helper_contact_id
            await say(
                session, told.incident, said, contact_id=to, report_id=closed.id, may_wait=True, now=told.now
            )
    return int(closed.id)


def _thanks(told: Situation) -> bool:
    found = gather(told.message.text, languages=tuple(told.incident.languages), answering=False)
    return any(hit.name == "thanks" for hit in found.hits.of(Kind.NOISE))


async def _pass_on(session: AsyncSession, told: Situation, said: Phrase, *, to: int, job: Job) -> None:
    """Say it, unless it is one too many; the sender hears only of what did not go through."""
    since = told.now - timedelta(hours=1)
    passed = await _said_since(session, told, said, to=to, job=job, since=since)
    if passed >= MOST_AN_HOUR:
        _hold(session, told, job, why=f"more than {MOST_AN_HOUR} texts within an hour")
        if passed == MOST_AN_HOUR:
            await _answer(session, told, phrase("relay.held", case=job.reference), report_id=job.report_id)
        return
    went = await say(session, told.incident, said, contact_id=to, report_id=job.report_id, now=told.now)
    if went is None:
        await _answer(session, told, phrase("relay.unreached", case=job.reference), report_id=job.report_id)


def _hold(session: AsyncSession, told: Situation, job: Job, *, why: str) -> None:
    """Leave words that are not passed on to a coordinator, with the reason."""
    happening = Happening(
        what="relay.held",
        who=f"contact:{told.person.id}",
        report_id=job.report_id,
        dispatch_id=job.id,
        message_id=told.message.id,
        why=why,
    )
    record(session, told.incident_id, happening, now=told.now)


async def _said_since(
    session: AsyncSession, told: Situation, said: Phrase, *, to: int, job: Job, since: datetime
) -> int:
    """Count how often something was said to somebody about a case."""
    values = {
        "incident_id": told.incident_id,
        "report_id": job.report_id,
        "contact_id": to,
        "phrase": said.key,
        "since": since,
    }
    return int((await session.execute(queries.RELAYED_SINCE, values)).scalar_one())


async def _ask_which(session: AsyncSession, told: Situation, codes: Sequence[str]) -> None:
    await _answer(session, told, phrase("relay.which", codes=", ".join(codes[-MOST_CODES:])))


async def _answer(
    session: AsyncSession, told: Situation, what: Phrase, *, report_id: int | None = None
) -> None:
    who = told.person.id
    await say(session, told.incident, what, contact_id=who, report_id=report_id, now=told.now)
