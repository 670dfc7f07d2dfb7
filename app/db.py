"""Connections: one pool for the app's role, one for what strangers read; a session is a transaction."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from psycopg import AsyncConnection
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine

PUBLIC_POOL = 5
# procrastinate's types are found by deferring connections only when its schema is on their path
OPTIONS = "-c search_path=public,procrastinate -c timezone=UTC"


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


def open_database(url: str, public_url: str = "", *, pool_size: int = 10) -> Database:
    """Make the pools; nothing is connected before the first use, and few connections serve many callers."""
    engine, public_engine = _engine(url, pool_size), _engine(public_url or url, PUBLIC_POOL)
    # made once: each of these makes a class
    return Database(engine, public_engine, _sessions(engine), _sessions(public_engine))


def _sessions(engine: AsyncEngine) -> async_sessionmaker[AsyncSession]:
    return async_sessionmaker(engine, expire_on_commit=False)


def _engine(url: str, pool_size: int) -> AsyncEngine:
    return create_async_engine(
        make_url(url).set(drivername="postgresql+psycopg"),
        pool_size=pool_size,
        max_overflow=0,
        pool_pre_ping=True,
        pool_timeout=5,
        hide_parameters=True,  # an error that is logged must not carry what somebody wrote
        connect_args={"options": OPTIONS, "connect_timeout": 3, "application_name": "konbit"},
    )


async def raw_connection(session: AsyncSession) -> AsyncConnection[object]:
    """Return psycopg's own connection under this transaction, for a job deferred inside it."""
    connection = await session.connection()
    raw = (await connection.get_raw_connection()).driver_connection
    assert isinstance(raw, AsyncConnection)
    return raw
