"""Rows and messages with everything in them that a test does not care about."""

from collections.abc import Sequence
from datetime import timedelta
from secrets import token_hex

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app import clock
from app.access.accounts import create_account, give_role
from app.incidents.create import NewIncident, create_incident
from app.messaging.accounts import add_account
from app.messaging.receive import receive_message
from app.models.incident import Automation, Incident
from app.models.person import Address, Contact
from app.models.staff import Role, StaffSession
from app.models.volunteer import Trust
from app.reports.create import Draft, create_report
from app.reports.shapes import Case
from app.security import Keys, seal, token_hash
from app.volunteers.enrol import Enrolment, enrol_volunteer
from geo.point import Point
from ingest.shapes import Credentials, Inbound, Intent, Label, Reading, Scheme, Urge, Urgency
from tests.town import AREA, PLACES, located

OUR_NUMBER = "+15095550190"
ACCOUNT_SID = "AC" + "0" * 32
AUTH_TOKEN = "a token that signs in tests alone"


async def make_incident(
    session: AsyncSession,
    keys: Keys,
    *,
    slug: str = "town",
    automation: Automation = Automation.FULL,
    drill: bool = False,
    our_number: str = OUR_NUMBER,
    api_base: str = "",
) -> Incident:
    """An incident in the invented town that lets the machine ask, with a number at the fake gateway."""
    new = NewIncident(
        slug=slug,
        name="The town",
        country="HT",
        languages=("ht", "en"),
        area=AREA,
        emergency_number="114",
        automation=automation,
        drill=drill,
        quiet_from=0,
        quiet_to=0,  # stories are told at any hour
    )
    now = clock.now()
    incident = await create_incident(session, keys, new=new, places={"town": PLACES}, ground=[], now=now)
    values = {"account_sid": ACCOUNT_SID, "auth_token": AUTH_TOKEN, "api_base": api_base}
    credentials = Credentials(channel="twilio", number=our_number, values=values)
    add_account(session, keys, incident=incident, credentials=credentials, now=now)
    if drill:
        simulator = Credentials(channel="console", number="+15095550199", values={"secret": "drill"})
        add_account(session, keys, incident=incident, credentials=simulator, now=now)
    await session.flush()
    return incident


async def make_staff(
    session: AsyncSession, incident: Incident, email: str, *, role: Role = Role.COORDINATOR
) -> StaffSession:
    """Somebody at the desk, already signed in; the browser's token is their address."""
    assert incident.id is not None
    now = clock.now()
    staff_id = await create_account(session, email, name=email.partition("@")[0].title(), now=now)
    await give_role(session, incident.id, staff_id, role)
    signed_in = StaffSession(
        token_hash=token_hash(email),
        staff_id=staff_id,
        csrf=token_hex(8),
        created_at=now,
        seen_at=now,
        expires_at=now + timedelta(hours=16),
    )
    session.add(signed_in)
    await session.flush()
    return signed_in


def inbound(sender: str, words: str, *, external_id: str = "", recipient: str = OUR_NUMBER) -> Inbound:
    """A text as the Twilio channel reads it."""
    return Inbound(
        channel="twilio",
        scheme=Scheme.SMS,
        external_id=external_id or f"SM{token_hex(16)}",
        sender=sender,
        recipient=recipient,
        text=words,
    )


async def receive(session: AsyncSession, keys: Keys, incident: Incident, sender: str, words: str) -> None:
    """Store one text, as hop 1 does."""
    said = inbound(sender, words)
    await receive_message(session, keys, incident=incident, inbound=said, raw=b"", now=clock.now())


async def make_contact(
    session: AsyncSession,
    keys: Keys,
    incident: Incident,
    number: str,
    *,
    name: str = "",
    language: str = "en",
) -> int:
    """A person whose number has texted us."""
    now = clock.now()
    assert incident.id is not None
    contact = Contact(incident_id=incident.id, name=name, language=language, created_at=now)
    session.add(contact)
    await session.flush()
    assert contact.id is not None
    data_key = keys.data_key(incident.data_key_sealed)
    session.add(
        Address(
            incident_id=incident.id,
            contact_id=contact.id,
            channel="twilio",
            scheme="sms",
            our_number=OUR_NUMBER,
            number_index=keys.index(number),
            number_sealed=seal(data_key, number.encode()),
            seen_at=now,
        )
    )
    await session.flush()
    return contact.id


async def make_volunteer(
    session: AsyncSession,
    incident: Incident,
    contact_id: int,
    *,
    at: str | Point = "Mill",
    skills: Sequence[str] = ("water",),
    trust: Trust = Trust.KNOWN,
    reach_m: int = 5_000,
    load_cap: int = 2,
) -> int:
    """A helper on duty at a corner of the town."""
    assert incident.id is not None
    enrolment = Enrolment(contact_id=contact_id, skills=tuple(skills), words="", located=located(at))
    helper_id = await enrol_volunteer(session, incident.id, enrolment, now=clock.now())
    values = {"incident_id": incident.id, "id": helper_id, "trust": trust, "reach_m": reach_m}
    await session.execute(
        text("""
            update volunteer set trust = :trust, reach_m = :reach_m, load_cap = :load_cap
            where incident_id = :incident_id and id = :id
        """),
        values | {"load_cap": load_cap},
    )
    await session.execute(
        text("update able set reach_m = :reach_m where incident_id = :incident_id and volunteer_id = :id"),
        values,
    )
    return helper_id


async def make_report(
    session: AsyncSession,
    incident: Incident,
    contact_id: int,
    *,
    at: str | Point | None = "Bridge",
    category: str = "water",
    kind: Intent = Intent.NEED,
    urgency: Urgency = Urgency.SOON,
    people: int | None = 4,
    words: str = "We need water",
) -> Case:
    """A case as hop 2 makes it."""
    assert incident.id is not None
    reading = Reading(
        text=words,
        language="en",
        intent=kind,
        relevant=1.0,
        categories=(Label(name=category, confidence=0.9),),
        urgency=Urge(level=urgency),
        people=people,
    )
    draft = Draft(
        contact_id=contact_id,
        message_id=0,
        link_token=token_hex(11),
        reading=reading,
        located=located(at) if at else None,
        place_text=at if isinstance(at, str) else "",
    )
    return await create_report(session, incident.id, draft, now=clock.now())
