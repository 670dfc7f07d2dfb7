"""Passkeys: a key on a person's own device, unlocked by finger, face or PIN, signs them in (WebAuthn).

The device checks its person and answers a question of ours that holds for five minutes and once; it answers
no page but ours, so there is nothing to fish for. Device and person are proved together: no code is asked.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address
from urllib.parse import urlsplit

from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialDescriptor,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialType,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)
from sqlalchemy.ext.asyncio import AsyncSession

from app.access import queries
from app.access.audit import Access, note
from app.access.sessions import SignedIn
from app.errors import BadForm, NotFound
from app.models.staff import Passkey
from app.security import Keys, same

MOST = 20
REFUSED = "The passkey was not taken; try once more, or sign in with your password."
VERIFIED = UserVerificationRequirement.REQUIRED


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a browser's device is asked, and what we must remember until it answers."""

    options: dict[str, object]
    state: dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPasskey:
    """One passkey as its owner's page lists it."""

    id: int
    name: str
    created_at: datetime
    used_at: datetime | None


def possible_at(base_url: str) -> bool:
    """Tell whether browsers allow passkeys here: at a name, by https unless it is this machine."""
    url = urlsplit(base_url)
    host = url.hostname or ""
    near = host == "localhost" or host.endswith(".localhost")
    return (url.scheme == "https" or near) and not _is_number(host)


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _server(base_url: str) -> Fido2Server:
    url = urlsplit(base_url)
    here = f"{url.scheme}://{url.netloc}"
    return Fido2Server(
        PublicKeyCredentialRpEntity(id=url.hostname or "", name="Konbit"),
        verify_origin=lambda origin: origin == here,
    )


def _handle(keys: Keys, staff_id: int) -> bytes:
    """How a device names the account: it tells nothing to whoever reads the device."""
    return keys.index(f"passkey:{staff_id}")


async def ask_new_passkey(session: AsyncSession, keys: Keys, person: SignedIn, *, base_url: str) -> Question:
    """Ask a device to make a key; those that hold one already are left out. Raises `BadForm`."""
    rows = (await session.execute(queries.PASSKEYS, {"staff_id": person.staff_id})).all()
    if len(rows) >= MOST:
        raise BadForm("There are many passkeys already; remove one that you do not use.")
    options, state = _server(base_url).register_begin(
        PublicKeyCredentialUserEntity(
            id=_handle(keys, person.staff_id), name=person.email, display_name=person.name or person.email
        ),
        [
            PublicKeyCredentialDescriptor(
                type=PublicKeyCredentialType.PUBLIC_KEY, id=bytes(row.credential_id)
            )
            for row in rows
        ],
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=VERIFIED,
    )
    return Question(options=dict(options), state=dict(state))


async def keep_passkey(
    session: AsyncSession,
    person: SignedIn,
    *,
    base_url: str,
    state: Mapping[str, object],
    answer: Mapping[str, object],
    name: str,
    now: datetime,
) -> None:
    """Keep the public half of the key that the device made; raises `BadForm`."""
    try:
        made = _server(base_url).register_complete(state, answer)
    except (ValueError, KeyError, TypeError) as wrong:
        raise BadForm(REFUSED) from wrong
    if made.credential_data is None or not made.is_user_verified():
        raise BadForm(REFUSED)
    session.add(
        Passkey(
            credential_id=made.credential_data.credential_id,
            staff_id=person.staff_id,
            public_key=bytes(made.credential_data),
            sign_count=made.counter,
            name=" ".join(name.split())[:80],
            created_at=now,
        )
    )
    await session.flush()
    note(
        session,
        Access(what="staff.passkey_added", staff_id=person.staff_id, details={"name": name[:80]}),
        now=now,
    )


def ask_passkey(base_url: str) -> Question:
    """Ask whichever device is there for a key of ours; it knows whose it is."""
    options, state = _server(base_url).authenticate_begin(user_verification=VERIFIED)
    return Question(options=dict(options), state=dict(state))


async def owner_of_answer(
    session: AsyncSession,
    keys: Keys,
    *,
    base_url: str,
    state: Mapping[str, object],
    answer: Mapping[str, object],
    now: datetime,
) -> int:
    """Return whose key answered; raises `BadForm`, also for a key whose count went back: it was copied."""
    try:
        given = AuthenticationResponse.from_dict(answer)
        row = (await session.execute(queries.PASSKEY, {"credential_id": given.raw_id})).one_or_none()
        if row is None:
            raise BadForm(REFUSED)
        _server(base_url).authenticate_complete(state, [AttestedCredentialData(bytes(row.public_key))], given)
    except (ValueError, KeyError, TypeError) as wrong:
        raise BadForm(REFUSED) from wrong
    handle, count = given.response.user_handle, given.response.authenticator_data.counter
    if handle is not None and not same(handle.hex(), _handle(keys, row.staff_id).hex()):
        raise BadForm(REFUSED)
    if (count or row.sign_count) and count <= row.sign_count:
        raise BadForm(REFUSED)
    values = {"credential_id": given.raw_id, "sign_count": count, "now": now}
    await session.execute(queries.USE_PASSKEY, values)
    return int(row.staff_id)


async def passkeys_of(session: AsyncSession, staff_id: int) -> list[KeptPasskey]:
    """List somebody's passkeys, the oldest first."""
    rows = await session.execute(queries.PASSKEYS, {"staff_id": staff_id})
    return [
        KeptPasskey(id=row.id, name=row.name, created_at=row.created_at, used_at=row.used_at) for row in rows
    ]


async def remove_passkey(session: AsyncSession, staff_id: int, passkey_id: int, *, now: datetime) -> None:
    """Take a passkey's sign-in away; raises `NotFound`."""
    row = (await session.execute(queries.DROP_PASSKEY, {"staff_id": staff_id, "id": passkey_id})).first()
    if row is None:
        raise NotFound("This passkey is gone already.")
    note(
        session, Access(what="staff.passkey_removed", staff_id=staff_id, details={"name": row.name}), now=now
    )
