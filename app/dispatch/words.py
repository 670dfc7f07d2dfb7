"""What a job is called when it is said to somebody."""

from app.dispatch.shapes import Job
from app.messaging.say import Phrase, phrase
from geo.point import Point


def what_words(category: str, people: int | None) -> Phrase:
    """«water for 6 people», or just «water»."""
    named = phrase(f"category.{category}")
    return phrase("what.people", category=named, people=people) if people else phrase("what", category=named)


def place_words(name: str) -> Phrase | str:
    """The place's name, or the words for having only a dot on the map."""
    return name or phrase("place.unnamed")


def distance_words(distance_m: float) -> Phrase:
    """Metres to the next fifty, kilometres to the next half: nobody walks by the metre."""
    if distance_m < 950:
        return phrase("distance.m", metres=max(50, round(distance_m / 50) * 50))
    return phrase("distance.km", km=f"{round(distance_m / 500) / 2:g}")


def helper_words(job: Job) -> Phrase | str:
    """The name the helper chose, or the words for not knowing it."""
    return job.helper_name or phrase("helper.unnamed")


def map_link(point: Point) -> str:
    """A link that opens in any phone's map, with no tracking and nobody's account."""
    return f"https://osm.org/?mlat={point.lat:.5f}&mlon={point.lon:.5f}"
