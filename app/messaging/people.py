"""Who wrote this: one person for one number, whichever road they take."""

import json
from base64 import b64decode
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.messaging import queries
from app.messaging.shapes import Claimed, Person
from app.models.person import Contact


async def know_sender(
    session: AsyncSession, claimed: Claimed, *, says_yes: bool = False, now: datetime
) -> Person:
    """Find the contact behind a message, or make one; remember by which road they wrote last.

    Who typed this number into a form is its owner only if the number itself says yes to our question.
    """
    incident_id = claimed.incident_id
    part = int.from_bytes(claimed.lane[:4], "big", signed=True)
    await session.execute(queries.LOCK_PERSON, {"incident_id": incident_id, "part": part})
    who = {"incident_id": incident_id, "number_index": claimed.lane}
    row = (await session.execute(queries.FIND_PERSON, who)).first()
    if row is None and says_yes:
        row = (await session.execute(queries.FIND_FORM_PERSON, who | {"now": now})).first()
    contact_id = row.id if row else await _new_contact(session, claimed, now=now)
    await _add_address(session, claimed, contact_id=contact_id, now=now)
    await _add_typed_number(session, claimed, contact_id=contact_id, now=now)
    return Person(
        id=contact_id,
        name=row.name if row else _name(claimed),
        language=row.language if row else "",
        silent=await _is_silent(session, claimed, contact_id),
        fresh=row is None,
    )


async def _new_contact(session: AsyncSession, claimed: Claimed, *, now: datetime) -> int:
    contact = Contact(incident_id=claimed.incident_id, name=_name(claimed), created_at=now)
    session.add(contact)
    await session.flush()
    assert contact.id is not None
    return contact.id


def _name(claimed: Claimed) -> str:
    fields = claimed.details.get("fields")
    typed = fields.get("name", "") if isinstance(fields, dict) else ""
    return str(typed or claimed.details.get("name", ""))[:80]


async def _add_address(session: AsyncSession, claimed: Claimed, *, contact_id: int, now: datetime) -> None:
    await session.execute(
        queries.ADD_ADDRESS,
        {
            "incident_id": claimed.incident_id,
            "contact_id": contact_id,
            "channel": claimed.channel,
            "scheme": claimed.scheme,
            "our_number": claimed.our_number,
            "number_index": claimed.lane,
            "number_sealed": claimed.peer_sealed,
            "confirmed": True,
            "now": now,
        },
    )


async def _add_typed_number(
    session: AsyncSession, claimed: Claimed, *, contact_id: int, now: datetime
) -> None:
    """Keep a number that was typed into a form: reachable only after a text from it has proved it."""
    index, sealed = claimed.details.get("phone_index"), claimed.details.get("phone_sealed")
    if not (isinstance(index, str) and isinstance(sealed, str)):
        return
    account = (await session.execute(queries.TEXT_ACCOUNT, {"incident_id": claimed.incident_id})).first()
    if account is None:
        return
    await session.execute(
        queries.ADD_ADDRESS,
        {
            "incident_id": claimed.incident_id,
            "contact_id": contact_id,
            "channel": account.channel,
            "scheme": "sms",
            "our_number": account.number,
            "number_index": bytes.fromhex(index),
            "number_sealed": b64decode(sealed),
            "confirmed": False,
            "now": now,
        },
    )


async def owner_of_typed(session: AsyncSession, claimed: Claimed) -> int | None:
    """Find whose number was typed into a form, if they have texted us from it before."""
    index = claimed.details.get("phone_index")
    if not isinstance(index, str):
        return None
    who = {"incident_id": claimed.incident_id, "number_index": bytes.fromhex(index)}
    row = (await session.execute(queries.FIND_PERSON, who)).first()
    return int(row.id) if row else None


async def _is_silent(session: AsyncSession, claimed: Claimed, contact_id: int) -> bool:
    rows = await session.execute(
        queries.ADDRESSES, {"incident_id": claimed.incident_id, "contact_id": contact_id}
    )
    return any(row.silent for row in rows if row.number_index == claimed.lane)


async def may_be_asked(session: AsyncSession, incident_id: int, contact_id: int) -> bool:
    """Tell whether a person has a proven number that did not ask for silence."""
    values = {"incident_id": incident_id, "contact_id": contact_id}
    rows = await session.execute(queries.ADDRESSES, values)
    return any(row.scheme != "web" and row.confirmed and not row.silent for row in rows)


async def note_person(
    session: AsyncSession, incident_id: int, *, contact_id: int, language: str = "", name: str = ""
) -> None:
    """Remember the language a person writes in, or the name they gave."""
    await session.execute(
        queries.NAME_CONTACT,
        {"incident_id": incident_id, "contact_id": contact_id, "language": language, "name": name},
    )


async def file_message(
    session: AsyncSession,
    claimed: Claimed,
    *,
    contact_id: int,
    report_id: int | None = None,
    details: dict[str, object] | None = None,
) -> None:
    """Put a message into its person's and its case's thread."""
    await session.execute(
        queries.FILE_MESSAGE,
        {
            "incident_id": claimed.incident_id,
            "id": claimed.id,
            "contact_id": contact_id,
            "report_id": report_id,
            "details": json.dumps(details or {}),
        },
    )
