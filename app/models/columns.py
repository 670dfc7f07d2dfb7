"""Columns that every table writes the same way: keys, instants, words with a CHECK."""

from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, DateTime, Enum, ForeignKeyConstraint, Identity
from sqlmodel import Field, SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


def incident_key() -> Any:
    """The first half of every key: to which incident the row belongs."""
    return Field(primary_key=True, foreign_key="incident.id")


def id_key() -> Any:
    """The second half: a number the database gives, small and in order."""
    return Field(default=None, sa_type=BigInteger, primary_key=True, sa_column_args=[Identity()])


def row_id(**more: Any) -> Any:
    """A column that holds the id of another row of the same incident."""
    return Field(sa_type=BigInteger, **more)


def instant(**more: Any) -> Any:
    """A moment in aware UTC."""
    return Field(sa_type=DateTime(timezone=True), **more)


def words(kind: type[StrEnum]) -> Enum:
    """A varchar of the enum's values; the CHECK is written by `one_of`, which Alembic can follow."""
    return Enum(
        kind,
        native_enum=False,
        create_constraint=False,
        length=24,
        values_callable=lambda members: [member.value for member in members],
    )


def one_of(column: str, kind: type[StrEnum]) -> CheckConstraint:
    """The CHECK that the column holds one of the enum's values."""
    values = ", ".join(f"'{member.value}'" for member in kind)
    return CheckConstraint(f"{column} in ({values})", name=column)


def refers(to: str, column: str) -> ForeignKeyConstraint:
    """A foreign key inside one incident: (incident_id, column) to (incident_id, id) of another table."""
    return ForeignKeyConstraint(["incident_id", column], [f"{to}.incident_id", f"{to}.id"])
