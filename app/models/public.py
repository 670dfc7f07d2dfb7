"""All that strangers can see: displaced places and counts. The follower writes it, nobody else."""

from datetime import date, datetime
from typing import Any

from geoalchemy2 import Geography
from sqlalchemy import BigInteger, Index, SmallInteger, text
from sqlmodel import Field, SQLModel

from app.models.columns import id_key, incident_key, instant

EVER = date(1970, 1, 1)  # stands for all days together
LEVELS = (4, 6, 8, 10, 12, 14, 16)  # at which cells are counted; finer tiles read the cases themselves
CHANGE_LEVEL = 12
SHOWN = "state <> 'helped'"  # what the map and its list show; who was helped is only counted


class PublicReport(SQLModel, table=True):
    """A case as strangers see it: no words, no number, a displaced point. `id` is not the report's."""

    __tablename__ = "public_report"
    __table_args__ = (
        # a deep tile reads nothing but this index
        Index(
            "ix_public_report_morton",
            "incident_id",
            "morton",
            postgresql_include=["grade", "category", "day"],
            postgresql_where=text(SHOWN),
        ),
        Index("uq_public_report_case", "incident_id", "case_key", unique=True),
        # the list: the most urgent first, of these the newest day; within a day as the dice fell, since the
        # order in which rows came would tell the hour
        Index(
            "ix_public_report_list",
            "incident_id",
            text("grade desc"),
            text("day desc"),
            "case_key",
            postgresql_where=text(SHOWN),
        ),
        Index(
            "ix_public_report_category",
            "incident_id",
            "category",
            text("grade desc"),
            text("day desc"),
            "case_key",
            postgresql_where=text(SHOWN),
        ),
    )

    incident_id: int = incident_key()
    id: int | None = id_key()
    case_key: bytes  # a keyed hash: the follower finds the row again, nobody can go back
    kind: str = Field(max_length=24)
    category: str = Field(max_length=24)
    urgency: int
    grade: int = Field(sa_type=SmallInteger)  # 0 an offer, 1 to 4 a need of this urgency
    state: str = Field(max_length=24)  # open | coming | helped
    area: str = ""  # the name of a quarter or town, never closer
    point: Any = Field(sa_type=Geography("POINT", srid=4326, spatial_index=False), nullable=False)
    radius_m: float
    morton: int = Field(sa_type=BigInteger)
    day: date  # on which it came, in the incident's own time; no finer
    published_at: datetime = instant()


class MapCount(SQLModel, table=True):
    """How many open cases lie in one cell, by day and primary category: a tile is a few of these rows.

    `day` is a day, or `EVER` for all together. n0 counts offers, n1 to n4 needs by urgency;
    m0 to m4 are the sums of their Morton codes: where n is 1, the sum is the code of the one that is there.
    """

    __tablename__ = "map_count"

    incident_id: int = incident_key()
    level: int = Field(primary_key=True, sa_type=SmallInteger)
    day: date = Field(primary_key=True)
    cell: int = Field(sa_type=BigInteger, primary_key=True)
    category: str = Field(primary_key=True, max_length=24)
    n0: int = 0
    n1: int = 0
    n2: int = 0
    n3: int = 0
    n4: int = 0
    helped: int = 0  # needs whose people were helped: counted, not drawn
    m0: int = Field(default=0, sa_type=BigInteger)
    m1: int = Field(default=0, sa_type=BigInteger)
    m2: int = Field(default=0, sa_type=BigInteger)
    m3: int = Field(default=0, sa_type=BigInteger)
    m4: int = Field(default=0, sa_type=BigInteger)


class PublicCell(SQLModel, table=True):
    """A square in which at least so many people have needs that are never shown one by one."""

    __tablename__ = "public_cell"

    incident_id: int = incident_key()
    level: int = Field(primary_key=True, sa_type=SmallInteger)
    cell: int = Field(sa_type=BigInteger, primary_key=True)
    at_least: int  # rounded down to a step: one more or less is not seen
    area: str = ""  # the name of the town nearest to its middle
    at: datetime = instant()


class MapChange(SQLModel, table=True):
    """Which square of the public map has changed, for open pages to ask again. Kept for some minutes."""

    __tablename__ = "map_change"
    __table_args__ = (Index("ix_map_change_at", "incident_id", "at"),)

    incident_id: int = incident_key()
    id: int | None = id_key()
    cell: int = Field(sa_type=BigInteger)  # a Morton code of `CHANGE_LEVEL`
    at: datetime = instant()
