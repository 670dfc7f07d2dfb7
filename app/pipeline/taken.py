"""What a coordinator wrote down while somebody spoke: a message like any other, with their name on it."""

from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from app.answers import Situation
from app.history import Happening, record
from app.messaging.shapes import Claimed
from app.pipeline.evidence import form_fields
from app.reports.find import report_by_reference, standing_for
from ingest.shapes import Intent, Reading

CHANNEL = "desk"
# words that are none of these were written down all the same: somebody needs something
TELLS = (Intent.NEED, Intent.OFFER, Intent.SAFE, Intent.MISSING, Intent.INFO)


def is_call(message: Claimed) -> bool:
    """Tell a call that was taken at the desk."""
    return message.channel == CHANNEL


def as_call(reading: Reading, message: Claimed) -> Reading:
    """Take words that were written down for a story: «yes, no water» answers no question of ours."""
    if not is_call(message):
        return reading
    return told_aloud(reading)


def told_aloud(reading: Reading) -> Reading:
    """Read what was spoken to a person, who decided that it is worth a case."""
    intent = reading.intent if reading.intent in TELLS else Intent.NEED
    return replace(reading, intent=intent, reply=None)


async def add_to_case(session: AsyncSession, told: Situation) -> int | None:
    """Put a caller's words into the thread of the case that the coordinator chose; None where it is none."""
    if not is_call(told.message):
        return None
    fields = form_fields(told.message.details)
    code = fields.get("add_to", "")
    case = await report_by_reference(session, told.incident_id, code.upper()) if code else None
    if case is None:
        return None
    stands = await standing_for(session, told.incident_id, case)
    _note(session, told, stands.id, "call.added")
    return stands.id


def note_taker(session: AsyncSession, told: Situation, report_id: int | None) -> None:
    """Write down who took a call and how it came, once it is a case."""
    if is_call(told.message) and report_id is not None:
        _note(session, told, report_id, "call.taken")


def _note(session: AsyncSession, told: Situation, report_id: int, what: str) -> None:
    fields = form_fields(told.message.details)
    happening = Happening(
        what=what,
        who=fields.get("taken_by", "machine"),
        report_id=report_id,
        message_id=told.message.id,
        after={"how": fields.get("how", "")},
    )
    record(session, told.incident_id, happening, now=told.now)
