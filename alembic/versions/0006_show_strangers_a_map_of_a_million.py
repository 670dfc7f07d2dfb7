"""Show strangers a map of a million reports."""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from geoalchemy2 import Geography
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


COUNTED = ("n0", "n1", "n2", "n3", "n4", "helped")
SUMS = ("m0", "m1", "m2", "m3", "m4")
AREAS = "kind in ('quarter', 'town', 'city') and source <> 'taught'"
SHOWN = "state <> 'helped'"
FACILITY_SEEN = (
    "incident_id, id, reference, kind, name, place, point, capacity, free, stock, hours, notes, source, "
    'checked_at, "full", ended_at'
)


def upgrade() -> None:
    op.create_geospatial_table(
        "facility",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("reference", sqlmodel.sql.sqltypes.AutoString(length=8), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "shelter",
                "water",
                "food",
                "clinic",
                "charging",
                "toilets",
                "goods",
                "information",
                name="facilitykind",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("place", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.Column(
            "point",
            Geography(
                geometry_type="POINT",
                srid=4326,
                dimension=2,
                spatial_index=False,
                from_text="ST_GeogFromText",
                name="geography",
                nullable=False,
            ),
            nullable=False,
        ),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("free", sa.Integer(), nullable=True),
        sa.Column("stock", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.Column("hours", postgresql.ARRAY(sa.SmallInteger()), nullable=True),
        sa.Column("notes", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("source", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("full", sa.Boolean(), nullable=False),
        sa.Column("who", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "kind in ('shelter', 'water', 'food', 'clinic', 'charging', 'toilets', 'goods', 'information')",
            name=op.f("ck_facility_kind"),
        ),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_facility_incident_id")),
        sa.PrimaryKeyConstraint("incident_id", "id", name=op.f("pk_facility")),
    )
    op.create_index(
        "ix_facility_open",
        "facility",
        ["incident_id", "kind"],
        unique=False,
        postgresql_where=sa.text("ended_at is null"),
    )
    op.create_index(
        "ix_facility_point", "facility", ["incident_id", "point"], unique=False, postgresql_using="gist"
    )
    op.create_table(
        "hidden_report",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("case_key", sa.LargeBinary(), nullable=False),
        sa.Column("cell", sa.BigInteger(), nullable=False),
        sa.Column("reporter", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_hidden_report_incident_id")),
        sa.PrimaryKeyConstraint("incident_id", "case_key", name=op.f("pk_hidden_report")),
    )
    op.create_table(
        "map_change",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("cell", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_map_change_incident_id")),
        sa.PrimaryKeyConstraint("incident_id", "id", name=op.f("pk_map_change")),
    )
    op.create_index("ix_map_change_at", "map_change", ["incident_id", "at"], unique=False)
    op.create_table(
        "public_cell",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.SmallInteger(), nullable=False),
        sa.Column("cell", sa.BigInteger(), nullable=False),
        sa.Column("at_least", sa.Integer(), nullable=False),
        sa.Column("area", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_public_cell_incident_id")),
        sa.PrimaryKeyConstraint("incident_id", "level", "cell", name=op.f("pk_public_cell")),
    )
    op.create_table(
        "public_due",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("case_key", sa.LargeBinary(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("showing", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_public_due_incident_id")),
        sa.PrimaryKeyConstraint("incident_id", "case_key", "position", name=op.f("pk_public_due")),
    )
    op.create_index("ix_public_due_at", "public_due", ["incident_id", "at"], unique=False)
    op.create_table(
        "helper_code",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("volunteer_id", sa.BigInteger(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id", "volunteer_id"],
            ["volunteer.incident_id", "volunteer.id"],
            name=op.f("fk_helper_code_incident_id_volunteer_id"),
        ),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_helper_code_incident_id")),
        sa.PrimaryKeyConstraint("incident_id", "volunteer_id", name=op.f("pk_helper_code")),
    )
    op.create_table(
        "helper_session",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("volunteer_id", sa.BigInteger(), nullable=False),
        sa.Column("csrf", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id", "volunteer_id"],
            ["volunteer.incident_id", "volunteer.id"],
            name=op.f("fk_helper_session_incident_id_volunteer_id"),
        ),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_helper_session_incident_id")),
        sa.PrimaryKeyConstraint("incident_id", "token_hash", name=op.f("pk_helper_session")),
    )
    # both tables only show what others hold: they are made anew, in the new way
    op.drop_table("map_count")
    op.create_table(
        "map_count",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.SmallInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("cell", sa.BigInteger(), nullable=False),
        sa.Column("category", sqlmodel.sql.sqltypes.AutoString(length=24), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in COUNTED),
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in SUMS),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_map_count_incident_id")),
        sa.PrimaryKeyConstraint("incident_id", "level", "day", "cell", "category", name=op.f("pk_map_count")),
    )
    op.execute("delete from public_report")
    op.add_column("follow", sa.Column("veiled_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("update follow set published = 0")
    op.add_column("public_report", sa.Column("grade", sa.SmallInteger(), nullable=False))
    op.drop_index("ix_public_report_morton", table_name="public_report")
    op.create_index(
        "ix_public_report_morton",
        "public_report",
        ["incident_id", "morton"],
        unique=False,
        postgresql_include=["grade", "category", "day"],
        postgresql_where=sa.text(SHOWN),
    )
    op.create_index(
        "ix_public_report_category",
        "public_report",
        [
            "incident_id",
            "category",
            sa.literal_column("grade desc"),
            sa.literal_column("day desc"),
            "case_key",
        ],
        unique=False,
        postgresql_where=sa.text("state <> 'helped'"),
    )
    op.create_index(
        "ix_public_report_list",
        "public_report",
        [
            "incident_id",
            sa.literal_column("grade desc"),
            sa.literal_column("day desc"),
            "case_key",
        ],
        unique=False,
        postgresql_where=sa.text("state <> 'helped'"),
    )
    op.create_index(
        "ix_place_area",
        "place",
        ["incident_id", "point"],
        unique=False,
        postgresql_using="gist",
        postgresql_where=sa.text(AREAS),
    )
    op.execute("grant select on public_report, map_count, public_cell, map_change to konbit_public")
    # who wrote a fact, and which report it answers, is for the desk
    op.execute("grant select (incident_id, id, texts, source, at, ended_at) on bulletin to konbit_public")
    op.execute(f"grant select ({FACILITY_SEEN}) on facility to konbit_public")


def downgrade() -> None:
    op.drop_index("ix_place_area", table_name="place", postgresql_using="gist")
    op.drop_index(
        "ix_public_report_list", table_name="public_report", postgresql_where=sa.text("state <> 'helped'")
    )
    op.drop_index(
        "ix_public_report_category", table_name="public_report", postgresql_where=sa.text("state <> 'helped'")
    )
    op.drop_index("ix_public_report_morton", table_name="public_report")
    op.create_index("ix_public_report_morton", "public_report", ["incident_id", "morton"], unique=False)
    op.drop_column("public_report", "grade")
    op.drop_column("follow", "veiled_at")
    op.execute("delete from public_report")
    op.execute("update follow set published = 0")
    op.drop_table("map_count")
    op.create_table(
        "map_count",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("cell", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=24), nullable=False),
        sa.Column("category", sqlmodel.sql.sqltypes.AutoString(length=24), nullable=False),
        sa.Column("urgency", sa.Integer(), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(length=24), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_map_count_incident_id")),
        sa.PrimaryKeyConstraint(
            "incident_id",
            "level",
            "cell",
            "day",
            "kind",
            "category",
            "urgency",
            "state",
            name=op.f("pk_map_count"),
        ),
    )
    op.execute("grant select on map_count to konbit_public")
    op.execute("revoke select (incident_id, id, texts, source, at, ended_at) on bulletin from konbit_public")
    op.drop_table("helper_session")
    op.drop_table("helper_code")
    op.drop_index("ix_public_due_at", table_name="public_due")
    op.drop_table("public_due")
    op.drop_table("public_cell")
    op.drop_index("ix_map_change_at", table_name="map_change")
    op.drop_table("map_change")
    op.drop_table("hidden_report")
    op.drop_index("ix_facility_point", table_name="facility", postgresql_using="gist")
    op.drop_index("ix_facility_open", table_name="facility", postgresql_where=sa.text("ended_at is null"))
    op.drop_geospatial_table("facility")
