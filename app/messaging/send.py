"""Hop 4: a waiting text goes to its gateway; the intent is written before the call, the fate after it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import httpx
from sqlalchemy.ext.asyncio import AsyncSession

from app.history import Happening, record
from app.messaging import queries
from app.messaging.shapes import Outgoing
from app.messaging.spend import count_parts, hold_to_limit
from app.models.message import MessageState
from ingest.channel import Channel
from ingest.errors import GiveUp, NotSent, TryLater, Unclear
from ingest.shapes import Credentials, Fate, Outbound, Receipt, Scheme

LEASE = timedelta(seconds=60)
TRIES = 8
FIRST_WAIT_S = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one try."""

    state: MessageState
    reason: str = ""
    gateway_id: str | None = None
    wait_s: float | None = None
    parts: int = 0  # what a carrier charges for it


async def incidents_with_outbox(session: AsyncSession, *, now: datetime) -> list[int]:
    """Name the incidents in which a text is due to go out."""
    return list((await session.execute(queries.CROSS_INCIDENT_WITH_OUTBOX, {"now": now})).scalars())


async def claim_outbox(
    session: AsyncSession, incident_id: int, *, owner: str, now: datetime, most: int
) -> list[Outgoing]:
    """Write the intent to send: from here on an interrupted try counts as unclear.

    On a day that is full what is not vital is not claimed, and waits for the next one.
    """
    await hold_to_limit(session, incident_id, now=now)
    rows = await session.execute(
        queries.CLAIM_OUTBOX,
        {"incident_id": incident_id, "owner": owner, "until": now + LEASE, "now": now, "most": most},
    )
    return [Outgoing(**dict(row) | {"scheme": Scheme(row["scheme"])}) for row in rows.mappings()]


async def hand_over(
    channel: Channel,
    outgoing: Outgoing,
    *,
    recipient: str,
    credentials: Credentials,
    http: httpx.AsyncClient,
    status_url: str,
) -> Outcome:
    """Make the call and say what became of it. No transaction is open meanwhile."""
    message = Outbound(
        key=outgoing.external_id,
        scheme=outgoing.scheme,
        recipient=recipient,
        text=outgoing.text,
        status_url=status_url,
    )
    try:
        if outgoing.unclear:
            found = await channel.find(http, message, credentials, since=outgoing.since_at)
            if found is not None:
                return _taken(channel, outgoing, found)
        return _taken(channel, outgoing, await channel.send(http, message, credentials))
    except NotSent as failure:
        return after_failure(failure, outgoing)


def _taken(channel: Channel, outgoing: Outgoing, gateway_id: str) -> Outcome:
    parts = outgoing.segments if channel.leaves_house else 0
    return Outcome(state=MessageState.SENT, gateway_id=gateway_id, parts=parts)


def after_failure(failure: NotSent, outgoing: Outgoing) -> Outcome:
    """Decide: again later, ask the gateway first, or give it to a person."""
    reason = f"{failure.code}: {failure}" if failure.code else str(failure)
    if isinstance(failure, GiveUp) or outgoing.attempts >= TRIES:
        return Outcome(state=MessageState.FAILED, reason=reason)
    wait_s = FIRST_WAIT_S * 2 ** (outgoing.attempts - 1)
    if isinstance(failure, TryLater):
        state = MessageState.UNCLEAR if outgoing.unclear else MessageState.WAITING
        return Outcome(state=state, reason=reason, wait_s=failure.wait_s or wait_s)
    assert isinstance(failure, Unclear)
    return Outcome(state=MessageState.UNCLEAR, reason=reason, wait_s=wait_s)


async def settle(
    session: AsyncSession, outgoing: Outgoing, outcome: Outcome, *, owner: str, now: datetime
) -> None:
    """Write down what became of a text; one that a person must see becomes an event."""
    due_at = now + timedelta(seconds=outcome.wait_s) if outcome.wait_s is not None else None
    row = (
        await session.execute(
            queries.SETTLE,
            {
                "incident_id": outgoing.incident_id,
                "id": outgoing.id,
                "owner": owner,
                "state": outcome.state,
                "reason": outcome.reason[:200],
                "gateway_id": outcome.gateway_id,
                "due_at": due_at,
                "now": now,
            },
        )
    ).first()
    if row is None:
        return
    if outcome.state is MessageState.FAILED:
        why = outcome.reason[:200]
        failed = Happening(what="message.failed", message_id=row.id, report_id=row.report_id, why=why)
        record(session, outgoing.incident_id, failed, now=now)
    await count_parts(session, outgoing.incident_id, outcome.parts, now=now)


STATE_OF = {
    Fate.SENT: MessageState.SENT,
    Fate.DELIVERED: MessageState.DELIVERED,
    Fate.READ: MessageState.DELIVERED,
    Fate.FAILED: MessageState.FAILED,
}


async def settle_receipt(
    session: AsyncSession, incident_id: int, receipt: Receipt, *, channel: str, key: str, now: datetime
) -> None:
    """Take a gateway's later word on a text, found by our own key; for an unknown one nothing changes."""
    state = STATE_OF.get(receipt.fate)
    if state is None:
        return
    row = (
        await session.execute(
            queries.SETTLE_RECEIPT,
            {
                "incident_id": incident_id,
                "channel": channel,
                "key": key,
                "gateway_id": receipt.external_id,
                "state": state,
                "reason": receipt.code or "",
                "now": now,
            },
        )
    ).first()
    if row is not None and state is MessageState.FAILED:
        record(
            session,
            incident_id,
            Happening(
                what="message.failed", message_id=row.id, report_id=row.report_id, why=receipt.code or ""
            ),
            now=now,
        )
