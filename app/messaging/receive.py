"""Hop 1: a message is stored once, and only then does anybody say that we have it."""

import json
from base64 import b64encode
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.messaging.shapes import Stored
from app.models.incident import Incident
from app.security import Keys, seal
from ingest.shapes import Inbound, Pin

STORE = text("""
    insert into message (incident_id, direction, channel, scheme, external_id, lane, our_number, peer_sealed,
        raw_sealed, text, details, phrase, state, reason, attempts, link_token, received_at, vital, segments)
    values (:incident_id, 'in', :channel, :scheme, :external_id, :lane, :our_number, :peer_sealed,
        :raw_sealed, :text, cast(:details as jsonb), '', 'received', '', 0, :link_token, :now, false, 0)
    on conflict (incident_id, channel, external_id) do nothing
    returning id
""")

# The page's own address first: what is typed there must not look as if it came from a phone.
OWN_ADDRESS = text("""
    select number_index, number_sealed from address
    where incident_id = :incident_id and contact_id = :contact_id order by scheme <> 'web', id limit 1
""")


async def receive_message(
    session: AsyncSession, keys: Keys, *, incident: Incident, inbound: Inbound, raw: bytes, now: datetime
) -> Stored:
    """Store one message; the same call again changes nothing and gives the same link."""
    data_key = keys.data_key(incident.data_key_sealed)
    link_token = keys.link(str(incident.id), inbound.channel, inbound.external_id)
    row = await session.execute(
        STORE,
        {
            "incident_id": incident.id,
            "channel": inbound.channel,
            "scheme": inbound.scheme,
            "external_id": inbound.external_id,
            "lane": keys.index(inbound.sender),
            "our_number": inbound.recipient,
            "peer_sealed": seal(data_key, inbound.sender.encode()),
            "raw_sealed": seal(data_key, raw),
            "text": inbound.text,
            "details": json.dumps(_details(inbound, keys, data_key)),
            "link_token": link_token,
            "now": now,
        },
    )
    return Stored(link_token=link_token, fresh=row.first() is not None)


def _details(inbound: Inbound, keys: Keys, data_key: bytes) -> dict[str, object]:
    """Keep what came beside the words; a number typed into a form is sealed like any other."""
    details: dict[str, object] = {}
    if inbound.pin:
        details["pin"] = {"lat": inbound.pin.lat, "lon": inbound.pin.lon, "label": inbound.pin.label}
    if inbound.media:
        details["media"] = [{"url": item.url, "type": item.content_type} for item in inbound.media]
    if inbound.flags:
        details["flags"] = list(inbound.flags)
    if inbound.profile_name:
        details["name"] = inbound.profile_name
    fields = dict(inbound.fields)
    if phone := fields.pop("phone", ""):
        details["phone_index"] = keys.index(phone).hex()
        details["phone_sealed"] = b64encode(seal(data_key, phone.encode())).decode()
    if fields:
        details["fields"] = fields
    return details


async def receive_from_page(
    session: AsyncSession,
    keys: Keys,
    *,
    incident: Incident,
    contact_id: int,
    text_typed: str,
    external_id: str,
    pin: Pin | None = None,
    now: datetime,
) -> Stored:
    """Store what a person wrote on the page of their own case: a message of theirs like any other.

    `pin`: where their phone is, or where they tapped on a map.
    """
    address = (
        await session.execute(OWN_ADDRESS, {"incident_id": incident.id, "contact_id": contact_id})
    ).one()
    link_token = keys.link(str(incident.id), "web", external_id)
    values = {
        "incident_id": incident.id,
        "channel": "web",
        "scheme": "web",
        "external_id": external_id,
        "lane": address.number_index,
        "our_number": "",
        "peer_sealed": address.number_sealed,
        "raw_sealed": seal(keys.data_key(incident.data_key_sealed), text_typed.encode()),
        "text": text_typed,
        "details": json.dumps({"pin": {"lat": pin.lat, "lon": pin.lon, "label": pin.label}} if pin else {}),
        "link_token": link_token,
        "now": now,
    }
    row = await session.execute(STORE, values)
    return Stored(link_token=link_token, fresh=row.first() is not None)
