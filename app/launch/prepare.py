"""Prepares an operator's server, once: `python -m app.launch.prepare SUPERUSER_URL`, before web and worker.

Roles get the passwords that DATABASE_URL, KONBIT_OWNER_DATABASE_URL and KONBIT_PUBLIC_DATABASE_URL name.
"""

import sys

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from app import migrations
from app.config import Settings
from app.local.bootstrap import prepare_server


def prepare(superuser_url: str, settings: Settings) -> None:
    """Make roles, database and extensions, set the passwords, and bring the tables up to date."""
    urls = [settings.database_url, settings.owner_database_url, settings.public_database_url]
    database = str(conninfo_to_dict(urls[0])["dbname"])
    prepare_server(lambda name: make_conninfo(superuser_url, dbname=name), database=database)
    with psycopg.connect(superuser_url) as server:
        for url in urls:
            _set_password(server, url)
    migrations.upgrade(settings.owner_database_url)


def _set_password(server: psycopg.Connection, url: str) -> None:
    login = conninfo_to_dict(url)
    statement = sql.SQL("alter role {} password {}")
    server.execute(statement.format(sql.Identifier(str(login["user"])), sql.Literal(str(login["password"]))))


if __name__ == "__main__":
    prepare(sys.argv[1], Settings())
