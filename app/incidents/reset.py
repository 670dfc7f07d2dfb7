"""A drill begins again: all that happened in it is gone, the incident itself stays."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.errors import NotAllowed
from app.incidents import queries
from app.incidents.find import text_number
from app.models.event import Follow
from app.models.incident import Incident


async def reset_drill(session: AsyncSession, incident: Incident) -> None:
    """Wipe a drill; raises `NotAllowed` for anything that is not one."""
    assert incident.id is not None
    who = {"incident_id": incident.id}
    if (await session.execute(queries.NEXT_GENERATION, who)).scalar() is None:
        raise NotAllowed("Only a drill can be reset.")
    for statement in (*queries.WIPE, queries.WIPE_TAUGHT):
        await session.execute(statement, who)
    silence = {"our_number": await text_number(session, incident.id)}
    await session.execute(queries.CROSS_INCIDENT_WIPE_SILENCE, silence)
    session.add(Follow(incident_id=incident.id))
