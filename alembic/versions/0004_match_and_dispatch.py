"""Match with care: states on the way, hours and rest, goods in parts, alarms, approvals, zones, limits."""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from geoalchemy2 import Geography
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

STATES_BEFORE = "proposed asked accepted done declined lapsed released left stopped".split()
STATES = "proposed asked accepted on_way there done declined lapsed released left stopped".split()
PROMPTS_BEFORE = "place ask job confirm number".split()
PROMPTS = [*PROMPTS_BEFORE, "check", "rest", "alarm"]
VEHICLES = "none bicycle motorbike car truck boat".split()
LIVE_BEFORE = "state in ('proposed', 'asked', 'accepted')"
LIVE = "state in ('proposed', 'asked', 'accepted', 'on_way', 'there')"
SKILL_AND_REACH = "(hashtext(skill::text) # reach_m)"
TEXTS = postgresql.ARRAY(sa.Text())
HOURS = postgresql.ARRAY(sa.SmallInteger())


def upgrade() -> None:
    _make_tables()
    # sentences about danger name a number to call: a GSM phone carries this one to the nearest service
    op.execute("update incident set emergency_number = '112' where emergency_number = ''")
    for table, columns in _columns().items():
        for column, filled in columns:
            _add(table, column, filled)
    _allow("dispatch", "state", STATES)
    _allow("prompt", "kind", PROMPTS)
    op.create_check_constraint(op.f("ck_volunteer_vehicle"), "volunteer", _one_of("vehicle", VEHICLES))
    _refer("volunteer", "buddy_id", "volunteer")
    _refer("pledge", "dispatch_id", "dispatch")
    _refer("pledge", "stock_id", "stock")
    op.create_index("ix_pledge_stock", "pledge", ["incident_id", "stock_id"])
    op.create_index("ix_pledge_dispatch", "pledge", ["incident_id", "dispatch_id"])
    op.create_index(
        "uq_pledge_job",
        "pledge",
        ["incident_id", "dispatch_id", "need_line_id"],
        unique=True,
        postgresql_where=sa.text("dispatch_id is not null and released_at is null"),
    )
    op.create_index(
        "ix_dispatch_check_in",
        "dispatch",
        ["incident_id", "check_in_at"],
        postgresql_where=sa.text("check_in_at is not null"),
    )
    _live_index(LIVE)
    _reach_index(sa.text(SKILL_AND_REACH))
    named = sa.text("(after ->> 'helper')")
    told = sa.text("(after ->> 'helper') is not null")
    op.create_index("ix_event_helper", "event", ["incident_id", named], postgresql_where=told)


def downgrade() -> None:
    _reach_index("skill", "reach_m")
    op.execute("update dispatch set state = 'accepted' where state in ('on_way', 'there')")
    op.execute("delete from prompt where kind in ('check', 'rest', 'alarm')")
    op.drop_index("ix_event_helper", table_name="event")
    _live_index(LIVE_BEFORE)
    op.drop_index("ix_dispatch_check_in", table_name="dispatch")
    op.drop_index("uq_pledge_job", table_name="pledge")
    op.drop_index("ix_pledge_dispatch", table_name="pledge")
    op.drop_index("ix_pledge_stock", table_name="pledge")
    op.drop_constraint(op.f("fk_pledge_incident_id_stock_id"), "pledge")
    op.drop_constraint(op.f("fk_pledge_incident_id_dispatch_id"), "pledge")
    op.drop_constraint(op.f("fk_volunteer_incident_id_buddy_id"), "volunteer")
    op.drop_constraint(op.f("ck_volunteer_vehicle"), "volunteer")
    _allow("prompt", "kind", PROMPTS_BEFORE)
    _allow("dispatch", "state", STATES_BEFORE)
    op.execute("delete from pledge where released_at is not null")  # promised no more
    for table, columns in reversed(_columns().items()):
        for column, _filled in reversed(columns):
            op.drop_column(table, column.name)
    for table in ("spend", "zone", "approval", "on_call", "alarm", "stock"):
        op.drop_table(table)


def _columns() -> dict[str, list[tuple[sa.Column[object], str]]]:
    """The new columns by their tables, each with what rows of before get."""
    return {
        "incident": [
            (sa.Column("auto_urgency", sa.Integer(), nullable=False), "2"),
            (sa.Column("check_in_s", sa.Integer(), nullable=False), "3600"),
            (sa.Column("confirm_h", sa.Integer(), nullable=False), "48"),
            (sa.Column("quiet_from", sa.Integer(), nullable=False), "0"),
            (sa.Column("quiet_to", sa.Integer(), nullable=False), "0"),
            (sa.Column("texts_per_day", sa.Integer(), nullable=False), "5000"),
            (sa.Column("countries", TEXTS, nullable=False), "{}"),
        ],
        "volunteer": [
            (sa.Column("trades", TEXTS, nullable=False), "{}"),
            (sa.Column("vehicle", sa.String(length=24), nullable=False), "none"),
            (sa.Column("languages", TEXTS, nullable=False), "{}"),
            (sa.Column("trust_by_kind", postgresql.JSONB(), nullable=False), "{}"),
            (sa.Column("daily_cap", sa.Integer(), nullable=False), "4"),
            (sa.Column("hours", HOURS, nullable=True), ""),
            (sa.Column("rest_until", sa.DateTime(timezone=True), nullable=True), ""),
            (sa.Column("team", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False), ""),
            (sa.Column("buddy_id", sa.BigInteger(), nullable=True), ""),
        ],
        "report": [
            (sa.Column("risky", sa.Boolean(), nullable=False), "false"),
            (sa.Column("drive", sa.Boolean(), nullable=False), "false"),
            (sa.Column("unmet_at", sa.DateTime(timezone=True), nullable=True), ""),
        ],
        "dispatch": [
            (sa.Column("wave", sa.Integer(), nullable=False), "0"),
            (sa.Column("check_in_at", sa.DateTime(timezone=True), nullable=True), ""),
            (sa.Column("missed", sa.Integer(), nullable=False), "0"),
        ],
        "pledge": [
            (sa.Column("dispatch_id", sa.BigInteger(), nullable=True), ""),
            (sa.Column("stock_id", sa.BigInteger(), nullable=True), ""),
            (sa.Column("released_at", sa.DateTime(timezone=True), nullable=True), ""),
        ],
        "message": [
            (sa.Column("vital", sa.Boolean(), nullable=False), "false"),
            (sa.Column("segments", sa.Integer(), nullable=False), "0"),
        ],
    }


def _make_tables() -> None:
    at = sa.DateTime(timezone=True)
    name = sqlmodel.sql.sqltypes.AutoString
    _make(
        "stock",
        sa.Column("volunteer_id", sa.BigInteger(), nullable=False),
        sa.Column("item", name(), nullable=False),
        sa.Column("unit", name(), nullable=False),
        sa.Column("amount", sa.Float(), nullable=False),
        sa.Column("created_at", at, nullable=False),
    )
    _refer("stock", "volunteer_id", "volunteer")
    op.create_index("ix_stock_item", "stock", ["incident_id", "item"])
    op.create_index("ix_stock_volunteer", "stock", ["incident_id", "volunteer_id"])
    _make(
        "alarm",
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("report_id", sa.BigInteger(), nullable=False),
        sa.Column("dispatch_id", sa.BigInteger(), nullable=True),
        sa.Column("opened_at", at, nullable=False),
        sa.Column("tried", sa.Integer(), nullable=False),
        sa.Column("next_at", at, nullable=False),
        sa.Column("seen_at", at, nullable=True),
        sa.Column("seen_by", name(length=80), nullable=False),
        sa.CheckConstraint("kind in ('critical', 'unsafe', 'check_in')", name=op.f("ck_alarm_kind")),
    )
    _refer("alarm", "report_id", "report")
    _refer("alarm", "dispatch_id", "dispatch")
    open_alarm = sa.text("seen_at is null")
    keys = ["incident_id", "report_id", "kind"]
    op.create_index("uq_alarm_open", "alarm", keys, unique=True, postgresql_where=open_alarm)
    op.create_index("ix_alarm_report", "alarm", ["incident_id", "report_id"])
    _make(
        "on_call",
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.BigInteger(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("hours", HOURS, nullable=True),
        sa.Column("created_at", at, nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_on_call_staff_id")),
        sa.UniqueConstraint("incident_id", "staff_id", name=op.f("uq_on_call_incident_id_staff_id")),
    )
    _refer("on_call", "contact_id", "contact")
    op.create_table(
        "approval",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("at", at, nullable=False),
        sa.CheckConstraint("kind in ('checklist', 'risk')", name=op.f("ck_approval_kind")),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_approval_incident_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_approval_staff_id")),
        sa.PrimaryKeyConstraint("incident_id", "report_id", "kind", "staff_id", name=op.f("pk_approval")),
    )
    _refer("approval", "report_id", "report")
    _make(
        "zone",
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("name", name(), nullable=False),
        sa.Column("area", Geography("GEOMETRY", srid=4326, dimension=2, spatial_index=False), nullable=False),
        sa.Column("who", name(length=80), nullable=False),
        sa.Column("since_at", at, nullable=False),
        sa.Column("until_at", at, nullable=True),
        sa.CheckConstraint("kind in ('hazard', 'closure')", name=op.f("ck_zone_kind")),
    )
    op.create_index("ix_zone_area", "zone", ["incident_id", "area"], postgresql_using="gist")
    op.create_table(
        "spend",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("segments", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_spend_incident_id")),
        sa.PrimaryKeyConstraint("incident_id", "day", name=op.f("pk_spend")),
    )


def _make(table: str, *more: sa.Column[object] | sa.Constraint) -> None:
    """Make a table whose rows belong to an incident and have a number of their own."""
    op.create_geospatial_table(
        table,
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        *more,
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f(f"fk_{table}_incident_id")),
        sa.PrimaryKeyConstraint("incident_id", "id", name=op.f(f"pk_{table}")),
    )


def _refer(table: str, column: str, to: str) -> None:
    keys = ["incident_id", column]
    op.create_foreign_key(op.f(f"fk_{table}_incident_id_{column}"), table, to, keys, ["incident_id", "id"])


def _reach_index(*middle: str | sa.TextClause) -> None:
    op.drop_index("ix_able_reach", table_name="able", postgresql_using="gist")
    keys = ["incident_id", *middle, "point"]
    op.create_index("ix_able_reach", "able", keys, postgresql_using="gist")


def _live_index(where: str) -> None:
    op.drop_index("uq_dispatch_live", table_name="dispatch")
    keys = ["incident_id", "report_id", "volunteer_id"]
    op.create_index("uq_dispatch_live", "dispatch", keys, unique=True, postgresql_where=sa.text(where))


def _allow(table: str, column: str, values: list[str]) -> None:
    op.drop_constraint(op.f(f"ck_{table}_{column}"), table)
    op.create_check_constraint(op.f(f"ck_{table}_{column}"), table, _one_of(column, values))


def _one_of(column: str, values: list[str]) -> str:
    return f"{column} in ({', '.join(repr(value) for value in values)})"


def _add(table: str, column: sa.Column[object], filled: str) -> None:
    """Add a column that rows of before must have; what the program writes always says it."""
    if column.nullable:
        op.add_column(table, column)
        return
    column.server_default = sa.DefaultClause(filled)
    op.add_column(table, column)
    op.alter_column(table, column.name, server_default=None)
