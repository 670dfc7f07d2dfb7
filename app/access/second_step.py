"""After the password a second proof: a code of an app, or one of eight on paper for the day it is lost."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.access import queries
from app.access.audit import Access, note
from app.access.totp import matching_step
from app.errors import BadForm
from app.models.staff import RecoveryCode
from app.security import Keys

CODES = 8
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another
CODE_LENGTH = 12
WRONG = "This code does not fit; wait for the next one and type it."


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondStep:
    """Whether somebody's account asks for a code, and how many they still have on paper."""

    on: bool
    codes_left: int


async def second_step_of(session: AsyncSession, staff_id: int) -> SecondStep:
    """Look up how an account stands."""
    row = (await session.execute(queries.SECOND_STEP, {"staff_id": staff_id})).one()
    return SecondStep(on=row.totp_sealed is not None, codes_left=row.codes_left)


async def turn_on(
    session: AsyncSession, keys: Keys, staff_id: int, *, secret: str, code: str, now: datetime
) -> list[str]:
    """Ask for codes from now on, once one of them fits; returns the codes for paper. Raises `BadForm`."""
    step = matching_step(secret, code, now=now)
    if step is None:
        raise BadForm(WRONG)
    sealed = keys.seal_for_staff(f"{staff_id}:{secret}".encode())
    await session.execute(queries.SET_TOTP, {"staff_id": staff_id, "sealed": sealed, "step": step})
    note(session, Access(what="staff.code_app_on", staff_id=staff_id), now=now)
    return await new_recovery_codes(session, keys, staff_id, now=now)


async def turn_off(session: AsyncSession, staff_id: int, *, who: str = "", now: datetime) -> None:
    """Ask for no code any more; who pressed has proved it is theirs, or has the server's command line."""
    await session.execute(queries.SET_TOTP, {"staff_id": staff_id, "sealed": None, "step": 0})
    await session.execute(queries.DROP_RECOVERY_CODES, {"staff_id": staff_id})
    note(session, Access(what="staff.code_app_off", staff_id=staff_id, who=who), now=now)


async def new_recovery_codes(session: AsyncSession, keys: Keys, staff_id: int, *, now: datetime) -> list[str]:
    """Make eight codes for paper, shown once; older ones end."""
    await session.execute(queries.DROP_RECOVERY_CODES, {"staff_id": staff_id})
    codes = [_paper_code() for _ in range(CODES)]
    session.add_all(RecoveryCode(code_hash=_hash(keys, staff_id, code), staff_id=staff_id) for code in codes)
    note(session, Access(what="staff.recovery_codes_made", staff_id=staff_id), now=now)
    return codes


async def code_fits(session: AsyncSession, keys: Keys, staff_id: int, *, code: str, now: datetime) -> bool:
    """Use a code up, of the app or of the paper; the same one does not fit a second time."""
    row = (await session.execute(queries.SECOND_STEP, {"staff_id": staff_id})).one()
    if row.totp_sealed is None:
        return False
    step = matching_step(_secret(keys, staff_id, row.totp_sealed), code, now=now)
    if step is not None:
        taken = await session.execute(queries.TAKE_STEP, {"staff_id": staff_id, "step": step})
        return taken.first() is not None
    return await _paper_fits(session, keys, staff_id, code, now=now)


async def _paper_fits(session: AsyncSession, keys: Keys, staff_id: int, code: str, *, now: datetime) -> bool:
    values = {"staff_id": staff_id, "code_hash": _hash(keys, staff_id, code), "now": now}
    if (await session.execute(queries.TAKE_RECOVERY_CODE, values)).first() is None:
        return False
    note(session, Access(what="staff.recovery_code_used", staff_id=staff_id), now=now)
    return True


def _secret(keys: Keys, staff_id: int, sealed: bytes) -> str:
    """Open a secret; one that was moved from another account's row opens to nobody's."""
    whose, _, secret = keys.open_for_staff(sealed).decode().partition(":")
    if whose != str(staff_id):
        raise BadForm(WRONG)
    return secret


def _paper_code() -> str:
    letters = "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
    return "-".join(letters[start : start + 4] for start in range(0, CODE_LENGTH, 4))


def _hash(keys: Keys, staff_id: int, code: str) -> bytes:
    """Keyed, and of its owner: whoever reads the table cannot try codes out."""
    typed = "".join(letter for letter in code.lower() if letter.isalnum())
    return keys.index(f"recovery:{staff_id}:{typed}")
