"""How wide the circle of doubt is drawn: the one home of radii.

The promise is that nine messages of ten are really inside (docs/places.md says how many were). A town is as
wide as the town, and only many pins that agree on its middle make it narrower. A street or a landmark that a
gazetteer knows is as wide as it is long. A name that pins taught is as wide as such names turned out to be.
Being next to it, sounding like it, and a rival that the text does not tell apart make each of them wider.
"""

from dataclasses import dataclass

from geo.gazetteer.candidates import Signs
from geo.gazetteer.named import Named
from geo.gazetteer.numbers import Between
from geo.gazetteer.relations import Related, Relation
from geo.gazetteer.taught import SOURCE as TAUGHT
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
SOUND, SOUND_TOWN = 1.5, 1.1  # a name that only sounds alike may be another one, a town's hardly
AROUND = {  # how much wider a place is for who is not at it but …
    Relation.AT: 1.0,
    Relation.CROSSING: 1.0,
    Relation.BESIDE: 1.5,
    Relation.BETWEEN: 2.0,
    Relation.NEAR: 2.0,
    Relation.DIRECTION: 2.0,
    Relation.TOWARDS: 3.0,
}
NEARBY_M = 1_000.0  # of the place's own width: who is near a town is not a town's width from it
AWAY = 0.3  # of a distance in a known direction; without a direction all of it

# What names turned out to be off by when they were taught by earlier reports, by how many pins agreed and
# whether the text said more than was understood. Read from the tables that `konbit train places` prints: what
# eight to nine of ten stayed under, and no more than 5 km, since hardly any place lies between that and a
# gross mistake (docs/places.md).
TAUGHT_M = {(1, False): 4_000.0, (1, True): 5_000.0, (2, False): 3_500.0, (2, True): 5_000.0}
MANY = 4  # pins that agree
MANY_M = {False: 3_000.0, True: 4_000.0}
LOOSE = 1.5  # their pins lie far apart
LOOSE_M = 2_300.0
WIDEST_TAUGHT_M = 5_000.0
STREET_M = 700.0  # people who name a street may stand in a lane off it
NUMBER_M = {False: 2_000.0, True: 4_000.0}  # «Delmas 33», pinned before

WIDEST_RIVAL_M = 60_000.0  # a circle around both would help nobody
AMBIGUOUS = 1.5

# A town on whose middle four pins agree: shares of how wide it is. Who writes only its name stands where
# most of them do; who says more may be in a hamlet of it.
SMALL_TOWN_M = 4_000.0
SMALL_ALONE, SMALL_MORE = 0.65, 1.5
GREAT = 0.7

LONE_TOWN_M = 2_000.0  # a village names its fields and hamlets too
LONE_TOWN = 40_000  # people
CROWDED = 0.37  # the more people, the closer they live: a town of ten times as many is 2.3 times as wide


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """What makes a circle wide. `rival_m` reaches to the far side of a place that may be meant as well."""

    named: Named
    signs: Signs
    relation: Related
    between: Between | None = None
    rival_m: float = 0.0
    rival: str = ""


def drawn(doubt: Doubt) -> tuple[float, list[str]]:
    """Draw the circle: its radius in metres, and what made it wider, a sentence each."""
    reasons: list[str] = []
    own_m = radius_m = _own_m(doubt)
    if doubt.named.how != "exact":
        radius_m *= SOUND_TOWN if doubt.signs["settlement"] else SOUND
    related = doubt.relation
    if related.relation is not Relation.AT and not related.away_m:
        radius_m += (AROUND[related.relation] - 1) * min(radius_m, NEARBY_M)
        reasons.append(f"«{related.word}» widens the circle")
    if doubt.named.source == TAUGHT:  # such words were among those that it was fitted on
        radius_m = min(radius_m, max(own_m, WIDEST_TAUGHT_M))
    if related.away_m:
        radius_m += related.away_m * (AWAY if related.bearing is not None else 1.0)
        reasons.append(f"«{related.word}» is {related.away_m:.0f} m away from it and widens the circle")
    if doubt.rival_m:
        reach = doubt.rival_m <= WIDEST_RIVAL_M
        radius_m = max(radius_m, doubt.rival_m) if reach else radius_m * AMBIGUOUS
        reasons.append(
            f"the circle reaches {doubt.rival}, which may be meant as well"
            if reach
            else f"it may be another {doubt.rival}, far away; this one is the likelier"
        )
    return max(LEAST_M, round(radius_m, 1)), reasons


def _own_m(doubt: Doubt) -> float:
    """How wide the place is by itself."""
    named, signs = doubt.named, doubt.signs
    more = bool(signs["rest"])
    if signs["country"]:
        return named.radius_m
    if named.source != TAUGHT:
        return max(named.radius_m, STREET_M) if named.kind is Kind.STREET else named.radius_m
    if signs["settlement"]:
        return _pinned_town_m(named, more=more)
    if doubt.between is not None and doubt.between.steps:
        return max(named.radius_m, NUMBER_M[more])
    if signs["number"]:
        return NUMBER_M[more]
    own = MANY_M[more] if named.pins >= MANY else TAUGHT_M[min(2, max(1, named.pins)), more]
    return min(WIDEST_TAUGHT_M, own * LOOSE) if named.radius_m > LOOSE_M and named.pins >= 2 else own


def _pinned_town_m(town: Named, *, more: bool) -> float:
    """How wide a town is for the pins on its name: only many that agree make it narrower than itself."""
    if town.pins < MANY:
        return town.radius_m
    if town.radius_m <= SMALL_TOWN_M:
        return town.radius_m * (SMALL_MORE if more else SMALL_ALONE)
    return min(town.radius_m, max(WIDEST_TAUGHT_M, GREAT * town.radius_m))


def town_radius_m(population: int) -> float:
    """Guess how far a town reaches from how many live there."""
    grown: float = (max(1, population) / LONE_TOWN) ** CROWDED
    return LONE_TOWN_M * max(1.0, grown)
