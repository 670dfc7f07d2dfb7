"""Connections that died while nobody looked are noticed before anybody's words are given to them."""

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from app.db import open_database


@pytest.fixture
async def database(fresh):
    opened = open_database(fresh.url(), pool_size=2)
    yield opened
    await opened.close()


async def pid(database) -> int:
    async with database.session() as session:
        return int((await session.execute(text("select pg_backend_pid()"))).scalar_one())


@pytest.fixture
def kill(throw_away, fresh):
    def kill(pid: int) -> None:
        with psycopg.connect(throw_away.cluster.dsn("postgres", "postgres")) as server:
            server.execute("select pg_terminate_backend(%s, 5000)", [pid])

    return kill


async def test_a_connection_is_used_again(database):
    assert await pid(database) == await pid(database)


async def test_a_connection_that_died_at_rest_is_replaced_unseen(fresh, kill):
    database = open_database(fresh.url(), rested_s=0.0)
    first = await pid(database)
    kill(first)
    assert await pid(database) != first
    await database.close()


async def test_one_that_died_in_the_middle_of_work_costs_one_try(database, kill):
    first = await pid(database)
    kill(first)
    with pytest.raises(OperationalError):
        await pid(database)
    assert await pid(database) != first
