"""The number of the person who asked: shown in full to a coordinator who says why, and that is kept."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.errors import BadForm, NotFound
from app.history import Happening, record
from app.models.incident import Incident
from app.reports import queries
from app.reports.shapes import Case
from app.security import Keys, unseal

SHORTEST_WHY = 3


async def reveal_asker(
    session: AsyncSession, keys: Keys, incident: Incident, case: Case, *, who: str, why: str, now: datetime
) -> str:
    """Give the number of whoever a case belongs to; who looked, and for what, is kept."""
    assert incident.id is not None
    if len(why.strip()) < SHORTEST_WHY:
        raise BadForm("Write why you need the number; the reason is kept with your name.")
    values = {"incident_id": incident.id, "contact_id": case.contact_id}
    row = (await session.execute(queries.NUMBER_OF, values)).first()
    if row is None:
        raise NotFound("This person gave no number; write to them through the page of their case.")
    happening = Happening(what="contact.revealed", who=who, report_id=case.id, why=why.strip()[:200])
    record(session, incident.id, happening, now=now)
    return unseal(keys.data_key(incident.data_key_sealed), row.number_sealed).decode()
