"""Finds places for the command line."""

import json
from collections.abc import Iterable

from app.house import House
from app.incidents.find import incident_by_slug
from geo.geocoder import Evidence
from geo.locate import locate
from geo.place import Located
from geo.point import Area


async def locate_texts(house: House, slug: str, texts: Iterable[str]) -> None:
    """Print one JSON object a text: the place, or that there is none."""
    async with house.database.session() as session:
        incident = await incident_by_slug(session, slug)
        assert incident.id is not None
        area = Area(west=incident.west, south=incident.south, east=incident.east, north=incident.north)
        for words in texts:
            found = await locate(session, Evidence(incident_id=incident.id, text=words, words="", area=area))
            print(json.dumps(located_json(found), ensure_ascii=False))


def located_json(found: Located | None) -> dict[str, object]:
    """A place as `konbit locate` prints it."""
    if found is None:
        return {"lat": None, "lon": None, "radius_m": None, "name": None, "source": None, "trail": []}
    return {
        "lat": found.point.lat,
        "lon": found.point.lon,
        "radius_m": found.radius_m,
        "name": found.name,
        "source": found.source,
        "trail": list(found.trail),
    }
