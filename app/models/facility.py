"""Places that are open to everybody: where there is water, a bed, a nurse, a socket."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from geoalchemy2 import Geography
from sqlalchemy import Index, SmallInteger, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlmodel import Field, SQLModel

from app.models.columns import id_key, incident_key, instant, one_of, words


class FacilityKind(StrEnum):
    """What people find there."""

    SHELTER = "shelter"
    WATER = "water"
    FOOD = "food"
    CLINIC = "clinic"
    CHARGING = "charging"
    TOILETS = "toilets"
    GOODS = "goods"
    INFORMATION = "information"


class Facility(SQLModel, table=True):
    """A public place as coordinators know it. Nobody is hidden here: its point is exact."""

    __tablename__ = "facility"
    __table_args__ = (
        one_of("kind", FacilityKind),
        Index("ix_facility_point", "incident_id", "point", postgresql_using="gist"),
        Index("ix_facility_open", "incident_id", "kind", postgresql_where=text("ended_at is null")),
    )

    incident_id: int = incident_key()
    id: int | None = id_key()
    reference: str = Field(max_length=8)  # how the desk's addresses name it
    kind: FacilityKind = Field(sa_type=words(FacilityKind))
    name: str = Field(max_length=80)
    place: str = Field(default="", max_length=120)  # how to find it: a street, a landmark
    point: Any = Field(sa_type=Geography("POINT", srid=4326, spatial_index=False), nullable=False)
    capacity: int | None = None  # how many people it has room for
    free: int | None = None  # of these
    stock: str = Field(default="", max_length=120)  # «200 litres a day», as somebody wrote it
    # hours of the week in the incident's time zone, 0 is Monday from midnight to one; None: at any hour
    hours: list[int] | None = Field(default=None, sa_type=ARRAY(SmallInteger), nullable=True)
    notes: dict[str, str] = Field(default_factory=dict, sa_type=JSONB)  # language → words
    source: str = Field(max_length=80)  # who said so
    checked_at: datetime = instant()  # when somebody last made sure
    full: bool = False  # open, and has nothing left
    who: str = Field(max_length=80)
    created_at: datetime = instant()
    ended_at: datetime | None = instant(default=None, nullable=True)
