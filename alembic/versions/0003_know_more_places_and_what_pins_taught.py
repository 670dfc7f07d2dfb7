"""Know more places, and what pins taught."""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from geoalchemy2 import Geography
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

KINDS = "country region district city town quarter street landmark crossing address written".split()
KINDS_BEFORE = "country region city town quarter street landmark written".split()


def upgrade() -> None:
    # trusted extensions: the database's owner may make them, on a server that others run too
    op.execute("create extension if not exists btree_gin")
    op.execute("create extension if not exists pg_trgm")
    op.create_geospatial_table(
        "geocoded",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("question", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("service", sqlmodel.sql.sqltypes.AutoString(length=24), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("point", Geography("POINT", srid=4326, dimension=2, spatial_index=False), nullable=True),
        sa.Column("radius_m", sa.Float(), nullable=True),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_geocoded_incident_id")),
        sa.PrimaryKeyConstraint("incident_id", "question", "service", name=op.f("pk_geocoded")),
    )
    op.create_index("ix_geocoded_turn", "geocoded", ["service", "asked_at"])
    op.create_geospatial_table(
        "taught",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("words", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("grams", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("point", Geography("POINT", srid=4326, dimension=2, spatial_index=False), nullable=False),
        sa.Column("radius_m", sa.Float(), nullable=False),
        sa.Column("who", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("origin", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("taught_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_taught_incident_id")),
        sa.PrimaryKeyConstraint("incident_id", "id", name=op.f("pk_taught")),
        sa.UniqueConstraint(
            "incident_id", "origin", "number", name=op.f("uq_taught_incident_id_origin_number")
        ),
    )
    op.create_index("ix_taught_grams", "taught", ["incident_id", "grams"], postgresql_using="gin")
    _add("place", sa.Column("names", postgresql.ARRAY(sa.Text()), nullable=False), "{}")
    _add("place", sa.Column("pins", sa.Integer(), nullable=False), "0")
    _allow(KINDS)
    op.drop_constraint(op.f("ck_place_key_how"), "place_key")
    op.create_check_constraint(op.f("ck_place_key_how"), "place_key", "how in ('exact', 'sound', 'number')")
    op.create_index(
        "ix_place_key_alike",
        "place_key",
        ["incident_id", "key"],
        postgresql_using="gin",
        postgresql_ops={"key": "gin_trgm_ops"},
        postgresql_where=sa.text("how = 'exact'"),
    )
    _add("report", sa.Column("place_asked", sa.Integer(), nullable=False), "0")


def downgrade() -> None:
    op.drop_column("report", "place_asked")
    op.drop_index("ix_place_key_alike", table_name="place_key")
    op.execute("delete from place_key where how = 'number'")
    op.drop_constraint(op.f("ck_place_key_how"), "place_key")
    op.create_check_constraint(op.f("ck_place_key_how"), "place_key", "how in ('exact', 'sound')")
    op.execute("delete from place where source = 'taught'")  # the map of before shows all names to strangers
    op.execute(f"delete from place where kind not in ({_list(KINDS_BEFORE)})")
    _allow(KINDS_BEFORE)
    op.drop_column("place", "pins")
    op.drop_column("place", "names")
    op.drop_table("taught")
    op.drop_table("geocoded")


def _add(table: str, column: sa.Column[object], filled: str) -> None:
    """Add a column that rows of before must have; what the program writes always says it."""
    column.server_default = sa.DefaultClause(filled)
    op.add_column(table, column)
    op.alter_column(table, column.name, server_default=None)


def _allow(kinds: list[str]) -> None:
    op.drop_constraint(op.f("ck_place_kind"), "place")
    op.create_check_constraint(op.f("ck_place_kind"), "place", f"kind in ({_list(kinds)})")


def _list(kinds: list[str]) -> str:
    return ", ".join(f"'{kind}'" for kind in kinds)
