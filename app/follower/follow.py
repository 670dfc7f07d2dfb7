"""One look at one incident: new events get their place in the order, and strangers see what is due."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from app.follower import queries
from app.follower.chain import link_hash
from app.follower.publish import publish_report
from app.models.incident import Incident
from app.security import Keys

MOST = 500
RETRACTS = frozenset({"report.noise", "report.cancelled"})


async def incidents_behind(session: AsyncSession) -> list[int]:
    """Name the incidents with events that nobody has numbered or published yet."""
    return list((await session.execute(queries.CROSS_INCIDENT_BEHIND)).scalars())


async def follow_incident(session: AsyncSession, incident: Incident, *, keys: Keys, now: datetime) -> int:
    """Follow one incident a bit further; return how many events were numbered or published."""
    assert incident.id is not None
    who = {"incident_id": incident.id}
    held = (await session.execute(queries.TAKE_UP, who)).first()
    if held is None:
        return 0
    position, chain, fresh = await _number(session, incident.id, held.position, held.chain)
    until = now - timedelta(seconds=incident.publish_delay_s)
    due = (
        await session.execute(
            queries.PUBLISHABLE,
            who | {"published": held.published, "position": position, "until": until, "most": MOST},
        )
    ).all()
    # what may no longer be seen goes at once, whatever the delay
    retracted = {row["report_id"] for row in fresh if row["what"] in RETRACTS}
    shown = {row.report_id for row in due} | retracted
    await _publish(session, incident.id, shown - {None}, keys=keys, now=now)
    published = due[-1].position if due else held.published
    if fresh or due:
        await session.execute(
            queries.HAND_ON, who | {"position": position, "published": published, "chain": chain}
        )
    return len(fresh) + len(due)


async def _number(
    session: AsyncSession, incident_id: int, position: int, chain: bytes
) -> tuple[int, bytes, Sequence[RowMapping]]:
    rows = (
        (await session.execute(queries.NEW_EVENTS, {"incident_id": incident_id, "most": MOST}))
        .mappings()
        .all()
    )
    ids, positions, chains = [], [], []
    for row in rows:
        position += 1
        chain = link_hash(chain, position, dict(row))
        ids.append(row["id"])
        positions.append(position)
        chains.append(chain)
    if ids:
        await session.execute(
            queries.NUMBER, {"incident_id": incident_id, "ids": ids, "positions": positions, "chains": chains}
        )
    return position, chain, rows


async def _publish(
    session: AsyncSession, incident_id: int, report_ids: set[int], *, keys: Keys, now: datetime
) -> None:
    if not report_ids:
        return
    rows = await session.execute(queries.REPORTS, {"incident_id": incident_id, "ids": sorted(report_ids)})
    for row in rows.all():
        await publish_report(session, incident_id, row, key=keys.blur_key(), now=now)
