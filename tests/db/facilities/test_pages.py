"""A tap that runs, from the desk to everybody: opened, full, checked, ended, and each of these taken back."""

import json

import pytest

from app.api.deps import COOKIE
from app.models.staff import Role
from geo.gazetteer.teach import Pin, teach
from tests.town import corner

SHEET = {
    "kind": "water",
    "name": "Blue tap",
    "place": "Bridge",
    "hours": "",
    "capacity": "40",
    "free": "10",
    "stock": "200 litres",
    "source": "Water office",
    "note-ht": "Pote bokit ou.",
}


@pytest.fixture
async def dara(town):
    return await town.desk("Dara")


@pytest.fixture
def press(town, dara):
    """Somebody presses something on the page of open places."""

    async def press(what="", *, by=dara, **fields):
        data = {"csrf": by.csrf} | fields
        path = f"/desk/{town.incident.slug}/facilities{'/' if what else ''}{what}"
        return await town.http.post(path, data=data, headers={"cookie": f"{COOKIE}={by.email}"})

    return press


async def code_of(town, name="Blue tap") -> str:
    (row,) = await town.rows("select reference from facility where name = :name", name=name)
    return str(row["reference"])


async def read(town, address="places", **asked) -> str:
    answer = await town.http.get(f"/i/{town.incident.slug}/{address}", params={"lang": "en"} | asked)
    assert answer.status_code == 200, answer.text
    return answer.text


async def layer(town) -> list[dict[str, object]]:
    """What the map draws."""
    found = json.loads(await read(town, "open.geojson"))
    return [feature["properties"] for feature in found["features"]]


async def last_press(town) -> str:
    (row,) = await town.rows("select max(id) as id from event where what like 'facility.%'")
    return str(row["id"])


async def test_what_is_opened_at_the_desk_is_read_by_everybody_without_who_opened_it(town, press):
    assert (await press(**SHEET)).status_code == 303
    page = await read(town)
    for words in ("Blue tap", "Drinking water", "200 litres", "room for 10 more", "Water office"):
        assert words in page
    assert "Dara" not in page
    assert "Pote bokit ou." in (await town.http.get(f"/i/{town.incident.slug}/places?lang=ht")).text
    (drawn,) = await layer(town)
    assert (drawn["name"], drawn["state"], drawn["kind"]) == ("Blue tap", "open", "water")
    (told,) = (await town.http.get(f"/api/v1/incidents/{town.incident.slug}/facilities")).json()
    assert (told["lat"], told["lon"]) == pytest.approx((corner("Bridge").lat, corner("Bridge").lon), abs=1e-5)


async def test_a_press_that_came_twice_opens_one(town, press):
    for _ in range(2):
        await press(**SHEET)
    assert len(await layer(town)) == 1


async def test_each_press_is_seen_at_once_and_taken_back(town, press):
    await press(**SHEET)
    code = await code_of(town)
    await press(f"{code}/change", full="true")
    assert [one["state"] for one in await layer(town)] == ["full"]
    full = await last_press(town)
    await press("undo", n=full)
    assert [one["state"] for one in await layer(town)] == ["open"]
    assert (await press("undo", n=full)).status_code == 409
    await press(f"{code}/change", free="0")
    assert [one["state"] for one in await layer(town)] == ["full"]
    await press(f"{code}/end")
    assert await layer(town) == []
    await press("undo", n=await last_press(town))
    assert len(await layer(town)) == 1


async def test_still_so_makes_an_old_place_fresh(town, press, dara):
    town.http.headers["accept-language"] = "en"
    await press(**SHEET)
    await town.rows("update facility set checked_at = now() - interval '25 hours' returning id")
    assert "check again" in (await dara.page("facilities")).text
    assert "nobody has checked for a day" in await read(town)
    await press(f"{await code_of(town)}/check")
    assert "check again" not in (await dara.page("facilities")).text
    assert "nobody has checked for a day" not in await read(town)


async def test_a_sheet_sent_back_as_it_was_changes_nothing(town, press, dara):
    await press(**SHEET, lat="18.9012345678", lon="-72.6")
    code = await code_of(town)
    await press(f"{code}/change", **SHEET, lat="18.901235", lon="-72.600000")
    assert [row["what"] for row in await town.rows("select what from event order by id desc limit 1")] == [
        "facility.checked"
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "x" * 2_000},
        {"kind": "castle"},
        {"place": "Nowhere at all", "name": "Tap"},
        {"lat": "abc", "lon": "1"},
        {"lat": "48.1", "lon": "11.5"},
        {"hours": "whenever"},
        {"free": "many"},
        {"free": "50"},
        {"source": ""},
        {"stock": "y" * 500},
    ],
)
async def test_what_was_typed_is_not_lost_with_what_is_wrong(town, press, wrong):
    answer = await press(**SHEET | wrong)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert "Pote bokit ou." in answer.text
    assert await layer(town) == []


async def test_a_dispatcher_says_what_changes_and_a_coordinator_what_is_open(town, press):
    ola = await town.desk("Ola", role=Role.DISPATCHER)
    assert (await press(by=ola, **SHEET)).status_code == 403
    await press(**SHEET)
    opened = await last_press(town)
    assert (await press(f"{await code_of(town)}/check", by=ola)).status_code == 303
    assert (await press("undo", by=ola, n=opened)).status_code == 403


async def test_the_nearest_comes_first_with_how_far_it_is(town, press):
    await press(**SHEET)
    await press(**SHEET | {"name": "Red tap", "place": "Market"})
    page = await read(town, near="Market")
    assert page.index("Red tap") < page.index("Blue tap")
    assert "600 m" in page
    point = corner("Mill")
    page = await read(town, near=f"{point.lat:.3f}, {point.lon:.3f}")
    assert page.index("Blue tap") < page.index("Red tap")
    assert "We do not know this place" in await read(town, near="Atlantis")
    assert "Blue tap" not in await read(town, kind="food")


async def test_a_name_that_pins_taught_tells_strangers_nothing(town, press):
    await press(**SHEET)
    pin = Pin(
        words="Zorblax corner",
        point=corner("Quarry"),
        radius_m=50,
        who="staff:1",
        origin="desk",
        number=1,
        taught_at=town.incident.created_at,
    )
    async with town.house.database.session() as session:
        await teach(session, town.incident.id, [pin])
    assert await town.rows("select 1 from place where source = 'taught'")
    page = await read(town, near="Zorblax corner")
    assert "We do not know this place" in page
    assert " km" not in page


async def test_checked_facts_have_a_page_and_a_feed(town, dara):
    for number in range(5):
        data = {"csrf": dara.csrf, "text-en": f"Road {number} <is> open.", "source": "Road office"}
        await town.http.post(
            f"/desk/{town.incident.slug}/bulletins", data=data, headers={"cookie": f"{COOKIE}={dara.email}"}
        )
    page = await read(town, "facts")
    assert all(f"Road {number} &lt;is&gt; open." in page for number in range(5))
    first = await read(town, "")
    assert ("Road 4" in first, "Road 2" in first, "Road 1" in first) == (True, True, False)
    assert (await read(town, "facts.atom")).count("<entry") == 5


async def test_a_bulletin_too_long_keeps_its_sheet(town, dara):
    data = {
        "csrf": dara.csrf,
        "text-en": "The dam holds.",
        "source": "s" * 500,
        "until": "t" * 50,
        "tell": "maybe",
    }
    answer = await town.http.post(
        f"/desk/{town.incident.slug}/bulletins", data=data, headers={"cookie": f"{COOKIE}={dara.email}"}
    )
    assert answer.status_code == 400
    assert "The dam holds.</textarea>" in answer.text
