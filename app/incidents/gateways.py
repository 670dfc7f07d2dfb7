"""The gateways of an incident: connected, given new credentials, taken away; no secret is shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.errors import BadForm, NotFound
from app.history import Happening, record
from app.incidents import queries
from app.messaging.accounts import add_account
from app.models.incident import Incident
from app.security import Keys
from ingest.channel import Channel
from ingest.phone import e164
from ingest.shapes import Credentials

LONGEST_SECRET = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Gateway:
    """One of our numbers, and when words last went through it."""

    channel: str
    number: str
    created_at: datetime
    last_in_at: datetime | None
    last_out_at: datetime | None


async def gateways_of(session: AsyncSession, incident_id: int) -> list[Gateway]:
    """List what is connected, the oldest first."""
    rows = await session.execute(queries.GATEWAYS, {"incident_id": incident_id})
    return [Gateway(**dict(row)) for row in rows.mappings()]


def connectable(channels: Mapping[str, Channel], *, drill: bool) -> dict[str, Channel]:
    """The channels that an incident of this kind may be connected with, by hand."""
    return {
        name: channel
        for name, channel in channels.items()
        if channel.secrets and not channel.only_drill and not (drill and channel.leaves_house)
    }


async def connect_gateway(
    session: AsyncSession,
    keys: Keys,
    *,
    incident: Incident,
    channel: Channel,
    number: str,
    values: Mapping[str, str],
    who: str,
    now: datetime,
) -> str:
    """Connect a number, or give it other credentials; returns the number. Raises `BadForm`."""
    assert incident.id is not None
    ours = e164(number)
    if ours is None:
        raise BadForm(f"«{number}» is no phone number; write it like +15095550142.")
    if incident.drill and channel.leaves_house:
        raise BadForm("A drill never sends to a network; make an incident of its own for a real gateway.")
    given = {name: value.strip() for name, value in values.items() if value.strip()}
    if missing := [name for name in channel.secrets if name not in given]:
        raise BadForm(f"{channel.name} also needs {', '.join(missing)}.")
    if any(len(value) > LONGEST_SECRET for value in given.values()):
        raise BadForm("One of these is longer than any credential.")
    replaced = await _drop(session, incident.id, channel.name, ours)
    credentials = Credentials(channel=channel.name, number=ours, values=given)
    add_account(session, keys, incident=incident, credentials=credentials, now=now)
    what = "channel.replaced" if replaced else "channel.connected"
    told = {"channel": channel.name, "number": ours}
    record(session, incident.id, Happening(what=what, who=who, after=told), now=now)
    await session.flush()
    return ours


async def remove_gateway(
    session: AsyncSession, incident_id: int, *, channel: str, number: str, who: str, now: datetime
) -> None:
    """Forget a number's credentials: nothing comes or goes through it any more. Raises `NotFound`."""
    if not await _drop(session, incident_id, channel, number):
        raise NotFound("This number is not connected here.")
    told = {"channel": channel, "number": number}
    record(session, incident_id, Happening(what="channel.removed", who=who, before=told), now=now)


async def _drop(session: AsyncSession, incident_id: int, channel: str, number: str) -> bool:
    values = {"incident_id": incident_id, "channel": channel, "number": number}
    return (await session.execute(queries.DROP_GATEWAY, values)).first() is not None
