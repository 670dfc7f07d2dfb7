"""The people at the desk: who they are, in which incidents, and their open sessions."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Identity, Index
from sqlmodel import Field, SQLModel

from app.models.columns import incident_key, instant, one_of, words


class Role(StrEnum):
    """What a member of an incident may do, each including those before it."""

    VIEWER = "viewer"
    COORDINATOR = "coordinator"
    ADMINISTRATOR = "administrator"


class Staff(SQLModel, table=True):
    """One account. No password yet: the one-time link has not been used."""

    __tablename__ = "staff"

    id: int | None = Field(default=None, primary_key=True, sa_column_args=[Identity()])
    email: str = Field(unique=True, max_length=254)
    name: str = ""
    password_hash: str = ""
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
