"""A neighbour who can give, and the row per skill by which hop 3 finds them while on duty."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from geoalchemy2 import Geography
from sqlalchemy import BigInteger, CheckConstraint, Index, SmallInteger, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlmodel import Field, SQLModel

from app.models.columns import id_key, incident_key, instant, one_of, refers, row_id, words

REACH_CLASSES_M = (2_000, 5_000, 10_000, 20_000, 50_000)


SKILL_AND_REACH = "(hashtext(skill::text) # reach_m)"


class Trust(StrEnum):
    """How well the coordinators know a helper; sensitive needs go to the vetted alone."""

    NEW = "new"
    KNOWN = "known"
    VETTED = "vetted"


class Vehicle(StrEnum):
    """The biggest that a helper can come with."""

    NONE = "none"
    BICYCLE = "bicycle"
    MOTORBIKE = "motorbike"
    CAR = "car"
    TRUCK = "truck"
    BOAT = "boat"


class Volunteer(SQLModel, table=True):
    """`skills` are category names; `load_cap` bounds how many jobs at once."""

    __tablename__ = "volunteer"
    __table_args__ = (
        UniqueConstraint("incident_id", "contact_id"),
        UniqueConstraint("incident_id", "reference"),
        refers("contact", "contact_id"),
        refers("volunteer", "buddy_id"),
        one_of("trust", Trust),
        one_of("vehicle", Vehicle),
    )

    incident_id: int = incident_key()
    id: int | None = id_key()
    contact_id: int = row_id()
    reference: str = Field(max_length=8)
    skills: list[str] = Field(default_factory=list, sa_type=ARRAY(Text))
    trades: list[str] = Field(
        default_factory=list, sa_type=ARRAY(Text)
    )  # nurse, drive: `skills` of the catalog
    vehicle: Vehicle = Field(default=Vehicle.NONE, sa_type=words(Vehicle))
    languages: list[str] = Field(default_factory=list, sa_type=ARRAY(Text))
    trust: Trust = Field(default=Trust.NEW, sa_type=words(Trust))
    trust_by_kind: dict[str, str] = Field(
        default_factory=dict, sa_type=JSONB
    )  # category → trust, above the general
    words: str = ""  # the offer as they wrote it
    reach_m: int = 5_000
    load_cap: int = 2  # jobs and open questions at once
    daily_cap: int = 4  # jobs taken within 24 hours
    on_duty: bool = True
    # hours of the week in the incident's time zone, 0 is Monday from midnight to one; None: at any hour
    hours: list[int] | None = Field(default=None, sa_type=ARRAY(SmallInteger), nullable=True)
    rest_until: datetime | None = instant(default=None, nullable=True)
    team: str = Field(default="", max_length=40)
    buddy_id: int | None = row_id(default=None, nullable=True)  # who goes along while this helper is new
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
        # one number for skill and reach: a third of the time that a walk over both columns takes
        Index("ix_able_reach", "incident_id", text(SKILL_AND_REACH), "point", postgresql_using="gist"),
        Index("ix_able_volunteer", "incident_id", "volunteer_id"),
    )

    incident_id: int = incident_key()
    skill: str = Field(primary_key=True, max_length=24)
    volunteer_id: int = Field(sa_type=BigInteger, primary_key=True)
    reach_m: int
    point: Any = Field(sa_type=Geography("POINT", srid=4326, spatial_index=False), nullable=False)


class Stock(SQLModel, table=True):
    """Goods that a helper holds: 15 blankets. What pledges take of it is not taken off here."""

    __tablename__ = "stock"
    __table_args__ = (
        refers("volunteer", "volunteer_id"),
        Index("ix_stock_item", "incident_id", "item"),
        Index("ix_stock_volunteer", "incident_id", "volunteer_id"),
    )

    incident_id: int = incident_key()
    id: int | None = id_key()
    volunteer_id: int = row_id()
    item: str
    unit: str = ""
    amount: float
    created_at: datetime = instant()


class HelperSession(SQLModel, table=True):
    """One browser in which a helper has shown that the number is theirs; the token is kept only as a hash."""

    __tablename__ = "helper_session"
    __table_args__ = (refers("volunteer", "volunteer_id"),)

    incident_id: int = incident_key()
    token_hash: bytes = Field(primary_key=True)
    volunteer_id: int = row_id()
    csrf: str
    created_at: datetime = instant()
    seen_at: datetime = instant()
    expires_at: datetime = instant()


class HelperCode(SQLModel, table=True):
    """The code that was texted to a helper last: good once, for some minutes, for a few tries."""

    __tablename__ = "helper_code"
    __table_args__ = (refers("volunteer", "volunteer_id"),)

    incident_id: int = incident_key()
    volunteer_id: int = row_id(primary_key=True)
    code_hash: bytes
    sent_at: datetime = instant()
    expires_at: datetime = instant()
    tries: int = 0
