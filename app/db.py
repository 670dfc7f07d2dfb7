"""Connections: one pool for the app's role, one for what strangers read; a session is a transaction."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import psycopg
from psycopg import AsyncConnection
from psycopg.abc import AdaptContext
from psycopg.adapt import Dumper, PyFormat
from psycopg.types.numeric import Int4, Int4BinaryDumper, Int4Dumper, IntBinaryDumper, IntDumper
from sqlalchemy import event
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

PUBLIC_POOL = 5
RESTED_S = 1.0
# procrastinate's types are found by deferring connections only when its schema is on their path
OPTIONS = "-c search_path=public,procrastinate -c timezone=UTC"
# a tile of a town and one of the sea want other plans: one for both walked all rows (measured: 4 s for 0.1)
PLANNED_ANEW = f"{OPTIONS} -c plan_cache_mode=force_custom_plan"


class WholeInt(IntDumper):
    """Sends a small number as an integer, in letters, and never as a smallint."""

    _int4 = Int4Dumper(Int4)

    def upgrade(self, obj: int, wanted: PyFormat) -> Dumper:
        """Take four bytes where psycopg would take two."""
        return self._int4 if -(2**31) <= obj < 2**31 else super().upgrade(obj, wanted)


class WholeIntBinary(IntBinaryDumper):
    """Sends a small number as an integer, in bytes, and never as a smallint."""

    _int4 = Int4BinaryDumper(Int4)

    def upgrade(self, obj: int, wanted: PyFormat) -> Dumper:
        """Take four bytes where psycopg would take two."""
        return self._int4 if -(2**31) <= obj < 2**31 else super().upgrade(obj, wanted)


@dataclass(frozen=True, slots=True)
class Database:
    """The open pools of one process."""

    engine: AsyncEngine
    public_engine: AsyncEngine
    _sessions: async_sessionmaker[AsyncSession]
    _public_sessions: async_sessionmaker[AsyncSession]

    @asynccontextmanager
    async def session(self) -> AsyncIterator[AsyncSession]:
        """Open one transaction as the app: it commits when the block ends well, else nothing happened."""
        async with self._sessions.begin() as session:
            yield session

    @asynccontextmanager
    async def public_session(self) -> AsyncIterator[AsyncSession]:
        """Open one transaction as the role that reads only public tables."""
        async with self._public_sessions.begin() as session:
            yield session

    async def close(self) -> None:
        """Close both pools."""
        await self.engine.dispose()
        await self.public_engine.dispose()


def open_database(
    url: str, public_url: str = "", *, pool_size: int = 10, rested_s: float = RESTED_S
) -> Database:
    """Make the pools; nothing is connected before the first use, and few connections serve many callers."""
    engine = _engine(url, pool_size, rested_s)
    public_engine = _engine(public_url or url, PUBLIC_POOL, rested_s, options=PLANNED_ANEW)
    # made once: each of these makes a class
    return Database(engine, public_engine, _sessions(engine), _sessions(public_engine))


def _sessions(engine: AsyncEngine) -> async_sessionmaker[AsyncSession]:
    return async_sessionmaker(engine, expire_on_commit=False)


def _engine(url: str, pool_size: int, rested_s: float, *, options: str = OPTIONS) -> AsyncEngine:
    engine = create_async_engine(
        make_url(url).set(drivername="postgresql+psycopg"),
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=5,
        hide_parameters=True,  # an error that is logged must not carry what somebody wrote
        connect_args={"options": options, "connect_timeout": 3, "application_name": "konbit"},
    )
    _send_whole_ints(engine)
    _ask_the_rested(engine, rested_s)
    return engine


def send_whole_ints(context: AdaptContext) -> None:
    """Let a connection send ints as integers, or as bigints where they are large.

    A GiST index that begins with `incident_id integer` takes no smallint for its first column: it walks the
    rows of every incident and throws the others' away (measured: 50 ms against 5 for one statement).
    """
    for dumper in (WholeInt, WholeIntBinary):  # of two that fit, psycopg takes the one that came last
        context.adapters.register_dumper(int, dumper)


def _send_whole_ints(engine: AsyncEngine) -> None:
    def opened(connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
        raw = entry.driver_connection
        assert isinstance(raw, AsyncConnection)
        send_whole_ints(raw)

    event.listen(engine.sync_engine, "connect", opened)


def _ask_the_rested(engine: AsyncEngine, rested_s: float) -> None:
    """Ask a connection that has rested so long whether it lives; if not, all are made anew.

    SQLAlchemy's own `pool_pre_ping` asks at every use, for a fifth of the time that an insert takes.
    """

    def put_back(connection: DBAPIConnection | None, entry: ConnectionPoolEntry) -> None:
        entry.info["rests_since_s"] = time.monotonic()

    def take_out(
        connection: DBAPIConnection, entry: ConnectionPoolEntry, _proxy: PoolProxiedConnection
    ) -> None:
        rests_since_s = entry.info.get("rests_since_s")
        if rests_since_s is None or time.monotonic() - rests_since_s < rested_s:
            return
        try:
            engine.dialect.do_ping(connection)
        except psycopg.Error as gone:
            raise InvalidatePoolError from gone

    event.listen(engine.sync_engine, "checkin", put_back)
    event.listen(engine.sync_engine, "checkout", take_out)


async def raw_connection(session: AsyncSession) -> AsyncConnection[object]:
    """Return psycopg's own connection under this transaction, for a job deferred inside it."""
    connection = await session.connection()
    raw = (await connection.get_raw_connection()).driver_connection
    assert isinstance(raw, AsyncConnection)
    return raw
