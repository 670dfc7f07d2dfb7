import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from geo.geocoder import Evidence, Geocoder
from geo.geocoders.written import Written
from geo.place import Kind, Located
from geo.point import Area, Point

HAITI = Area(west=-74.6, south=17.9, east=-71.6, north=20.2)
HERE, ABROAD = Point(lat=18.5392, lon=-72.3364), Point(lat=45.5, lon=-73.57)


async def _find(text="help", *, pin=None, earlier=(), others=()):
    evidence = Evidence(incident_id=1, text=text, pin=pin, area=HAITI, earlier=earlier)
    return await Written(others=lambda: others).find(AsyncSession(), evidence)


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


class Towns(Geocoder):
    """Knows one town, and what it was asked. Without a name of its own it stands on no shelf."""

    rank = 20

    def __init__(self, radius_m=4_000.0):
        self.radius_m, self.asked = radius_m, []

    async def find(self, session, evidence):
        self.asked.append((evidence.text, evidence.words, evidence.pin))
        if "Port-au-Prince" not in evidence.text:
            return None
        return Located(
            point=Point(lat=18.55, lon=-72.34),
            radius_m=self.radius_m,
            name="Port-au-Prince",
            kind=Kind.CITY,
            source="towns",
        )


async def test_a_shortened_plus_code_is_found_in_the_town_named_beside_it():
    towns = Towns()
    found = await _find(
        "nou bezwen dlo\nGMQ7+MC Port-au-Prince, Haiti\nsix people", others=(Written(), towns)
    )
    assert (found.point.lat, found.point.lon) == pytest.approx((HERE.lat, HERE.lon), abs=1e-4)
    assert found.radius_m == 30
    assert towns.asked == [("Port-au-Prince, Haiti", "Port-au-Prince, Haiti", None)]


async def test_a_country_beside_it_does_not_say_which_spot_is_meant():
    country = Towns(radius_m=200_000.0)
    assert (await _find("GMQ7+MC Port-au-Prince", others=(country,))).radius_m > 100_000


async def test_a_shortened_plus_code_alone_is_near_where_its_sender_was():
    towns = Towns()
    found = await _find("GMQ7+MC", earlier=(Point(lat=18.6, lon=-72.4),), others=(towns,))
    assert (found.point.lat, found.point.lon) == pytest.approx((HERE.lat, HERE.lon), abs=1e-4)
    assert towns.asked == []


async def test_nobody_is_asked_for_a_town_without_need():
    towns = Towns()
    await _find("77C9GMQ7+MC Port-au-Prince, 18.5392, -72.3364", others=(towns,))
    assert towns.asked == []
