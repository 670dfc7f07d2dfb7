"""A neighbour who can give, and the row per skill by which hop 3 finds them while on duty."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from geoalchemy2 import Geography
from sqlalchemy import BigInteger, CheckConstraint, Index, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Field, SQLModel

from app.models.columns import id_key, incident_key, instant, one_of, refers, row_id, words

REACH_CLASSES_M = (2_000, 5_000, 10_000, 20_000, 50_000)


class Trust(StrEnum):
    """How well the coordinators know a helper; sensitive needs go to the vetted alone."""

    NEW = "new"
    KNOWN = "known"
    VETTED = "vetted"


class Volunteer(SQLModel, table=True):
    """`skills` are category names; `load_cap` bounds how many jobs at once."""

    __tablename__ = "volunteer"
    __table_args__ = (
        UniqueConstraint("incident_id", "contact_id"),
        UniqueConstraint("incident_id", "reference"),
        refers("contact", "contact_id"),
        one_of("trust", Trust),
    )

    incident_id: int = incident_key()
    id: int | None = id_key()
    contact_id: int = row_id()
    reference: str = Field(max_length=8)
    skills: list[str] = Field(default_factory=list, sa_type=ARRAY(Text))
    trust: Trust = Field(default=Trust.NEW, sa_type=words(Trust))
    words: str = ""  # the offer as they wrote it
    reach_m: int = 5_000
    load_cap: int = 2
    on_duty: bool = True
    place_name: str = ""
    point: Any = Field(
        default=None, sa_type=Geography("POINT", srid=4326, spatial_index=False), nullable=True
    )
    created_at: datetime = instant()


class Able(SQLModel, table=True):
    """One row per skill of a volunteer who is on duty and has a place; the duty verb writes it."""

    __tablename__ = "able"
    __table_args__ = (
        refers("volunteer", "volunteer_id"),
        CheckConstraint(f"reach_m in {REACH_CLASSES_M}", name="reach_m"),
        Index("ix_able_reach", "incident_id", "skill", "reach_m", "point", postgresql_using="gist"),
        Index("ix_able_volunteer", "incident_id", "volunteer_id"),
    )

    incident_id: int = incident_key()
    skill: str = Field(primary_key=True, max_length=24)
    volunteer_id: int = Field(sa_type=BigInteger, primary_key=True)
    reach_m: int
    point: Any = Field(sa_type=Geography("POINT", srid=4326, spatial_index=False), nullable=False)
