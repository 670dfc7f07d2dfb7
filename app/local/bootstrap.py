"""Gives a server its roles, its database and its extensions: what only a superuser may do, once."""

from collections.abc import Callable

import psycopg
from psycopg import Connection, sql

from app.local.cluster import Cluster
from app.local.settings import ROLES

EXTENSIONS = ("postgis", "pg_trgm", "unaccent", "btree_gist", "btree_gin")
ONE_AT_A_TIME = 727002  # an advisory lock: two programs may prepare at once

RIGHTS = """
revoke all on database {database} from public;
grant connect on database {database} to konbit_app, konbit_public;
"""

INSIDE = """
alter schema public owner to konbit_owner;
revoke all on schema public from public;
grant usage on schema public to konbit_app, konbit_public;
revoke all on spatial_ref_sys, geometry_columns, geography_columns from public;
grant select on spatial_ref_sys to konbit_owner, konbit_app, konbit_public;
alter default privileges for role konbit_owner in schema public
    grant select, insert, update, delete on tables to konbit_app;
alter default privileges for role konbit_owner in schema public grant usage on sequences to konbit_app;
"""

MANNERS = """
revoke all on database postgres, template1 from public;
alter role konbit_public set default_transaction_read_only = on;
alter role konbit_public set statement_timeout = '5s';
alter role konbit_app set statement_timeout = '30s';
alter role konbit_app set idle_in_transaction_session_timeout = '60s';
alter role konbit_owner set lock_timeout = '5s';
"""


def bootstrap(cluster: Cluster, database: str = "konbit") -> None:
    """Three roles, one database, five extensions on our own server; harmless when all is there."""
    prepare_server(lambda name: cluster.dsn("postgres", name), database=database)


def prepare_server(superuser: Callable[[str], str], *, database: str) -> None:
    """The same on any server; `superuser` gives the superuser's address of a database."""
    name = sql.Identifier(database)
    with psycopg.connect(superuser("postgres"), autocommit=True) as server:
        server.execute("select pg_advisory_lock(%s)", [ONE_AT_A_TIME])
        _make_roles(server)
        if not server.execute("select 1 from pg_database where datname = %s", [database]).fetchone():
            server.execute(sql.SQL("create database {} owner konbit_owner template template0").format(name))
        close_to_strangers(server, database)
        with psycopg.connect(superuser(database)) as inside:
            for extension in EXTENSIONS:
                inside.execute(sql.SQL("create extension if not exists {}").format(sql.Identifier(extension)))
            inside.execute(INSIDE)


def _make_roles(server: Connection) -> None:
    known = {row[0] for row in server.execute("select rolname from pg_roles")}
    for role in ROLES:
        if role not in known:
            server.execute(sql.SQL("create role {} login").format(sql.Identifier(role)))
    server.execute(MANNERS)


def close_to_strangers(server: Connection, database: str) -> None:
    """PostgreSQL lets everybody into a new database, and a copy forgets what its template refused."""
    server.execute(sql.SQL(RIGHTS).format(database=sql.Identifier(database)))
