"""An incident that is over leaves the lists; nothing in it is lost, and it opens again with one press."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.errors import BadForm, Conflict
from app.history import Happening, record
from app.models.incident import Incident


async def close_incident(
    session: AsyncSession, incident: Incident, *, why: str, who: str, now: datetime
) -> None:
    """End an incident, with the reason; raises `BadForm`, `Conflict`."""
    assert incident.id is not None
    if incident.drill:
        raise BadForm("A drill is begun again and never closed.")
    if not why.strip():
        raise BadForm("Say in a few words why the incident is over.")
    await session.refresh(incident, with_for_update=True)
    if incident.closed_at is not None:
        raise Conflict("This incident is closed already.")
    incident.closed_at = now
    record(session, incident.id, Happening(what="incident.closed", who=who, why=why.strip()[:400]), now=now)
    await session.flush()


async def open_again(session: AsyncSession, incident: Incident, *, who: str, now: datetime) -> None:
    """Take the closing back; twice is once."""
    assert incident.id is not None
    await session.refresh(incident, with_for_update=True)
    if incident.closed_at is None:
        return
    incident.closed_at = None
    record(session, incident.id, Happening(what="incident.opened", who=who), now=now)
    await session.flush()
