"""What keeps people safe: who is called, what waits to be seen, who agreed, and where nobody is sent."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from geoalchemy2 import Geography
from sqlalchemy import Index, SmallInteger, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Field, SQLModel

from app.models.columns import id_key, incident_key, instant, one_of, refers, row_id, words


class AlarmKind(StrEnum):
    """Why somebody is called."""

    CRITICAL = "critical"  # life may be at risk, and nobody has looked
    UNSAFE = "unsafe"  # somebody on a job texted UNSAFE
    CHECK_IN = "check_in"  # a helper on a job does not answer


class Alarm(SQLModel, table=True):
    """One thing that a person must look at; the people on call are texted in turn until one does."""

    __tablename__ = "alarm"
    __table_args__ = (
        refers("report", "report_id"),
        refers("dispatch", "dispatch_id"),
        one_of("kind", AlarmKind),
        Index(
            "uq_alarm_open",
            "incident_id",
            "report_id",
            "kind",
            unique=True,
            postgresql_where=text("seen_at is null"),
        ),
        Index("ix_alarm_report", "incident_id", "report_id"),
    )

    incident_id: int = incident_key()
    id: int | None = id_key()
    kind: AlarmKind = Field(sa_type=words(AlarmKind))
    report_id: int = row_id()
    dispatch_id: int | None = row_id(default=None, nullable=True)
    opened_at: datetime = instant()
    tried: int = 0  # how many times somebody was texted
    next_at: datetime = instant()  # nobody else is texted before then, however often the chore runs
    seen_at: datetime | None = instant(default=None, nullable=True)
    seen_by: str = Field(default="", max_length=80)


class OnCall(SQLModel, table=True):
    """One coordinator in the rota, with the number that is texted: a contact like any other."""

    __tablename__ = "on_call"
    __table_args__ = (UniqueConstraint("incident_id", "staff_id"), refers("contact", "contact_id"))

    incident_id: int = incident_key()
    id: int | None = id_key()
    staff_id: int = Field(foreign_key="staff.id")
    contact_id: int = row_id()
    turn: int = 0  # the smallest is texted first
    # hours of the week in the incident's time zone, 0 is Monday from midnight to one; None: at any hour
    hours: list[int] | None = Field(default=None, sa_type=ARRAY(SmallInteger), nullable=True)
    created_at: datetime = instant()


class ApprovalKind(StrEnum):
    """To what a coordinator agreed."""

    CHECKLIST = "checklist"  # the questions of this kind of need were gone through
    RISK = "risk"  # this job may be asked for although it is risky


class Approval(SQLModel, table=True):
    """One coordinator's word about one case; a risky job needs two people's."""

    __tablename__ = "approval"
    __table_args__ = (refers("report", "report_id"), one_of("kind", ApprovalKind))

    incident_id: int = incident_key()
    report_id: int = row_id(primary_key=True)
    kind: ApprovalKind = Field(sa_type=words(ApprovalKind), primary_key=True)
    staff_id: int = Field(primary_key=True, foreign_key="staff.id")
    at: datetime = instant()


class ZoneKind(StrEnum):
    """What a zone means for whoever is sent."""

    HAZARD = "hazard"  # nobody in it is asked, and nobody is sent into it without two coordinators
    CLOSURE = "closure"  # nobody is sent across it


class Zone(SQLModel, table=True):
    """A polygon on the ground in which, or across which, nobody should go."""

    __tablename__ = "zone"
    __table_args__ = (
        one_of("kind", ZoneKind),
        Index("ix_zone_area", "incident_id", "area", postgresql_using="gist"),
    )

    incident_id: int = incident_key()
    id: int | None = id_key()
    kind: ZoneKind = Field(sa_type=words(ZoneKind))
    name: str = ""
    area: Any = Field(sa_type=Geography("GEOMETRY", srid=4326, spatial_index=False), nullable=False)
    who: str = Field(max_length=80)
    since_at: datetime = instant()
    until_at: datetime | None = instant(default=None, nullable=True)  # over, or taken away
