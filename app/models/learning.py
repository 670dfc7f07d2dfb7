"""What `konbit learn` made of an incident's corrections at each call: kept, so that it can be undone."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from app.models.columns import id_key, incident_key, instant, one_of, words


class LearningState(StrEnum):
    """What became of it."""

    ADOPTED = "adopted"  # the newest of these is what the incident's messages are read with
    REFUSED = "refused"  # no better on corrections that it had not seen
    UNDONE = "undone"


class Learning(SQLModel, table=True):
    """`lessons` are rows of hashes and numbers (`ingest.model.lessons`): no word that anybody wrote."""

    __tablename__ = "learning"
    __table_args__ = (
        one_of("state", LearningState),
        Index("ix_learning_adopted", "incident_id", "id", postgresql_where=text("state = 'adopted'")),
    )

    incident_id: int = incident_key()
    id: int | None = id_key()
    learned_at: datetime = instant()
    state: LearningState = Field(sa_type=words(LearningState))
    report: dict[str, object] = Field(default_factory=dict, sa_type=JSONB)  # how it was judged
    lessons: bytes | None = None  # none when it was refused
