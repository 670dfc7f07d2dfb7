"""Private needs: whoever adds people, subtracts filters or compares moments finds a square, and no door."""

from collections.abc import Sequence
from datetime import timedelta
from random import Random
from statistics import median

import pytest

from geo.point import Area, Point, distance_m, towards
from geo.tiles import cell_centre, cell_position, morton, tile_area
from geo.veil import FINEST, K
from tests.db.attack.crowd import FIRST_DAY, OPEN, PRIVATE, Filed, follow, put_in, scattered, towns
from tests.db.attack.locate import around
from tests.db.attack.naive import Naive
from tests.db.attack.stranger import Asked, Square, Stranger, Target

FOUND_M = 50.0
BLOCKS = 20
# the side of the smallest square that is ever shown
SIDE_M = distance_m(*(Point(lat=18.5, lon=lon) for lon in (0.0, 360 / 2**FINEST)))
# Whoever knows no more than the square guesses its middle, and misses by four tenths of its side (the median
# of places spread evenly). With luck in twenty draws: a third.
GUESSED_M = SIDE_M / 3


def block(middle: Point) -> list[int]:
    """The four smallest squares of one of the next size; in one of them the target is known to be."""
    parent = morton(middle, FINEST - 1)
    return [parent << 2 | number for number in range(4)]


@pytest.fixture(scope="module")
def targets() -> list[Target]:
    """One person each in squares far from each other, whose need is private."""
    dice, some = Random(21), []
    for town in towns(BLOCKS):
        area = tile_area(FINEST, *cell_position(dice.choice(block(town))))
        truth = Point(lat=dice.uniform(area.south, area.north), lon=dice.uniform(area.west, area.east))
        some.append(Target(truth=truth, near=town, category=PRIVATE[0], day=FIRST_DAY))
    return some


@pytest.fixture(scope="module")
async def moments(stage, targets):
    """What the squares said when the attacker's own people had asked, and when the targets had, too."""
    incident_id = await stage.incident("squares")
    sybils = [
        Filed(sender=f"sybil {cell} {number}", at=cell_centre(cell, FINEST), category=PRIVATE[1])
        for target in targets
        for cell in block(target.near)
        for number in range(K - 1)
    ]
    await put_in(stage.house, incident_id, sybils)
    await follow(stage.house, incident_id, after=timedelta(hours=1))
    stranger = stage.stranger("squares")
    before = await stranger.squares()
    people = [
        Filed(sender=f"person {n}", at=one.truth, category=one.category) for n, one in enumerate(targets)
    ]
    await put_in(stage.house, incident_id, people)
    await follow(stage.house, incident_id, after=timedelta(hours=2))
    return before, await stranger.squares()


def smallest(squares: Sequence[Square], target: Target) -> Point:
    """The middle of the smallest square about the target's block, with the fewest people in it."""
    near = tile_area(FINEST - 1, *cell_position(morton(target.near, FINEST - 1)))
    some = [one for one in squares if near.holds(one.area.centre)]
    best = min(some, key=lambda one: (one.area.east - one.area.west, one.n), default=None)
    return best.area.centre if best else target.near


async def test_people_who_lift_a_square_over_its_bound_find_the_square(moments, targets):
    _, after = moments
    assert median(distance_m(one.truth, smallest(after, one)) for one in targets) >= GUESSED_M


async def test_the_difference_of_two_moments_tells_the_square(moments, targets):
    before, after = moments
    fresh = [square for square in after if square not in before]
    assert median(distance_m(one.truth, smallest(fresh, one)) for one in targets) >= GUESSED_M


async def test_no_square_is_smaller_or_emptier_than_promised(moments):
    for squares in moments:
        for square in squares:
            assert square.n >= K
            assert square.area.east - square.area.west >= 360 / 2**FINEST - 1e-5  # six digits are told


async def test_a_map_that_counts_everybody_where_they_are_tells_the_door(targets):
    squares = await Naive((), private=targets).squares()
    assert median(distance_m(one.truth, smallest(squares, one)) for one in targets) < FOUND_M


async def residue(stranger: Stranger, box: Area, days: Sequence[Asked]) -> int:
    """How many more there are without a filter than with each: whoever stands behind none of them."""
    whole = (await stranger.listing(Asked(), box=box)).total
    return whole - sum([(await stranger.listing(asked, box=box)).total for asked in days])


async def test_no_filter_sum_or_difference_knows_of_a_private_need(stage):
    """One household of another kind among ordinary ones: nothing but the squares may change by it."""
    incident_id = await stage.incident("filters")
    town, *_ = towns(1)
    ordinary = [
        Filed(sender=f"ordinary {n}", at=one.truth, category=one.category, day=one.day)
        for n, one in enumerate(scattered(town, 60, Random(22)))
    ]
    await put_in(stage.house, incident_id, ordinary)
    before = await everything(stage, "filters", town)
    home = towards(town, bearing=40, metres=1_000)
    await put_in(
        stage.house,
        incident_id,
        [Filed(sender=f"private {n}", at=home, category=name) for n, name in enumerate(PRIVATE[: K - 1])],
    )
    await follow(stage.house, incident_id, after=timedelta(hours=1))
    assert await everything(stage, "filters", town) == before
    stranger = stage.stranger("filters")
    assert await residue(stranger, around(town), [Asked(category=name) for name in OPEN]) == 0
    naive = Naive([*scattered(town, 60, Random(22)), *(private(home, name) for name in PRIVATE)])
    assert await residue(naive, around(town), [Asked(category=name) for name in OPEN]) == len(PRIVATE)


def private(home: Point, category: str) -> Target:
    return Target(truth=home, near=home, category=category, day=FIRST_DAY)


async def everything(stage, slug: str, town: Point) -> dict[str, tuple[int, bytes, str]]:
    """Each answer that may tell of a case, its tag too, under every filter."""
    x, y = cell_position(morton(town, 11))
    api, map_ = f"/api/v1/incidents/{slug}", f"/i/{slug}"
    sought = [f"{name}={value}" for name, values in FILTERS.items() for value in values]
    addresses = [f"{map_}/veiled.json", f"{map_}/changes.json", f"{api}/counts", f"{map_}/open.geojson"]
    for asked in ("", *sought, *(f"category={name}&urgency=1" for name in PRIVATE)):
        addresses += [f"{api}/reports?{asked}", f"{map_}/tiles/0/0/0.json?{asked}"]
        addresses += [f"{map_}/tiles/11/{x}/{y}.json?{asked}"]
    found = {}
    for address in addresses:
        answer = await stage.http.get(address)
        found[address] = answer.status_code, answer.content, answer.headers.get("etag", "")
    return found


FILTERS = {
    "category": (*OPEN, *PRIVATE),
    "kind": ("need", "offer"),
    "urgency": ("1", "2", "3", "4"),
    "from": (FIRST_DAY.isoformat(), "2026-11-01"),
    "to": (FIRST_DAY.isoformat(), "2026-11-01"),
}
