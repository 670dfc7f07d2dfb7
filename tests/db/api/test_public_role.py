"""Whatever strangers ask, the database itself would refuse to tell more."""

from collections.abc import Iterator

import psycopg
import pytest
from sqlalchemy import TextClause, event, text
from sqlalchemy.exc import ProgrammingError

from app.api.public import queries
from app.api.public.look import look

FEEDS = (
    "/i/town/tiles/0/0/0.json",
    "/i/town/tiles/8/76/114.json?kind=need&from=2026-11-01",
    "/i/town/tiles/15/9775/14622.json?category=water",
    "/i/town/veiled.json",
    "/i/town/changes.json?after=1",
    "/api/v1/incidents/town/reports?box=-73,18,-72,19",
)
LOOKED_UP = "from incident"  # of all that the app's own role reads: which incident the address means


def statements() -> Iterator[tuple[str, TextClause]]:
    for name, held in vars(queries).items():
        for key, one in held.items() if isinstance(held, dict) else ((name, held),):
            if isinstance(one, TextClause):
                yield f"{name} {key}", one


STATEMENTS = dict(statements())


@pytest.mark.parametrize("name", STATEMENTS)
async def test_a_statement_of_the_public_pages_needs_no_more_than_a_stranger_may_read(house, name):
    statement = STATEMENTS[name]
    nothing = dict.fromkeys(statement.compile().params)
    await look(house.database, text(f"explain {statement.text}"), nothing)


@pytest.mark.parametrize(
    "table", ["report", "message", "contact", "hidden_report", "public_due", "place", "event"]
)
async def test_a_statement_that_names_another_table_fails_at_once(house, table):
    with pytest.raises(ProgrammingError) as refused:
        await look(house.database, text(f"select 1 from map_count, {table}"), {})
    assert isinstance(refused.value.orig, psycopg.errors.InsufficientPrivilege)


@pytest.mark.parametrize("address", FEEDS)
async def test_feeds_read_as_a_stranger_all_that_they_say(town, address):
    own: list[str] = []
    public: list[str] = []
    engines = ((town.house.database.engine, own), (town.house.database.public_engine, public))
    heard = []
    for engine, said in engines:

        def hear(connection, cursor, statement, *_, said: list[str] = said) -> None:
            said.append(" ".join(statement.split()))

        event.listen(engine.sync_engine, "before_cursor_execute", hear)
        heard.append((engine, hear))
    try:
        answer = await town.http.get(address)
    finally:
        for engine, hear in heard:
            event.remove(engine.sync_engine, "before_cursor_execute", hear)
    assert answer.status_code == 200, answer.text
    assert public
    assert all(LOOKED_UP in one.lower() for one in own), own


async def test_any_site_may_show_the_map_alone_and_nothing_is_remembered_there(town):
    answer = await town.http.get("/i/town/embed", params={"lang": "fr", "kind": "need"})
    assert answer.status_code == 200
    assert "frame-ancestors *" in answer.headers["content-security-policy"]
    assert "set-cookie" not in answer.headers
    assert "<form" not in answer.text.replace('method="get"', "")
    whole = await town.http.get("/i/town/map", params={"lang": "fr"})
    assert "frame-ancestors 'none'" in whole.headers["content-security-policy"]
