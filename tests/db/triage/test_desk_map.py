"""What the desk's map tells whom: what the list says, and nobody's door to whoever only looks on."""

from app.models.incident import Automation
from app.models.staff import Role
from geo.tiles import cell_of, cell_position, inside_tile, morton
from tests.cast import Desk, Town
from tests.town import corner

Z = 15


def tile_of(at: str, z: int = Z) -> tuple[int, int, int]:
    x, y = cell_position(cell_of(morton(corner(at)), z))
    return z, x, y


async def rows(town: Town, desk: Desk, tile: tuple[int, int, int], query: str = "") -> list[list]:
    z, x, y = tile
    cookie = {"cookie": f"konbit_session={desk.email}"}
    found = await town.http.get(f"/desk/{desk.slug}/tiles/{z}/{x}/{y}.json?{query}", headers=cookie)
    assert found.status_code == 200, found.text
    return found.json()["rows"]


async def around(town: Town, desk: Desk, at: str, query: str = "") -> list[list]:
    z, x, y = tile_of(at)
    found = []
    for dx in (-1, 0, 1):
        for dy in (-1, 0, 1):
            found += await rows(town, desk, (z, x + dx, y + dy), query)
    return found


async def test_the_map_shows_what_the_lists_filters_leave(town):
    await town.sms("Amina", "Need water for 4 at the Bridge")
    await town.sms("Idris", "Need food for 3 at the Bridge")
    await town.settle()
    dara = await town.desk("Dara")
    tile = tile_of("Bridge")
    assert sum(row[2] for row in await rows(town, dara, tile)) == 2
    assert sum(row[2] for row in await rows(town, dara, tile, "category=water")) == 1
    assert await rows(town, dara, tile, "kind=offer") == []
    assert await rows(town, dara, tile, "box=-72.5,18.8,-72.4,18.85") == []


async def test_a_viewer_sees_no_exact_point_in_any_tile(town):
    await town.sms("Amina", "Need water for 4 at the Bridge")
    await town.settle()
    eve = await town.desk("Eve", role=Role.VIEWER)
    at = inside_tile(corner("Bridge"), *tile_of("Bridge"))
    seen = await around(town, eve, "Bridge")
    assert sum(row[2] for row in seen) == 1
    assert [row for row in await rows(town, eve, tile_of("Bridge")) if tuple(row[:2]) == at] == []
    for z in range(12, Z):  # wider ones have cells of five kilometres
        tile = tile_of("Bridge", z)
        exact = inside_tile(corner("Bridge"), *tile)
        assert exact not in [tuple(row[:2]) for row in await rows(town, eve, tile)]
    cookie = {"cookie": f"konbit_session={eve.email}"}
    z, x, y = tile_of("Bridge", 17)
    deep = await town.http.get(f"/desk/{eve.slug}/tiles/{z}/{x}/{y}.json", headers=cookie)
    assert deep.status_code == 404


async def test_a_verifier_sees_a_sensitive_place_after_saying_why(town):
    await town.sms("Amina", "A woman is hurt and needs a doctor at the Bridge")
    await town.settle()
    case = await town.case("Amina")
    ana = await town.desk("Ana", role=Role.VERIFIER)
    tile = tile_of("Bridge")

    async def exact() -> bool:
        at = inside_tile(corner("Bridge"), *tile)
        return any(
            abs(row[0] - at[0]) < 130 and abs(row[1] - at[1]) < 130 for row in await rows(town, ana, tile)
        )

    assert not await exact()
    assert (await ana.press(case, "exact", why="no")).status_code == 400
    assert (await ana.press(case, "exact", why="the doctor asks me which house")).status_code == 303
    assert await exact()
    (event,) = await town.rows("select why, who from event where what = 'place.shown'")
    assert event["why"] == "the doctor asks me which house"
    await town.rows("update event set at = at - interval '13 hours' where what = 'place.shown' returning id")
    assert not await exact()


async def test_what_lies_inside_an_outline_can_be_chosen_at_once(town):
    await town.sms("Amina", "Need water for 4 at the Bridge")
    await town.sms("Idris", "Need food for 3 at the Quarry")
    await town.settle()
    dara = await town.desk("Dara")
    cookie = {"cookie": f"konbit_session={dara.email}"}
    west, east = corner("Mill").lon, corner("Market").lon
    south, north = corner("Harbour").lat, corner("School").lat
    poly = f"{south},{west};{north},{west};{north},{east};{south},{east}"
    found = await town.http.get(f"/desk/{dara.slug}/inside", params={"poly": poly}, headers=cookie)
    assert found.json() == {"references": [await town.case("Amina")]}
    for strange in ({}, {"box": "1,2", "hours": "9"}, {"box": "1,2,3,4", "hours": "9" * 5_000}):
        nothing = await town.http.get(f"/desk/{dara.slug}/inside", params=strange, headers=cookie)
        assert nothing.status_code == 400


async def test_a_viewer_reads_of_a_case_the_area_and_not_the_place(town):
    await town.sms("Amina", "Need water for 4 at the Bridge")
    await town.settle()
    case = await town.case("Amina")
    eve, dara = await town.desk("Eve", role=Role.VIEWER), await town.desk("Dara")
    exact = f'data-lon="{corner("Bridge").lon}'
    assert exact in (await dara.look(case)).text
    seen = (await eve.look(case)).text
    assert exact not in seen
    assert '<strong dir="auto">Bridge' not in seen
    assert "How it was found" not in seen


async def test_a_viewer_reads_no_number_in_a_case_nor_why_its_place_is_known(town):
    await town.sms("Amina", "Need water for 4 at the Bridge, call 509 555 0142")
    await town.settle()
    case = await town.case("Amina")
    eve, dara = await town.desk("Eve", role=Role.VIEWER), await town.desk("Dara")
    await dara.press(case, "place", words="Mill")
    known, seen = (await dara.look(case)).text, (await eve.look(case)).text
    assert "0142" in known
    assert "•••" in seen
    assert "0142" not in seen
    assert seen.count("<em>") == known.count("<em>") - 1


async def test_a_viewer_finds_no_door_on_the_board(town):
    await town.automation(Automation.SUGGEST)
    await town.sms("Amina", "Need water for 4 at the Bridge, call 509 555 0142")
    await town.settle()
    case = await town.case("Amina")
    eve, dara = await town.desk("Eve", role=Role.VIEWER), await town.desk("Dara")
    await dara.press(case, "state", state="open")

    async def board(desk, part: str) -> str:
        path = f"/desk/{desk.slug}/{part}"
        answer = await town.http.get(path, headers={"cookie": f"konbit_session={desk.email}"})
        assert answer.status_code == 200, answer.text
        assert case in answer.text
        return answer.text

    for part in ("board", "board/part?at=1"):
        assert "Bridge</" in await board(dara, part)
        seen = await board(eve, part)
        assert "Bridge</" not in seen
        assert str(corner("Bridge").lon) not in seen
        assert "0142" not in seen


async def test_a_program_of_a_viewer_learns_no_door_either(town):
    await town.sms("Amina", "Need water for 4 at the Bridge, call 509 555 0142")
    await town.settle()
    case = await town.case("Amina")
    eve, dara = await town.desk("Eve", role=Role.VIEWER), await town.desk("Dara")

    async def need(desk, path: str) -> dict:
        cookie = {"cookie": f"konbit_session={desk.email}"}
        answer = (await town.http.get(f"/api/v1/incidents/{desk.slug}/{path}", headers=cookie)).json()
        return answer[0] if isinstance(answer, list) else answer

    for path in ("needs", f"needs/{case}"):
        known, seen = await need(dara, path), await need(eve, path)
        assert (known["place"], known["lon"]) == ("Bridge", corner("Bridge").lon)
        assert seen["place"] != "Bridge"
        assert seen["lon"] == round(corner("Bridge").lon, 2)
        assert seen["radius_m"] >= 1_000
        assert "0142" not in seen["text"]


async def test_a_viewer_hears_of_an_alarm_and_not_where_it_is(town):
    await town.sms("Amina", "Need a doctor at the Bridge, she is dying")
    await town.settle()
    eve, dara = await town.desk("Eve", role=Role.VIEWER), await town.desk("Dara")

    async def watch(desk) -> str:
        cookie = {"cookie": f"konbit_session={desk.email}"}
        return (await town.http.get(f"/desk/{desk.slug}/watch", headers=cookie)).text

    case = await town.case("Amina")
    assert "<bdi>Bridge" in await watch(dara)
    assert case in await watch(eve)
    assert "Bridge" not in await watch(eve)
