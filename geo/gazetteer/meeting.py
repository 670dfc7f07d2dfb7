"""Puts a text that joins two names where they meet: at the corner of streets, or half way between places."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from geo.gazetteer.candidates import Candidate
from geo.gazetteer.named import Named
from geo.gazetteer.question import Question
from geo.gazetteer.relations import Joined, Relation, between
from geo.place import Kind, Located
from geo.point import Point, distance_m, unwound

BETWEEN_M = 30_000.0  # of two places «between» which somebody is
BESIDE_M = 1_000.0  # a corner that is farther from both streets belongs to other streets of these names


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two places that a text joins, the nearest two of their names."""

    joined: Joined
    one: Candidate
    other: Candidate


def meeting_of(question: Question, ranked: Sequence[Candidate]) -> Meeting | None:
    """Find the two places that «between A and B» or «corner of A and B» joins, if one is the best."""
    joined = between(question, [candidate.hit.gram for candidate in ranked])
    if joined is None or ranked[0].hit.gram not in joined.grams:
        return None
    first, second = ([one for one in ranked if one.hit.gram == gram] for gram in joined.grams)
    pairs = [(a, b) for a in first for b in second if a.hit.named.id != b.hit.named.id]
    nearest = min(pairs, key=_apart, default=None)
    if nearest is None or _apart(nearest) > _within_m(joined, nearest):
        return None
    return Meeting(joined, *nearest)


def _apart(pair: tuple[Candidate, Candidate]) -> float:
    return distance_m(pair[0].hit.named.point, pair[1].hit.named.point)


def _within_m(joined: Joined, pair: tuple[Candidate, Candidate]) -> float:
    """How far apart two places may be to be joined: streets that cross touch each other."""
    reach = sum(candidate.hit.named.radius_m for candidate in pair)
    return 1.5 * reach if joined.relation is Relation.CROSSING else max(reach, BETWEEN_M)


def met(question: Question, meeting: Meeting, crossings: Sequence[Named], *, notes: Sequence[str]) -> Located:
    """Say where two places meet; `crossings` are the corners that the gazetteer knows by both names."""
    one, other = meeting.one.hit, meeting.other.hit
    crossing = meeting.joined.relation is Relation.CROSSING
    place = _corner(one.named, other.named, crossings) if crossing else _middle(one.named, other.named)
    how = "where two streets meet" if crossing else "half way between two places"
    start, end = min(one.gram.start, other.gram.start), max(one.gram.end, other.gram.end)
    told = f"«{meeting.joined.word}» says it is {how}: {one.named.name} and {other.named.name}"
    return Located(
        point=place.point,
        radius_m=round(place.radius_m, 1),
        name=place.name,
        kind=place.kind,
        source=place.source,
        words=question.text[start:end],
        trail=(told, *notes),
    )


def _corner(a: Named, b: Named, known: Sequence[Named]) -> Named:
    """The known corner of two streets, else about where they touch: nearer to the shorter one's middle."""
    beside = [
        named for named in known if distance_m(named.point, a.point) <= a.radius_m + b.radius_m + BESIDE_M
    ]
    if beside:
        return min(
            beside, key=lambda named: distance_m(named.point, a.point) + distance_m(named.point, b.point)
        )
    return replace(
        a,
        name=f"{a.name} / {b.name}",
        kind=Kind.CROSSING,
        point=_along(a.point, b.point, a.radius_m / (a.radius_m + b.radius_m)),
        radius_m=max(min(a.radius_m, b.radius_m), distance_m(a.point, b.point) / 2),
    )


def _middle(a: Named, b: Named) -> Named:
    reach = distance_m(a.point, b.point) / 2 + min(a.radius_m, b.radius_m)
    return replace(a, name=f"{a.name} – {b.name}", point=_along(a.point, b.point, 0.5), radius_m=reach)


def _along(a: Point, b: Point, share: float) -> Point:
    """A point so far along the way from one to the other; neither is far from the other."""
    east = unwound(b.lon, beside=a.lon) - a.lon
    return Point(lat=a.lat + share * (b.lat - a.lat), lon=unwound(a.lon + share * east))
