"""All that strangers can see: displaced places and counts. The follower writes it, nobody else."""

from datetime import date, datetime
from typing import Any

from geoalchemy2 import Geography
from sqlalchemy import BigInteger, Index
from sqlmodel import Field, SQLModel

from app.models.columns import id_key, incident_key, instant


class PublicReport(SQLModel, table=True):
    """A case as strangers see it: no words, no number, a displaced point. `id` is not the report's."""

    __tablename__ = "public_report"
    __table_args__ = (
        Index("ix_public_report_morton", "incident_id", "morton"),
        Index("uq_public_report_case", "incident_id", "case_key", unique=True),
    )

    incident_id: int = incident_key()
    id: int | None = id_key()
    case_key: bytes  # a keyed hash: the follower finds the row again, nobody can go back
    kind: str = Field(max_length=24)
    category: str = Field(max_length=24)
    urgency: int
    state: str = Field(max_length=24)
    area: str = ""  # the name of a quarter or town, never closer
    point: Any = Field(sa_type=Geography("POINT", srid=4326, spatial_index=False), nullable=False)
    radius_m: float
    morton: int = Field(sa_type=BigInteger)
    day: date
    published_at: datetime = instant()


class MapCount(SQLModel, table=True):
    """How many published cases lie in one cell, so that a tile is a few rows."""

    __tablename__ = "map_count"

    incident_id: int = incident_key()
    level: int = Field(primary_key=True)
    cell: int = Field(sa_type=BigInteger, primary_key=True)
    day: date = Field(primary_key=True)
    kind: str = Field(primary_key=True, max_length=24)
    category: str = Field(primary_key=True, max_length=24)
    urgency: int = Field(primary_key=True)
    state: str = Field(primary_key=True, max_length=24)
    n: int
