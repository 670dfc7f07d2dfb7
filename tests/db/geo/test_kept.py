"""What online geocoders answered is kept, and nobody asks them too fast, however many hosts there are."""

import asyncio
from datetime import timedelta
from itertools import pairwise

from sqlalchemy import text

from app import clock
from app.house import House
from geo.geocoder import Evidence
from geo.geocoders.online import Online
from geo.online.answer import Found
from geo.online.kept import keep_answer, kept_answers, take_turn
from geo.place import Kind
from tests.town import AREA, MILL, corner

WORDS = "rue du moulin"
STREET = Found(name="Rue du Moulin", kind=Kind.STREET, point=MILL, radius_m=400)
MOMENTS = text("""
    select asked_at from geocoded where incident_id = :incident_id and service = :service order by asked_at
""")


async def _turn(
    house: House, incident_id: int, words: str, *, every_s: float = 10, service: str = "nominatim"
):
    async with house.database.session() as session:
        return await take_turn(session, incident_id, words, service=service, every_s=every_s)


async def _keep(house: House, incident_id: int, found: Found | None, *, service: str = "nominatim"):
    await _turn(house, incident_id, WORDS, service=service)
    async with house.database.session() as session:
        await keep_answer(session, incident_id, WORDS, service=service, found=found)


async def _kept(house: House, incident_id: int):
    async with house.database.session() as session:
        return await kept_answers(session, incident_id, WORDS)


async def _moments(house: House, incident_id: int, service: str):
    """When each question goes out, first to last."""
    async with house.database.session() as session:
        rows = await session.execute(MOMENTS, {"incident_id": incident_id, "service": service})
        return list(rows.scalars())


async def test_ten_workers_who_ask_at_once_get_moments_of_their_own(house, incident_id):
    waits = await asyncio.gather(*(_turn(house, incident_id, f"street {n}") for n in range(10)))
    moments = await _moments(house, incident_id, "nominatim")
    assert {later - earlier for earlier, later in pairwise(moments)} == {timedelta(seconds=10)}
    assert all(0 <= wait_s <= 90 for wait_s in waits)
    assert max(waits) > 0


async def test_one_service_does_not_wait_for_the_other(house, incident_id):
    await _turn(house, incident_id, "one street", every_s=3_600)
    await _turn(house, incident_id, "another street", every_s=3_600)
    await _turn(house, incident_id, "one street", service="photon", every_s=3_600)
    ((photon,), (_, last)) = [await _moments(house, incident_id, name) for name in ("photon", "nominatim")]
    assert photon < last


async def test_an_answer_is_kept_and_given_back_whole(house, incident_id):
    await _keep(house, incident_id, STREET)
    (kept,) = await _kept(house, incident_id)
    assert (kept.service, kept.found, kept.answered) == ("nominatim", STREET, True)
    assert kept.counts(clock.now() + timedelta(days=400))


async def test_nothing_found_counts_for_a_day(house, incident_id):
    await _keep(house, incident_id, None)
    (kept,) = await _kept(house, incident_id)
    assert kept.counts(clock.now())
    assert not kept.counts(clock.now() + timedelta(hours=25))


async def test_a_question_without_an_answer_is_asked_again(house, incident_id):
    await _turn(house, incident_id, WORDS)
    (kept,) = await _kept(house, incident_id)
    assert (kept.answered, kept.found) == (False, None)
    assert not kept.counts(clock.now())


async def test_asking_again_after_nothing_is_no_nothing_until_the_answer_is_there(house, incident_id):
    await _keep(house, incident_id, None)
    await _turn(house, incident_id, WORDS, every_s=0.01)
    (kept,) = await _kept(house, incident_id)
    assert not kept.answered


async def test_another_incident_does_not_see_it(house, incident_id):
    await _keep(house, incident_id, STREET)
    assert await _kept(house, incident_id + 1) == []


async def _find(house: House, incident_id: int, words: str):
    async with house.database.session() as session:
        evidence = Evidence(incident_id=incident_id, text=words, words=words, area=AREA)
        return await Online().find(session, evidence)


async def test_the_same_words_are_found_without_the_network(house, incident_id):
    await _keep(house, incident_id, STREET)
    found = await _find(house, incident_id, "«Rue du  MOULIN»")
    assert (found.point, found.radius_m, found.source) == (MILL, 400, "nominatim")
    assert found.trail[0].startswith("found online")
    assert await _find(house, incident_id, "rue des fleurs") is None
    assert await _find(house, incident_id, "") is None


async def test_of_two_services_the_narrower_answer_counts(house, incident_id):
    wide = Found(name="Moulin", kind=Kind.QUARTER, point=corner("School"), radius_m=800)
    await _keep(house, incident_id, wide, service="photon")
    await _keep(house, incident_id, STREET)
    assert (await _find(house, incident_id, WORDS)).source == "nominatim"


async def test_nothing_found_is_nothing_for_hop_two(house, incident_id):
    await _keep(house, incident_id, None)
    assert await _find(house, incident_id, WORDS) is None
