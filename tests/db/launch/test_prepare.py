import psycopg
import pytest

from app.config import Settings
from app.launch.prepare import prepare
from tests.cluster import ThrowAway


@pytest.fixture(scope="module")
def throw_away():
    with ThrowAway() as server:
        yield server


def test_an_operators_bare_server_gets_roles_passwords_and_tables(throw_away):
    cluster = throw_away.cluster

    def url(role: str) -> str:
        return cluster.url(role, "town").replace("@", ":a%20long%20one@")

    settings = Settings(
        DATABASE_URL=url("konbit_app"),
        owner_database_url=url("konbit_owner"),
        public_database_url=url("konbit_public"),
    )
    for _ in range(2):  # twice, as `docker compose up` does it
        prepare(cluster.url("postgres", "postgres"), settings)
    with psycopg.connect(cluster.dsn("postgres", "town")) as server:
        locked = server.execute("select count(*) from pg_authid where rolpassword is not null").fetchone()
        migrated = server.execute("select to_regclass('alembic_version') is not null").fetchone()
    assert locked == (3,)
    assert migrated == (True,)
