"""Who sends reports of their own, or has many of somebody's, learns no more than who looks once."""

from datetime import date
from itertools import islice
from math import comb, log
from random import Random
from statistics import median

import pytest

from geo.point import Point, distance_m, towards
from geo.privacy import CELL_M, STATED_M, blur
from tests.db.attack.crowd import Filed, put_in, signs, towns
from tests.db.attack.estimate import likeliest
from tests.db.attack.locate import around
from tests.db.attack.stranger import Asked

FOUND_M = 50.0
HOMES, PHONES, REPORTS = 30, 3, 50
STREETS, VICTIMS = 10, 12
KEY = b"a naive map's key"


async def all_dots(stranger, near: Point):
    """Every dot in and around a town, by what tells it apart."""
    dots: dict[tuple[str, date], Point] = {}
    for page in range(1, 20):
        rows = (await stranger.listing(Asked(), box=around(near), page=page)).rows
        dots |= {(row.category, row.day): row.at for row in rows}
        if not rows:
            break
    return dots


def moved(home: Point, dice: Random) -> Point:
    """Planar Laplace noise as `geo.privacy` has it, from dice of one's own."""
    bearing, metres = dice.uniform(0, 360), -CELL_M * (log(1 - dice.random()) + log(1 - dice.random()))
    return towards(home, bearing=bearing, metres=metres)


@pytest.fixture(scope="module")
def homes():
    dice = Random(11)
    return [towards(town, bearing=dice.uniform(0, 360), metres=2_000) for town in towns(HOMES)]


async def test_fifty_reports_of_three_phones_in_one_home_do_not_add_up(stage, homes):
    """Each phone's first dot is all there is of it: three samples of a place, whatever they send."""
    dice = Random(12)
    incident_id = await stage.incident("homes")
    reports = [
        Filed(
            sender=f"home {n} phone {number % PHONES}",
            at=moved_by_steps(home, dice),
            category=category,
            day=day,
        )
        for n, home in enumerate(homes)
        for number, (category, day) in enumerate(islice(signs(), REPORTS))
    ]
    await put_in(stage.house, incident_id, reports)
    missed, stranger = [], stage.stranger("homes")
    for home in homes:
        dots = set((await all_dots(stranger, home)).values())
        assert len(dots) <= 2 * PHONES  # where a line of the grid runs through the house
        missed.append(distance_m(home, likeliest(sorted(dots, key=lambda dot: (dot.lat, dot.lon)))))
    assert median(missed) >= STATED_M


def test_fifty_reports_looked_at_four_times_add_up_where_each_look_is_noise_anew(homes):
    dice = Random(13)
    looks = ([moved(home, dice) for _ in range(4 * REPORTS)] for home in homes)
    assert (
        median(distance_m(home, likeliest(dots)) for home, dots in zip(homes, looks, strict=True)) < FOUND_M
    )


def moved_by_steps(home: Point, dice: Random) -> Point:
    """Somewhere in the same house or yard: phones are not exact."""
    return towards(home, bearing=dice.uniform(0, 360), metres=dice.uniform(0, 15))


def street(middle: Point) -> list[Point]:
    """A hundred addresses, 60 m apart, one of which is the victim's."""
    rows = [towards(middle, bearing=0, metres=60 * n) for n in range(STREETS)]
    return [towards(row, bearing=90, metres=60 * n) for row in rows for n in range(STREETS)]


def most_alike(dot: Point, own: dict[Point, Point]) -> Point:
    """The address whose own report is shown most like the victim's."""
    return min(own, key=lambda address: distance_m(dot, own[address]))


async def test_own_reports_at_a_hundred_addresses_do_not_tell_which_is_the_victims(stage):
    dice = Random(14)
    incident_id = await stage.incident("streets")
    middles, reports, homes = towns(VICTIMS), [], {}
    for n, middle in enumerate(middles):
        addresses = street(middle)
        homes[middle] = dice.choice(addresses)
        (category, day), *others = islice(signs(), len(addresses) + 1)
        reports.append(Filed(sender=f"victim {n}", at=homes[middle], category=category, day=day))
        for number, (address, (category, day)) in enumerate(zip(addresses, others, strict=True)):
            reports.append(Filed(sender=f"own {n} {number}", at=address, category=category, day=day))
    await put_in(stage.house, incident_id, reports)
    right, stranger = 0, stage.stranger("streets")
    for middle in middles:
        addresses, (first, *others) = street(middle), islice(signs(), STREETS**2 + 1)
        dots = await all_dots(stranger, middle)
        own = {address: dots[sign] for address, sign in zip(addresses, others, strict=True)}
        right += most_alike(dots[first], own) == homes[middle]
    assert right <= most_by_luck(VICTIMS, luck_of_the_nearest(Random(15)))


def luck_of_the_nearest(dice: Random, tries: int = 400) -> float:
    """How often the address nearest to the dot is the right one: what looking at the map alone gives."""
    addresses = street(towns(1)[0])
    right = 0
    for n in range(tries):
        home = dice.choice(addresses)
        dot = blur(home, key=KEY, case=f"victim {n}")
        right += min(addresses, key=lambda address: distance_m(address, dot)) == home
    return max(right, 1) / tries


def most_by_luck(tries: int, chance: float) -> int:
    """How many may be right before 999 of 1,000 would say that it was not luck."""
    tail = 1.0
    for right in range(tries + 1):
        tail -= comb(tries, right) * chance**right * (1 - chance) ** (tries - right)
        if tail < 0.001:
            return right
    return tries


def test_own_reports_tell_the_address_where_the_house_decides_how_its_dots_are_moved():
    dice, right = Random(16), 0
    for middle in towns(VICTIMS):
        own = {address: moved_by_house(address) for address in street(middle)}
        home = dice.choice(list(own))
        right += most_alike(moved_by_house(home), own) == home
    assert right >= 0.9 * VICTIMS


def moved_by_house(home: Point) -> Point:
    """Keyed to the place: whoever reports from there is shown at the same spot."""
    return moved(home, Random(f"{KEY!r} {home.lat:.4f} {home.lon:.4f}"))


class Grid:
    """Probes under the victim's own number: senders of texts can be forged."""

    REACH_M, STEP_M = 2_400, 400

    def probes(self, middle: Point) -> list[Point]:
        """Spots on all sides."""
        steps = range(-self.REACH_M, self.REACH_M + 1, self.STEP_M)
        rows = [towards(middle, bearing=0 if step > 0 else 180, metres=abs(step)) for step in steps]
        return [
            towards(row, bearing=90 if step > 0 else 270, metres=abs(step)) for row in rows for step in steps
        ]


def middle_of(points: list[Point]) -> Point:
    """The middle of the spots that are shown as the victim is."""
    return Point(
        lat=sum(point.lat for point in points) / len(points),
        lon=sum(point.lon for point in points) / len(points),
    )


async def test_reports_under_the_victims_forged_number_do_not_tell_where_their_home_ends(stage):
    dice, grid = Random(17), Grid()
    incident_id = await stage.incident("forged")
    homes = {
        town: towards(town, bearing=dice.uniform(0, 360), metres=dice.uniform(0, 2_000)) for town in towns(12)
    }
    reports = []
    for town, home in homes.items():
        probes = grid.probes(town)
        for at, (category, day) in zip([home, *probes], signs(), strict=False):
            reports.append(Filed(sender=f"victim in {town}", at=at, category=category, day=day))
    await put_in(stage.house, incident_id, reports)
    missed, stranger = [], stage.stranger("forged")
    for town, home in homes.items():
        dots = await all_dots(stranger, town)
        (first, *others), probes = islice(signs(), len(grid.probes(town)) + 1), grid.probes(town)
        alike = [probe for probe, sign in zip(probes, others, strict=True) if dots.get(sign) == dots[first]]
        missed.append(distance_m(home, middle_of(alike or [dots[first]])))
    assert median(missed) >= STATED_M


def test_forged_reports_tell_where_a_home_is_that_draws_a_circle_around_itself():
    dice, grid, missed = Random(18), Grid(), []
    for town in towns(40):
        home = towards(town, bearing=dice.uniform(0, 360), metres=dice.uniform(0, 1_500))
        alike = [probe for probe in grid.probes(town) if distance_m(home, probe) <= 1_000]
        missed.append(distance_m(home, middle_of(alike)))
    assert median(missed) < 2 * FOUND_M  # a finer grid finds them better still
