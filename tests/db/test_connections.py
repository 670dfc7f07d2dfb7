"""Connections: the dead are noticed before words are given to them, and numbers are sent as indexes want."""

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from app.db import open_database
from geo.gazetteer.queries import BESIDE
from geo.spatial import ewkt
from tests.town import MILL


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


@pytest.mark.parametrize(
    ("number", "type_"),
    [(0, "integer"), (-7, "integer"), (2**31 - 1, "integer"), (-(2**31), "integer"), (2**31, "bigint")],
)
async def test_a_number_is_an_integer_until_it_is_too_large_for_one(database, number, type_):
    async with database.session() as session:
        row = await session.execute(
            text("select pg_typeof(:one), pg_typeof(:some), :one"), {"one": number, "some": [number]}
        )
        assert tuple(row.one()) == (type_, f"{type_}[]", number)


async def test_strangers_numbers_are_sent_the_same_way(database):
    async with database.public_session() as session:
        assert (await session.execute(text("select pg_typeof(:one)"), {"one": 3})).scalar_one() == "integer"


async def test_an_index_over_places_leaves_other_incidents_aside(session, incident_id):
    """The planner's own choice among few rows would be another: only what the index can do is asked here."""
    for other_way in ("enable_seqscan", "enable_bitmapscan", "enable_sort"):
        await session.execute(text(f"set local {other_way} = off"))
    here = {"incident_id": incident_id, "point": ewkt(MILL), "spots_m": 5_000.0, "towns_m": 50_000.0}
    rows = await session.execute(text(f"explain (costs off) {BESIDE.text}"), here)
    explained = "\n".join(rows.scalars())
    assert "ix_place_point" in explained
    conditions = [line for line in explained.splitlines() if "Index Cond" in line]
    assert len(conditions) == 2
    assert all(f"incident_id = {incident_id})" in line for line in conditions), explained
