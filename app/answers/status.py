"""STATUS, and UPDATE with nothing behind it: a person asks how their case stands."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.answers import Situation
from app.messaging.prompts import Choice
from app.messaging.reply import say_unclear
from app.messaging.say import Phrase, phrase
from app.reports.find import standing_for
from app.reports.shapes import Case
from app.reports.status import WAITING, own_case, tell_status
from app.supplies.lines import lines_of
from app.supplies.words import first_open, goods_words

COMMAND = "status"


async def answer(session: AsyncSession, situation: Situation) -> int | None:
    """Say the state of the sender's own case; another's code reveals nothing."""
    incident, who, now, reply = situation.incident, situation.person.id, situation.now, situation.reply
    incident_id = situation.incident_id
    case = await own_case(session, incident_id, contact_id=who, reference=reply.reference, now=now)
    if case is None:
        await say_unclear(session, incident, Choice(None), reply, contact_id=who, now=now)
        return None
    stands = await standing_for(session, incident_id, case)
    lacking = await _lacking(session, incident_id, stands)
    await tell_status(session, incident, case, stands, *lacking, now=now)
    return case.id


async def _lacking(session: AsyncSession, incident_id: int, case: Case) -> tuple[Phrase, ...]:
    """Say what nobody has promised yet, where a part has come or is coming."""
    lines = await lines_of(session, incident_id, case.id) if case.state in WAITING else ()
    line = first_open(lines)
    if line is None or not any(one.coming or one.delivered for one in lines):
        return ()
    return (phrase("status.lacking", n=line.remaining, goods=goods_words(line.item, line.unit)),)
