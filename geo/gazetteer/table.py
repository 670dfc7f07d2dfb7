"""The names that one incident knows: places, and the keys by which texts find them."""

from typing import Any

from geoalchemy2 import Geography
from sqlalchemy import BigInteger, CheckConstraint, ForeignKeyConstraint, Identity, Index
from sqlalchemy.schema import conv
from sqlmodel import Field, SQLModel

from geo.place import Kind

KINDS = ", ".join(f"'{kind.value}'" for kind in Kind)


class PlaceRow(SQLModel, table=True):
    """One named place. `source` says who told us: loading a source again replaces its rows."""

    __tablename__ = "place"
    __table_args__ = (
        CheckConstraint(f"kind in ({KINDS})", name=conv("ck_place_kind")),
        Index("ix_place_point", "incident_id", "point", postgresql_using="gist"),
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


class PlaceKeyRow(SQLModel, table=True):
    """One way to spell or to say a place's name, as `keys` writes it."""

    __tablename__ = "place_key"
    __table_args__ = (
        ForeignKeyConstraint(
            ["incident_id", "place_id"], ["place.incident_id", "place.id"], ondelete="CASCADE"
        ),
        CheckConstraint("how in ('exact', 'sound')", name=conv("ck_place_key_how")),
        Index("ix_place_key_place", "incident_id", "place_id"),
    )

    incident_id: int = Field(primary_key=True)
    key: str = Field(primary_key=True)
    how: str = Field(primary_key=True, max_length=8)
    place_id: int = Field(primary_key=True, sa_type=BigInteger)
