"""A pin teaches: what Amina calls a place is found the next time somebody says it, and can be taken back."""

import re

import pytest

from app.incidents.find import incident_by_slug
from app.incidents.reset import reset_drill
from app.models.incident import Automation
from app.models.staff import Role
from geo.point import Point, distance_m
from tests.town import corner

CHURCH = corner("School")
WORDS = "dèyè legliz jòn nan"


@pytest.fixture
async def dara(town):
    await town.automation(Automation.SUGGEST)
    return await town.desk("Dara")


async def ask(town, name: str, words: str = f"nou bezwen dlo {WORDS}") -> str:
    """Somebody asks for water with words that no map has; gives the code of the case."""
    await town.sms(name, words)
    return await town.case(name)


async def pin(dara, case: str, at: Point, **more: str) -> None:
    answer = await dara.press(case, "place", lat=f"{at.lat:.6f}", lon=f"{at.lon:.6f}", **more)
    assert answer.status_code == 303, answer.text


async def look(dara, case: str) -> str:
    """The case as it is shown at an English desk."""
    cookie = {"cookie": f"konbit_session={dara.email}"}
    asked = {"report": case, "lang": "en"}
    return (await dara.http.get(f"/desk/{dara.slug}", params=asked, headers=cookie)).text


async def placed(town, name: str):
    (*_, row) = await town.rows(
        """
        select r.place_source, r.place_text, r.radius_m, r.reference,
            st_y(r.point::geometry) as lat, st_x(r.point::geometry) as lon
        from report r join address a on a.incident_id = r.incident_id and a.contact_id = r.contact_id
        where a.number_index = :lane order by r.id
        """,
        lane=town.house.keys.index(town.number(name)),
    )
    return row


async def test_a_pin_places_the_next_text_and_a_second_pin_makes_it_surer(town, dara):
    first = await ask(town, "Amina")
    assert (await placed(town, "Amina"))["lat"] is None
    await pin(dara, first, CHURCH)

    second = await ask(town, "Idris")
    once = await placed(town, "Idris")
    assert distance_m(Point(lat=once["lat"], lon=once["lon"]), CHURCH) < once["radius_m"]
    near = Point(lat=CHURCH.lat + 0.0003, lon=CHURCH.lon)
    await pin(dara, second, near)

    await ask(town, "Noor")
    twice = await placed(town, "Noor")
    assert twice["radius_m"] < once["radius_m"]
    assert distance_m(Point(lat=twice["lat"], lon=twice["lon"]), CHURCH) < twice["radius_m"]

    await dara.press(second, "untaught")
    await ask(town, "Rosa")
    again = await placed(town, "Rosa")
    assert (again["lat"], again["lon"], again["radius_m"]) == (once["lat"], once["lon"], once["radius_m"])
    await dara.press(first, "untaught")
    await ask(town, "Sami")
    assert (await placed(town, "Sami"))["lat"] is None
    assert await town.rows("select 1 from place where source = 'taught'") == []


async def test_dara_is_told_what_her_pin_taught_and_takes_it_back(town, dara):
    case = await ask(town, "Amina")
    await pin(dara, case, CHURCH)
    page = await look(dara, case)
    assert re.search(r"The words <bdi[^>]*>«[^»]*legliz jòn[^»]*»</bdi> now mean this place here", page)
    assert "taught what the words for the place mean" in page
    await dara.press(case, "untaught")
    page = await look(dara, case)
    assert "now mean this place here" not in page
    assert "took back what the pin taught" in page
    assert (await placed(town, "Amina"))["place_source"] == "desk"


async def test_a_better_pin_teaches_in_place_of_the_first(town, dara):
    case = await ask(town, "Amina")
    await pin(dara, case, CHURCH)
    await pin(dara, case, corner("Harbour"))
    (row,) = await town.rows("select st_y(point::geometry) as lat from taught")
    assert row["lat"] == pytest.approx(corner("Harbour").lat, abs=1e-5)
    await dara.press(case, "place", words="Mill")
    assert await town.rows("select 1 from taught") == []


async def test_numbers_that_dara_types_are_a_pin_and_a_name_is_none(town, dara):
    case = await ask(town, "Amina")
    await dara.press(case, "place", words="Mill")
    assert await town.rows("select 1 from taught") == []
    await dara.press(case, "place", words=f"{CHURCH.lat:.5f}, {CHURCH.lon:.5f}")
    (row,) = await town.rows("select words, who, origin from taught")
    assert row["origin"] == "desk"


async def test_without_words_of_the_sender_daras_own_are_taught(town, dara):
    await town.sms("Amina", "Need water for 4 people")
    case = await town.case("Amina")
    await pin(dara, case, CHURCH)
    assert await town.rows("select 1 from taught") == []
    await pin(dara, case, CHURCH, words="Legliz Jòn")
    (row,) = await town.rows("select words from taught")
    assert row["words"] == "Legliz Jòn"


async def test_a_home_and_a_number_are_never_taught(town, dara):
    await town.sms("Amina", "Need water for 4 people")
    case = await town.case("Amina")
    await pin(dara, case, CHURCH, words="behind Marie's house")
    assert await town.rows("select 1 from taught") == []


async def test_strangers_do_not_see_what_was_taught(town, dara):
    case = await ask(town, "Amina")
    await pin(dara, case, CHURCH)
    assert await town.rows("select 1 from place where source = 'taught'")
    ground = await town.http.get("/i/town/ground.json")
    assert ground.status_code == 200
    assert "Mill" in ground.text
    assert "legliz" not in ground.text


async def test_who_may_not_act_teaches_nothing(town, dara):
    case = await ask(town, "Amina")
    await pin(dara, case, CHURCH)
    viewer = await town.desk("Viewer", role=Role.VIEWER)
    assert (await viewer.press(case, "untaught")).status_code == 403
    assert len(await town.rows("select 1 from taught")) == 1


async def test_a_drill_that_begins_again_has_forgotten_what_it_was_taught(town, dara):
    case = await ask(town, "Amina")
    await pin(dara, case, CHURCH)
    known = len(await town.rows("select 1 from place where source <> 'taught'"))
    async with town.house.database.session() as session:
        incident = await incident_by_slug(session, "town")
        incident.drill = True
        await session.flush()
        await reset_drill(session, incident)
    assert await town.rows("select 1 from taught") == []
    assert len(await town.rows("select 1 from place")) == known


async def test_names_on_which_pins_agree_outrank_the_gazetteer(town, dara):
    there = corner("Quarry")
    for name in ("Amina", "Idris"):
        case = await ask(town, name, "Need water for 4 at the Bridge")
        await pin(dara, case, there)
    await ask(town, "Noor", "Need water for 4 at the Bridge")
    row = await placed(town, "Noor")
    assert distance_m(Point(lat=row["lat"], lon=row["lon"]), there) < 200
