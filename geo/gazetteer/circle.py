"""How wide the circle of doubt is drawn: the one table of radii.

The promise is that nine messages of ten are really inside. A place's own radius is where people who name it
may be: a whole town for a town, one block for a landmark. How it was found widens it, and so does «near».
"""

from collections.abc import Sequence
from math import sqrt

from geo.place import Kind

RADIUS_M = {  # where a source gives no radius of its own
    Kind.COUNTRY: 150_000.0,
    Kind.REGION: 40_000.0,
    Kind.DISTRICT: 10_000.0,
    Kind.CITY: 5_000.0,
    Kind.TOWN: 2_000.0,
    Kind.QUARTER: 800.0,
    Kind.STREET: 400.0,
    Kind.LANDMARK: 250.0,
    Kind.CROSSING: 150.0,
    Kind.ADDRESS: 100.0,
    Kind.WRITTEN: 30.0,
}
LEAST_M = 30.0
MATCH = {"exact": 1.0, "sound": 1.5}  # a name that only sounds alike may be another one
AMBIGUOUS = 1.5  # several places bear the name and nothing else in the text says which
LONE_TOWN_M = 2_000.0  # a village names its fields and hamlets too
METRES_PER_ROOT_HEAD = 10.0  # some 3,000 people on a square kilometre


def town_radius_m(population: int) -> float:
    """Guess how far a town reaches from how many live there."""
    return max(LONE_TOWN_M, METRES_PER_ROOT_HEAD * sqrt(max(0, population)))


def widened(radius_m: float, *, how: str = "exact", relation: float = 1.0, away_m: float = 0.0) -> float:
    """Widen a place's circle for how it was found, for «near», and for «2 km from»."""
    return round(max(LEAST_M, radius_m * MATCH[how] * relation) + away_m, 1)


def taught_radius_m(apart: Sequence[float]) -> float:
    """Draw a taught name's circle from how far its pins lie from their middle, sorted, in metres."""
    guessed = sorted((*apart, *PINS_BEFORE))
    whole, rest = divmod(0.9 * (len(guessed) - 1), 1)
    below, above = guessed[int(whole)], guessed[min(int(whole) + 1, len(guessed) - 1)]
    return max(LEAST_M, round(below + rest * (above - below), 1))


PINS_BEFORE = (150.0, 700.0, 2_500.0, 4_500.0)  # what a name of one pin turned out to be off by, in quarters
