"""NO: a helper cannot, or is not all right; no help came; a coordinator on call cannot look."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.answers import Situation
from app.dispatch.answer import decline_job
from app.dispatch.complete import deny_help
from app.messaging.prompts import choose_prompt, close_prompt
from app.messaging.reply import say_unclear
from app.messaging.say import phrase, say
from app.messaging.shapes import OpenPrompt
from app.models.message import PromptKind
from app.models.safety import AlarmKind
from app.safety.alarms import pass_on, raise_alarm
from app.supplies.deliver import count_as_missing
from ingest.shapes import Scheme

COMMAND = "no"
KINDS_ON_PAGE = (PromptKind.ASK, PromptKind.CONFIRM)
KINDS = (*KINDS_ON_PAGE, PromptKind.NUMBER, PromptKind.ALARM, PromptKind.CHECK, PromptKind.REST)


async def answer(session: AsyncSession, situation: Situation) -> int | None:
    """Take the no without reproach."""
    kinds = KINDS_ON_PAGE if situation.message.scheme is Scheme.WEB else KINDS
    choice = choose_prompt(situation.prompts, kinds, situation.reply)
    prompt = choice.prompt
    if prompt is None:
        who, now = situation.person.id, situation.now
        await say_unclear(session, situation.incident, choice, situation.reply, contact_id=who, now=now)
        return None
    await close_prompt(session, situation.incident_id, prompt.id, now=situation.now)
    if prompt.kind is PromptKind.ASK and prompt.dispatch_id is not None:
        await decline_job(session, situation.incident, prompt.dispatch_id, now=situation.now)
    elif prompt.kind is PromptKind.CONFIRM and prompt.report_id is not None:
        await _deny(session, situation, prompt.report_id)
    elif prompt.kind is PromptKind.CHECK:
        await _not_well(session, situation, prompt)
    elif prompt.kind is PromptKind.ALARM and prompt.report_id is not None:
        who, now = situation.person.id, situation.now
        await pass_on(session, situation.incident_id, prompt.report_id, contact_id=who, now=now)
        await say(session, situation.incident, phrase("no.thanks"), contact_id=who, now=now)
    elif prompt.kind is PromptKind.REST:
        thanks = phrase("no.thanks")
        await say(session, situation.incident, thanks, contact_id=situation.person.id, now=situation.now)
    return prompt.report_id


async def _deny(session: AsyncSession, situation: Situation, report_id: int) -> None:
    """«Did the help arrive?» «No»: what was counted as brought is not, and the case goes on."""
    who, now = f"contact:{situation.person.id}", situation.now
    await count_as_missing(session, situation.incident, report_id, who=who, now=now)
    await deny_help(session, situation.incident, report_id, now=now)


async def _not_well(session: AsyncSession, situation: Situation, prompt: OpenPrompt) -> None:
    """«Are you all right?» «No»: a person looks at once, and the helper hears how to get out."""
    incident, now = situation.incident, situation.now
    assert prompt.report_id is not None
    await raise_alarm(
        session,
        incident,
        AlarmKind.CHECK_IN,
        report_id=prompt.report_id,
        dispatch_id=prompt.dispatch_id,
        now=now,
    )
    word = phrase("checkin.no", emergency=incident.emergency_number)
    who = situation.person.id
    await say(session, incident, word, contact_id=who, report_id=prompt.report_id, now=now, vital=True)
