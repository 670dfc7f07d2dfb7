"""A person, the ways to reach them, and the numbers that asked for silence."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.models.columns import id_key, incident_key, instant, refers, row_id


class Contact(SQLModel, table=True):
    """One person in one incident, whichever way they write."""

    __tablename__ = "contact"

    incident_id: int = incident_key()
    id: int | None = id_key()
    name: str = ""
    language: str = Field(default="", max_length=8)
    created_at: datetime = instant()


class Address(SQLModel, table=True):
    """One way to reach a contact. SMS and WhatsApp of one number share `number_index`."""

    __tablename__ = "address"
    __table_args__ = (
        UniqueConstraint("incident_id", "number_index", "channel", "scheme"),
        refers("contact", "contact_id"),
        Index("ix_address_contact", "incident_id", "contact_id"),
    )

    incident_id: int = incident_key()
    id: int | None = id_key()
    contact_id: int = row_id()
    channel: str = Field(max_length=24)
    scheme: str = Field(max_length=12)
    our_number: str = ""
    number_index: bytes
    number_sealed: bytes
    confirmed: bool = True  # False: typed into a form by somebody, not yet proved by a text from it
    seen_at: datetime = instant()


class Suppression(SQLModel, table=True):
    """A number that texted STOP to one of our numbers: silence, in every incident."""

    __tablename__ = "suppression"

    our_number: str = Field(primary_key=True)
    number_index: bytes = Field(primary_key=True)
    since_at: datetime = instant()


class ChannelAccount(SQLModel, table=True):
    """The credentials of one gateway for one incident, sealed."""

    __tablename__ = "channel_account"
    __table_args__ = (UniqueConstraint("incident_id", "channel", "number"),)

    incident_id: int = incident_key()
    id: int | None = id_key()
    channel: str = Field(max_length=24)
    number: str
    values_sealed: bytes
    created_at: datetime = instant()
