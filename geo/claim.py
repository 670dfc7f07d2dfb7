"""What a text claims about a position, and the least mending that makes a place of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from geo.place import Kind, Located
from geo.point import Area, Point

METRES_PER_DEGREE = 111_195
SHARPEST_M = 30.0  # what a good phone gives under a clear sky
SWAPPED, MINUS, ABROAD = (
    "the two numbers were swapped",
    "the minus sign was missing",
    "it is outside the incident's area",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Two numbers as they were written, before it is known whether they are a place."""

    lat: float
    lon: float
    radius_m: float
    words: str
    why: str  # what the words are: «a plus code»
    start: int = 0  # where in the text
    order_known: bool = False  # something said which number is the latitude
    signs_known: bool = False  # something said which hemispheres
    local_only: bool = False  # too bare to believe, unless it falls inside the incident's area
    notes: tuple[str, ...] = ()


def placed(claim: Claim, area: Area | None) -> Located | None:
    """Take the numbers as they are if that makes sense, else the mending that does."""
    points = [
        (Point(lat=lat, lon=lon), notes)
        for lat, lon, notes in _mendings(claim, area)
        if abs(lat) <= 90
        and abs(lon) <= 180
        and (lat or lon)  # 0,0 is what a phone sends when it does not know
    ]
    if area is not None:
        for point, notes in points:
            if area.holds(point):
                return _located(claim, point, notes)
    if claim.local_only or not points:
        return None
    point, notes = points[0]
    return _located(claim, point, notes + ((ABROAD,) if area else ()))


def _mendings(claim: Claim, area: Area | None) -> Iterator[tuple[float, float, tuple[str, ...]]]:
    """The numbers as they are first, then what people get wrong, the likeliest first."""
    lat, lon = claim.lat, claim.lon
    orders: list[tuple[float, float, tuple[str, ...]]] = [(lat, lon, ())]
    if not claim.order_known:
        orders.append((lon, lat, (SWAPPED,)))
    yield from orders
    if area is None or claim.signs_known or claim.local_only:
        return
    for first, second, notes in orders:  # a minus is lost easily and never made up
        if second > 0:
            yield first, -second, (*notes, MINUS)
        if first > 0:
            yield -first, second, (*notes, MINUS)


def _located(claim: Claim, point: Point, notes: tuple[str, ...]) -> Located:
    return Located(
        point=point,
        radius_m=claim.radius_m,
        name="",
        kind=Kind.WRITTEN,
        source="written",
        words=claim.words[:200],
        trail=(f"«{claim.words[:80]}» is {claim.why}", *claim.notes, *notes),
    )


def spread_m(decimals: int) -> float:
    """How wide the circle must be around degrees written with so many decimals."""
    return max(SHARPEST_M, METRES_PER_DEGREE * 10.0**-decimals)
