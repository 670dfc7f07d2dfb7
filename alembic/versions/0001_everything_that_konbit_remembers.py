"""Everything that Konbit remembers."""

import geoalchemy2  # noqa: F401
import sqlalchemy as sa
import sqlmodel
from alembic import op
from geoalchemy2 import Geography
from procrastinate.schema import SchemaManager
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "incident",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("slug", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("country", sqlmodel.sql.sqltypes.AutoString(length=2), nullable=False),
        sa.Column("languages", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("time_zone", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("emergency_number", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("west", sa.Float(), nullable=False),
        sa.Column("south", sa.Float(), nullable=False),
        sa.Column("east", sa.Float(), nullable=False),
        sa.Column("north", sa.Float(), nullable=False),
        sa.Column(
            "automation",
            sa.Enum("suggest", "low_risk", "full", name="automation", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("drill", sa.Boolean(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("publish_delay_s", sa.Integer(), nullable=False),
        sa.Column("offer_wait_s", sa.Integer(), nullable=False),
        sa.Column("weights", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("data_key_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "automation in ('suggest', 'low_risk', 'full')", name=op.f("ck_incident_automation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident")),
        sa.UniqueConstraint("slug", name=op.f("uq_incident_slug")),
    )
    op.create_table(
        "staff",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("email", sqlmodel.sql.sqltypes.AutoString(length=254), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("password_hash", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
        sa.UniqueConstraint("email", name=op.f("uq_staff_email")),
    )
    op.create_table(
        "suppression",
        sa.Column("our_number", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("number_index", sa.LargeBinary(), nullable=False),
        sa.Column("since_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("our_number", "number_index", name=op.f("pk_suppression")),
    )
    op.create_table(
        "channel_account",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("channel", sqlmodel.sql.sqltypes.AutoString(length=24), nullable=False),
        sa.Column("number", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("values_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name=op.f("fk_channel_account_incident_id")
        ),
        sa.PrimaryKeyConstraint("incident_id", "id", name=op.f("pk_channel_account")),
        sa.UniqueConstraint(
            "incident_id", "channel", "number", name=op.f("uq_channel_account_incident_id_channel_number")
        ),
    )
    op.create_table(
        "contact",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("language", sqlmodel.sql.sqltypes.AutoString(length=8), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_contact_incident_id")),
        sa.PrimaryKeyConstraint("incident_id", "id", name=op.f("pk_contact")),
    )
    op.create_table(
        "event",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("what", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("report_id", sa.BigInteger(), nullable=True),
        sa.Column("dispatch_id", sa.BigInteger(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("before", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("after", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("why", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=True),
        sa.Column("chain", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_event_incident_id")),
        sa.PrimaryKeyConstraint("incident_id", "id", name=op.f("pk_event")),
    )
    op.create_index(
        "ix_event_new",
        "event",
        ["incident_id", "id"],
        unique=False,
        postgresql_where=sa.text("position is null"),
    )
    op.create_index("ix_event_report", "event", ["incident_id", "report_id", "id"], unique=False)
    op.create_index(
        "uq_event_position",
        "event",
        ["incident_id", "position"],
        unique=True,
        postgresql_where=sa.text("position is not null"),
    )
    op.create_table(
        "follow",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("published", sa.BigInteger(), nullable=False),
        sa.Column("chain", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_follow_incident_id")),
        sa.PrimaryKeyConstraint("incident_id", name=op.f("pk_follow")),
    )
    op.create_table(
        "ground",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("features", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_ground_incident_id")),
        sa.PrimaryKeyConstraint("incident_id", name=op.f("pk_ground")),
    )
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
    op.create_table(
        "membership",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum("viewer", "coordinator", "administrator", name="role", native_enum=False, length=24),
            nullable=False,
        ),
        sa.CheckConstraint(
            "role in ('viewer', 'coordinator', 'administrator')", name=op.f("ck_membership_role")
        ),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_membership_incident_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_membership_staff_id")),
        sa.PrimaryKeyConstraint("incident_id", "staff_id", name=op.f("pk_membership")),
    )
    op.create_table(
        "password_link",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_password_link_staff_id")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_password_link")),
    )
    op.create_geospatial_table(
        "place",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=24), nullable=False),
        sa.Column("source", sqlmodel.sql.sqltypes.AutoString(length=24), nullable=False),
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
        sa.Column(
            "shape",
            Geography(
                srid=4326, dimension=2, spatial_index=False, from_text="ST_GeogFromText", name="geography"
            ),
            nullable=True,
        ),
        sa.Column("radius_m", sa.Float(), nullable=False),
        sa.Column("importance", sa.Float(), nullable=False),
        sa.CheckConstraint(
            "kind in ('country', 'region', 'city', 'town', 'quarter', 'street', 'landmark', 'written')",
            name=op.f("ck_place_kind"),
        ),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_place_incident_id")),
        sa.PrimaryKeyConstraint("incident_id", "id", name=op.f("pk_place")),
    )
    op.create_index(
        "ix_place_point", "place", ["incident_id", "point"], unique=False, postgresql_using="gist"
    )
    op.create_index("ix_place_source", "place", ["incident_id", "source"], unique=False)
    op.create_geospatial_table(
        "public_report",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("case_key", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=24), nullable=False),
        sa.Column("category", sqlmodel.sql.sqltypes.AutoString(length=24), nullable=False),
        sa.Column("urgency", sa.Integer(), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(length=24), nullable=False),
        sa.Column("area", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
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
        sa.Column("radius_m", sa.Float(), nullable=False),
        sa.Column("morton", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_public_report_incident_id")),
        sa.PrimaryKeyConstraint("incident_id", "id", name=op.f("pk_public_report")),
    )
    op.create_index("ix_public_report_morton", "public_report", ["incident_id", "morton"], unique=False)
    op.create_index("uq_public_report_case", "public_report", ["incident_id", "case_key"], unique=True)
    op.create_table(
        "staff_session",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("csrf", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_staff_session_staff_id")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_staff_session")),
    )
    op.create_index("ix_staff_session_staff", "staff_session", ["staff_id"], unique=False)
    op.create_table(
        "address",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("contact_id", sa.BigInteger(), nullable=False),
        sa.Column("channel", sqlmodel.sql.sqltypes.AutoString(length=24), nullable=False),
        sa.Column("scheme", sqlmodel.sql.sqltypes.AutoString(length=12), nullable=False),
        sa.Column("our_number", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("number_index", sa.LargeBinary(), nullable=False),
        sa.Column("number_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id", "contact_id"],
            ["contact.incident_id", "contact.id"],
            name=op.f("fk_address_incident_id_contact_id"),
        ),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_address_incident_id")),
        sa.PrimaryKeyConstraint("incident_id", "id", name=op.f("pk_address")),
        sa.UniqueConstraint(
            "incident_id",
            "number_index",
            "channel",
            "scheme",
            name=op.f("uq_address_incident_id_number_index_channel_scheme"),
        ),
    )
    op.create_index("ix_address_contact", "address", ["incident_id", "contact_id"], unique=False)
    op.create_table(
        "place_key",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("how", sqlmodel.sql.sqltypes.AutoString(length=8), nullable=False),
        sa.Column("place_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("how in ('exact', 'sound')", name=op.f("ck_place_key_how")),
        sa.ForeignKeyConstraint(
            ["incident_id", "place_id"],
            ["place.incident_id", "place.id"],
            name=op.f("fk_place_key_incident_id_place_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("incident_id", "key", "how", "place_id", name=op.f("pk_place_key")),
    )
    op.create_index("ix_place_key_place", "place_key", ["incident_id", "place_id"], unique=False)
    op.create_geospatial_table(
        "report",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("reference", sqlmodel.sql.sqltypes.AutoString(length=8), nullable=False),
        sa.Column("link_token", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("contact_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "need",
                "offer",
                "safe",
                "missing",
                "info",
                "other",
                name="reportkind",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "new",
                "open",
                "asked",
                "accepted",
                "done",
                "closed",
                "cancelled",
                "noise",
                name="reportstate",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("category", sqlmodel.sql.sqltypes.AutoString(length=24), nullable=False),
        sa.Column("categories", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("urgency", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("language", sqlmodel.sql.sqltypes.AutoString(length=8), nullable=False),
        sa.Column("text", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("reading", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("place_text", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("place_name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("place_source", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("place_trail", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column(
            "point",
            Geography(
                geometry_type="POINT",
                srid=4326,
                dimension=2,
                spatial_index=False,
                from_text="ST_GeogFromText",
                name="geography",
            ),
            nullable=True,
        ),
        sa.Column("radius_m", sa.Float(), nullable=True),
        sa.Column("morton", sa.BigInteger(), nullable=True),
        sa.Column("places_wanted", sa.Integer(), nullable=False),
        sa.Column("match_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("match_tries", sa.Integer(), nullable=False),
        sa.Column("merged_into", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind in ('need', 'offer', 'safe', 'missing', 'info', 'other')", name=op.f("ck_report_kind")
        ),
        sa.CheckConstraint(
            "state in ('new', 'open', 'asked', 'accepted', 'done', 'closed', 'cancelled', 'noise')",
            name=op.f("ck_report_state"),
        ),
        sa.ForeignKeyConstraint(
            ["incident_id", "contact_id"],
            ["contact.incident_id", "contact.id"],
            name=op.f("fk_report_incident_id_contact_id"),
        ),
        sa.ForeignKeyConstraint(
            ["incident_id", "merged_into"],
            ["report.incident_id", "report.id"],
            name=op.f("fk_report_incident_id_merged_into"),
        ),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_report_incident_id")),
        sa.PrimaryKeyConstraint("incident_id", "id", name=op.f("pk_report")),
        sa.UniqueConstraint("incident_id", "link_token", name=op.f("uq_report_incident_id_link_token")),
        sa.UniqueConstraint("incident_id", "reference", name=op.f("uq_report_incident_id_reference")),
    )
    op.create_index("ix_report_contact", "report", ["incident_id", "contact_id", "id"], unique=False)
    op.create_index("ix_report_live", "report", ["incident_id", "state", "created_at"], unique=False)
    op.create_index(
        "ix_report_match",
        "report",
        ["incident_id", "match_at"],
        unique=False,
        postgresql_where=sa.text("match_at is not null"),
    )
    op.create_index(
        "ix_report_morton",
        "report",
        ["incident_id", "morton"],
        unique=False,
        postgresql_include=["kind", "category", "urgency", "state"],
    )
    op.create_index(
        "ix_report_point", "report", ["incident_id", "point"], unique=False, postgresql_using="gist"
    )
    op.create_geospatial_table(
        "volunteer",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("contact_id", sa.BigInteger(), nullable=False),
        sa.Column("reference", sqlmodel.sql.sqltypes.AutoString(length=8), nullable=False),
        sa.Column("skills", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column(
            "trust",
            sa.Enum("new", "known", "vetted", name="trust", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("words", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("reach_m", sa.Integer(), nullable=False),
        sa.Column("load_cap", sa.Integer(), nullable=False),
        sa.Column("on_duty", sa.Boolean(), nullable=False),
        sa.Column("place_name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column(
            "point",
            Geography(
                geometry_type="POINT",
                srid=4326,
                dimension=2,
                spatial_index=False,
                from_text="ST_GeogFromText",
                name="geography",
            ),
            nullable=True,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("trust in ('new', 'known', 'vetted')", name=op.f("ck_volunteer_trust")),
        sa.ForeignKeyConstraint(
            ["incident_id", "contact_id"],
            ["contact.incident_id", "contact.id"],
            name=op.f("fk_volunteer_incident_id_contact_id"),
        ),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_volunteer_incident_id")),
        sa.PrimaryKeyConstraint("incident_id", "id", name=op.f("pk_volunteer")),
        sa.UniqueConstraint("incident_id", "contact_id", name=op.f("uq_volunteer_incident_id_contact_id")),
        sa.UniqueConstraint("incident_id", "reference", name=op.f("uq_volunteer_incident_id_reference")),
    )
    op.create_geospatial_table(
        "able",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("skill", sqlmodel.sql.sqltypes.AutoString(length=24), nullable=False),
        sa.Column("volunteer_id", sa.BigInteger(), nullable=False),
        sa.Column("reach_m", sa.Integer(), nullable=False),
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
        sa.CheckConstraint("reach_m in (2000, 5000, 10000, 20000, 50000)", name=op.f("ck_able_reach_m")),
        sa.ForeignKeyConstraint(
            ["incident_id", "volunteer_id"],
            ["volunteer.incident_id", "volunteer.id"],
            name=op.f("fk_able_incident_id_volunteer_id"),
        ),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_able_incident_id")),
        sa.PrimaryKeyConstraint("incident_id", "skill", "volunteer_id", name=op.f("pk_able")),
    )
    op.create_index(
        "ix_able_reach",
        "able",
        ["incident_id", "skill", "reach_m", "point"],
        unique=False,
        postgresql_using="gist",
    )
    op.create_index("ix_able_volunteer", "able", ["incident_id", "volunteer_id"], unique=False)
    op.create_table(
        "dispatch",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("report_id", sa.BigInteger(), nullable=False),
        sa.Column("volunteer_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "proposed",
                "asked",
                "accepted",
                "done",
                "declined",
                "lapsed",
                "released",
                "left",
                "stopped",
                name="dispatchstate",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("distance_m", sa.Float(), nullable=True),
        sa.Column("reasons", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("since_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state in ('proposed', 'asked', 'accepted', 'done', 'declined', 'lapsed', 'released', 'left', 'stopped')",
            name=op.f("ck_dispatch_state"),
        ),
        sa.ForeignKeyConstraint(
            ["incident_id", "report_id"],
            ["report.incident_id", "report.id"],
            name=op.f("fk_dispatch_incident_id_report_id"),
        ),
        sa.ForeignKeyConstraint(
            ["incident_id", "volunteer_id"],
            ["volunteer.incident_id", "volunteer.id"],
            name=op.f("fk_dispatch_incident_id_volunteer_id"),
        ),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_dispatch_incident_id")),
        sa.PrimaryKeyConstraint("incident_id", "id", name=op.f("pk_dispatch")),
    )
    op.create_index("ix_dispatch_report", "dispatch", ["incident_id", "report_id"], unique=False)
    op.create_index("ix_dispatch_state", "dispatch", ["incident_id", "state"], unique=False)
    op.create_index("ix_dispatch_volunteer", "dispatch", ["incident_id", "volunteer_id"], unique=False)
    op.create_index(
        "uq_dispatch_live",
        "dispatch",
        ["incident_id", "report_id", "volunteer_id"],
        unique=True,
        postgresql_where=sa.text("state in ('proposed', 'asked', 'accepted')"),
    )
    op.create_table(
        "message",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column(
            "direction", sa.Enum("in", "out", name="direction", native_enum=False, length=24), nullable=False
        ),
        sa.Column("channel", sqlmodel.sql.sqltypes.AutoString(length=24), nullable=False),
        sa.Column("scheme", sqlmodel.sql.sqltypes.AutoString(length=12), nullable=False),
        sa.Column("external_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("gateway_id", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("lane", sa.LargeBinary(), nullable=False),
        sa.Column("our_number", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("peer_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("raw_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("text", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("details", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("phrase", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("contact_id", sa.BigInteger(), nullable=True),
        sa.Column("report_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "received",
                "understood",
                "set_aside",
                "waiting",
                "sending",
                "unclear",
                "sent",
                "delivered",
                "failed",
                "held",
                name="messagestate",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease_owner", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("link_token", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("direction in ('in', 'out')", name=op.f("ck_message_direction")),
        sa.CheckConstraint(
            "state in ('received', 'understood', 'set_aside', 'waiting', 'sending', 'unclear', 'sent', 'delivered', 'failed', 'held')",
            name=op.f("ck_message_state"),
        ),
        sa.ForeignKeyConstraint(
            ["incident_id", "contact_id"],
            ["contact.incident_id", "contact.id"],
            name=op.f("fk_message_incident_id_contact_id"),
        ),
        sa.ForeignKeyConstraint(
            ["incident_id", "report_id"],
            ["report.incident_id", "report.id"],
            name=op.f("fk_message_incident_id_report_id"),
        ),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_message_incident_id")),
        sa.PrimaryKeyConstraint("incident_id", "id", name=op.f("pk_message")),
        sa.UniqueConstraint(
            "incident_id", "channel", "external_id", name=op.f("uq_message_incident_id_channel_external_id")
        ),
        postgresql_with={"fillfactor": "80"},
    )
    op.create_index("ix_message_contact", "message", ["incident_id", "contact_id", "id"], unique=False)
    op.create_index("ix_message_lane", "message", ["incident_id", "lane", "id"], unique=False)
    op.create_index(
        "ix_message_link",
        "message",
        ["incident_id", "link_token"],
        unique=False,
        postgresql_where=sa.text("channel = 'web'"),
    )
    op.create_index(
        "ix_message_outbox",
        "message",
        ["incident_id", "due_at"],
        unique=False,
        postgresql_where=sa.text("state in ('waiting', 'sending', 'unclear')"),
    )
    op.create_index(
        "ix_message_received",
        "message",
        ["incident_id", "id"],
        unique=False,
        postgresql_where=sa.text("state = 'received'"),
    )
    op.create_index("ix_message_report", "message", ["incident_id", "report_id"], unique=False)
    op.create_index(
        "ix_message_trouble",
        "message",
        ["incident_id", "id"],
        unique=False,
        postgresql_where=sa.text("state in ('set_aside', 'failed', 'unclear')"),
    )
    op.create_table(
        "need_line",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("report_id", sa.BigInteger(), nullable=False),
        sa.Column("item", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("amount", sa.Float(), nullable=False),
        sa.Column("unit", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id", "report_id"],
            ["report.incident_id", "report.id"],
            name=op.f("fk_need_line_incident_id_report_id"),
        ),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_need_line_incident_id")),
        sa.PrimaryKeyConstraint("incident_id", "id", name=op.f("pk_need_line")),
    )
    op.create_index("ix_need_line_report", "need_line", ["incident_id", "report_id"], unique=False)
    op.create_table(
        "pledge",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("need_line_id", sa.BigInteger(), nullable=False),
        sa.Column("volunteer_id", sa.BigInteger(), nullable=False),
        sa.Column("amount", sa.Float(), nullable=False),
        sa.Column("delivered", sa.Float(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id", "need_line_id"],
            ["need_line.incident_id", "need_line.id"],
            name=op.f("fk_pledge_incident_id_need_line_id"),
        ),
        sa.ForeignKeyConstraint(
            ["incident_id", "volunteer_id"],
            ["volunteer.incident_id", "volunteer.id"],
            name=op.f("fk_pledge_incident_id_volunteer_id"),
        ),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_pledge_incident_id")),
        sa.PrimaryKeyConstraint("incident_id", "id", name=op.f("pk_pledge")),
    )
    op.create_index("ix_pledge_line", "pledge", ["incident_id", "need_line_id"], unique=False)
    op.create_table(
        "prompt",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("contact_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "place", "ask", "job", "confirm", "number", name="promptkind", native_enum=False, length=24
            ),
            nullable=False,
        ),
        sa.Column("digit", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.BigInteger(), nullable=True),
        sa.Column("dispatch_id", sa.BigInteger(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "kind in ('place', 'ask', 'job', 'confirm', 'number')", name=op.f("ck_prompt_kind")
        ),
        sa.ForeignKeyConstraint(
            ["incident_id", "contact_id"],
            ["contact.incident_id", "contact.id"],
            name=op.f("fk_prompt_incident_id_contact_id"),
        ),
        sa.ForeignKeyConstraint(
            ["incident_id", "dispatch_id"],
            ["dispatch.incident_id", "dispatch.id"],
            name=op.f("fk_prompt_incident_id_dispatch_id"),
        ),
        sa.ForeignKeyConstraint(
            ["incident_id", "report_id"],
            ["report.incident_id", "report.id"],
            name=op.f("fk_prompt_incident_id_report_id"),
        ),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_prompt_incident_id")),
        sa.PrimaryKeyConstraint("incident_id", "id", name=op.f("pk_prompt")),
    )
    op.create_index(
        "ix_prompt_open",
        "prompt",
        ["incident_id", "contact_id"],
        unique=False,
        postgresql_where=sa.text("closed_at is null"),
    )
    op.create_index(
        "ix_prompt_report",
        "prompt",
        ["incident_id", "report_id"],
        unique=False,
        postgresql_where=sa.text("closed_at is null"),
    )
    _grant_to_strangers()
    _make_job_list()


def downgrade() -> None:
    op.drop_index("ix_prompt_report", table_name="prompt", postgresql_where=sa.text("closed_at is null"))
    op.drop_index("ix_prompt_open", table_name="prompt", postgresql_where=sa.text("closed_at is null"))
    op.drop_table("prompt")
    op.drop_index("ix_pledge_line", table_name="pledge")
    op.drop_table("pledge")
    op.drop_index("ix_need_line_report", table_name="need_line")
    op.drop_table("need_line")
    op.drop_index(
        "ix_message_trouble",
        table_name="message",
        postgresql_where=sa.text("state in ('set_aside', 'failed', 'unclear')"),
    )
    op.drop_index("ix_message_report", table_name="message")
    op.drop_index("ix_message_received", table_name="message", postgresql_where=sa.text("state = 'received'"))
    op.drop_index(
        "ix_message_outbox",
        table_name="message",
        postgresql_where=sa.text("state in ('waiting', 'sending', 'unclear')"),
    )
    op.drop_index("ix_message_link", table_name="message", postgresql_where=sa.text("channel = 'web'"))
    op.drop_index("ix_message_lane", table_name="message")
    op.drop_index("ix_message_contact", table_name="message")
    op.drop_table("message")
    op.drop_index(
        "uq_dispatch_live",
        table_name="dispatch",
        postgresql_where=sa.text("state in ('proposed', 'asked', 'accepted')"),
    )
    op.drop_index("ix_dispatch_volunteer", table_name="dispatch")
    op.drop_index("ix_dispatch_state", table_name="dispatch")
    op.drop_index("ix_dispatch_report", table_name="dispatch")
    op.drop_table("dispatch")
    op.drop_index("ix_able_volunteer", table_name="able")
    op.drop_index("ix_able_reach", table_name="able", postgresql_using="gist")
    op.drop_geospatial_table("able")
    op.drop_geospatial_table("volunteer")
    op.drop_index("ix_report_point", table_name="report", postgresql_using="gist")
    op.drop_index(
        "ix_report_morton", table_name="report", postgresql_include=["kind", "category", "urgency", "state"]
    )
    op.drop_index("ix_report_match", table_name="report", postgresql_where=sa.text("match_at is not null"))
    op.drop_index("ix_report_live", table_name="report")
    op.drop_index("ix_report_contact", table_name="report")
    op.drop_geospatial_table("report")
    op.drop_index("ix_place_key_place", table_name="place_key")
    op.drop_table("place_key")
    op.drop_index("ix_address_contact", table_name="address")
    op.drop_table("address")
    op.drop_index("ix_staff_session_staff", table_name="staff_session")
    op.drop_table("staff_session")
    op.drop_index("uq_public_report_case", table_name="public_report")
    op.drop_index("ix_public_report_morton", table_name="public_report")
    op.drop_geospatial_table("public_report")
    op.drop_index("ix_place_source", table_name="place")
    op.drop_index("ix_place_point", table_name="place", postgresql_using="gist")
    op.drop_geospatial_table("place")
    op.drop_table("password_link")
    op.drop_table("membership")
    op.drop_table("map_count")
    op.drop_table("ground")
    op.drop_table("follow")
    op.drop_index("uq_event_position", table_name="event", postgresql_where=sa.text("position is not null"))
    op.drop_index("ix_event_report", table_name="event")
    op.drop_index("ix_event_new", table_name="event", postgresql_where=sa.text("position is null"))
    op.drop_table("event")
    op.drop_table("contact")
    op.drop_table("channel_account")
    op.drop_table("suppression")
    op.drop_table("staff")
    op.drop_table("incident")
    op.execute("drop schema procrastinate cascade")


def _grant_to_strangers() -> None:
    op.execute("grant select on public_report, map_count to konbit_public")


def _make_job_list() -> None:
    """procrastinate in a schema of its own, so that autogenerate never meets it; its NOTIFY trigger is off.

    The library is pinned in the lock file: raising it means a revision with its `sql/migrations`.
    """
    connection = op.get_bind().connection.driver_connection  # psycopg itself: % and : stay as they are
    connection.execute(
        "create schema procrastinate;"
        "grant usage on schema procrastinate to konbit_app;"
        "alter default privileges in schema procrastinate"
        "    grant select, insert, update, delete on tables to konbit_app;"
        "alter default privileges in schema procrastinate grant usage on sequences to konbit_app;"
        "set local search_path = procrastinate, public"
    )
    connection.execute(SchemaManager.get_schema())
    connection.execute(
        "alter table procrastinate_jobs disable trigger procrastinate_jobs_notify_queue_job_inserted_v1"
    )
    connection.execute("set local search_path = public")
