"""One helper and one report: from a suggestion to «done»."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, Text, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Field, SQLModel

from app.models.columns import id_key, incident_key, instant, one_of, refers, row_id, words


class DispatchState(StrEnum):
    """What has happened between this helper and this report."""

    PROPOSED = "proposed"  # a suggestion on the desk
    ASKED = "asked"
    ACCEPTED = "accepted"
    ON_WAY = "on_way"
    THERE = "there"
    DONE = "done"
    DECLINED = "declined"
    LAPSED = "lapsed"  # silence
    RELEASED = "released"  # free through no choice of theirs: may be asked again should the case open again
    LEFT = "left"  # had the job and is off it: gave it back, or the person says that no help came
    STOPPED = "stopped"  # UNSAFE


GOING = (DispatchState.ACCEPTED, DispatchState.ON_WAY, DispatchState.THERE)  # said yes, and not yet done
UNDER_WAY = (DispatchState.ASKED, *GOING)


class Dispatch(SQLModel, table=True):
    """`reasons` are catalog keys with values, so that a person can read why."""

    __tablename__ = "dispatch"
    __table_args__ = (
        refers("report", "report_id"),
        refers("volunteer", "volunteer_id"),
        one_of("state", DispatchState),
        Index(
            "uq_dispatch_live",
            "incident_id",
            "report_id",
            "volunteer_id",
            unique=True,
            postgresql_where=text("state in ('proposed', 'asked', 'accepted', 'on_way', 'there')"),
        ),
        Index("ix_dispatch_report", "incident_id", "report_id"),
        Index("ix_dispatch_volunteer", "incident_id", "volunteer_id"),
        Index("ix_dispatch_state", "incident_id", "state"),
        Index(
            "ix_dispatch_check_in",
            "incident_id",
            "check_in_at",
            postgresql_where=text("check_in_at is not null"),
        ),
    )

    incident_id: int = incident_key()
    id: int | None = id_key()
    report_id: int = row_id()
    volunteer_id: int = row_id()
    state: DispatchState = Field(sa_type=words(DispatchState))
    score: float = 0
    distance_m: float | None = None
    reasons: list[str] = Field(default_factory=list, sa_type=ARRAY(Text))
    created_at: datetime = instant()
    since_at: datetime = instant()
    expires_at: datetime | None = instant(default=None, nullable=True)
    wave: int = 0  # the how-manyth time that helpers of this report were asked, from 1
    check_in_at: datetime | None = instant(default=None, nullable=True)  # by then we ask «are you all right?»
    missed: int = 0  # check-ins in a row that met silence
