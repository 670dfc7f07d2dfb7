"""What a stranger can reach: four tables and some columns, and nothing in them that leads to a door."""

import psycopg
import pytest

from app.models import SQLModel

PUBLIC = {"public_report", "map_count", "public_cell", "map_change"}
# of these some columns: facts and places that are for everybody, without who wrote them at the desk
PARTLY = {
    "bulletin": "incident_id id texts source at ended_at",
    "facility": "incident_id id reference kind name place point capacity free stock hours notes source "
    "checked_at full ended_at",
}
TABLES = {table.name: table for table in SQLModel.metadata.sorted_tables}
PRIVATE = [name for name in TABLES if name not in PUBLIC | PARTLY.keys()]
NEED = "Need water for 4 at the Bridge, ask for Widow Zorblax"


@pytest.mark.parametrize("table", PRIVATE)
def test_the_public_role_cannot_read(fresh, table):
    refused = pytest.raises(psycopg.errors.InsufficientPrivilege, match="permission denied")
    with psycopg.connect(fresh.dsn("konbit_public")) as stranger, refused:
        stranger.execute(f"select 1 from {table}")


@pytest.mark.parametrize("table", sorted(PARTLY))
def test_the_public_role_reads_only_some_columns_of(fresh, table):
    told = set(PARTLY[table].split())
    kept = {column.name for column in TABLES[table].columns} - told
    assert kept
    with psycopg.connect(fresh.dsn("konbit_public"), autocommit=True) as stranger:
        for column in told:
            stranger.execute(f'select "{column}" from {table}')
        for column in (*sorted(kept), "*"):
            name = column if column == "*" else f'"{column}"'
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                stranger.execute(f"select {name} from {table}")


@pytest.mark.parametrize("table", sorted(PUBLIC))
def test_the_public_role_reads_and_cannot_write(fresh, table):
    with psycopg.connect(fresh.dsn("konbit_public"), autocommit=True) as stranger:
        stranger.execute(f"select * from {table}")
        for way in (f"delete from {table}", f"update {table} set incident_id = 1", f"truncate {table}"):
            with pytest.raises(psycopg.Error, match=r"permission denied|read-only"):
                stranger.execute(way)
        stranger.execute("set default_transaction_read_only = off")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            stranger.execute(f"delete from {table}")


def test_the_public_role_makes_nothing_of_its_own(fresh):
    with psycopg.connect(fresh.dsn("konbit_public"), autocommit=True) as stranger:
        stranger.execute("set default_transaction_read_only = off")
        for way in (
            "create table mine ()",
            "create temp table mine ()",
            "select * from procrastinate.procrastinate_jobs",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                stranger.execute(way)


def test_the_app_role_owns_nothing_and_alters_nothing(fresh):
    with psycopg.connect(fresh.dsn(), autocommit=True) as app:
        for way in ("drop table report", "alter table message add column x int", "create table mine ()"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                app.execute(way)


async def test_nothing_public_holds_words_numbers_codes_or_the_true_place(town):
    await town.volunteer("Bayu")
    await town.sms("Amina", NEED)
    case = await town.case("Amina")
    (true,) = await town.rows(
        "select link_token, st_y(point::geometry) as lat, st_x(point::geometry) as lon from report"
    )
    secrets = [
        "Zorblax",
        "5095550101",
        "5095550102",
        case,
        true["link_token"],
        f"{true['lat']:.4f}",
        f"{true['lon']:.4f}",
    ]
    tables = await town.rows(
        "select (select string_agg(p::text || st_astext(point), '') from public_report p) as dots,"
        " (select string_agg(c::text, '') from map_count c) as counts,"
        " (select string_agg(c::text, '') from public_cell c) as squares,"
        " (select string_agg(c::text, '') from map_change c) as changes"
    )
    seen = [str(value) for value in tables[0].values()]
    for path in (
        "/i/town/",
        "/i/town/map",
        "/i/town/tiles/14/4887/7311.json",
        "/api/v1/incidents/town/reports",
        "/api/v1/incidents/town/counts",
    ):
        answer = await town.http.get(path)
        assert answer.status_code == 200, path
        seen.append(answer.text)
    for secret in secrets:
        assert not any(secret in one for one in seen), secret


async def test_no_number_is_readable_in_any_table(town):
    """Sealed or hashed, wherever it came in: a text, a form, an answer."""
    await town.volunteer("Bayu")
    await town.sms("Amina", "Need water for 4 at the Bridge")
    await town.form("offer", "I give food", category="food", place="Mill", phone=town.number("Chen"))
    await town.settle()
    await town.sms("Bayu", "yes")
    await town.settle()
    for table in SQLModel.metadata.sorted_tables:
        if table.name == "channel_account":
            continue  # our own number
        rows = await town.rows(f"select t::text as whole from {table.name} t")
        for row in rows:
            for digits in ("5095550101", "5095550102", "5095550103"):
                assert digits not in row["whole"], table.name
                assert digits.encode().hex() not in row["whole"], table.name
