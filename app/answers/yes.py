"""YES: a helper takes a job, a person says that help came, or owns the number they gave."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.answers import Situation
from app.dispatch.answer import accept_job
from app.dispatch.complete import confirm_help
from app.messaging.prompts import choose_prompt, close_prompt
from app.messaging.reply import say_unclear
from app.messaging.say import phrase, say
from app.models.message import PromptKind
from app.volunteers.enrol import set_duty, volunteer_of
from ingest.shapes import Scheme

COMMAND = "yes"
KINDS_ON_PAGE = (PromptKind.ASK, PromptKind.CONFIRM)
KINDS = (*KINDS_ON_PAGE, PromptKind.NUMBER)


async def answer(session: AsyncSession, situation: Situation) -> int | None:
    """Do what the open question offered."""
    # whoever typed a number into the form also holds the page: only the number itself can speak for it
    kinds = KINDS_ON_PAGE if situation.message.scheme is Scheme.WEB else KINDS
    choice = choose_prompt(situation.prompts, kinds, situation.reply)
    prompt = choice.prompt
    if prompt is None:
        who, now = situation.person.id, situation.now
        await say_unclear(session, situation.incident, choice, situation.reply, contact_id=who, now=now)
        return None
    if prompt.kind is PromptKind.ASK and prompt.dispatch_id is not None:
        await accept_job(session, situation.incident, prompt.dispatch_id, now=situation.now)
    elif prompt.kind is PromptKind.CONFIRM and prompt.report_id is not None:
        await confirm_help(session, situation.incident, prompt.report_id, now=situation.now)
    else:
        await _own_number(session, situation)
        await close_prompt(session, situation.incident_id, prompt.id, now=situation.now)
    return prompt.report_id


async def _own_number(session: AsyncSession, situation: Situation) -> None:
    helper = await volunteer_of(session, situation.incident_id, situation.person.id)
    if helper is not None:
        await set_duty(session, situation.incident_id, helper, True, now=situation.now)
    word = phrase("number.confirmed")
    await say(session, situation.incident, word, contact_id=situation.person.id, now=situation.now)
