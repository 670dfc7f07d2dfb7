"""The credentials of an incident's gateways: sealed in the database, opened for one call."""

import json
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.errors import NotFound
from app.messaging import queries
from app.models.incident import Incident
from app.models.person import ChannelAccount
from app.security import Keys, seal, unseal
from ingest.channel import Channel
from ingest.shapes import Credentials


async def all_credentials(
    session: AsyncSession, keys: Keys, *, incident: Incident, channel: Channel
) -> list[Credentials]:
    """Open every account that an incident has with a channel; one that needs no secrets needs no account."""
    if not channel.secrets:
        return [Credentials(channel=channel.name, number="", values={"country": incident.country})]
    rows = await session.execute(
        queries.CHANNEL_ACCOUNTS, {"incident_id": incident.id, "channel": channel.name}
    )
    data_key = keys.data_key(incident.data_key_sealed)
    return [
        Credentials(
            channel=row.channel, number=row.number, values=json.loads(unseal(data_key, row.values_sealed))
        )
        for row in rows
    ]


async def credentials_of(
    session: AsyncSession, keys: Keys, *, incident: Incident, channel: Channel, number: str
) -> Credentials:
    """Open the account of one of our numbers; raises `NotFound` when the incident has none."""
    found = await all_credentials(session, keys, incident=incident, channel=channel)
    for credentials in found:
        if credentials.number == number or not channel.secrets:
            return credentials
    raise NotFound(f"No {channel.name} account is connected here; `konbit channel add` connects one.")


def add_account(
    session: AsyncSession,
    keys: Keys,
    *,
    incident: Incident,
    credentials: Credentials,
    now: datetime,
) -> None:
    """Connect a gateway to an incident."""
    assert incident.id is not None
    data_key = keys.data_key(incident.data_key_sealed)
    session.add(
        ChannelAccount(
            incident_id=incident.id,
            channel=credentials.channel,
            number=credentials.number,
            values_sealed=seal(data_key, json.dumps(dict(credentials.values)).encode()),
            created_at=now,
        )
    )
