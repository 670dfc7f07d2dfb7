"""Finds places for the command line."""

import json
from collections.abc import Iterable

from app.errors import BadForm
from app.house import House
from app.incidents.find import incident_by_slug
from app.models.incident import Incident
from app.pipeline.online import ask_online
from app.pipeline.outlook import Outlook, services_of
from geo.geocoder import Evidence
from geo.locate import locate
from geo.place import Located
from ingest.read import read_message


async def locate_texts(house: House, slug: str, texts: Iterable[str], *, online: bool = False) -> None:
    """Print one JSON object a text: the place, or that there is none; `online` asks a geocoder too."""
    if online and not services_of(house.settings):
        raise BadForm("No geocoder is set: KONBIT_NOMINATIM_URL or KONBIT_PHOTON_URL says which to ask.")
    async with house.database.session() as session:
        incident = await incident_by_slug(session, slug)
    if online and incident.drill:
        raise BadForm("A drill asks nobody on the network; name an incident that is no drill.")
    for words in texts:
        found = await _locate(house, incident, words)
        if online:
            found = await _ask(house, incident, words, found) or found
        print(json.dumps(located_json(found), ensure_ascii=False))


async def _locate(house: House, incident: Incident, words: str) -> Located | None:
    """Ask as hop 2 does: the reader says which of the words are the place."""
    assert incident.id is not None
    place = read_message(words, languages=tuple(incident.languages)).place
    evidence = Evidence(
        incident_id=incident.id, text=words, words=place.text if place else "", area=incident.area
    )
    async with house.database.session() as session:
        return await locate(session, evidence)


async def _ask(house: House, incident: Incident, words: str, found: Located | None) -> Located | None:
    """Here too the place words alone go out, as the reader cuts them from the text."""
    place = read_message(words, languages=tuple(incident.languages)).place
    outlook = Outlook(database=house.database, http=house.http, settings=house.settings)
    return await ask_online(outlook, incident, place.text, found) if place else None


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
