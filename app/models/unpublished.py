"""What the follower keeps on the way to the public tables; strangers cannot read it."""

from datetime import datetime

from sqlalchemy import BigInteger, Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from app.models.columns import incident_key, instant


class PublicDue(SQLModel, table=True):
    """What a case looked like to strangers at an event; shown when the incident's delay is over."""

    __tablename__ = "public_due"
    __table_args__ = (Index("ix_public_due_at", "incident_id", "at"),)

    incident_id: int = incident_key()
    case_key: bytes = Field(primary_key=True)
    position: int = Field(primary_key=True, sa_type=BigInteger)  # of the event
    at: datetime = instant()  # of the event
    showing: dict[str, object] = Field(default_factory=dict, sa_type=JSONB)


class HiddenReport(SQLModel, table=True):
    """An open case of a sensitive kind: in which displaced cell, and by whom, to be counted from k people."""

    __tablename__ = "hidden_report"

    incident_id: int = incident_key()
    case_key: bytes = Field(primary_key=True)
    cell: int = Field(sa_type=BigInteger)  # a Morton code of level 20, displaced
    reporter: bytes  # a keyed hash of the person, to count each once
    at: datetime = instant()  # since when it is so; counted when the incident's delay is over
