"""Every statement of the program meets the real tables: PostgreSQL plans it, and says what it cannot."""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from sqlalchemy import TextClause, text

import app
import geo
from app.models import SQLModel


def statements() -> Iterator[tuple[str, TextClause]]:
    for package in (app, geo):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if found.name.rpartition(".")[2] == "__main__":
                continue
            module = importlib.import_module(found.name)
            for name, value in vars(module).items():
                for n, one in enumerate(held_by(value)):
                    if isinstance(one, TextClause):
                        yield f"{module.__name__}.{name}{f'-{n}' if n else ''}", one


def held_by(value: object) -> tuple[object, ...]:
    """What a constant holds: one statement, or several that are chosen among."""
    if isinstance(value, dict):
        return tuple(value.values())
    return value if isinstance(value, tuple) else (value,)


STATEMENTS = dict(statements())


@pytest.mark.parametrize("name", STATEMENTS)
async def test_postgresql_understands_the_statement(session, name):
    statement = STATEMENTS[name]
    nothing = dict.fromkeys(statement.compile().params)
    await session.execute(text(f"explain {statement.text}"), nothing)


def test_there_are_statements_to_look_at():
    assert len(STATEMENTS) > 60


async def test_the_app_may_use_every_table(session):
    for table in SQLModel.metadata.sorted_tables:
        await session.execute(table.select().limit(1))
