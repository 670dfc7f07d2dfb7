"""UNSAFE: somebody on a job does not feel safe. It stops at once, and nobody asks why."""

from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from app.answers import Situation, shelf
from app.dispatch.complete import leave_job
from app.dispatch.unsafe import helped_cases, stop_jobs
from app.history import Happening, record
from app.messaging.say import phrase, say
from app.models.message import PromptKind
from app.models.safety import AlarmKind
from app.reports.find import latest_report
from app.safety.alarms import raise_alarm
from ingest.shapes import Intent

COMMAND = "unsafe"


async def answer(session: AsyncSession, situation: Situation) -> int | None:
    """Stop every job the sender is on, and every job for them; the desk is called in any case."""
    stopped = await _leave(session, situation)
    helped = await _send_away(session, situation)
    reports = [*stopped, *helped]
    if not reports:
        reports = await _own_case(session, situation)
    if not reports:
        return await _cry(session, situation)
    _note(session, situation, reports[0])
    for report_id in reports:
        await raise_alarm(
            session, situation.incident, AlarmKind.UNSAFE, report_id=report_id, now=situation.now
        )
    if not stopped:
        await _comfort(session, situation, report_id=reports[0], helped=bool(helped))
    return reports[0]


async def _cry(session: AsyncSession, situation: Situation) -> int | None:
    """Of whom we know nothing it is a cry for help: a case stands at the desk, and somebody looks."""
    reading = replace(situation.reading, intent=Intent.HELP)
    report_id = await shelf()["help"](session, replace(situation, reading=reading))
    _note(session, situation, report_id)
    return report_id


def _note(session: AsyncSession, situation: Situation, report_id: int | None) -> None:
    happening = Happening(
        what="person.unsafe",
        who=f"contact:{situation.person.id}",
        report_id=report_id,
        message_id=situation.message.id,
    )
    record(session, situation.incident_id, happening, now=situation.now)


async def _leave(session: AsyncSession, situation: Situation) -> list[int]:
    """Take the sender off their jobs; from whom is only asked, off the questions."""
    jobs = [one for one in situation.prompts if one.kind is PromptKind.JOB and one.live]
    asks = [one for one in situation.prompts if one.kind is PromptKind.ASK and one.live]
    stopped: list[int] = []
    # always in the same order: two helpers who flee from the same two places never wait for each other
    for prompt in sorted(jobs or asks, key=lambda one: one.report_id or 0):
        if prompt.dispatch_id is None or prompt.report_id is None:
            continue
        await leave_job(session, situation.incident, prompt.dispatch_id, unsafe=True, now=situation.now)
        stopped.append(prompt.report_id)
    return stopped


async def _send_away(session: AsyncSession, situation: Situation) -> list[int]:
    """Send home whoever goes to the sender."""
    incident_id, who = situation.incident_id, situation.person.id
    cases = await helped_cases(session, incident_id, who)
    for report_id in cases:
        await stop_jobs(session, situation.incident, report_id, who=f"contact:{who}", now=situation.now)
    return list(cases)


async def _own_case(session: AsyncSession, situation: Situation) -> list[int]:
    """Whose job it cannot be about: their newest case tells the desk who they are."""
    case = await latest_report(
        session, situation.incident_id, contact_id=situation.person.id, now=situation.now
    )
    return [case.id] if case is not None else []


async def _comfort(session: AsyncSession, situation: Situation, *, report_id: int, helped: bool) -> None:
    key = "unsafe.sent_away" if helped else "help"
    word = phrase(key, emergency=situation.incident.emergency_number)
    who, now = situation.person.id, situation.now
    await say(session, situation.incident, word, contact_id=who, report_id=report_id, now=now, vital=True)
