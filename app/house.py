"""What one process owns: its settings, keys, pools and channels, made once at the edge."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx

from app.config import Settings
from app.db import Database, open_database
from app.security import Keys
from ingest.channel import Channel, shelf

SEND_TIMEOUT_S = 15.0


@dataclass(frozen=True, slots=True)
class House:
    """Handed to whoever needs a part of it; nothing here is global."""

    settings: Settings
    keys: Keys
    database: Database
    channels: dict[str, Channel]
    http: httpx.AsyncClient


@asynccontextmanager
async def open_house(settings: Settings, *, pool_size: int = 10) -> AsyncIterator[House]:
    """Open everything a process needs, and close it when the block ends."""
    keys = Keys.from_master(settings.secret_key.get_secret_value())
    database = open_database(settings.database_url, settings.public_database_url, pool_size=pool_size)
    try:
        async with httpx.AsyncClient(timeout=SEND_TIMEOUT_S) as http:
            yield House(settings, keys, database, shelf(), http)
    finally:
        await database.close()
