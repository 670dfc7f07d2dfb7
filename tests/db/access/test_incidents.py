"""The incidents of a person: made at the desk, filled by the worker, closed, opened again."""

import pytest

from app.drill.prepare import prepare_drill
from app.incidents.find import incident_by_slug
from app.models.staff import Role

NEW = {
    "slug": "harbor",
    "name": "Harbor flood",
    "area": "-72.5, 18.4, -72.1, 18.7",
    "languages": "ht, fr",
    "country": "HT",
    "emergency": "114",
}


@pytest.fixture
async def ada(town):
    return await town.desk("Ada", role=Role.ADMINISTRATOR)


async def press(desk, path="/desk/incidents", **fields):
    cookie = {"cookie": f"konbit_session={desk.email}"}
    return await desk.http.post(
        path, headers=cookie, params={"lang": "en"}, data={"csrf": desk.csrf} | fields
    )


async def look(desk):
    cookie = {"cookie": f"konbit_session={desk.email}"}
    return (await desk.http.get("/desk/incidents", headers=cookie, params={"lang": "en"})).text


async def test_an_administrator_makes_an_incident_and_the_worker_gives_it_its_places(town, ada):
    assert (await press(ada, **NEW)).status_code == 303
    page = await look(ada)
    assert "Harbor flood" in page
    assert "being loaded" in page
    await town.wait(minutes=1)
    assert "being loaded" not in await look(ada)
    async with town.house.database.session() as session:
        made = await incident_by_slug(session, "harbor")
    assert made.time_zone == "America/Port-au-Prince"
    events = await town.rows("select what, who from event where incident_id = :i order by id", i=made.id)
    assert [row["what"] for row in events] == ["incident.created", "gazetteer.loaded"]
    (row,) = await town.rows(
        "select jsonb_array_length(features) n from ground where incident_id = :i", i=made.id
    )
    assert row["n"] == 1
    (row,) = await town.rows("select count(*) n from place where incident_id = :i", i=made.id)
    assert row["n"] > 10


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("slug", "Harbor!", "small letters"),
        ("slug", "account", "own addresses"),
        ("slug", "town", "already"),
        ("area", "here", "no area"),
        ("area", "18.4, -72.5, 18.7, -172.1", "not on Earth"),
        ("languages", "xx", "does not speak xx"),
        ("country", "Haiti", "no country"),
        ("time_zone", "Moon/Base", "no time zone"),
    ],
)
async def test_what_needs_mending_is_said_and_what_was_typed_stays(town, ada, field, typed, said):
    answer = await press(ada, **(NEW | {field: typed}))
    assert answer.status_code == 400
    assert said in answer.text
    assert 'value="Harbor flood"' in answer.text


async def test_a_drills_printed_sign_in_makes_no_incident(town):
    await prepare_drill(town.house)
    await town.rows(
        """
        insert into staff_session
            (token_hash, staff_id, csrf, browser, half, created_at, seen_at, expires_at)
        select sha256('drill'), id, 'secret', '', false, now(), now(), now() + interval '1 hour'
        from staff where email = 'dara@drill.example' returning id
        """
    )
    cookie = {"cookie": "konbit_session=drill"}
    page = await town.http.get("/desk/incidents", headers=cookie, params={"lang": "en"})
    assert "administrator" in page.text
    assert "A new incident" not in page.text
    answer = await town.http.post("/desk/incidents", headers=cookie, data={"csrf": "secret"} | NEW)
    assert answer.status_code == 403


async def test_who_coordinates_makes_none(town):
    dara = await town.desk("Dara")
    assert (await press(dara, **NEW)).status_code == 403


async def test_an_incident_is_closed_with_a_reason_and_opens_again(town, ada):
    assert (await press(ada, "/desk/town/close", why=" ")).status_code == 400
    assert (await press(ada, "/desk/town/close", why="the water is gone")).status_code == 303
    assert "Open again" in await look(ada)
    assert await town.rows("select 1 from incident where closed_at is null") == []
    assert (await press(ada, "/desk/town/open")).status_code == 303
    events = await town.rows("select what, why from event order by id")
    assert [tuple(row.values()) for row in events] == [
        ("incident.closed", "the water is gone"),
        ("incident.opened", ""),
    ]
    assert len(await town.rows("select 1 from incident where closed_at is null")) == 1
