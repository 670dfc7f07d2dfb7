"""Every text in and out, and the questions that are open: inbox and outbox in one table."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from app.models.columns import id_key, incident_key, instant, one_of, refers, row_id, words


class Direction(StrEnum):
    """Towards us or from us."""

    IN = "in"
    OUT = "out"


class MessageState(StrEnum):
    """Where a message stands on its line."""

    RECEIVED = "received"  # in: stored, not yet read
    UNDERSTOOD = "understood"  # in: its effect is written
    SET_ASIDE = "set_aside"  # in: a person must look, `reason` says why
    WAITING = "waiting"  # out: to be sent, not before `due_at`
    SENDING = "sending"  # out: the intent is written, the call is under way
    UNCLEAR = "unclear"  # out: the call's outcome is not known; ask before any resend
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"  # out: the desk must look, `reason` says why
    HELD = "held"  # out: the number asked for silence, or has not yet proved itself


class PromptKind(StrEnum):
    """What an open question asks."""

    PLACE = "place"  # where is it?
    ASK = "ask"  # can you help?
    JOB = "job"  # are you done?
    CONFIRM = "confirm"  # did the help arrive?
    NUMBER = "number"  # was it you who gave this number?
    CHECK = "check"  # are you all right?
    REST = "rest"  # do you want to rest?
    ALARM = "alarm"  # to a coordinator on call: do you look at it?


class Message(SQLModel, table=True):
    """The text beside its sealed raw bytes. `lane` is the blind index of the person's number."""

    __tablename__ = "message"
    __table_args__ = (
        UniqueConstraint("incident_id", "channel", "external_id"),
        refers("contact", "contact_id"),
        refers("report", "report_id"),
        one_of("direction", Direction),
        one_of("state", MessageState),
        Index("ix_message_received", "incident_id", "id", postgresql_where=text("state = 'received'")),
        Index(
            "ix_message_outbox",
            "incident_id",
            "due_at",
            postgresql_where=text("state in ('waiting', 'sending', 'unclear')"),
        ),
        Index("ix_message_lane", "incident_id", "lane", "id"),
        Index("ix_message_report", "incident_id", "report_id"),
        Index("ix_message_link", "incident_id", "link_token", postgresql_where=text("channel = 'web'")),
        Index("ix_message_contact", "incident_id", "contact_id", "id"),
        Index(
            "ix_message_trouble",
            "incident_id",
            "id",
            postgresql_where=text("state in ('set_aside', 'failed', 'unclear')"),
        ),
        Index(  # when a case had its first answer
            "ix_message_reply",
            "incident_id",
            "report_id",
            "contact_id",
            "done_at",
            postgresql_where=text("direction = 'out' and state in ('sent', 'delivered')"),
        ),
        {"postgresql_with": {"fillfactor": "80"}},
    )

    incident_id: int = incident_key()
    id: int | None = id_key()
    direction: Direction = Field(sa_type=words(Direction))
    channel: str = Field(max_length=24)
    scheme: str = Field(max_length=12)
    external_id: str  # in: the gateway's id; out: ours until the gateway gives its own in `gateway_id`
    gateway_id: str | None = Field(default=None, index=False)
    lane: bytes
    our_number: str = ""
    peer_sealed: bytes
    raw_sealed: bytes | None = None
    text: str
    details: dict[str, object] = Field(default_factory=dict, sa_type=JSONB)  # pin, media, form fields, flags
    phrase: str = ""  # out: the catalog key it was said with
    vital: bool = False  # out: life or safety, so that neither quiet hours nor the day's limit hold it
    segments: int = 0  # out: the parts that a carrier charges for
    contact_id: int | None = row_id(default=None, nullable=True)
    report_id: int | None = row_id(default=None, nullable=True)
    state: MessageState = Field(sa_type=words(MessageState))
    reason: str = ""
    attempts: int = 0
    lease_owner: str | None = None
    lease_until: datetime | None = instant(default=None, nullable=True)
    due_at: datetime | None = instant(default=None, nullable=True)
    link_token: str = ""  # in: the way to the case page, made when it was stored
    received_at: datetime = instant()
    done_at: datetime | None = instant(default=None, nullable=True)


class Prompt(SQLModel, table=True):
    """A question that is open with one person: what a bare «wi» answers."""

    __tablename__ = "prompt"
    __table_args__ = (
        refers("contact", "contact_id"),
        refers("report", "report_id"),
        refers("dispatch", "dispatch_id"),
        one_of("kind", PromptKind),
        Index("ix_prompt_open", "incident_id", "contact_id", postgresql_where=text("closed_at is null")),
        Index("ix_prompt_report", "incident_id", "report_id", postgresql_where=text("closed_at is null")),
    )

    incident_id: int = incident_key()
    id: int | None = id_key()
    contact_id: int = row_id()
    kind: PromptKind = Field(sa_type=words(PromptKind))
    digit: int = 0  # «YES 1»; 0 where no digit was asked for
    report_id: int | None = row_id(default=None, nullable=True)
    dispatch_id: int | None = row_id(default=None, nullable=True)
    opened_at: datetime = instant()
    expires_at: datetime = instant()
    closed_at: datetime | None = instant(default=None, nullable=True)
