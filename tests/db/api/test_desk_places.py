"""The page of taught names: Dara looks, mends, takes back, and takes the taking back back."""

import re
from dataclasses import dataclass

import httpx
import pytest

from app.clock import now
from app.models.staff import Role
from app.places.learn import learn_pin
from geo.gazetteer.teach import Pin
from geo.point import Point
from tests import factories
from tests.cast import Desk
from tests.town import corner


@dataclass(frozen=True)
class Page:
    """Somebody looks at the page and presses what is on it."""

    desk: Desk

    async def look(self, **asked: str) -> str:
        answer = await self._call("GET", "", params={"lang": "en"} | asked)
        assert answer.status_code == 200, answer.text
        return answer.text

    async def press(self, what: str, **fields: str | int) -> httpx.Response:
        given = {"csrf": self.desk.csrf} | {name: str(value) for name, value in fields.items()}
        return await self._call("POST", f"/{what}", data=given)

    async def _call(self, method: str, path: str, **more) -> httpx.Response:
        cookie = {"cookie": f"konbit_session={self.desk.email}"}
        return await self.desk.http.request(
            method, f"/desk/{self.desk.slug}/places{path}", headers=cookie, **more
        )


@pytest.fixture
async def page(town):
    return Page(await town.desk("Dara"))


@pytest.fixture
def taught(town):
    """Let a pin of some case teach; gives its number on the page."""

    async def taught(words: str, at: str = "School", *, number: int = 1, who: str = "staff:1") -> int:
        point = corner(at)
        pin = Pin(
            words=words,
            point=Point(lat=round(point.lat, 5), lon=round(point.lon, 5)),
            who=who,
            origin="desk",
            number=number,
            taught_at=now(),
            radius_m=50.0,
        )
        async with town.house.database.session() as session:
            kept = await learn_pin(session, town.incident.id, pin)
        assert kept is not None
        return kept.id

    return taught


def numbers(html: str) -> list[int]:
    return [int(n) for n in re.findall(r'id="pin-(\d+)"', html)]


def undo_number(html: str) -> int:
    found = re.search(r'name="n" value="(\d+)"', html)
    assert found, "nothing to undo"
    return int(found[1])


async def test_the_newest_name_comes_first_with_who_and_where(page, taught):
    first = await taught("Legliz Jòn")
    second = await taught("Gwo Pye Mapou", "Harbour", number=2)
    html = await page.look()
    assert numbers(html) == [second, first]
    assert "Legliz Jòn" in html
    assert re.search(r"18\.90\d+, -72\.60", html)


async def test_a_name_is_looked_for(page, taught):
    await taught("Legliz Jòn")
    wanted = await taught("Gwo Pye Mapou", "Harbour", number=2)
    assert numbers(await page.look(name="mapou")) == [wanted]
    assert "No pin has taught a name like this." in await page.look(name="Zorblax")


async def test_names_that_two_pins_agree_on_say_so(page, taught):
    await taught("Legliz Jòn", number=1, who="staff:1")
    await taught("Legliz Jòn", number=2, who="staff:2")
    assert "2 pins agree" in await page.look()


async def test_more_than_a_page_goes_on_with_the_older_ones(page, taught):
    made = [
        await taught(f"Kafou Zorblax {chr(97 + n // 26)}{chr(97 + n % 26)}ko", number=n) for n in range(51)
    ]
    html = await page.look()
    assert numbers(html) == made[:0:-1]
    older = re.search(r"before=(\d+)", html)
    assert older
    assert numbers(await page.look(before=older[1])) == made[:1]


async def test_a_name_taken_back_can_be_taught_again_exactly(town, page, taught):
    pin = await taught("Legliz Jòn")
    facts = "select words, grams, radius_m, who, origin, number, taught_at, st_astext(point) from taught"
    places = "select name, st_astext(point), radius_m, pins from place where source = 'taught' order by name"
    before = await town.rows(facts), await town.rows(places)
    assert (await page.press(f"{pin}/forget")).headers["location"].endswith("/places?done=1")
    assert await town.rows(facts) == await town.rows(places) == []
    html = await page.look(done="1")
    assert "was taken back." in html
    assert (await page.press("undo", n=undo_number(html))).status_code == 303
    assert (await town.rows(facts), await town.rows(places)) == before
    assert "was taken back." not in await page.look()


async def test_a_mended_name_moves_and_can_be_put_back(town, page, taught):
    pin = await taught("Legliz Jon")
    answer = await page.press(f"{pin}/correct", words="Legliz Jòn", lat="18.91", lon="-72.61")
    assert answer.status_code == 303
    (row,) = await town.rows("select words, st_astext(point) as at from taught")
    assert (row["words"], row["at"]) == ("Legliz Jòn", "POINT(-72.61 18.91)")
    assert (await page.press("undo", n=undo_number(await page.look()))).status_code == 303
    (row,) = await town.rows("select words from taught")
    assert row["words"] == "Legliz Jon"


async def test_what_cannot_be_a_place_is_refused_and_changes_nothing(town, page, taught):
    pin = await taught("Legliz Jòn")
    before = await town.rows("select words, grams, taught_at, st_astext(point) from taught")
    good = {"words": "Legliz", "lat": "18.9", "lon": "-72.6"}
    for wrong in (
        {"words": "lakay Mari"},
        {"words": "7675550142"},
        {"lat": "NaN"},
        {"lat": "95"},
        {"lon": "x"},
    ):
        assert (await page.press(f"{pin}/correct", **(good | wrong))).status_code == 400
    assert (await page.press("9999/forget")).status_code == 404
    assert (await page.press("undo", n=9999)).status_code == 409
    assert await town.rows("select words, grams, taught_at, st_astext(point) from taught") == before


async def test_every_press_is_an_event_that_says_who(town, page, taught):
    pin = await taught("Legliz Jòn")
    await page.press(f"{pin}/correct", words="Legliz Jòn nan", lat="18.91", lon="-72.61")
    (mended,) = numbers(await page.look())
    await page.press(f"{mended}/forget")
    rows = await town.rows("select what, who from event where what like 'place.%' order by id")
    assert [row["what"] for row in rows] == ["place.taught", "place.corrected", "place.forgotten"]
    assert all(row["who"].startswith("staff:") for row in rows)


async def test_who_verifies_looks_and_changes_nothing(town, page, taught):
    pin = await taught("Legliz Jòn")
    viewer = Page(await town.desk("Vera", role=Role.VERIFIER))
    html = await viewer.look()
    assert numbers(html) == [pin]
    assert "/forget" not in html
    for what, fields in (
        (f"{pin}/forget", {}),
        (f"{pin}/correct", {"words": "Mill", "lat": "1", "lon": "1"}),
        ("undo", {"n": 1}),
    ):
        assert (await viewer.press(what, **fields)).status_code == 403
        assert (await page.press(what, **fields, csrf="forged")).status_code == 403
    assert len(await town.rows("select 1 from taught")) == 1


async def test_another_incident_sees_and_touches_nothing(town, page, taught):
    pin = await taught("Legliz Jòn")
    async with town.house.database.session() as session:
        other = await factories.make_incident(
            session, town.house.keys, slug="other", our_number="+15095550191"
        )
        signed_in = await factories.make_staff(session, other, "elsewhere@desk.example")
    elsewhere = Page(Desk(town.http, "other", "elsewhere@desk.example", signed_in.csrf))
    assert numbers(await elsewhere.look()) == []
    assert (await elsewhere.press(f"{pin}/forget")).status_code == 404
    cookie = {"cookie": "konbit_session=elsewhere@desk.example"}
    assert (await town.http.get("/desk/town/places", headers=cookie)).status_code == 403
    assert (await town.http.get("/desk/town/places")).status_code == 303
