"""What a job is called when it is said to somebody."""

from app.dispatch.shapes import Job
from app.messaging.say import Phrase, phrase
from geo.gazetteer.beside import Beside
from geo.point import Point


def what_words(category: str, people: int | None) -> Phrase:
    """«water for 6 people», or just «water»."""
    named = phrase(f"category.{category}")
    return phrase("what.people", category=named, people=people) if people else phrase("what", category=named)


def place_words(name: str) -> Phrase | str:
    """The place's name, or the words for having only a dot on the map."""
    return name or phrase("place.unnamed")


def distance_words(distance_m: float) -> Phrase:
    """As exactly as people walk: by fifty metres, from 500 m by the hundred, from 2 km by the kilometre."""
    if distance_m < 475:
        return phrase("distance.m", metres=max(50, round(distance_m / 50) * 50))
    if distance_m < 950:
        return phrase("distance.m", metres=round(distance_m / 100) * 100)
    km = round(distance_m / 100) / 10 if distance_m < 1_950 else float(round(distance_m / 1_000))
    return phrase("distance.km", km=km)


def beside_words(found: Beside | None) -> Phrase | str:
    """«200 m NE of Mill»; the name alone where the point is there, or somewhere in it."""
    if found is None:
        return phrase("place.unnamed")
    if found.bearing is None:
        return found.name
    direction = phrase(f"direction.{found.bearing.value}")
    distance = distance_words(found.distance_m)
    return phrase("place.beside", distance=distance, direction=direction, name=found.name)


def helper_words(job: Job) -> Phrase | str:
    """The name the helper chose, or the words for not knowing it."""
    return job.helper_name or phrase("helper.unnamed")


def map_link(point: Point) -> str:
    """A link that opens in any phone's map, with no tracking and nobody's account."""
    return f"https://osm.org/?mlat={point.lat:.5f}&mlon={point.lon:.5f}"
