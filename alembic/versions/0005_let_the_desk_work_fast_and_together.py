"""Let the desk work fast and together."""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ROLES_BEFORE = "viewer coordinator administrator".split()
ROLES = "volunteer viewer verifier dispatcher coordinator administrator".split()
VERIFIED = "reported called_back seen two_sources".split()
FIRST_LOOK = (
    "triaged_at is null and merged_into is null and state in ('new', 'open', 'asked', 'accepted', 'done') "
    "and (state in ('new', 'open') or urgency >= 4) "
    "and kind in ('need', 'offer', 'missing', 'info', 'other') and (kind <> 'offer' or point is null)"
)
AT_ALL = "merged_into is null and state in ('new', 'open', 'asked', 'accepted', 'done')"
UNMET = "unmet_at is not null and merged_into is null and state in ('new', 'open')"
TO_SEND = (
    "triaged_at is not null and merged_into is null and state = 'open' and kind = 'need' "
    "and point is not null"
)
UNPLACED = (
    "point is null and merged_into is null and state in ('new', 'open') "
    "and kind in ('need', 'offer', 'missing')"
)
# the same words, whatever their letters and signs are
SAME_WORDS = r"(md5(lower(regexp_replace(text, '\W+', ' ', 'g')))::uuid)"
# the quarter or town around each point, as it is written from now on when a case is placed
AREAS = """
    update report r set area = n.name from (
        select o.incident_id, o.id, p.name from report o cross join lateral (
            select name from place
            where incident_id = o.incident_id and kind in ('quarter', 'town', 'city') and source <> 'taught'
              and st_dwithin(point, o.point, 20000, false)
            order by point <-> o.point limit 1) p
        where o.point is not null) n
    where r.incident_id = n.incident_id and r.id = n.id
"""


def upgrade() -> None:
    op.execute("create extension if not exists unaccent")  # trusted, like those of 0003
    op.create_table(
        "sign_in_try",
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_sign_in_try")),
    )
    op.create_table(
        "access_event",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=True),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("who", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("what", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("details", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_access_event_incident_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_access_event_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_event")),
    )
    op.create_index("ix_access_event_incident", "access_event", ["incident_id", "id"], unique=False)
    op.create_index("ix_access_event_staff", "access_event", ["staff_id", "id"], unique=False)
    op.create_table(
        "huddle",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("since_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("digest", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_huddle_incident_id")),
        sa.PrimaryKeyConstraint("incident_id", "id", name=op.f("pk_huddle")),
    )
    op.create_index("ix_huddle_at", "huddle", ["incident_id", "at"], unique=False)
    op.create_table(
        "passkey",
        sa.Column("credential_id", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_passkey_staff_id")),
        sa.PrimaryKeyConstraint("credential_id", name=op.f("pk_passkey")),
    )
    op.create_index("ix_passkey_staff", "passkey", ["staff_id"], unique=False)
    op.create_table(
        "recovery_code",
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_recovery_code_staff_id")),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_recovery_code")),
    )
    op.create_table(
        "saved_reply",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("texts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("who", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_saved_reply_incident_id")),
        sa.PrimaryKeyConstraint("incident_id", "id", name=op.f("pk_saved_reply")),
    )
    op.create_table(
        "saved_view",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("query", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_saved_view_incident_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_saved_view_staff_id")),
        sa.PrimaryKeyConstraint("incident_id", "id", name=op.f("pk_saved_view")),
    )
    op.create_index("ix_saved_view_staff", "saved_view", ["incident_id", "staff_id"], unique=False)
    op.create_table(
        "huddle_note",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("huddle_id", sa.BigInteger(), nullable=True),
        sa.Column("who", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("text", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id", "huddle_id"],
            ["huddle.incident_id", "huddle.id"],
            name=op.f("fk_huddle_note_incident_id_huddle_id"),
        ),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_huddle_note_incident_id")),
        sa.PrimaryKeyConstraint("incident_id", "id", name=op.f("pk_huddle_note")),
    )
    op.create_index("ix_huddle_note_huddle", "huddle_note", ["incident_id", "huddle_id"], unique=False)
    op.create_table(
        "view_watch",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("view_id", sa.BigInteger(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column(
            "tell_by", sa.Enum("email", "text", name="tellby", native_enum=False, length=24), nullable=False
        ),
        sa.Column("contact_id", sa.BigInteger(), nullable=True),
        sa.Column("every_s", sa.Integer(), nullable=False),
        sa.Column("seen_id", sa.BigInteger(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("trouble", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("tell_by in ('email', 'text')", name=op.f("ck_view_watch_tell_by")),
        sa.ForeignKeyConstraint(
            ["incident_id", "contact_id"],
            ["contact.incident_id", "contact.id"],
            name=op.f("fk_view_watch_incident_id_contact_id"),
        ),
        sa.ForeignKeyConstraint(
            ["incident_id", "view_id"],
            ["saved_view.incident_id", "saved_view.id"],
            name=op.f("fk_view_watch_incident_id_view_id"),
        ),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_view_watch_incident_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_view_watch_staff_id")),
        sa.PrimaryKeyConstraint("incident_id", "id", name=op.f("pk_view_watch")),
    )
    op.create_index(
        "ix_view_watch_next",
        "view_watch",
        ["incident_id", "next_at"],
        unique=False,
        postgresql_where=sa.text("next_at is not null"),
    )
    op.create_index(
        "uq_view_watch", "view_watch", ["incident_id", "view_id", "staff_id", "tell_by"], unique=True
    )
    op.create_table(
        "bulletin",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("texts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("source", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("report_id", sa.BigInteger(), nullable=True),
        sa.Column("who", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["incident_id", "report_id"],
            ["report.incident_id", "report.id"],
            name=op.f("fk_bulletin_incident_id_report_id"),
        ),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_bulletin_incident_id")),
        sa.PrimaryKeyConstraint("incident_id", "id", name=op.f("pk_bulletin")),
    )
    op.create_index(
        "ix_bulletin_current",
        "bulletin",
        ["incident_id", "id"],
        unique=False,
        postgresql_where=sa.text("ended_at is null"),
    )
    op.create_table(
        "claim",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.BigInteger(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id", "report_id"],
            ["report.incident_id", "report.id"],
            name=op.f("fk_claim_incident_id_report_id"),
        ),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_claim_incident_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_claim_staff_id")),
        sa.PrimaryKeyConstraint("incident_id", "report_id", name=op.f("pk_claim")),
    )
    op.create_index("ix_claim_staff", "claim", ["incident_id", "staff_id"], unique=False)
    op.create_table(
        "media",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("token", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("content_type", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("waiting", "kept", "refused", "failed", name="mediastate", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state in ('waiting', 'kept', 'refused', 'failed')", name=op.f("ck_media_state")),
        sa.ForeignKeyConstraint(
            ["incident_id", "message_id"],
            ["message.incident_id", "message.id"],
            name=op.f("fk_media_incident_id_message_id"),
        ),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_media_incident_id")),
        sa.PrimaryKeyConstraint("incident_id", "id", name=op.f("pk_media")),
        sa.UniqueConstraint(
            "incident_id", "message_id", "turn", name=op.f("uq_media_incident_id_message_id_turn")
        ),
        sa.UniqueConstraint("incident_id", "token", name=op.f("uq_media_incident_id_token")),
    )
    op.create_index(
        "ix_media_waiting",
        "media",
        ["incident_id", "id"],
        unique=False,
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_table(
        "search_word",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("word", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_search_word_incident_id")),
        sa.PrimaryKeyConstraint("incident_id", "word", name=op.f("pk_search_word")),
        postgresql_with={"fillfactor": "70"},
    )
    op.create_index(
        "ix_search_word_near",
        "search_word",
        ["word"],
        unique=False,
        postgresql_using="gin",
        postgresql_ops={"word": "gin_trgm_ops"},
        postgresql_where=sa.text("word ~ '^[^0-9:]{4,}$'"),
    )
    op.create_table(
        "search_follow",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_search_follow_incident_id")),
        sa.PrimaryKeyConstraint("incident_id", name=op.f("pk_search_follow")),
    )
    op.create_table(
        "search_doc",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.BigInteger(), nullable=False),
        sa.Column("words", postgresql.TSVECTOR(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id", "report_id"],
            ["report.incident_id", "report.id"],
            name=op.f("fk_search_doc_incident_id_report_id"),
        ),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_search_doc_incident_id")),
        sa.PrimaryKeyConstraint("incident_id", "report_id", name=op.f("pk_search_doc")),
        postgresql_with={"fillfactor": "90"},
    )
    op.create_index(
        "ix_search_doc_words",
        "search_doc",
        ["words"],
        unique=False,
        postgresql_using="gin",
        postgresql_with={"fastupdate": "off"},
    )
    op.create_index("ix_event_at", "event", ["incident_id", "at"], unique=False)
    op.create_index("ix_event_what", "event", ["incident_id", "what", "at"], unique=False)
    op.create_index(
        "ix_message_reply",
        "message",
        ["incident_id", "report_id", "contact_id", "done_at"],
        unique=False,
        postgresql_where=sa.text("direction = 'out' and state in ('sent', 'delivered')"),
    )
    op.add_column("report", sa.Column("triaged_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("report", sa.Column("snoozed_until", sa.DateTime(timezone=True), nullable=True))
    _add("report", sa.Column("verified", sa.String(length=24), nullable=False), "'reported'")
    _add("report", sa.Column("rumour", sa.Boolean(), nullable=False), "false")
    _add("report", sa.Column("area", sqlmodel.sql.sqltypes.AutoString(), nullable=False), "''")
    op.create_check_constraint(op.f("ck_report_verified"), "report", _one_of("verified", VERIFIED))
    op.execute("update report set triaged_at = updated_at where state <> 'new'")
    op.execute(AREAS)
    op.create_index(
        "ix_report_look",
        "report",
        ["incident_id", "urgency", "created_at"],
        unique=False,
        postgresql_where=sa.text(FIRST_LOOK),
    )
    op.create_index(
        "ix_report_merged",
        "report",
        ["incident_id", "merged_into"],
        unique=False,
        postgresql_where=sa.text("merged_into is not null"),
    )
    op.create_index(
        "ix_report_send",
        "report",
        ["incident_id", "urgency", "created_at"],
        unique=False,
        postgresql_where=sa.text(TO_SEND),
    )
    for name, where in (("ix_report_all", AT_ALL), ("ix_report_unmet", UNMET)):
        op.create_index(
            name,
            "report",
            ["incident_id", "urgency", "created_at"],
            unique=False,
            postgresql_where=sa.text(where),
        )
    op.create_index("ix_report_words", "report", ["incident_id", sa.text(SAME_WORDS)], unique=False)
    op.create_index(
        "ix_report_unplaced",
        "report",
        ["incident_id", "urgency", "created_at"],
        unique=False,
        postgresql_where=sa.text(UNPLACED),
    )
    op.add_column("staff", sa.Column("totp_sealed", sa.LargeBinary(), nullable=True))
    _add("staff", sa.Column("totp_step", sa.BigInteger(), nullable=False), "0")
    op.add_column(
        "staff_session", sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False)
    )
    browser = sa.Column("browser", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False)
    _add("staff_session", browser, "''")
    _add("staff_session", sa.Column("half", sa.Boolean(), nullable=False), "false")
    _allow("membership", "role", ROLES)


def downgrade() -> None:
    op.drop_column("staff_session", "half")
    op.drop_column("staff_session", "browser")
    op.drop_column("staff_session", "id")
    op.drop_column("staff", "totp_step")
    op.drop_column("staff", "totp_sealed")
    op.drop_index("ix_report_unplaced", table_name="report")
    op.drop_index("ix_report_words", table_name="report")
    op.drop_index("ix_report_unmet", table_name="report")
    op.drop_index("ix_report_all", table_name="report")
    op.drop_index("ix_report_send", table_name="report")
    op.drop_index("ix_report_merged", table_name="report")
    op.drop_index("ix_report_look", table_name="report")
    op.drop_column("report", "area")
    op.drop_column("report", "rumour")
    op.drop_column("report", "verified")
    op.drop_column("report", "snoozed_until")
    op.drop_column("report", "triaged_at")
    op.drop_index("ix_message_reply", table_name="message")
    op.drop_index("ix_event_what", table_name="event")
    op.drop_index("ix_event_at", table_name="event")
    op.drop_index("ix_search_doc_words", table_name="search_doc")
    op.drop_table("search_doc")
    op.drop_table("search_follow")
    op.drop_index("ix_search_word_near", table_name="search_word")
    op.drop_table("search_word")
    op.drop_index("ix_media_waiting", table_name="media")
    op.drop_table("media")
    op.drop_index("ix_claim_staff", table_name="claim")
    op.drop_table("claim")
    op.drop_index("ix_bulletin_current", table_name="bulletin")
    op.drop_table("bulletin")
    op.drop_index("uq_view_watch", table_name="view_watch")
    op.drop_index("ix_view_watch_next", table_name="view_watch")
    op.drop_table("view_watch")
    op.drop_index("ix_huddle_note_huddle", table_name="huddle_note")
    op.drop_table("huddle_note")
    op.drop_index("ix_saved_view_staff", table_name="saved_view")
    op.drop_table("saved_view")
    op.drop_table("saved_reply")
    op.drop_table("recovery_code")
    op.drop_index("ix_passkey_staff", table_name="passkey")
    op.drop_table("passkey")
    op.drop_index("ix_huddle_at", table_name="huddle")
    op.drop_table("huddle")
    op.drop_index("ix_access_event_staff", table_name="access_event")
    op.drop_index("ix_access_event_incident", table_name="access_event")
    op.drop_table("access_event")
    op.drop_table("sign_in_try")
    # what the old roles know: whoever could do part of the work may look on
    op.execute("update membership set role = 'viewer' where role in ('verifier', 'volunteer', 'dispatcher')")
    _allow("membership", "role", ROLES_BEFORE)


def _one_of(column: str, values: list[str]) -> str:
    named = ", ".join(f"'{value}'" for value in values)
    return f"{column} in ({named})"


def _allow(table: str, column: str, values: list[str]) -> None:
    op.drop_constraint(op.f(f"ck_{table}_{column}"), table)
    op.create_check_constraint(op.f(f"ck_{table}_{column}"), table, _one_of(column, values))


def _add(table: str, column: sa.Column, filled: str) -> None:
    """Add a column that every row has; what fills the old rows is no default for new ones."""
    column.server_default = sa.DefaultClause(sa.text(filled))
    op.add_column(table, column)
    op.alter_column(table, column.name, server_default=None)
