from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from geo.gazetteer.load import load_places
from geo.gazetteer.teach import Pin, forget, taught_pins, teach
from geo.geocoder import Evidence
from geo.locate import locate
from geo.place import Kind, Place
from geo.point import Area, Point, distance_m
from tests.factories import make_incident

AREA = Area(west=-73, south=18, east=-72, north=19)
AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
CHURCH = Point(lat=18.55, lon=-72.31)
BESIDE = Point(lat=18.551, lon=-72.311)
WORDS = "legliz jòn nan"


def pin(words: str, point: Point, number: int, origin: str = "desk") -> Pin:
    return Pin(words=words, point=point, who="staff:1", origin=origin, number=number, taught_at=AT)


async def find(session, incident_id: int, words: str):
    return await locate(session, Evidence(incident_id=incident_id, text=words, words=words, area=AREA))


async def places(session, incident_id: int) -> list[tuple[object, ...]]:
    rows = text(
        "select name, st_astext(point::geometry), radius_m, pins from place"
        " where incident_id = :incident_id order by name, radius_m"
    )
    return [tuple(row) for row in await session.execute(rows, {"incident_id": incident_id})]


async def keys_of(session, incident_id: int) -> list[tuple[object, ...]]:
    rows = text(
        "select k.key, k.how, p.name, p.radius_m from place_key k join place p on p.id = k.place_id"
        " where k.incident_id = :incident_id and p.incident_id = :incident_id order by 1, 2, 3"
    )
    return [tuple(row) for row in await session.execute(rows, {"incident_id": incident_id})]


async def test_words_under_a_pin_become_a_name_of_this_incident_alone(session, incident, keys):
    assert await find(session, incident.id, WORDS) is None
    await teach(session, incident.id, [pin(WORDS, CHURCH, 1)])
    found = await find(session, incident.id, "nou dèyè legliz jon nan")
    assert found is not None
    assert found.source == "taught"
    assert distance_m(found.point, CHURCH) < 1
    elsewhere = await make_incident(session, keys, slug="elsewhere", our_number="+15095550191")
    assert elsewhere.id is not None
    assert await find(session, elsewhere.id, WORDS) is None


async def test_a_second_pin_that_agrees_makes_the_circle_narrower(session, incident):
    await teach(session, incident.id, [pin(WORDS, CHURCH, 1)])
    once = await find(session, incident.id, WORDS)
    await teach(session, incident.id, [pin(WORDS, BESIDE, 2)])
    twice = await find(session, incident.id, WORDS)
    assert once is not None
    assert twice is not None
    assert twice.radius_m < once.radius_m


async def test_pinning_a_report_again_replaces_what_it_taught(session, incident):
    await teach(session, incident.id, [pin(WORDS, CHURCH, 1)])
    moved = Point(lat=18.60, lon=-72.20)
    await teach(session, incident.id, [pin(WORDS, moved, 1)])
    found = await find(session, incident.id, WORDS)
    assert found is not None
    assert distance_m(found.point, moved) < 1
    assert len(await taught_pins(session, incident.id)) == 1


async def test_forgetting_a_pin_leaves_the_gazetteer_as_it_was(session, incident):
    mill = Place(name="Moulen", kind=Kind.TOWN, point=CHURCH, radius_m=900.0, source="test")
    await load_places(session, incident.id, [mill], source="test")
    await teach(session, incident.id, [pin("lekòl Moulen", CHURCH, 1)])
    before = await places(session, incident.id)
    await teach(session, incident.id, [pin("lekòl Moulen", BESIDE, 2), pin(WORDS, BESIDE, 3)])
    added = [taught.id for taught in await taught_pins(session, incident.id) if taught.pin.number > 1]
    assert await forget(session, incident.id, added) == 2
    assert await places(session, incident.id) == before


async def test_a_pin_that_is_taken_back_and_taught_again_leaves_all_as_it_was(session, incident):
    first, second = pin(WORDS, CHURCH, 1), replace(pin(WORDS, BESIDE, 2), taught_at=AT + timedelta(minutes=1))
    await teach(session, incident.id, [first, second])
    before = await places(session, incident.id)
    (older,) = [taught.id for taught in await taught_pins(session, incident.id) if taught.pin.number == 1]
    await forget(session, incident.id, [older])
    await teach(session, incident.id, [first])
    assert await places(session, incident.id) == before


async def test_forgetting_a_name_takes_no_place_away_that_is_merely_written_so(session, incident):
    """A place on «27 Leonard St» is written «Leonard St 27», and that is how another pin's name reads."""
    await teach(session, incident.id, [pin("27 Leonard St", CHURCH, 1)])
    before = await places(session, incident.id)
    await teach(session, incident.id, [pin("Leonard Saint 27", BESIDE, 2)])
    assert await places(session, incident.id) != before
    (newer,) = [taught.id for taught in await taught_pins(session, incident.id) if taught.pin.number == 2]
    await forget(session, incident.id, [newer])
    assert await places(session, incident.id) == before


async def test_pins_are_listed_newest_first_a_page_at_a_time_and_by_name(session, incident):
    await teach(session, incident.id, [pin(f"lekòl Moulen {n}", CHURCH, n) for n in range(1, 6)])
    await teach(session, incident.id, [pin(WORDS, BESIDE, 9)])
    listed = await taught_pins(session, incident.id, limit=3)
    assert [taught.pin.number for taught in listed] == [9, 5, 4]
    rest = await taught_pins(session, incident.id, before=listed[-1].id)
    assert [taught.pin.number for taught in rest] == [3, 2, 1]
    assert [taught.pin.words for taught in await taught_pins(session, incident.id, name=WORDS)] == [WORDS]


@pytest.mark.parametrize("words", ["", "12", "nan", "?!", "of the"])
async def test_words_that_name_nothing_teach_nothing(session, incident, words):
    await teach(session, incident.id, [pin(words, CHURCH, 1)])
    assert await taught_pins(session, incident.id) == []


async def test_teaching_and_forgetting_among_other_pins_restores_every_place_and_key(session, incident):
    taught = [
        pin("Lakou Zaboka, Delmas 33", CHURCH, 1),
        pin("Lakou Zaboka", BESIDE, 2),
        pin("Delmas 35", BESIDE, 3),
    ]
    await teach(session, incident.id, taught)
    before = await places(session, incident.id), await keys_of(session, incident.id)
    await teach(
        session, incident.id, [pin("dèyè Lakou Zaboka, ri Lamarre #12", Point(lat=18.9, lon=-72.1), 9)]
    )
    assert await keys_of(session, incident.id) != before[1]
    (last,) = [one.id for one in await taught_pins(session, incident.id) if one.pin.number == 9]
    await forget(session, incident.id, [last])
    assert (await places(session, incident.id), await keys_of(session, incident.id)) == before


async def test_a_number_between_two_that_pins_taught_is_found_between_them(session, incident):
    pins = [pin(f"Delmas {n}", Point(lat=18.55 + n / 10_000, lon=-72.30), n) for n in (31, 37)]
    await teach(session, incident.id, pins)
    found = await find(session, incident.id, "nan Delmas 33")
    assert found is not None
    assert found.name == "Delmas 33"
    assert found.point.lat == pytest.approx(18.5533, abs=1e-4)
    assert "Delmas 31 and Delmas 37" in found.trail[0]


async def test_words_of_five_thousand_letters_teach_and_are_forgotten(session, incident):
    before = await places(session, incident.id)
    await teach(session, incident.id, [pin("Zaboka" * 800 + ", Lakou Zaboka", CHURCH, 1)])
    found = await find(session, incident.id, "Lakou Zaboka")
    assert found is not None
    (one,) = await taught_pins(session, incident.id)
    assert await forget(session, incident.id, [one.id]) == 1
    assert await places(session, incident.id) == before
