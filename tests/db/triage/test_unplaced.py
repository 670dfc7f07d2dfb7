"""Cases without a place: one after the other, placed by one who verifies or by two who are far away."""

from dataclasses import dataclass

import httpx
import pytest

from app.models.staff import Role
from geo.point import Point
from tests import factories
from tests.cast import Desk, Town, texts
from tests.town import corner

BESIDE = Point(lat=corner("Mill").lat + 0.002, lon=corner("Mill").lon)  # 222 m from the Mill


@dataclass(frozen=True, slots=True)
class Hand:
    """Somebody on the page of what has no place."""

    town: Town
    desk: Desk

    @property
    def at(self) -> str:
        return f"/desk/{self.desk.slug}/unplaced"

    @property
    def cookie(self) -> dict[str, str]:
        return {"cookie": f"konbit_session={self.desk.email}"}

    async def look(self, **query: str) -> str:
        found = await self.town.http.get(self.at, params=query, headers=self.cookie)
        assert found.status_code == 200, found.text
        return found.text

    async def press(self, case: str, what: str, **fields: str | float) -> httpx.Response:
        given = {"csrf": self.desk.csrf} | {name: str(value) for name, value in fields.items()}
        return await self.town.http.post(f"{self.at}/{case}/{what}", data=given, headers=self.cookie)

    async def pin(self, case: str, at: str, **fields: str | float) -> httpx.Response:
        point = BESIDE if at == "Beside" else corner(at)
        return await self.press(case, "place", lat=point.lat, lon=point.lon, **fields)


async def hand(town: Town, name: str, role: Role) -> Hand:
    town.http.headers["accept-language"] = "en"
    return Hand(town, await town.desk(name, role=role))


@pytest.fixture
async def lost(town: Town) -> str:
    """Amina's case, which names no place that is known."""
    await town.sms("Amina", "We need water for 4, call 509 555 0134 777")
    return await town.case("Amina")


async def place_of(town: Town, case: str) -> tuple[str, str]:
    (row,) = await town.rows(
        "select coalesce(st_astext(point::geometry), '') as point, place_source from report"
        " where reference = :case",
        case=case,
    )
    return row["point"], row["place_source"]


async def test_who_verifies_places_a_case_and_the_next_one_opens(town, lost):
    await town.sms("Idris", "Need food for 2 children")
    await town.settle()
    ana = await hand(town, "Ana", Role.VERIFIER)
    assert lost in await ana.look(report=lost)
    answer = await ana.pin(lost, "Mill")
    assert answer.status_code == 303
    page = await town.http.get(answer.headers["location"], headers=ana.cookie)
    assert "has its place" in page.text
    assert f'data-reference="{await town.case("Idris")}"' in page.text
    assert (await place_of(town, lost))[1] == "desk"


async def test_names_in_the_words_are_suggested_also_those_the_machine_did_not_dare_to_believe(town):
    async with town.house.database.session() as session:
        amina = await factories.make_contact(session, town.house.keys, town.incident, town.number("Amina"))
        case = await factories.make_report(
            session, town.incident, amina, at=None, words="Mr Bridge and we need food"
        )
    ana = await hand(town, "Ana", Role.VERIFIER)
    page = await ana.look(report=case.reference)
    assert "the words name it" in page
    assert 'name="name" value="Bridge"' in page


async def test_where_the_sender_was_before_is_suggested_to_the_desk_and_to_nobody_far_away(town):
    async with town.house.database.session() as session:
        amina = await factories.make_contact(session, town.house.keys, town.incident, town.number("Amina"))
        await factories.make_report(session, town.incident, amina, at="School")
        case = await factories.make_report(session, town.incident, amina, at=None)
    ana, far = await hand(town, "Ana", Role.VERIFIER), await hand(town, "Lou", Role.VOLUNTEER)
    assert "the sender was there before" in await ana.look(report=case.reference)
    assert "School" not in await far.look(report=case.reference)


async def test_two_people_far_away_who_agree_place_a_case_and_both_are_named(town, lost):
    lou, kim = await hand(town, "Lou", Role.VOLUNTEER), await hand(town, "Kim", Role.VOLUNTEER)
    await lou.pin(lost, "Mill")
    assert (await place_of(town, lost))[0] == ""
    assert lost not in await lou.look()  # they have said what they know
    answer = await kim.pin(lost, "Beside")
    assert "how=agreed" in answer.headers["location"]
    assert (await place_of(town, lost))[0] != ""
    events = await town.rows(
        "select who, why from event where what = 'report.placed' order by id desc limit 1"
    )
    staff = await town.rows("select id, email from staff")
    ids = {row["email"].split("@")[0]: row["id"] for row in staff}
    assert events[0]["who"] == f"staff:{ids['kim']}"
    assert f"staff:{ids['lou']}" in events[0]["why"]
    assert f"staff:{ids['kim']}" in events[0]["why"]


async def test_nobody_agrees_with_themselves_and_places_far_apart_agree_not(town, lost):
    lou, kim = await hand(town, "Lou", Role.VOLUNTEER), await hand(town, "Kim", Role.VOLUNTEER)
    await lou.pin(lost, "Mill")
    await lou.pin(lost, "Mill")
    assert "how=proposed" in (await kim.pin(lost, "Market")).headers["location"]
    assert (await place_of(town, lost))[0] == ""


async def test_people_far_away_read_masked_words_and_see_nothing_else(town, lost):
    lou = await hand(town, "Lou", Role.VOLUNTEER)
    page = await lou.look()
    assert "We need water" in page
    assert "0134" not in page
    assert town.number("Amina")[-6:] not in page
    for path in (
        "",
        "/queue",
        f"/report/{lost}",
        "/tiles/3/2/3.json",
        "/inside?box=-73,18,-72,19",
    ):
        found = await town.http.get(f"/desk/{lou.desk.slug}{path}", headers=lou.cookie)
        assert found.status_code in (303, 403), path
    led = await town.http.get(f"/desk/{lou.desk.slug}", headers=lou.cookie)
    assert led.headers["location"].endswith("/unplaced")


async def test_who_was_quicker_is_said_and_nothing_is_placed_twice(town, lost):
    ana = await hand(town, "Ana", Role.VERIFIER)
    await ana.pin(lost, "Mill")
    before = await place_of(town, lost)
    assert "how=taken" in (await ana.pin(lost, "Market")).headers["location"]
    assert await place_of(town, lost) == before


async def test_the_sender_is_asked_once_more_and_the_case_waits_half_an_hour(town, lost):
    dara = await hand(town, "Dara", Role.DISPATCHER)
    await town.inbox("Amina")
    for _ in range(2):  # a press that came twice
        assert (await dara.press(lost, "ask")).status_code == 303
    assert await town.inbox("Amina") == texts("en", "where.again")
    assert lost not in await dara.look()
    await town.wait(minutes=31)
    assert lost in await dara.look()


async def test_what_nobody_can_place_is_left_and_comes_back_with_the_senders_next_words(town, lost):
    ana = await hand(town, "Ana", Role.VERIFIER)
    await ana.press(lost, "leave", area="Delta")
    assert lost not in await ana.look()
    (row,) = await town.rows("select area from report where reference = :case", case=lost)
    assert row["area"] == "Delta"


async def test_words_that_nobody_knows_lose_nothing_that_was_typed(town, lost):
    ana = await hand(town, "Ana", Role.VERIFIER)
    answer = await ana.press(lost, "place", words="behind nowhere at all")
    assert answer.status_code == 400
    assert "behind nowhere at all" in answer.text
    assert f'data-reference="{lost}"' in answer.text


@pytest.mark.parametrize("what", ["ask", "leave"])
async def test_people_far_away_write_to_nobody(town, lost, what):
    lou = await hand(town, "Lou", Role.VOLUNTEER)
    assert (await lou.press(lost, what)).status_code == 403
