"""What an online geocoder answered, in our terms: which place is meant, and how wide its circle is."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from geo.gazetteer.circle import RADIUS_M
from geo.place import Kind, Located
from geo.point import Area, Point, distance_m

LONGEST_NAME = 80
FAR_APART_M = 5_000.0  # namesakes farther apart than this leave us none the wiser


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One place of an answer."""

    name: str
    kind: Kind
    point: Point
    radius_m: float


def choose(found: Sequence[Found], *, area: Area) -> Found | None:
    """Take the service's first place inside the area, its circle wide enough for its namesakes there too.

    None when nothing lies inside, or when the namesakes are so far apart that the name alone says nothing.
    """
    inside = [one for one in found if area.holds(one.point)]
    if not inside:
        return None
    first, rest = inside[0], inside[1:]
    same = [one for one in rest if one.kind is first.kind and one.name.casefold() == first.name.casefold()]
    if not same:
        return first
    radius_m = max(distance_m(first.point, one.point) + one.radius_m for one in same)
    return (
        None if radius_m > FAR_APART_M else replace(first, radius_m=max(first.radius_m, round(radius_m, 1)))
    )


def reach_m(kind: Kind, point: Point, box: Area | None) -> float:
    """How far a place reaches: to the farthest corner of its box, and no less than its kind does.

    A street is mapped in pieces and a town often as a dot, so a small box is no proof of a small place.
    """
    if box is None:
        return RADIUS_M[kind]
    corners = [Point(lat=lat, lon=lon) for lat in (box.south, box.north) for lon in (box.west, box.east)]
    return round(max(RADIUS_M[kind], *(distance_m(point, corner) for corner in corners)), 1)


def clean_name(name: str) -> str:
    """A name fit for a text message: one line, nothing unseen in it, not endless."""
    seen = "".join(" " if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp") else c for c in name)
    return " ".join(seen.split())[:LONGEST_NAME].strip()


def as_located(found: Found, *, service: str, words: str) -> Located:
    """An answer as the rest of Konbit knows places, with where it is from in its trail."""
    return Located(
        point=found.point,
        radius_m=found.radius_m,
        name=found.name,
        kind=found.kind,
        source=service,
        words=words,
        trail=(f"found online: {service} knows «{words}» as the {found.kind} «{found.name}»",),
    )
