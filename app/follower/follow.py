"""One look at one incident: new events get their place in the order, and strangers see what is due."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.follower import queries
from app.follower.chain import link_hash
from app.follower.publish import MOST, publish
from app.follower.veil import draw_veil
from app.models.incident import Incident
from app.security import Keys


async def incidents_behind(session: AsyncSession, *, now: datetime) -> list[int]:
    """Name the incidents with events that nobody has numbered or looked at, or where something is due."""
    return list((await session.execute(queries.CROSS_INCIDENT_BEHIND, {"now": now})).scalars())


async def follow_incident(session: AsyncSession, incident: Incident, *, keys: Keys, now: datetime) -> int:
    """Follow one incident a bit further; return how much there was to do."""
    assert incident.id is not None
    who = {"incident_id": incident.id}
    held = (await session.execute(queries.TAKE_UP, who)).first()
    if held is None:
        return 0
    position, chain = await _number(session, incident.id, held.position, held.chain)
    events = (
        await session.execute(
            queries.UNPUBLISHED, who | {"published": held.published, "position": position, "most": MOST}
        )
    ).all()
    newest = {row.report_id: row.position for row in events if row.report_id is not None}
    done = await publish(session, incident, newest, key=keys.blur_key(), now=now)
    published = events[-1].position if events else held.published
    veiled_at = await draw_veil(session, incident, last_at=held.veiled_at, now=now)
    stand = {"position": position, "published": published, "chain": chain, "veiled_at": veiled_at}
    if (position, published, veiled_at) != (held.position, held.published, held.veiled_at):
        await session.execute(queries.HAND_ON, who | stand)
    return position - held.position + len(events) + done


async def _number(session: AsyncSession, incident_id: int, position: int, chain: bytes) -> tuple[int, bytes]:
    """Give the new events their place in the order and in the chain; return the last of both."""
    found = await session.execute(queries.NEW_EVENTS, {"incident_id": incident_id, "most": MOST})
    ids, positions, chains = [], [], []
    for row in found.mappings():
        position += 1
        chain = link_hash(chain, position, dict(row))
        ids.append(row["id"])
        positions.append(position)
        chains.append(chain)
    if ids:
        await session.execute(
            queries.NUMBER, {"incident_id": incident_id, "ids": ids, "positions": positions, "chains": chains}
        )
    return position, chain
