"""Ninety-nine people whose every word, number, name and place is one of a kind: no public byte tells one."""

import re
from itertools import pairwise
from random import Random

import pytest

from app import clock
from app.history import Happening, record
from geo.point import Point, distance_m, towards
from geo.tiles import cell_position, morton
from tests import factories
from tests.db.access.routes import public_routes
from tests.db.attack.crowd import OPEN, PRIVATE, follow, towns

OURS = "+15095550190"
NUMBERS = [f"+150955501{n:02}" for n in range(100) if f"+150955501{n:02}" != OURS]
APART = 20  # signs between the two numbers of one place: «18.5" data-lon="-72.3»
SHORT = 6  # letters; by chance they stand in a hash or a key
NEAR_M = 90  # no dot is shown nearer to its truth
DECIMAL = re.compile(r"-?\d{1,3}\.\d{2,}")
ENDLESS = "/i/{slug}/live"  # names tiles of changes.json as they change, for as long as somebody listens
PRIVATE_LINK = "{token}"  # whoever has a case's own link may read it


@pytest.fixture(scope="module")
async def secrets(stage):
    """What must not be told: words, and the places themselves."""
    dice, now = Random(31), clock.now()
    words, places = [], []
    async with stage.house.database.session() as session:
        keys = stage.house.keys
        incident = await factories.make_incident(session, keys, slug="canary", our_number=OURS)
        assert incident.id is not None
        for n, (number, town) in enumerate(zip(NUMBERS, towns(len(NUMBERS)), strict=True)):
            said, name, place = (f"{sort}{dice.getrandbits(48):x}" for sort in ("Zorb", "Quib", "Vlix"))
            at = towards(town, bearing=dice.uniform(0, 360), metres=dice.uniform(0, 2_000))
            contact_id = await factories.make_contact(session, keys, incident, number, name=name)
            category = (*OPEN, *PRIVATE)[n % (len(OPEN) + len(PRIVATE))]
            case = await factories.make_report(
                session, incident, contact_id, at=at, category=category, words=f"We need help {said} {place}"
            )
            record(session, incident.id, Happening(what="report.created", report_id=case.id), now=now)
            words += [said, name, place, case.reference, case.link_token, number[2:]]
            places.append(at)
    await follow(stage.house, incident.id)
    return words, places


async def public_answers(stage, places):
    """Every public address, and those that look closer: as (address, all bytes of the answer)."""
    some = places[::9]
    tiles = [(z, *cell_position(morton(at, z))) for at in some for z in (0, 7, 11, 15)]
    for path in public_routes():
        if PRIVATE_LINK in path or path == ENDLESS:
            continue
        spots = tiles if "{z}" in path else [(0, 0, 0)]
        for z, x, y in dict.fromkeys(spots):
            address = path.replace("{slug}", "canary")
            for part, value in (("{z}", z), ("{x}", x), ("{y}", y)):
                address = address.replace(part, str(value))
            address = re.sub(r"\{[\w:]+\}", "999999", address)
            answer = await stage.http.get(address)
            assert answer.status_code < 500, address
            yield address, f"{answer.headers}{answer.text}"
    for address in ("/api/v1/incidents/canary/reports", "/i/canary/map", "/i/canary/veiled.json"):
        answer = await stage.http.get(address)
        assert answer.status_code == 200, address
        yield address, f"{answer.headers}{answer.text}"


async def test_no_public_byte_tells_a_word_a_number_a_name_a_code_or_a_place(stage, secrets):
    words, places = secrets
    asked = 0
    async for address, said in public_answers(stage, places):
        asked += 1
        for word in words:
            assert not _tells(said, word), (address, word)
        for one, other in pairwise(DECIMAL.finditer(said)):
            beside = other.start() - one.end() <= APART  # else a row's end and the next row's beginning
            assert not (beside and _near(places, float(one[0]), float(other[0]))), (address, one[0], other[0])
    assert asked > 30


def _tells(said: str, word: str) -> bool:
    """Whether a word was told. A short code counts where it stands alone; of digits it may be any number."""
    if len(word) > SHORT:
        return word in said
    alone = rf"(?<![A-Za-z0-9_-]){re.escape(word)}(?![A-Za-z0-9_-])"
    return not word.isdigit() and re.search(alone, said) is not None


def _near(places: list[Point], one: float, other: float) -> bool:
    return any(
        distance_m(place, Point(lat=lat, lon=lon)) < NEAR_M
        for lat, lon in ((one, other), (other, one))
        if abs(lat) <= 90 and abs(lon) <= 180
        for place in places
        if abs(place.lat - lat) < 0.01
    )


def test_the_search_for_words_finds_what_is_there():
    assert _tells("case K7F3.", "K7F3")
    assert _tells("tel:+15095550142", "5095550142")
    assert not _tells("style.aK7F3b.css", "K7F3")


def test_the_search_for_places_finds_what_is_there():
    (town,) = towns(1)
    assert _near([town], town.lon, town.lat + 0.0005)
    assert _near([town], town.lat, town.lon)
    assert not _near([town], town.lat, town.lon + 0.01)
