import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from geo.geocoder import Evidence
from geo.geocoders.written import Written
from geo.point import Area, Point

HAITI = Area(west=-74.6, south=17.9, east=-71.6, north=20.2)
HERE, ABROAD = Point(lat=18.5392, lon=-72.3364), Point(lat=45.5, lon=-73.57)


async def _find(text="help", *, pin=None):
    evidence = Evidence(incident_id=1, text=text, pin=pin, area=HAITI)
    return await Written().find(AsyncSession(), evidence)


async def test_a_phones_pin_is_taken_with_thirty_metres_around_it():
    found = await _find(pin=HERE)
    assert (found.point, found.radius_m, found.source) == (HERE, 30, "written")


async def test_the_pin_wins_over_numbers_in_the_text():
    assert (await _find(pin=HERE, text="18.6, 18.61234, -72.31234")).point == HERE


async def test_a_pin_abroad_loses_against_a_position_here():
    assert (await _find(pin=ABROAD, text="18.5392, -72.3364")).point == HERE


async def test_a_pin_abroad_is_still_an_answer_and_says_so():
    found = await _find(pin=ABROAD)
    assert found.point == ABROAD
    assert any("outside" in step for step in found.trail)


@pytest.mark.parametrize("text", ["help", ""])
async def test_without_numbers_it_does_not_know(text):
    assert await _find(text) is None
