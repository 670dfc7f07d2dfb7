"""A point without a name is said as a neighbour would say it, and exactly only to who may know."""

import pytest

from geo.gazetteer.load import load_places
from geo.place import Kind, Place
from tests.town import corner

DELMAS = Place(name="Delmas", kind=Kind.TOWN, point=corner("Mill"), radius_m=1_400, source="wide")
PIN = {"Latitude": "18.90180", "Longitude": "-72.6"}  # 200 m north of the Mill
LINK = "https://osm.org/?mlat=18.90180&mlon=-72.60000"


@pytest.fixture
async def wide(town):
    """The town and the quarter around it."""
    async with town.house.database.session() as session:
        await load_places(session, town.incident.id, [DELMAS], source="wide")
    return town


async def test_a_pin_is_said_by_what_is_beside_it_exactly_only_to_the_helper_who_said_yes(wide):
    await wide.volunteer("Bayu", at="Mill")
    await wide.whatsapp("Amina", "Need water for 4 people", **PIN)
    case = await wide.case("Amina")
    assert (await wide.inbox("Amina"))[0] == (
        f"We have it. Case {case}: water for 4 people near 200 m N of Mill."
        " Wrong place? Reply with a better one. If life is at risk, call 114."
    )
    assert await wide.inbox("Bayu") == ["Water for 4 people near Delmas, 200 m away. Reply YES 1 or NO 1."]
    await wide.sms("Bayu", "yes 1")
    (accepted,) = await wide.inbox("Bayu")
    assert accepted.startswith(f"Thank you. Water for 4 people: 200 m N of Mill. Map: {LINK}.")


async def test_a_house_is_named_only_to_the_helper_who_said_yes(wide):
    house = Place(name="12 Rue Jasmin", kind=Kind.ADDRESS, point=corner("Mill"), radius_m=50, source="houses")
    async with wide.house.database.session() as session:
        await load_places(session, wide.incident.id, [house], source="houses")
    await wide.volunteer("Bayu", at="Mill")
    await wide.sms("Amina", "Need water for 4 people at 12 Rue Jasmin")
    await wide.case("Amina")
    assert "near 12 Rue Jasmin" in (await wide.inbox("Amina"))[0]
    (asked,) = await wide.inbox("Bayu")
    assert asked.startswith("Water for 4 people near Delmas, ")
    await wide.sms("Bayu", "yes 1")
    (accepted,) = await wide.inbox("Bayu")
    assert accepted.startswith("Thank you. Water for 4 people: 12 Rue Jasmin.")


async def test_a_house_between_two_known_ones_is_no_more_named_than_they(wide):
    houses = [
        Place(name=f"{n} Rue Jasmin", kind=Kind.ADDRESS, point=corner("Mill"), radius_m=50, source="houses")
        for n in (10, 14)
    ]
    async with wide.house.database.session() as session:
        await load_places(session, wide.incident.id, houses, source="houses")
    await wide.volunteer("Bayu", at="Mill")
    await wide.sms("Amina", "Need water for 4 people at 12 Rue Jasmin")
    await wide.case("Amina")
    assert "near Rue Jasmin 12" in (await wide.inbox("Amina"))[0]
    (asked,) = await wide.inbox("Bayu")
    assert asked.startswith("Water for 4 people near Delmas, ")


async def test_the_same_in_kreyol(wide):
    await wide.whatsapp("Amina", "nou bezwen dlo, nou se 6 moun", **PIN)
    assert "dlo pou 6 moun, toupre 200 m nan nò Mill." in (await wide.inbox("Amina"))[0]


async def test_a_pin_sent_later_is_thanked_for_in_words(wide):
    await wide.sms("Amina", "Need water for 4 people")
    case = await wide.case("Amina")
    await wide.inbox("Amina")
    await wide.whatsapp("Amina", "", **PIN)
    assert await wide.inbox("Amina") == [f"Thank you. Case {case} is now near 200 m N of Mill."]


async def test_a_wide_name_comes_with_what_is_beside_its_dot(wide):
    await wide.volunteer("Bayu", at="Bridge")
    await wide.sms("Amina", "Need water for 4 people in Delmas")
    case = await wide.case("Amina")
    desk = await wide.desk()
    await desk.press(case, "place", lat="18.90180", lon="-72.6")
    await wide.rows("update report set radius_m = 1400 where reference = :case returning id", case=case)
    await wide.inbox("Bayu")
    await wide.sms("Bayu", "yes 1")
    (accepted,) = await wide.inbox("Bayu")
    assert f"Water for 4 people: Delmas. Map: {LINK} (200 m N of Mill)." in accepted


async def test_the_page_of_a_case_says_its_point_in_words(town):
    answer = await town.form("report", "We need water for 6 people", lat="18.90180", lon="-72.6")
    await town.settle()
    page = await town.http.get(answer.headers["location"])
    assert "200 m N of Mill" in page.text
    assert "We do not know yet" not in page.text


async def test_without_any_quarter_a_helper_who_has_not_said_yes_hears_no_name(town):
    await town.volunteer("Bayu", at="Mill")
    await town.whatsapp("Amina", "Need water for 4 people", **PIN)
    assert await town.inbox("Bayu") == [
        "Water for 4 people near the place on the map, 200 m away. Reply YES 1 or NO 1."
    ]
