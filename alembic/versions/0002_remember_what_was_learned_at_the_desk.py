"""Remember what was learned at the desk."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "learning",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("learned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "state",
            sa.Enum("adopted", "refused", "undone", name="learningstate", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("report", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("lessons", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("state in ('adopted', 'refused', 'undone')", name=op.f("ck_learning_state")),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_learning_incident_id")),
        sa.PrimaryKeyConstraint("incident_id", "id", name=op.f("pk_learning")),
    )
    op.create_index(
        "ix_learning_adopted",
        "learning",
        ["incident_id", "id"],
        unique=False,
        postgresql_where=sa.text("state = 'adopted'"),
    )


def downgrade() -> None:
    op.drop_index("ix_learning_adopted", table_name="learning", postgresql_where=sa.text("state = 'adopted'"))
    op.drop_table("learning")
