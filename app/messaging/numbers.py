"""A number that a person at the desk gives us: whose it is, known to us by a text or not yet."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.errors import BadForm
from app.messaging import queries
from app.messaging.people import note_person
from app.models.incident import Incident
from app.models.person import Contact
from app.security import Keys, seal


async def person_of_number(
    session: AsyncSession,
    keys: Keys,
    incident: Incident,
    number: str,
    *,
    name: str = "",
    language: str = "",
    now: datetime,
) -> int:
    """Return the contact of an E.164 number, made where there is none; raises `BadForm` without a gateway.

    Whoever calls this vouches for the number: it is texted from now on, though it has never texted us.
    """
    assert incident.id is not None
    index = keys.index(number)
    part = int.from_bytes(index[:4], "big", signed=True)
    await session.execute(queries.LOCK_PERSON, {"incident_id": incident.id, "part": part})
    who = {"incident_id": incident.id, "number_index": index}
    row = (await session.execute(queries.FIND_PERSON, who)).first()
    if row is not None:
        # what they chose themselves stays
        new_name = "" if row.name else name
        new_language = "" if row.language else language
        await note_person(session, incident.id, contact_id=row.id, language=new_language, name=new_name)
        return int(row.id)
    account = (await session.execute(queries.TEXT_ACCOUNT, {"incident_id": incident.id})).first()
    if account is None:
        raise BadForm("No gateway is connected yet: connect one first, so that this number can be texted.")
    contact = Contact(
        incident_id=incident.id, name=name, language=language or incident.languages[0], created_at=now
    )
    session.add(contact)
    await session.flush()
    assert contact.id is not None
    values = who | {
        "contact_id": contact.id,
        "channel": account.channel,
        "scheme": "sms",
        "our_number": account.number,
        "number_sealed": seal(keys.data_key(incident.data_key_sealed), number.encode()),
        "confirmed": True,
        "now": now,
    }
    await session.execute(queries.ADD_ADDRESS, values)
    return contact.id
