"""Who works in an incident: invitations by a link that works once, roles, taking off.

An account may belong to several incidents, and whoever holds its link becomes its owner. So an administrator
is given a link only for an account that nobody has entered yet and that belongs to their incident alone.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.access import queries
from app.access.accounts import account_by_email, create_account, give_role
from app.access.audit import Access, note
from app.access.passwords import make_link
from app.errors import BadForm, Conflict, NotFound
from app.models.staff import Role

LAST = "This is the last administrator; make somebody else one first."


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One person of an incident."""

    staff_id: int
    email: str
    name: str
    role: Role
    has_come: bool  # they have set a password
    second_step: bool
    seen_at: datetime | None
    link_until: datetime | None  # an open link that sets the password


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """What came of an invitation; no token: the account is somebody's already."""

    staff_id: int
    token: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class By:
    """Who changes the people, and where."""

    incident_id: int
    staff_id: int | None  # None: the operator, from the command line

    @property
    def who(self) -> str:
        """How the audit names them."""
        return f"staff:{self.staff_id}" if self.staff_id is not None else "operator"


async def members_of(session: AsyncSession, incident_id: int, *, now: datetime) -> list[Member]:
    """List everybody, by name."""
    rows = await session.execute(queries.MEMBERS, {"incident_id": incident_id, "now": now})
    return [Member(**dict(row) | {"role": Role(row["role"])}) for row in rows.mappings()]


async def invite(
    session: AsyncSession, by: By, *, email: str, name: str, role: Role, now: datetime
) -> Invited:
    """Make somebody a member, with a link when the account is new; raises `BadForm`, `Conflict`."""
    email = email.strip().lower()
    known = await account_by_email(session, email)
    if known and await _role_of(session, by.incident_id, known.id):
        raise Conflict(f"{email} is a member already; change the role in the list.")
    staff_id = await create_account(session, email, name=" ".join(name.split())[:80], now=now)
    mine = not known or not (known.password_hash or await _is_elsewhere(session, by.incident_id, staff_id))
    await give_role(session, by.incident_id, staff_id, role)
    if mine:  # an earlier link may lie with somebody else: this one is the only one that opens it
        await session.execute(queries.DROP_LINKS, {"staff_id": staff_id})
    token = make_link(session, staff_id, now=now) if mine else ""
    _note(session, by, "staff.invited", staff_id, now=now, role=role.value)
    return Invited(staff_id=staff_id, token=token)


async def renew_link(session: AsyncSession, by: By, staff_id: int, *, now: datetime) -> str:
    """Make a new link for an invited person who has not come yet; the old one ends. Raises `BadForm`."""
    member = await _member(session, by.incident_id, staff_id, now=now)
    if member.has_come or await _is_elsewhere(session, by.incident_id, staff_id):
        raise BadForm("This account is in use; whoever runs the server can make a new link for it.")
    await session.execute(queries.DROP_LINKS, {"staff_id": staff_id})
    _note(session, by, "staff.invited", staff_id, now=now, role=member.role.value)
    return make_link(session, staff_id, now=now)


async def revoke_invitation(session: AsyncSession, by: By, staff_id: int, *, now: datetime) -> None:
    """Take an invitation back that was not used yet; raises `BadForm`."""
    member = await _member(session, by.incident_id, staff_id, now=now)
    if member.has_come:
        raise BadForm("This invitation was used already; take the person off instead.")
    if not await _is_elsewhere(session, by.incident_id, staff_id):
        await session.execute(queries.DROP_LINKS, {"staff_id": staff_id})
    await _keep_an_administrator(session, by.incident_id, staff_id)
    await session.execute(queries.TAKE_OFF, {"incident_id": by.incident_id, "staff_id": staff_id})
    _note(session, by, "staff.invitation_revoked", staff_id, now=now)


async def change_role(session: AsyncSession, by: By, staff_id: int, role: Role, *, now: datetime) -> Role:
    """Give a member another role and return the one before; raises `BadForm`, `NotFound`."""
    if staff_id == by.staff_id:
        raise BadForm("Nobody changes their own role; ask another administrator.")
    if role is not Role.ADMINISTRATOR:
        await _keep_an_administrator(session, by.incident_id, staff_id)
    before = await _role_of(session, by.incident_id, staff_id)
    if before is None:
        raise NotFound("This person is no member here.")
    if before is not role:
        values = {"incident_id": by.incident_id, "staff_id": staff_id, "role": role}
        await session.execute(queries.CHANGE_ROLE, values)
        _note(session, by, "staff.role_changed", staff_id, now=now, before=before.value, role=role.value)
    return before


async def take_off(session: AsyncSession, by: By, staff_id: int, *, now: datetime) -> None:
    """End a membership: the next press opens nothing here. Raises `BadForm`, `NotFound`."""
    await _keep_an_administrator(session, by.incident_id, staff_id)
    row = await session.execute(queries.TAKE_OFF, {"incident_id": by.incident_id, "staff_id": staff_id})
    role = row.scalar()
    if role is None:
        raise NotFound("This person is no member here.")
    _note(session, by, "staff.taken_off", staff_id, now=now, before=str(role))


async def _keep_an_administrator(session: AsyncSession, incident_id: int, staff_id: int) -> None:
    """Raise `BadForm` for the last one who has come in: an invitation alone administers nothing."""
    rows = (await session.execute(queries.ADMINISTRATORS, {"incident_id": incident_id})).all()
    able = [row.staff_id for row in rows if row.has_come]
    if able == [staff_id]:
        raise BadForm(LAST)


async def _member(session: AsyncSession, incident_id: int, staff_id: int, *, now: datetime) -> Member:
    for member in await members_of(session, incident_id, now=now):
        if member.staff_id == staff_id:
            return member
    raise NotFound("This person is no member here.")


async def _role_of(session: AsyncSession, incident_id: int, staff_id: int) -> Role | None:
    row = await session.execute(queries.ROLE, {"incident_id": incident_id, "staff_id": staff_id})
    found = row.scalar()
    return Role(found) if found else None


async def _is_elsewhere(session: AsyncSession, incident_id: int, staff_id: int) -> bool:
    values = {"incident_id": incident_id, "staff_id": staff_id}
    return bool((await session.execute(queries.CROSS_INCIDENT_ELSEWHERE, values)).scalar_one())


def _note(session: AsyncSession, by: By, what: str, staff_id: int, *, now: datetime, **details: str) -> None:
    note(
        session,
        Access(what=what, who=by.who, staff_id=staff_id, incident_id=by.incident_id, details=details),
        now=now,
    )
