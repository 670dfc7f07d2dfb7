"""Photos and voice notes: in the database, sealed, so that every host can show them."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from app.models.columns import id_key, incident_key, instant, one_of, refers, row_id, words


class MediaState(StrEnum):
    """How far it has come from the gateway to the desk."""

    WAITING = "waiting"
    KEPT = "kept"
    REFUSED = "refused"  # too big, or of a kind that we do not show
    FAILED = "failed"  # the gateway did not give it


class Media(SQLModel, table=True):
    """One picture or sound of one message, locked with the incident's key like its raw bytes."""

    __tablename__ = "media"
    __table_args__ = (
        UniqueConstraint("incident_id", "token"),
        UniqueConstraint("incident_id", "message_id", "turn"),
        refers("message", "message_id"),
        one_of("state", MediaState),
        Index("ix_media_waiting", "incident_id", "id", postgresql_where=text("state = 'waiting'")),
    )

    incident_id: int = incident_key()
    id: int | None = id_key()
    token: str  # in addresses, where an id never stands
    message_id: int = row_id()
    turn: int  # the first, second … of its message
    content_type: str = Field(default="", max_length=80)
    sealed: bytes | None = None
    size: int = 0  # bytes before sealing
    state: MediaState = Field(default=MediaState.WAITING, sa_type=words(MediaState))
    reason: str = ""
    created_at: datetime = instant()
    done_at: datetime | None = instant(default=None, nullable=True)
