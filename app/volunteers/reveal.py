"""A helper's number: masked for everybody, shown in full to a coordinator who says why."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.errors import BadForm, NotFound
from app.history import Happening, record
from app.models.incident import Incident
from app.security import Keys, unseal
from app.volunteers import queries
from app.volunteers.find import Helper

SHORTEST_WHY = 3


async def number_of(session: AsyncSession, keys: Keys, incident: Incident, helper: Helper) -> str:
    """Open a helper's number for what is shown masked; empty where they have only a page."""
    values = {"incident_id": incident.id, "contact_id": helper.contact_id}
    row = (await session.execute(queries.NUMBER_OF, values)).first()
    if row is None:
        return ""
    return unseal(keys.data_key(incident.data_key_sealed), row.number_sealed).decode()


async def reveal_number(
    session: AsyncSession,
    keys: Keys,
    incident: Incident,
    helper: Helper,
    *,
    who: str,
    why: str,
    now: datetime,
    report_id: int | None = None,
) -> str:
    """Give a helper's number to somebody who says why; who looked, and for what, is kept.

    `report_id`: the case they go to, whose history then tells it too.
    """
    assert incident.id is not None
    if len(why.strip()) < SHORTEST_WHY:
        raise BadForm("Write why you need the number; the reason is kept with your name.")
    number = await number_of(session, keys, incident, helper)
    if not number:
        raise NotFound("This helper gave no number; write to them through the page of their case.")
    happening = Happening(
        what="contact.revealed",
        who=who,
        report_id=report_id,
        after={"helper": helper.reference},
        why=why.strip()[:200],
    )
    record(session, incident.id, happening, now=now)
    return number
