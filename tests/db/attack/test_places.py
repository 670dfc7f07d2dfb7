"""A thousand people are looked for by every question a stranger can ask; nobody is found."""

from random import Random
from statistics import median

import pytest

from geo.point import distance_m
from geo.privacy import STATED_M
from tests.db.attack.crowd import filed, put_in, scattered, towns
from tests.db.attack.locate import Bisection, Crawl, Order, Tag, Words, Zoom, by_rows, by_size, by_total
from tests.db.attack.naive import Naive

FOUND_M = 50.0
TOWNS, EACH = 40, 25


@pytest.fixture(scope="module")
def people():
    """A thousand of them; of each town the first is the one whose place the attacker knows."""
    dice = Random(7)
    return [target for middle in towns(TOWNS) for target in scattered(middle, EACH, dice)]


@pytest.fixture(scope="module")
async def konbit(stage, people):
    incident_id = await stage.incident("places")
    await put_in(stage.house, incident_id, filed(people))
    return stage.stranger("places")


def known_beside(people):
    first = {target.near: target for target in reversed(people)}
    return lambda target: first[target.near]


# how each is done, and to how many of the thousand: to fewer, where it takes dozens of questions each
ATTACKS = {
    "reading the list": (Crawl, 1000),
    "halving boxes by what is listed": (lambda: Bisection(by_rows), 60),
    "halving boxes by the total": (lambda: Bisection(by_total), 40),
    "halving boxes by the length of the answer": (lambda: Bisection(by_size), 40),
    "zooming in by strides": (Zoom, 500),
    "zooming in by all zooms": (lambda: Zoom(tuple(range(23))), 50),
    "tags of tiles": (Tag, 40),
    "searching for words": (Words, 50),
}


@pytest.mark.parametrize("name", ATTACKS)
async def test_nobody_is_found_better_than_stated_by(name, konbit, people):
    make, many = ATTACKS[name]
    missed = await missed_by(make(), konbit, people, many)
    assert median(missed) >= STATED_M


@pytest.mark.parametrize("name", ATTACKS)
async def test_a_map_that_rounds_its_answers_tells_where_people_live_by(name, people):
    make, many = ATTACKS[name]
    missed = await missed_by(make(), Naive(people), people, min(many, 100))
    assert median(missed) < FOUND_M


async def test_nobody_is_found_by_asking_for_the_nearest_first(konbit, people):
    attack, others = Order(known_beside(people)), [one for n, one in enumerate(people) if n % EACH]
    assert median(await missed_by(attack, konbit, others, 30)) >= STATED_M
    assert median(await missed_by(attack, Naive(people), others, 30)) < FOUND_M


async def missed_by(attack, stranger, people, many):
    """How far from the truth each guess is, for some of the people of all towns."""
    some = people[:: max(1, len(people) // many)][:many]
    return [distance_m(one.truth, await attack.locate(stranger, one)) for one in some]
