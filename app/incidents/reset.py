"""A drill begins again: all that happened in it is gone, the incident itself stays."""

from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from app.clock import now
from app.errors import Conflict, NotAllowed
from app.incidents import queries
from app.incidents.find import text_number
from app.models.event import Follow
from app.models.incident import Incident

TRIES = 3
# a row came between two of our statements; or each of two transactions waited for the other
IN_BETWEEN = ("23503", "40P01")


async def reset_drill(session: AsyncSession, incident: Incident) -> None:
    """Wipe a drill; raises `NotAllowed` for anything that is not one, `Conflict` when it is too busy."""
    assert incident.id is not None
    who = {"incident_id": incident.id}
    if (await session.execute(queries.NEXT_GENERATION, who)).scalar() is None:
        raise NotAllowed("Only a drill can be reset.")
    for _ in range(TRIES):
        try:
            async with session.begin_nested():
                await _wipe(session, incident.id)
            break
        except DBAPIError as refused:
            # a worker may be at work on the drill; what it has just written goes with the next try
            if getattr(refused.orig, "sqlstate", "") not in IN_BETWEEN:
                raise
    else:
        raise Conflict("The drill is busy. Wait a moment, then begin again.")
    session.add(Follow(incident_id=incident.id))


async def _wipe(session: AsyncSession, incident_id: int) -> None:
    for statement in (*queries.WIPE, queries.WIPE_TAUGHT, queries.WIPE_OPENED):
        await session.execute(statement, {"incident_id": incident_id})
    await session.execute(queries.OPEN_AGAIN, {"incident_id": incident_id, "now": now()})
    silence = {"our_number": await text_number(session, incident_id)}
    await session.execute(queries.CROSS_INCIDENT_WIPE_SILENCE, silence)
