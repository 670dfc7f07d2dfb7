"""The credentials of an incident's gateways: sealed in the database, opened for one call."""

import json
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.errors import NotFound
from app.messaging import queries
from app.models.incident import Incident
from app.models.person import ChannelAccount
from app.security import Keys, seal, unseal
from ingest.shapes import Credentials


async def credentials_of(
    session: AsyncSession, keys: Keys, *, incident: Incident, channel: str, number: str = ""
) -> Credentials:
    """Open one account of a channel; raises `NotFound` when the incident has none."""
    rows = await session.execute(queries.CHANNEL_ACCOUNTS, {"incident_id": incident.id, "channel": channel})
    for row in rows:
        if number in ("", row.number):
            data_key = keys.data_key(incident.data_key_sealed)
            return Credentials(
                channel=row.channel, number=row.number, values=json.loads(unseal(data_key, row.values_sealed))
            )
    raise NotFound(f"No {channel} account is connected here; `konbit channel add {channel}` connects one.")


def add_account(
    session: AsyncSession,
    keys: Keys,
    *,
    incident: Incident,
    credentials: Credentials,
    now: datetime,
) -> None:
    """Connect a gateway to an incident."""
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
