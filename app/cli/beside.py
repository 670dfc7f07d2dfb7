"""Says for the command line what people would call a point."""

import json

from app.dispatch.words import beside_words
from app.errors import BadForm
from app.house import House
from app.incidents.find import incident_by_slug
from app.messaging.say import Phrase, in_language
from geo.coordinates import checked_pin
from geo.errors import BadCoordinates
from geo.gazetteer.beside import Beside, area_name, beside
from geo.point import Point


async def print_beside(house: House, slug: str, written: str) -> None:
    """Print what is beside «LAT,LON», and the area that strangers may hear, as one JSON object."""
    point = _point(written)
    async with house.database.session() as session:
        incident = await incident_by_slug(session, slug)
        assert incident.id is not None
        found = await beside(session, incident.id, point)
        area = await area_name(session, incident.id, point)
    told = beside_json(found, incident.languages[0]) | {"area": area or None}
    print(json.dumps({"lat": point.lat, "lon": point.lon, **told}, ensure_ascii=False))


def beside_json(found: Beside | None, language: str) -> dict[str, object]:
    """What is beside a point as `konbit locate --reverse` prints it; `words` is how it is said to people."""
    if found is None:
        return {"name": None, "kind": None, "distance_m": None, "bearing": None, "words": None}
    words = beside_words(found)
    return {
        "name": found.name,
        "kind": found.kind.value,
        "distance_m": found.distance_m,
        "bearing": found.bearing.value if found.bearing else None,
        "words": in_language(words, language) if isinstance(words, Phrase) else words,
    }


def _point(written: str) -> Point:
    lat, comma, lon = written.partition(",")
    if not comma:
        raise BadForm("Write the point as LAT,LON, such as --reverse=18.539,-72.336.")
    try:
        return checked_pin(lat, lon)
    except BadCoordinates as bad:
        raise BadForm(f"«{written}» is no point: {bad}") from bad
