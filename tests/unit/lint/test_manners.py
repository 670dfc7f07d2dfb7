"""The lint bites on what a module's source may not say."""

import pytest

from tests.lint.__main__ import unused
from tests.lint.manners import findings
from tests.lint.source import Source
from tests.lint.statements import Statement, statements

SABOTAGED = {
    "SQL in a verb": (
        "app/reports/merge.py",
        "from sqlalchemy import text\nMERGE = text('select 1')",
        "SQL away from its home",
    ),
    "SQL under another name": (
        "app/api/desk/first.py",
        "from sqlalchemy import text as sql\nasync def look(session): await session.execute(sql('select 1'))",
        "SQL away from its home",
    ),
    "SQL by the library's name": (
        "app/api/desk/first.py",
        "import sqlalchemy as sa\nROWS = sa.text('select 1')",
        "SQL away from its home",
    ),
    "a statement made on the way": (
        "app/reports/queries.py",
        "from sqlalchemy import text\ndef by(column): return text(f'select 1 where {column} = 1')",
        "a statement that is not a constant",
    ),
    "SQL in the call": (
        "app/reports/queries.py",
        "async def look(connection): await connection.execute('select 1')",
        "SQL written into the call",
    ),
    "glued SQL in the call": (
        "app/api/desk/first.py",
        "async def look(connection, name): await connection.exec_driver_sql(f'select {name}')",
        "SQL written into the call",
    ),
    "an ORM query": (
        "app/reports/find.py",
        "from sqlmodel import select\nasync def look(session): await session.execute(select(Report))",
        "library's `select`",
    ),
    "an ORM update": (
        "geo/tiles.py",
        "import sqlalchemy\ndef move(): return sqlalchemy.update(Place)",
        "library's `update`",
    ),
    "an old ORM query": ("app/reports/find.py", "def look(session): session.query(Report).all()", "session"),
    "a commit": (
        "app/dispatch/offer.py",
        "async def ask(session): await session.commit()",
        "a commit inside the work",
    ),
    "a session that commits too late": (
        "app/api/inbound.py",
        "from fastapi import Depends\nasync def take(session=Depends(open_session)): ...",
        "commits after the answer",
    ),
}


@pytest.mark.parametrize(("path", "text", "said"), SABOTAGED.values(), ids=SABOTAGED)
def test_a_sabotaged_module_is_found_and_a_way_out_is_said(path, text, said):
    found = list(findings(Source.of(path, text)))
    assert len(found) == 1
    assert said in found[0].wrong
    assert found[0].where.startswith(f"{path}:")
    assert found[0].instead


FINE = {
    "a constant at home": ("app/reports/queries.py", "from sqlalchemy import text\nALL = text('select 1')"),
    "many constants at home": (
        "app/reports/queries.py",
        "from sqlalchemy import text\nALL = tuple(text(f'delete from {name}') for name in ('a', 'b'))",
    ),
    "the follower": ("app/follower/publish.py", "from sqlalchemy import text\nALL = text('select 1')"),
    "an index": (
        "app/models/event.py",
        "from sqlalchemy import text\nclass Event: where = text('position is null')",
    ),
    "a word that is called text": ("app/drill/phone.py", "def say(phone): return phone.text('hello')"),
    "our own select": ("app/matching/choose.py", "def choose(people): return select(people)"),
    "a commit where commands begin": ("app/launch/prepare.py", "def go(server): server.commit()"),
    "a session that commits in time": (
        "app/api/inbound.py",
        "from fastapi import Depends\nasync def take(session=Depends(open_session, scope='function')): ...",
    ),
    "a call to another server": (
        "app/media/fetch.py",
        "async def take(http, url):\n    async with http.stream('GET', url): ...",
    ),
    "another dependency": (
        "app/api/inbound.py",
        "from fastapi import Depends\nasync def take(x=Depends(form)): ...",
    ),
}


@pytest.mark.parametrize(("path", "text"), FINE.values(), ids=FINE)
def test_what_is_right_is_left_alone(path, text):
    assert list(findings(Source.of(path, text))) == []


def test_the_statements_are_read_as_they_are_when_the_program_runs():
    source = "from sqlalchemy import text\nWIPE = tuple(text(one) for one in ())\nTEXT_NUMBER = text('')"
    found = {one.where: one.sql for one in statements(Source.of("app/incidents/queries.py", source))}
    assert "delete from follow" in found["app/incidents/queries.py WIPE[1]"]
    assert "channel_account" in found["app/incidents/queries.py TEXT_NUMBER"]


def test_a_statement_that_nothing_runs_is_found():
    known = [Statement("a LIVE", "LIVE", "select 1"), Statement("a DEAD", "DEAD", "select 1")]
    modules = [Source.of("app/a.py", "LIVE = 1\nDEAD = 1"), Source.of("app/b.py", "run(queries.LIVE)")]
    assert [finding.where for finding in unused(known, modules)] == ["a DEAD"]
