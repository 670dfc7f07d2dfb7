"""Accounts and what they may do, incident by incident."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncSession

from app.access import queries
from app.access.powers import RANK
from app.errors import BadForm, NotAllowed
from app.models.staff import Role, Staff


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One person at the desk."""

    id: int
    email: str
    name: str
    password_hash: str

    def __repr__(self) -> str:
        return f"Account(id={self.id})"


async def account_by_email(session: AsyncSession, email: str) -> Account | None:
    """Find an account by its address, case-blind."""
    row = (await session.execute(queries.STAFF_BY_EMAIL, {"email": email.strip().lower()})).mappings().first()
    return Account(**dict(row)) if row else None


async def account_by_id(session: AsyncSession, staff_id: int) -> Account:
    """Find the account of somebody who is known to have one."""
    row = (await session.execute(queries.STAFF_BY_ID, {"staff_id": staff_id})).mappings().one()
    return Account(**dict(row))


async def rename(session: AsyncSession, staff_id: int, name: str) -> None:
    """Change what somebody is called at the desk; raises `BadForm`."""
    name = " ".join(name.split())
    if not name or len(name) > 80 or not name.isprintable():
        raise BadForm("Write a name of at most 80 letters.")
    await session.execute(queries.SET_NAME, {"staff_id": staff_id, "name": name})


async def create_account(
    session: AsyncSession, email: str, *, name: str = "", password_hash: str = "", now: datetime
) -> int:
    """Make an account, or return the one that has this address."""
    email = email.strip().lower()
    if "@" not in email or len(email) > 254:
        raise BadForm(f"«{email}» is no e-mail address.")
    if found := await account_by_email(session, email):
        return found.id
    staff = Staff(email=email, name=name, password_hash=password_hash, created_at=now)
    session.add(staff)
    await session.flush()
    assert staff.id is not None
    return staff.id


async def give_role(session: AsyncSession, incident_id: int, staff_id: int, role: Role) -> None:
    """Make an account a member of an incident, or change its role."""
    await session.execute(
        queries.ADD_MEMBER, {"incident_id": incident_id, "staff_id": staff_id, "role": role}
    )


async def check_role(session: AsyncSession, incident_id: int, staff_id: int, least: Role) -> Role:
    """Return the account's role in this incident; raises `NotAllowed` when it is less than `least`."""
    row = await session.execute(queries.ROLE, {"incident_id": incident_id, "staff_id": staff_id})
    found = row.scalar()
    if found is None or RANK[Role(found)] < RANK[least]:
        raise NotAllowed
    return Role(found)


async def memberships(session: AsyncSession, staff_id: int) -> list[Row[tuple[str, str, str]]]:
    """List the incidents an account may open: slug, name, role."""
    return list((await session.execute(queries.CROSS_INCIDENT_MEMBERSHIPS, {"staff_id": staff_id})).all())


async def set_password(session: AsyncSession, staff_id: int, password_hash: str) -> None:
    """Keep a new password and end every session that an older one opened."""
    await session.execute(queries.SET_PASSWORD, {"staff_id": staff_id, "password_hash": password_hash})
    await session.execute(queries.END_SESSIONS, {"staff_id": staff_id})
