from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from geo.gazetteer.listing import every_place
from geo.gazetteer.load import load_places
from geo.gazetteer.teach import Pin, teach
from geo.geocoder import Evidence
from geo.geocoders.gazetteer import Gazetteer
from geo.locate import locate
from geo.place import Kind, Place
from geo.point import Area, Point, distance_m

AREA = Area(west=-73, south=18, east=-72, north=19)
LINE: dict[str, object] = {"type": "LineString", "coordinates": [[-72.31, 18.56], [-72.30, 18.57]]}


def _place(name: str, kind: Kind, lat: float, lon: float, radius_m: float, *names: str) -> Place:
    return Place(
        name=name, kind=kind, point=Point(lat=lat, lon=lon), radius_m=radius_m, source="test", names=names
    )


TOWN = _place("Karefou", Kind.TOWN, 18.53, -72.40, 5_000, "Carrefour", "Kafou")
STREETS = (
    _place("Rue Leonard", Kind.STREET, 18.531, -72.405, 300),
    _place("Rue Leonard", Kind.STREET, 18.560, -72.311, 300),
)


async def _rows(session: AsyncSession, incident_id: int) -> tuple[int, int]:
    counts = text("""
        select count(distinct p.id), count(k.key) from place p
        left join place_key k on k.incident_id = :incident_id and k.place_id = p.id
        where p.incident_id = :incident_id and p.source = 'test'
    """)
    places, keys = (await session.execute(counts, {"incident_id": incident_id})).one()
    return places, keys


async def _find(session: AsyncSession, incident_id: int, words: str):
    return await locate(session, Evidence(incident_id=incident_id, text=words, area=AREA))


async def test_a_place_is_found_by_spelling_and_by_sound(session: AsyncSession, incident_id: int):
    await load_places(session, incident_id, [TOWN], source="test")
    exact, sound = (
        await _find(session, incident_id, "nan Kafou"),
        await _find(session, incident_id, "nan Kafoo"),
    )
    assert exact is not None
    assert sound is not None
    assert exact.name == sound.name == "Karefou"
    assert distance_m(exact.point, TOWN.point) < 1
    assert sound.radius_m > exact.radius_m == 5_000


async def test_the_street_near_the_named_town_is_meant(session: AsyncSession, incident_id: int):
    await load_places(session, incident_id, [TOWN, *STREETS], source="test")
    found = await _find(session, incident_id, "Leonard Street, Kafou")
    assert found is not None
    assert distance_m(found.point, STREETS[0].point) < 1


async def test_loading_again_replaces_and_nothing_is_left_behind(session: AsyncSession, incident_id: int):
    assert await load_places(session, incident_id, [TOWN, *STREETS], source="test") == 3
    before = await _rows(session, incident_id)
    assert await load_places(session, incident_id, [TOWN, *STREETS], source="test") == 3
    assert await _rows(session, incident_id) == before
    assert await load_places(session, incident_id, [TOWN], source="test") == 1
    assert (await _rows(session, incident_id))[0] == 1
    assert await load_places(session, incident_id, [], source="test") == 0
    assert await _rows(session, incident_id) == (0, 0)


async def test_another_source_is_left_alone(session: AsyncSession, incident_id: int):
    await load_places(session, incident_id, [TOWN], source="test")
    await load_places(session, incident_id, STREETS, source="other")
    assert (await _rows(session, incident_id))[0] == 1
    assert await _find(session, incident_id, "nan Kafou") is not None


async def test_more_places_than_a_batch_and_shapes_to_draw_are_kept(session: AsyncSession, incident_id: int):
    many = (
        Place(
            name=f"Street {n}",
            kind=Kind.STREET,
            point=Point(lat=18.5, lon=-72.3),
            radius_m=100,
            source="test",
            shape=LINE,
        )
        for n in range(2_500)
    )
    assert await load_places(session, incident_id, many, source="test") == 2_500
    drawn = text("""
        select count(*) from place where incident_id = :incident_id and source = 'test'
        and st_astext(shape) = 'LINESTRING(-72.31 18.56,-72.3 18.57)'
    """)
    assert (await session.execute(drawn, {"incident_id": incident_id})).scalar_one() == 2_500


async def test_a_place_without_a_radius_gets_that_of_its_kind(session: AsyncSession, incident_id: int):
    await load_places(
        session, incident_id, [_place("Tamarind", Kind.LANDMARK, 18.5, -72.3, 0)], source="test"
    )
    found = await _find(session, incident_id, "nan Tamarind")
    assert found is not None
    assert found.radius_m == 250


async def test_another_incidents_names_are_not_seen(session: AsyncSession, incident_id: int):
    await load_places(session, incident_id, [TOWN], source="test")
    assert await _find(session, incident_id + 1, "nan Kafou") is None


async def test_a_misspelt_name_is_found_by_likeness_in_the_area_alone(session, incident):
    afar = _place("Kenscott", Kind.TOWN, 18.9, -71.2, 2_000)
    await load_places(
        session, incident.id, [_place("Kenscoff", Kind.TOWN, 18.45, -72.28, 3_000), afar], source="test"
    )
    words = "Kescoff"

    async def find(hint: str):
        asked = Evidence(incident_id=incident.id, text=f"dlo nan {words}", words=hint, area=AREA)
        return await locate(session, asked)

    found = await find(words)
    assert found is not None
    assert found.name == "Kenscoff"
    assert "may be a slip for Kenscoff" in found.trail[0]
    assert await find("") is None  # only what the reader takes for a place is worth the dear look-up


async def test_a_place_with_many_names_like_the_misspelt_one_is_weighed_once(session, incident):
    many = _place("Kenscoff", Kind.TOWN, 18.45, -72.28, 3_000, "Kenskoff", "Kenscof", "Kenskof", "Kenscoffe")
    await load_places(session, incident.id, [many], source="test")
    asked = Evidence(incident_id=incident.id, text="dlo nan Kescoff", words="Kescoff", area=AREA)
    assert [one.hit.named.name for one in await Gazetteer().considered(session, asked)] == ["Kenscoff"]


async def test_an_export_has_what_was_loaded_and_not_how_people_called_a_place(session, incident):
    await load_places(session, incident.id, [TOWN], source="test")
    pin = Pin(
        words="lakou Zaboka",
        point=TOWN.point,
        who="staff:1",
        origin="desk",
        number=1,
        taught_at=datetime(2030, 1, 1, tzinfo=UTC),
    )
    assert await teach(session, incident.id, [pin]) > 0
    exported = [place.name async for place in every_place(session, incident.id)]
    assert "Karefou" in exported
    assert "lakou Zaboka" not in exported
    assert [place async for place in every_place(session, incident.id, source="taught")] == []


async def test_a_corner_is_where_the_map_has_it_in_whichever_order_it_is_named(session, incident):
    mill, quay = (
        _place("Rue Moulen", Kind.STREET, 18.531, -72.405, 900),
        _place("Rue Waf", Kind.STREET, 18.534, -72.401, 700),
    )
    corner = _place(
        "Rue Moulen / Rue Waf", Kind.CROSSING, 18.535, -72.404, 80, "Rue Moulen Rue Waf", "Rue Waf Rue Moulen"
    )
    await load_places(session, incident.id, [mill, quay], source="test")
    about = await _find(session, incident.id, "kwen ri Waf ak ri Moulen")
    await load_places(session, incident.id, [mill, quay, corner], source="test")
    exactly = await _find(session, incident.id, "kwen ri Waf ak ri Moulen")
    assert about is not None
    assert about.kind is exactly.kind is Kind.CROSSING
    assert exactly.point == corner.point
    assert exactly.radius_m < about.radius_m
    assert distance_m(about.point, corner.point) < about.radius_m


async def test_a_name_that_four_hundred_places_bear_is_found_with_the_town_beside_it(
    session: AsyncSession, incident_id: int
):
    many = [_place("Moulen", Kind.LANDMARK, 18.0 + n % 20 / 20, -73 + n // 20 / 20, 200) for n in range(400)]
    await load_places(session, incident_id, [TOWN, *many], source="test")
    found = await _find(session, incident_id, "Moulen, " * 20)
    assert found is not None
    assert found.name == "Moulen"
    assert await _find(session, incident_id, "nan Kafou") is not None


async def test_names_in_every_script_are_loaded_and_found(session: AsyncSession, incident_id: int):
    names = ("ساحة الطاحون", "काठमाडौं", "Млинова", "Değirmen Sokağı", "ตลาดโรงสี")
    places = [_place(name, Kind.LANDMARK, 18.1 + n / 10, -72.5, 200) for n, name in enumerate(names)]
    await load_places(session, incident_id, places, source="test")
    for place in places:
        found = await _find(session, incident_id, place.name)
        assert found is not None
        assert found.name == place.name


async def test_houses_are_kept_in_the_order_of_their_numbers_whatever_the_collation(
    session: AsyncSession, incident_id: int
):
    houses = [
        _place(f"Rue Leonard {n}", Kind.ADDRESS, 18.5 + n / 10_000, -72.3, 30) for n in (5, 9, 10, 100, 1000)
    ]
    others = [_place("Rue Leonardo 9", Kind.ADDRESS, 18.9, -72.9, 30)]
    await load_places(session, incident_id, [*houses, *others], source="test")
    found = await _find(session, incident_id, "Rue Leonard #7")
    assert found is not None
    assert found.point.lat == pytest.approx(18.5007, abs=1e-4)
    assert "Rue Leonard 5 and Rue Leonard 9" in found.trail[0]


async def test_a_place_of_five_thousand_letters_does_not_stop_a_load(session: AsyncSession, incident_id: int):
    long = _place("Zaboka" * 850, Kind.LANDMARK, 18.5, -72.3, 200)
    assert await load_places(session, incident_id, [long, TOWN], source="test") == 2
    assert await _find(session, incident_id, "Zaboka" * 850 + ". Nou nan Kafou") is not None


async def test_the_trail_tells_a_known_number_from_one_between_known_ones(session, incident):
    streets = [_place(f"Zaboka {n}", Kind.STREET, 18.5 + n / 1_000, -72.3, 300) for n in (31, 35)]
    await load_places(session, incident.id, streets, source="test")
    known = await _find(session, incident.id, "Zaboka #31")
    between = await _find(session, incident.id, "Zaboka #33")
    assert known.trail[0] == "«Zaboka» and the number with it are Zaboka 31, a street known from test"
    assert between.trail[0] == "Zaboka 33 is not known; it is looked for along Zaboka 31 and Zaboka 35"
    assert distance_m(between.point, Point(lat=18.533, lon=-72.3)) < 50


async def test_a_known_house_has_the_circle_of_a_house_and_one_between_two_their_gap(session, incident):
    houses = [_place(f"Rue Zaboka {n}", Kind.ADDRESS, 18.5 + n / 1_000, -72.3, 60) for n in (31, 41)]
    await load_places(session, incident.id, houses, source="test")
    known = await _find(session, incident.id, "41 rue Zaboka")
    between = await _find(session, incident.id, "rue Zaboka #37")
    assert (known.kind, known.radius_m) == (Kind.ADDRESS, 60)
    assert between.kind is Kind.ADDRESS
    assert 500 < between.radius_m < 600  # half of the 1.1 km between the two
