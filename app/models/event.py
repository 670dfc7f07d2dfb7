"""What happened, never changed afterwards: who did what to which case, and why."""

from datetime import datetime

from sqlalchemy import BigInteger, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from app.models.columns import id_key, incident_key, instant, row_id


class Event(SQLModel, table=True):
    """Append-only. `position` and `chain` are given after the commit, in order, by the follower."""

    __tablename__ = "event"
    __table_args__ = (
        Index(
            "uq_event_position",
            "incident_id",
            "position",
            unique=True,
            postgresql_where=text("position is not null"),
        ),
        Index("ix_event_new", "incident_id", "id", postgresql_where=text("position is null")),
        Index("ix_event_report", "incident_id", "report_id", "id"),
        Index("ix_event_at", "incident_id", "at"),
        Index("ix_event_what", "incident_id", "what", "at"),  # figures count one kind of event at a time
        Index(  # what happened to one helper, by their code
            "ix_event_helper",
            "incident_id",
            text("(after ->> 'helper')"),
            postgresql_where=text("(after ->> 'helper') is not null"),
        ),
    )

    incident_id: int = incident_key()
    id: int | None = id_key()
    at: datetime = instant()
    who: str = Field(max_length=80)  # machine | operator (the command line) | contact:<id> | staff:<id>
    what: str = Field(max_length=40)  # report.created, dispatch.asked …
    report_id: int | None = row_id(default=None, nullable=True)
    dispatch_id: int | None = row_id(default=None, nullable=True)
    message_id: int | None = row_id(default=None, nullable=True)
    before: dict[str, object] = Field(default_factory=dict, sa_type=JSONB)
    after: dict[str, object] = Field(default_factory=dict, sa_type=JSONB)
    why: str = ""
    position: int | None = Field(default=None, sa_type=BigInteger)
    chain: bytes | None = None


class Follow(SQLModel, table=True):
    """How far the follower has come in one incident: events numbered, and published to strangers."""

    __tablename__ = "follow"

    incident_id: int = incident_key()
    position: int = Field(default=0, sa_type=BigInteger)
    published: int = Field(default=0, sa_type=BigInteger)  # up to here strangers may see it
    chain: bytes = b""
    veiled_at: datetime | None = instant(default=None, nullable=True)  # sensitive needs were counted
