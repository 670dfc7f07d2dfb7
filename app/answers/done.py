"""DONE: a helper has brought what was needed."""

from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from app.answers import Situation
from app.dispatch.complete import confirm_help, finish_job
from app.messaging.prompts import Choice, choose_prompt
from app.messaging.reply import say_unclear
from app.models.message import PromptKind
from app.supplies.deliver import deliver_for_job
from app.supplies.drive import deliver_to_drive
from app.volunteers.find import volunteer_of

COMMAND = "done"
KINDS = (PromptKind.JOB, PromptKind.CONFIRM)


async def answer(session: AsyncSession, situation: Situation) -> int | None:
    """Finish the helper's job; from the person who asked it means that help came."""
    choice, amount = _which(situation)
    prompt = choice.prompt
    if prompt is None or prompt.dispatch_id is None or prompt.report_id is None:
        if (drive := await _brought(session, situation)) is not None:
            return drive
        who, now = situation.person.id, situation.now
        await say_unclear(
            session,
            situation.incident,
            choice,
            situation.reply,
            contact_id=who,
            now=now,
            nothing="off_job.none",
        )
        return None
    if prompt.kind is PromptKind.CONFIRM:
        await confirm_help(session, situation.incident, prompt.report_id, now=situation.now)
    else:
        await _finish(session, situation, prompt.dispatch_id, amount=amount, live=prompt.live)
    return prompt.report_id


def _which(situation: Situation) -> tuple[Choice, float | None]:
    """Tell how much came in «DONE 2» from which of two jobs at once is done."""
    choice = choose_prompt(situation.prompts, KINDS, situation.reply)
    amount = situation.reply.amount
    if not choice.rivals or amount is None or not amount.is_integer():
        return choice, amount
    named = replace(situation.reply, digit=int(amount))
    by_digit = choose_prompt(choice.rivals, KINDS, named)
    return (choice, amount) if by_digit.prompt is None else (by_digit, None)


async def _finish(
    session: AsyncSession, situation: Situation, dispatch_id: int, *, amount: float | None, live: bool
) -> None:
    """Count what came, where the need has quantities; while something lacks, the case goes on."""
    incident, now = situation.incident, situation.now
    came = await deliver_for_job(session, incident, dispatch_id, amount=amount, now=now) if live else None
    await finish_job(session, incident, dispatch_id, now=now, lacking=came is not None and came.lacking)


async def _brought(session: AsyncSession, situation: Situation) -> int | None:
    """Hear «DONE K7F3 20» from somebody who promised that to a supply drive; returns the drive."""
    helper = await volunteer_of(session, situation.incident_id, situation.person.id)
    if helper is None or situation.reply.reference is None:
        return None
    return await deliver_to_drive(
        session,
        situation.incident,
        situation.reply.reference,
        volunteer_id=helper.id,
        contact_id=helper.contact_id,
        amount=situation.reply.amount,
        now=situation.now,
    )
