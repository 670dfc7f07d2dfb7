"""How revisions meet a database: on the program's connection, or on the one that the environment names."""

import os
from typing import Any

import psycopg
from alembic import context
from geoalchemy2 import alembic_helpers
from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import NullPool

from app.models import SQLModel


def run(connection: Connection) -> None:
    """Run on one connection, each revision in a transaction of its own."""
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        include_object=alembic_helpers.include_object,
        process_revision_directives=alembic_helpers.writer,
        render_item=alembic_helpers.render_item,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()


def connect() -> Connection:
    """For the `alembic` command; the program itself hands its connection over."""
    url = os.environ.get("KONBIT_OWNER_DATABASE_URL") or os.environ["DATABASE_URL"]
    options: dict[str, Any] = {"creator": lambda: psycopg.connect(url), "poolclass": NullPool}
    return create_engine("postgresql+psycopg://", **options).connect()


given: Connection | None = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with connect() as made:
        run(made)
