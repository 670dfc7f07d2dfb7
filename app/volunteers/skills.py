"""What follows from a trade and a vehicle: which needs a helper can be asked for, and how far away."""

from collections.abc import Iterable

from app.models.volunteer import Vehicle

DEFAULT_REACH_M = 5_000
REACH_OF = {
    Vehicle.BICYCLE: 5_000,
    Vehicle.MOTORBIKE: 10_000,
    Vehicle.CAR: 10_000,
    Vehicle.TRUCK: 20_000,
    Vehicle.BOAT: 10_000,
}
WHEELS = frozenset((Vehicle.MOTORBIKE, Vehicle.CAR, Vehicle.TRUCK))
# the kind of need that a trade alone answers: who can rescue is not asked to carry water unless they say so
ANSWERS = {
    "carry": "labour",
    "drive": "transport",
    "cook": "food",
    "host": "shelter",
    "build": "shelter",
    "nurse": "medical",
    "doctor": "medical",
    "first_aid": "medical",
    "rescue": "rescue",
    "dig": "rescue",
    "search": "missing",
    "electrician": "power",
    "radio": "communication",
    "translate": "communication",
    "childcare": "childcare",
    "visit": "elderly",
    "watch": "security",
    "clean": "sanitation",
    "animals": "animals",
}
UNNAMED = "other"


def skills_for(
    named: Iterable[str], *, trades: Iterable[str] = (), vehicle: Vehicle = Vehicle.NONE
) -> tuple[str, ...]:
    """Name the kinds of need that somebody can answer: those they named, and those their trades answer.

    «Other» stands only where nothing else does.
    """
    rides = ["transport"] if vehicle in WHEELS else []
    known = dict.fromkeys([*named, *(ANSWERS[trade] for trade in trades if trade in ANSWERS), *rides])
    exact = tuple(name for name in known if name != UNNAMED)
    return exact or (UNNAMED,)


def reach_for(vehicle: Vehicle) -> int:
    """How far somebody comes with what they ride; five kilometres when nobody says."""
    return REACH_OF.get(vehicle, DEFAULT_REACH_M)
