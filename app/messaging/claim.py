"""Taking messages to work on, so that each is done by one worker and a killer message is found out.

A claim is a short transaction of its own: it takes a lease and counts the attempt before anything is read.
"""

from datetime import datetime, timedelta

from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from app.history import Happening, record
from app.messaging import queries
from app.messaging.shapes import Claimed
from ingest.shapes import Scheme

LEASE = timedelta(seconds=60)
TRIES = 3
BACK_OFF = (timedelta(seconds=2), timedelta(seconds=10))


async def incidents_with_received(session: AsyncSession) -> list[int]:
    """Name the incidents in which messages wait to be read."""
    return list((await session.execute(queries.CROSS_INCIDENT_WITH_RECEIVED)).scalars())


async def claim_received(
    session: AsyncSession, incident_id: int, *, owner: str, now: datetime, most: int
) -> list[Claimed]:
    """Lease the oldest message of up to `most` people, or alone one whose lease ran out."""
    spent = await session.execute(
        queries.SET_ASIDE_SPENT, {"incident_id": incident_id, "now": now, "tries": TRIES}
    )
    for message_id in spent.scalars():
        record(
            session,
            incident_id,
            Happening(
                what="message.set_aside", message_id=message_id, why="the worker stopped while reading it"
            ),
            now=now,
        )
    values = {"incident_id": incident_id, "owner": owner, "until": now + LEASE, "now": now}
    again = await session.execute(queries.CLAIM_EXPIRED, values | {"tries": TRIES})
    if rows := again.mappings().all():
        return [_claimed(row) for row in rows]
    fresh = await session.execute(queries.CLAIM_RECEIVED, values | {"most": most})
    return sorted((_claimed(row) for row in fresh.mappings()), key=lambda claimed: claimed.id)


async def claim_one(
    session: AsyncSession, incident_id: int, *, channel: str, external_id: str, owner: str, now: datetime
) -> Claimed | None:
    """Lease one message that somebody waits for; None when it is read already, or being read."""
    which = {"incident_id": incident_id, "channel": channel, "external_id": external_id}
    values = which | {"owner": owner, "until": now + LEASE}
    row = (await session.execute(queries.CLAIM_ONE, values)).mappings().first()
    return _claimed(row) if row else None


def _claimed(row: RowMapping) -> Claimed:
    return Claimed(**{**row, "scheme": Scheme(row["scheme"])})


async def take_message(session: AsyncSession, claimed: Claimed, *, owner: str, now: datetime) -> bool:
    """Begin the effect: say whether the lease is still ours. If not, nothing may be written."""
    row = await session.execute(
        queries.TAKE, {"incident_id": claimed.incident_id, "id": claimed.id, "owner": owner, "now": now}
    )
    return row.first() is not None


async def put_back(
    session: AsyncSession, claimed: Claimed, *, owner: str, reason: str, now: datetime
) -> bool:
    """Give a message back after a failure; after the last try set it aside for a person. Say if set aside."""
    values = {"incident_id": claimed.incident_id, "id": claimed.id, "owner": owner, "reason": reason[:200]}
    if claimed.attempts < TRIES:
        due_at = now + BACK_OFF[min(claimed.attempts, len(BACK_OFF)) - 1]
        await session.execute(queries.PUT_BACK, values | {"due_at": due_at})
        return False
    row = await session.execute(queries.SET_ASIDE, values | {"now": now})
    if row.first() is None:
        return False
    record(
        session,
        claimed.incident_id,
        Happening(what="message.set_aside", message_id=claimed.id, why=reason[:200]),
        now=now,
    )
    return True


async def waiting_everywhere(session: AsyncSession, *, now: datetime) -> tuple[int, float]:
    """Count the unread messages of all incidents and tell the age of the oldest in seconds."""
    row = (await session.execute(queries.CROSS_INCIDENT_WAITING, {"now": now})).one()
    return int(row.waiting), float(row.oldest_s)
