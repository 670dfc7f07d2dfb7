"""A database of its own in which people have been shown to strangers, once for all attacks."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpx
import pytest

from app.api.doors import Doors
from app.config import Settings
from app.db import open_database
from app.house import House
from app.main import create_app
from app.security import Keys
from ingest.channel import shelf
from tests import factories
from tests.cluster import ThrowAway
from tests.conftest import MASTER_KEY, PUBLIC_URL
from tests.db.attack.app_stranger import AppStranger


@dataclass(frozen=True, slots=True)
class Stage:
    """Where attacks take place: a house, its web server, and incidents for the asking."""

    house: House
    http: httpx.AsyncClient

    async def incident(self, slug: str) -> int:
        """A new incident in which nobody has asked yet."""
        async with self.house.database.session() as session:
            number = f"+150955501{50 + len(slug) % 40}"
            incident = await factories.make_incident(session, self.house.keys, slug=slug, our_number=number)
            assert incident.id is not None
            return incident.id

    def stranger(self, slug: str) -> AppStranger:
        """Somebody who knows the incident's address."""
        return AppStranger(self.http, slug)


@pytest.fixture(scope="session")
async def stage(throw_away: ThrowAway, keys: Keys) -> AsyncIterator[Stage]:
    """One database and one web server for all attacks."""
    with throw_away.fresh() as fresh:
        settings = Settings(
            _env_file=None,
            DATABASE_URL=fresh.url(),
            owner_database_url=fresh.url("konbit_owner"),
            public_database_url=fresh.url("konbit_public"),
            public_url=PUBLIC_URL,
            secret_key=MASTER_KEY,
        )
        pools = open_database(settings.database_url, settings.public_database_url)
        app = create_app(Settings(_env_file=None))
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url=PUBLIC_URL) as http:
            app.state.house, app.state.doors = House(settings, keys, pools, shelf(), http), Doors()
            yield Stage(app.state.house, http)
        await pools.close()
