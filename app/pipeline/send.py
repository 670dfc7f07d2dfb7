"""Hop 4: what waits goes out; no transaction is open while the network is talked to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import httpx

from app.db import Database
from app.errors import NotFound
from app.log import log
from app.messaging.accounts import credentials_of
from app.messaging.send import Outcome, after_failure, hand_over, settle
from app.messaging.shapes import Outgoing
from app.models.incident import Incident
from app.models.message import MessageState
from app.security import Keys, unseal
from ingest.channel import Channel
from ingest.errors import Unclear
from ingest.phone import countries_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Postroom:
    """What hop 4 works with."""

    database: Database
    keys: Keys
    channels: dict[str, Channel]
    http: httpx.AsyncClient
    base_url: str
    owner: str


async def send_message(
    room: Postroom, incident: Incident, outgoing: Outgoing, *, now: datetime
) -> MessageState:
    """Hand one claimed text to its channel and write down what became of it."""
    try:
        outcome = await _try(room, incident, outgoing)
    except Exception as failure:  # noqa: BLE001  whatever one text causes, the others go out; it ends at the desk
        log.error("text.failed", message=outgoing.id, tries=outgoing.attempts, exc_info=failure)
        outcome = after_failure(Unclear(type(failure).__name__), outgoing)
    async with room.database.session() as session:
        await settle(session, outgoing, outcome, owner=room.owner, now=now)
    return outcome.state


async def _try(room: Postroom, incident: Incident, outgoing: Outgoing) -> Outcome:
    channel = room.channels.get(outgoing.channel)
    if channel is None:
        return Outcome(state=MessageState.HELD, reason=f"nobody is reached by {outgoing.channel}")
    if incident.drill and channel.leaves_house:
        return Outcome(state=MessageState.FAILED, reason="a drill never sends to a network")
    try:
        async with room.database.session() as session:
            credentials = await credentials_of(
                session, room.keys, incident=incident, channel=channel, number=outgoing.our_number
            )
    except NotFound as missing:
        return Outcome(state=MessageState.FAILED, reason=str(missing))
    recipient = unseal(room.keys.data_key(incident.data_key_sealed), outgoing.peer_sealed).decode()
    if channel.leaves_house and (abroad := refused_country(incident.countries, recipient, outgoing)):
        return Outcome(state=MessageState.FAILED, reason=abroad)
    return await hand_over(
        channel,
        outgoing,
        recipient=recipient,
        credentials=credentials,
        http=room.http,
        status_url=f"{room.base_url}/in/{channel.name}/{incident.slug}/status?key={outgoing.external_id}",
    )


def refused_country(countries: Sequence[str], recipient: str, outgoing: Outgoing) -> str:
    """Say why a number abroad is not texted, or nothing.

    Somebody's life at risk outranks the bill: `vital` goes out only to numbers that texted us themselves.
    """
    if not countries or outgoing.vital:
        return ""
    found = countries_of(recipient)
    if not found.isdisjoint(countries):
        return ""
    return f"this incident does not text numbers of {' or '.join(sorted(found)) or 'an unknown country'}"
