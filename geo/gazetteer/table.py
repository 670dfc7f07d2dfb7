"""The names that one incident knows: places, the keys by which texts find them, and what pins taught."""

from datetime import datetime
from typing import Any

from geoalchemy2 import Geography
from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    ForeignKeyConstraint,
    Identity,
    Index,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.schema import conv
from sqlmodel import Field, SQLModel

from geo.place import Kind

AREAS = "kind in ('quarter', 'town', 'city') and source <> 'taught'"
KINDS = ", ".join(f"'{kind.value}'" for kind in Kind)


class PlaceRow(SQLModel, table=True):
    """One named place. `source` says who told us: loading a source again replaces its rows."""

    __tablename__ = "place"
    __table_args__ = (
        CheckConstraint(f"kind in ({KINDS})", name=conv("ck_place_kind")),
        Index("ix_place_point", "incident_id", "point", postgresql_using="gist"),
        # the quarter or town around a point, without a look at every street between
        Index(
            "ix_place_area",
            "incident_id",
            "point",
            postgresql_using="gist",
            postgresql_where=text(AREAS),
        ),
        Index("ix_place_source", "incident_id", "source"),
    )

    incident_id: int = Field(primary_key=True, foreign_key="incident.id")
    id: int | None = Field(default=None, primary_key=True, sa_type=BigInteger, sa_column_args=[Identity()])
    name: str
    kind: str = Field(max_length=24)
    source: str = Field(max_length=24)
    point: Any = Field(sa_type=Geography("POINT", srid=4326, spatial_index=False), nullable=False)
    shape: Any = Field(
        default=None, sa_type=Geography("GEOMETRY", srid=4326, spatial_index=False), nullable=True
    )
    radius_m: float
    importance: float = 0.0
    names: list[str] = Field(default_factory=list, sa_type=ARRAY(Text))  # other spellings and languages
    pins: int = 0  # how many people's pins a taught name rests on


class PlaceKeyRow(SQLModel, table=True):
    """One way to spell or to say a place's name, as `keys` writes it."""

    __tablename__ = "place_key"
    __table_args__ = (
        ForeignKeyConstraint(
            ["incident_id", "place_id"], ["place.incident_id", "place.id"], ondelete="CASCADE"
        ),
        CheckConstraint("how in ('exact', 'sound', 'number')", name=conv("ck_place_key_how")),
        Index("ix_place_key_place", "incident_id", "place_id"),
        # for one leftover mention of a text: letters that were lost or typed twice
        Index(
            "ix_place_key_alike",
            "incident_id",
            "key",
            postgresql_using="gin",
            postgresql_ops={"key": "gin_trgm_ops"},
            postgresql_where=text("how = 'exact'"),
        ),
    )

    incident_id: int = Field(primary_key=True)
    key: str = Field(primary_key=True)
    how: str = Field(primary_key=True, max_length=8)
    place_id: int = Field(primary_key=True, sa_type=BigInteger)


class TaughtRow(SQLModel, table=True):
    """What one pin taught: these words mean about this point. Taught places are worked out from such rows."""

    __tablename__ = "taught"
    __table_args__ = (
        UniqueConstraint("incident_id", "origin", "number"),
        Index("ix_taught_grams", "incident_id", "grams", postgresql_using="gin"),
    )

    incident_id: int = Field(primary_key=True, foreign_key="incident.id")
    id: int | None = Field(default=None, primary_key=True, sa_type=BigInteger, sa_column_args=[Identity()])
    words: str  # as they were written, cut where a person would cut
    grams: list[str] = Field(sa_type=ARRAY(Text))  # the names in them, as `exact_key` writes them
    point: Any = Field(sa_type=Geography("POINT", srid=4326, spatial_index=False), nullable=False)
    radius_m: float = 0.0  # how far off the pin itself may be
    who: str  # staff:3, file:haiti.tsv
    origin: str = Field(max_length=80)  # desk | file:NAME | incident:SLUG
    number: int = Field(sa_type=BigInteger)  # of the report, or of the line in the file
    taught_at: datetime = Field(sa_type=DateTime(timezone=True))


class GeocodedRow(SQLModel, table=True):
    """What an online geocoder answered for some place words, nothing included, so that it is asked once."""

    __tablename__ = "geocoded"
    __table_args__ = (Index("ix_geocoded_turn", "service", "asked_at"),)

    incident_id: int = Field(primary_key=True, foreign_key="incident.id")
    question: str = Field(primary_key=True, max_length=200)  # the place words alone, as they were sent
    service: str = Field(primary_key=True, max_length=24)
    asked_at: datetime = Field(sa_type=DateTime(timezone=True))
    point: Any = Field(
        default=None, sa_type=Geography("POINT", srid=4326, spatial_index=False), nullable=True
    )
    radius_m: float | None = None
    name: str = ""
    kind: str = ""
