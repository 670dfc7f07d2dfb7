"""The code by which a helper shows that a number is theirs: texted to it, good once and not for long."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import randbelow

from sqlalchemy.ext.asyncio import AsyncSession

from app.security import Keys
from app.volunteers import queries

DIGITS = 6
LASTS = timedelta(minutes=10)
TRIES = 5
BETWEEN = timedelta(minutes=1)
AN_HOUR = timedelta(hours=1)
MOST_AN_HOUR = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Whose a number is: a helper, and the contact that their texts go to."""

    volunteer_id: int
    contact_id: int


async def helper_of_number(session: AsyncSession, incident_id: int, number_index: bytes) -> Known | None:
    """Find the helper whose own number this is; none for a stranger's, or one that asked for silence."""
    values = {"incident_id": incident_id, "number_index": number_index}
    row = (await session.execute(queries.HELPER_OF_NUMBER, values)).mappings().first()
    return Known(**dict(row)) if row else None


async def new_code(
    session: AsyncSession, keys: Keys, incident_id: int, known: Known, *, now: datetime
) -> str | None:
    """Make a code, which ends the one before; None when the last is too young, or five came this hour."""
    values = {"incident_id": incident_id, "contact_id": known.contact_id, "since": now - AN_HOUR}
    sent = (await session.execute(queries.CODES_SENT, values)).one()
    if sent.sent >= MOST_AN_HOUR or (sent.last_at is not None and now - sent.last_at < BETWEEN):
        return None
    code = f"{randbelow(10**DIGITS):0{DIGITS}}"
    kept = {
        "incident_id": incident_id,
        "volunteer_id": known.volunteer_id,
        "code_hash": _hash(keys, incident_id, known.volunteer_id, code),
        "now": now,
        "expires_at": now + LASTS,
    }
    await session.execute(queries.PUT_CODE, kept)
    return code


async def use_code(
    session: AsyncSession, keys: Keys, incident_id: int, known: Known, *, code: str, now: datetime
) -> bool:
    """Use a code up when it fits; whoever comes second with it, or a sixth time, finds nothing."""
    which = {"incident_id": incident_id, "volunteer_id": known.volunteer_id}
    kept = (await session.execute(queries.TRY_CODE, which | {"now": now, "most": TRIES})).scalar()
    typed = _hash(keys, incident_id, known.volunteer_id, code)
    if kept is None or bytes(kept) != typed:
        return False
    return (await session.execute(queries.DROP_CODE, which | {"code_hash": typed})).first() is not None


def _hash(keys: Keys, incident_id: int, volunteer_id: int, code: str) -> bytes:
    """Keyed, and of its helper: whoever reads the table cannot try a million codes out."""
    return keys.index(f"helper-code:{incident_id}:{volunteer_id}:{code}")
