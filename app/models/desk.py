"""What coordinators share at the desk: who has what in hand, what they say often, what they look for."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from app.models.columns import id_key, incident_key, instant, one_of, refers, row_id, words


class Claim(SQLModel, table=True):
    """Who has a report in hand. A lease: over when `until_at` is past, whoever forgot to give it back."""

    __tablename__ = "claim"
    __table_args__ = (refers("report", "report_id"), Index("ix_claim_staff", "incident_id", "staff_id"))

    incident_id: int = incident_key()
    report_id: int = row_id(primary_key=True)
    staff_id: int = Field(foreign_key="staff.id")
    taken_at: datetime = instant()
    until_at: datetime = instant()


class SavedReply(SQLModel, table=True):
    """A sentence that coordinators write often, in as many languages as somebody gave it."""

    __tablename__ = "saved_reply"

    incident_id: int = incident_key()
    id: int | None = id_key()
    name: str = Field(max_length=60)
    texts: dict[str, str] = Field(default_factory=dict, sa_type=JSONB)  # language → words
    who: str = Field(max_length=80)
    created_at: datetime = instant()
    ended_at: datetime | None = instant(default=None, nullable=True)


class SavedView(SQLModel, table=True):
    """What somebody looks for again and again: filters and words, as the address of the desk says them."""

    __tablename__ = "saved_view"
    __table_args__ = (Index("ix_saved_view_staff", "incident_id", "staff_id"),)

    incident_id: int = incident_key()
    id: int | None = id_key()
    staff_id: int = Field(foreign_key="staff.id")
    name: str = Field(max_length=60)
    query: str = ""  # «category=water&urgency=3»
    shared: bool = False  # everybody at this desk sees it
    created_at: datetime = instant()


class TellBy(StrEnum):
    """By which road somebody hears of what is new in a view."""

    EMAIL = "email"
    TEXT = "text"


class ViewWatch(SQLModel, table=True):
    """Somebody wants to hear when a view has something new, at most every so often."""

    __tablename__ = "view_watch"
    __table_args__ = (
        refers("saved_view", "view_id"),
        refers("contact", "contact_id"),
        one_of("tell_by", TellBy),
        Index("uq_view_watch", "incident_id", "view_id", "staff_id", "tell_by", unique=True),
        Index("ix_view_watch_next", "incident_id", "next_at", postgresql_where=text("next_at is not null")),
    )

    incident_id: int = incident_key()
    id: int | None = id_key()
    view_id: int = row_id()
    staff_id: int = Field(foreign_key="staff.id")
    tell_by: TellBy = Field(sa_type=words(TellBy))
    contact_id: int | None = row_id(default=None, nullable=True)  # whose number is texted
    every_s: int = 3_600
    seen_id: int = Field(default=0, sa_type=BigInteger)  # reports up to this one were told
    next_at: datetime | None = instant(default=None, nullable=True)
    trouble: str = ""  # why the last word did not go out
    created_at: datetime = instant()


class Huddle(SQLModel, table=True):
    """One hand-over: what was read out, kept as it was then."""

    __tablename__ = "huddle"
    __table_args__ = (Index("ix_huddle_at", "incident_id", "at"),)

    incident_id: int = incident_key()
    id: int | None = id_key()
    since_at: datetime = instant()
    at: datetime = instant()
    who: str = Field(max_length=80)
    digest: dict[str, object] = Field(default_factory=dict, sa_type=JSONB)


class HuddleNote(SQLModel, table=True):
    """One answer to «what is one challenge we should know about today?»."""

    __tablename__ = "huddle_note"
    __table_args__ = (
        refers("huddle", "huddle_id"),
        Index("ix_huddle_note_huddle", "incident_id", "huddle_id"),
    )

    incident_id: int = incident_key()
    id: int | None = id_key()
    huddle_id: int | None = row_id(default=None, nullable=True)  # none: waits for the next hand-over
    who: str = Field(max_length=80)
    text: str
    at: datetime = instant()


class Bulletin(SQLModel, table=True):
    """A fact or advice that was checked: with its source, for everybody to read, until it ends."""

    __tablename__ = "bulletin"
    __table_args__ = (
        refers("report", "report_id"),
        Index("ix_bulletin_current", "incident_id", "id", postgresql_where=text("ended_at is null")),
    )

    incident_id: int = incident_key()
    id: int | None = id_key()
    texts: dict[str, str] = Field(default_factory=dict, sa_type=JSONB)  # language → words
    source: str
    report_id: int | None = row_id(default=None, nullable=True)  # the rumour that it answers
    who: str = Field(max_length=80)
    at: datetime = instant()
    ended_at: datetime | None = instant(default=None, nullable=True)
