"""What an incident knows at its beginning: the towns of GeoNames, countries and regions, and the coast."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncSession

from app.history import Happening, record
from app.incidents import queries
from geo.gazetteer.countries import country_places
from geo.gazetteer.geonames import SMALLEST, geonames_places
from geo.gazetteer.load import load_places
from geo.land import land
from geo.place import Place
from geo.point import Area
from ingest.catalog import load_catalog
from web.assets import VENDOR, asset

JOB = "begin_incident"


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """Names by their source, and what lies under the streets; gathering them takes some seconds."""

    places: dict[str, list[Place]]
    ground: Sequence[dict[str, object]]

    @property
    def count(self) -> int:
        """How many places are known."""
        return sum(map(len, self.places.values()))


def gather_beginning(area: Area, country: str) -> Beginning:
    """Read what we carry about an area; no database and no network is asked."""
    return Beginning(places=known_at_start(area, country), ground=[_coast(area)])


def known_at_start(area: Area, country: str, *, smallest: int = SMALLEST) -> dict[str, list[Place]]:
    """Give the places that an incident begins with, by their source: towns, countries and regions."""
    spoken = load_catalog().languages
    atlas = _vendored("countries-50m.json")
    return {
        "geonames": list(geonames_places(area, country, smallest=smallest)),
        "countries": list(country_places(area, country, languages=spoken, atlas=atlas)),
    }


def _coast(area: Area) -> dict[str, object]:
    coast = land(_vendored("land-50m.json"), area)
    properties = {"layer": "land", "name": "", "class": "land"}
    return {"type": "Feature", "properties": properties, "geometry": coast}


def _vendored(name: str) -> Path:
    return VENDOR / asset(name).rsplit("/", 1)[-1]


async def keep_beginning(
    session: AsyncSession, incident_id: int, beginning: Beginning, *, now: datetime
) -> None:
    """Give an incident that was made without them its names and its coast; twice is once."""
    for source, places in beginning.places.items():
        await load_places(session, incident_id, places, source=source)
    values = {"incident_id": incident_id, "features": list(beginning.ground)}
    await session.execute(queries.SET_GROUND, values)
    told = {"places": beginning.count}
    record(session, incident_id, Happening(what="gazetteer.loaded", after=told), now=now)
