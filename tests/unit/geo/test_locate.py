from dataclasses import asdict
from types import SimpleNamespace
from typing import Any

from geo.geocoder import Evidence
from geo.locate import locate
from geo.point import Area, Point
from tests.unit.geo.gazetteer.memory import PLACES, answering

HAITI = Area(west=-74.6, south=17.9, east=-71.6, north=20.2)
HERE, ABROAD = Point(lat=18.5392, lon=-72.3364), Point(lat=45.5, lon=-73.57)


class Session:
    """Answers the queries of the gazetteer from memory, no street by number, and counts them."""

    def __init__(self):
        self.asked = 0

    async def execute(self, _, params):
        self.asked += 1
        if "keys" not in params:
            return []
        named = answering(PLACES)(list(zip(params["keys"], params["hows"], strict=True)))
        return [SimpleNamespace(**asdict(n), lat=n.point.lat, lon=n.point.lon) for n in named]


async def _locate(text="help", *, session=None, words="", pin=None):
    evidence = Evidence(incident_id=1, text=text, words=words, pin=pin, area=HAITI)
    opened: Any = session or Session()
    return await locate(opened, evidence)


async def test_a_pin_is_sure_and_the_gazetteer_is_not_asked():
    session = Session()
    found = await _locate(session=session, pin=HERE, text="nou nan Delmas 33")
    assert found.point == HERE
    assert session.asked == 0


async def test_a_relative_abroad_who_names_a_place_at_home_is_understood():
    found = await _locate(pin=ABROAD, text="my aunt is in Delmas 33")
    assert found.name == "Delmas 33"
    assert any("phone" in step for step in found.trail)


async def test_a_pin_abroad_is_taken_when_nothing_else_is_known():
    assert (await _locate(pin=ABROAD)).point == ABROAD


async def test_names_are_one_question_to_the_database_and_numbers_another():
    session = Session()
    found = await _locate("nou nan Delmas, tou pre Port-au-Prince", session=session)
    assert found.name == "Delmas"
    assert session.asked == 1
    session = Session()
    assert (await _locate("nou se 6 moun nan Delmas 33, Port-au-Prince", session=session)).name == "Delmas 33"
    assert session.asked == 2


async def test_place_words_of_a_forms_own_field_are_looked_up_too():
    assert (await _locate(text="water for six", words="Delmas 33")).name == "Delmas 33"


async def test_a_message_without_a_place_has_none():
    assert await _locate(text="nou bezwen dlo") is None
