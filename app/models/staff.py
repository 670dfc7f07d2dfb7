"""The people at the desk: who they are, in which incidents, and their open sessions."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, Identity, Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from app.models.columns import incident_key, instant, one_of, words


class Role(StrEnum):
    """What a member of an incident may do, each including those before it."""

    VOLUNTEER = "volunteer"  # far away: reads and pins single messages, and sees nothing else
    VIEWER = "viewer"  # sees the desk, with rough places
    VERIFIER = "verifier"  # triages, corrects, places, merges, verifies
    DISPATCHER = "dispatcher"  # asks helpers, writes to people, sees exact places of sensitive cases
    COORDINATOR = "coordinator"  # agrees to risks, draws zones, sets how the incident works
    ADMINISTRATOR = "administrator"  # people, channels, new incidents


class Staff(SQLModel, table=True):
    """One account. No password yet: the one-time link has not been used."""

    __tablename__ = "staff"

    id: int | None = Field(default=None, primary_key=True, sa_column_args=[Identity()])
    email: str = Field(unique=True, max_length=254)
    name: str = ""
    password_hash: str = ""
    totp_sealed: bytes | None = None  # the secret of their code app; none: no second step by code
    totp_step: int = Field(default=0, sa_type=BigInteger)  # the last half minute whose code was used
    created_at: datetime = instant()


class Membership(SQLModel, table=True):
    """The role of one account in one incident."""

    __tablename__ = "membership"
    __table_args__ = (one_of("role", Role),)

    incident_id: int = incident_key()
    staff_id: int = Field(primary_key=True, foreign_key="staff.id")
    role: Role = Field(sa_type=words(Role))


class StaffSession(SQLModel, table=True):
    """One signed-in browser; the cookie's token is kept only as a hash."""

    __tablename__ = "staff_session"
    __table_args__ = (Index("ix_staff_session_staff", "staff_id"),)

    token_hash: bytes = Field(primary_key=True)
    id: int | None = Field(  # how its owner names it: neither the token nor its hash leaves the database
        default=None, sa_type=BigInteger, sa_column_args=[Identity()], nullable=False
    )
    browser: str = Field(default="", max_length=80)  # «Firefox on Linux», to be told apart by its owner
    half: bool = False  # the password was right, the second step is still to come
    staff_id: int = Field(foreign_key="staff.id")
    csrf: str
    created_at: datetime = instant()
    seen_at: datetime = instant()
    expires_at: datetime = instant()


class PasswordLink(SQLModel, table=True):
    """A link that sets a password once."""

    __tablename__ = "password_link"

    token_hash: bytes = Field(primary_key=True)
    staff_id: int = Field(foreign_key="staff.id")
    expires_at: datetime = instant()
    used_at: datetime | None = instant(default=None, nullable=True)


class Passkey(SQLModel, table=True):
    """A key on a person's own device that signs them in without a password (WebAuthn)."""

    __tablename__ = "passkey"
    __table_args__ = (Index("ix_passkey_staff", "staff_id"),)

    credential_id: bytes = Field(primary_key=True)
    id: int | None = Field(default=None, sa_type=BigInteger, sa_column_args=[Identity()], nullable=False)
    staff_id: int = Field(foreign_key="staff.id")
    public_key: bytes
    sign_count: int = Field(default=0, sa_type=BigInteger)
    name: str = Field(default="", max_length=80)
    created_at: datetime = instant()
    used_at: datetime | None = instant(default=None, nullable=True)


class RecoveryCode(SQLModel, table=True):
    """A code on paper for the day when the phone is lost: it works once."""

    __tablename__ = "recovery_code"

    code_hash: bytes = Field(primary_key=True)
    staff_id: int = Field(foreign_key="staff.id")
    used_at: datetime | None = instant(default=None, nullable=True)


class SignInTry(SQLModel, table=True):
    """Failed tries in a row for one account or from one address; `key` is a keyed hash of either."""

    __tablename__ = "sign_in_try"

    key: bytes = Field(primary_key=True)
    failures: int = 0
    last_at: datetime = instant()


class AccessEvent(SQLModel, table=True):
    """What happened to accounts: signed in, invited, a role changed, a session ended. Append-only."""

    __tablename__ = "access_event"
    __table_args__ = (
        Index("ix_access_event_incident", "incident_id", "id"),
        Index("ix_access_event_staff", "staff_id", "id"),
    )

    id: int | None = Field(default=None, sa_type=BigInteger, primary_key=True, sa_column_args=[Identity()])
    at: datetime = instant()
    incident_id: int | None = Field(default=None, foreign_key="incident.id", nullable=True)
    staff_id: int | None = Field(
        default=None, foreign_key="staff.id", nullable=True
    )  # whose account it is about
    who: str = Field(max_length=80)  # staff:<id> | operator | stranger
    what: str = Field(max_length=40)  # staff.signed_in, staff.invited …
    details: dict[str, object] = Field(default_factory=dict, sa_type=JSONB)
