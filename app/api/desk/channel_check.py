"""A test text through one gateway: the same hands as every other text, and what the gateway said to it."""

from dataclasses import replace
from datetime import datetime
from secrets import token_hex

from app.api.deps import Desk
from app.errors import BadForm
from app.history import Happening, record
from app.house import House
from app.messaging.accounts import credentials_of
from app.messaging.phrase import in_language, phrase
from app.messaging.send import Outcome, hand_over
from app.messaging.shapes import Outgoing
from app.messaging.spend import count_parts
from app.models.message import MessageState
from app.pipeline.send import refused_country
from ingest.channel import Channel
from ingest.phone import e164
from ingest.segments import segments
from ingest.shapes import Scheme


async def send_test(
    house: House, desk: Desk, channel: Channel, *, number: str, to: str, now: datetime
) -> Outcome:
    """Send one text to a number that somebody typed; no transaction is open meanwhile. Raises `BadForm`."""
    recipient = e164(to)
    if recipient is None:
        raise BadForm(f"«{to}» is no phone number; write it like +15095550142.")
    if desk.incident.drill and channel.leaves_house:
        raise BadForm("A drill never sends to a network; make an incident of its own for a real gateway.")
    outgoing = _outgoing(desk, channel, number, now)
    async with house.database.session() as session:
        credentials = await credentials_of(
            session, house.keys, incident=desk.incident, channel=channel, number=number
        )
    abroad = refused_country(desk.incident.countries, recipient, outgoing) if channel.leaves_house else ""
    outcome = Outcome(state=MessageState.FAILED, reason=abroad)
    if not abroad:
        outcome = await hand_over(
            channel, outgoing, recipient=recipient, credentials=credentials, http=house.http, status_url=""
        )
    async with house.database.session() as session:
        told = {"channel": channel.name, "number": number, "state": outcome.state.value}
        tested = Happening(what="channel.tested", who=desk.who, after=told, why=outcome.reason[:200])
        record(session, desk.incident_id, tested, now=now)
        await count_parts(session, desk.incident_id, outcome.parts, now=now)
    return replace(outcome, reason=outcome.reason[:200])


def _outgoing(desk: Desk, channel: Channel, number: str, now: datetime) -> Outgoing:
    """A text that is on nobody's conversation: it is about the gateway, and stored nowhere."""
    words = in_language(phrase("access.test"), desk.incident.languages[0])
    return Outgoing(
        incident_id=desk.incident_id,
        id=0,
        channel=channel.name,
        scheme=Scheme.SMS,
        external_id=f"test-{token_hex(8)}",
        our_number=number,
        peer_sealed=b"",
        text=words,
        attempts=1,
        unclear=False,
        since_at=now,
        segments=segments(words),
    )
