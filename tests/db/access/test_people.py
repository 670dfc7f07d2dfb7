"""Who works in an incident: links that work once, roles, the last administrator, other incidents."""

import re

import pytest

from app.models.staff import Role
from tests import factories
from tests.cast import Desk

LINK = re.compile(r'id="link" readonly dir="ltr" value="https://konbit.example(/desk/password/[^"]+)"')
NEW = "four new words here"


@pytest.fixture
async def ada(town):
    """Ada, who administers, with a password of her own."""
    desk = await town.desk("Ada", role=Role.ADMINISTRATOR)
    await town.rows("update staff set password_hash = 'set' where email = 'ada@desk.example' returning id")
    return desk


async def press(desk: Desk, path: str = "", **fields: str):
    """Press a button of the page of people."""
    base = f"/desk/{desk.slug}/people{path}"
    cookie = {"cookie": f"konbit_session={desk.email}"}
    return await desk.http.post(f"{base}?lang=en", headers=cookie, data={"csrf": desk.csrf} | fields)


async def look(desk: Desk):
    """Open the settings, which every member may read."""
    cookie = {"cookie": f"konbit_session={desk.email}"}
    return await desk.http.get(f"/desk/{desk.slug}/settings", headers=cookie)


async def staff_id(town, name):
    (row,) = await town.rows(
        "select id from staff where email = :email", email=f"{name.lower()}@desk.example"
    )
    return row["id"]


async def roles(town):
    rows = await town.rows(
        "select f.email, m.role from membership m join staff f on f.id = m.staff_id where m.incident_id = :i",
        i=town.incident.id,
    )
    return {row["email"].partition("@")[0]: row["role"] for row in rows}


async def test_an_invited_person_comes_in_by_a_link_that_works_once(town, ada):
    page = await press(ada, email="Esi@desk.example", role="dispatcher")
    (link,) = LINK.findall(page.text)
    typed = {"password": NEW, "again": NEW}
    assert (await town.http.post(link, data=typed)).status_code == 303
    assert (await town.http.post(link, data=typed)).status_code == 404
    signed_in = await town.http.post("/desk/sign-in", data={"email": "esi@desk.example", "password": NEW})
    assert signed_in.status_code == 303
    assert (await roles(town))["esi"] == "dispatcher"
    assert link.rsplit("/", 1)[1] not in str(await town.rows("select details from access_event"))


async def test_an_invitation_that_was_not_used_is_taken_back(town, ada):
    (link,) = LINK.findall((await press(ada, email="esi@desk.example", role="viewer")).text)
    esi = await staff_id(town, "Esi")
    (second,) = LINK.findall((await press(ada, f"/{esi}/link")).text)
    assert (await town.http.get(link)).status_code == 404  # only the latest leads in
    assert (await town.http.get(second)).status_code == 200
    assert (await press(ada, f"/{esi}/revoke")).status_code == 303
    assert (await town.http.get(second)).status_code == 404
    assert "esi" not in await roles(town)


async def test_who_was_taken_off_before_they_came_has_one_link_when_invited_again(town, ada):
    (first,) = LINK.findall((await press(ada, email="esi@desk.example", role="viewer")).text)
    assert (await press(ada, f"/{await staff_id(town, 'Esi')}/off")).status_code == 303
    (second,) = LINK.findall((await press(ada, email="esi@desk.example", role="viewer")).text)
    assert (await town.http.get(first)).status_code == 404
    assert (await town.http.get(second)).status_code == 200


@pytest.mark.parametrize("has_come", [True, False])
async def test_no_link_opens_an_account_that_belongs_to_another_incident_too(town, ada, has_come):
    async with town.house.database.session() as session:
        other = await factories.make_incident(
            session, town.house.keys, slug="other", our_number="+15095550191"
        )
        await factories.make_staff(session, other, "esi@desk.example", role=Role.ADMINISTRATOR)
    if has_come:
        await town.rows(
            "update staff set password_hash = 'set' where email = 'esi@desk.example' returning id"
        )
    page = await press(ada, email="esi@desk.example", role="viewer")
    assert LINK.findall(page.text) == []
    assert "has an account already" in page.text
    assert (await roles(town))["esi"] == "viewer"
    assert (await press(ada, f"/{await staff_id(town, 'Esi')}/link")).status_code == 400


async def test_who_is_taken_off_opens_the_incident_no_more(town, ada):
    chen = await town.desk("Chen", role=Role.COORDINATOR)
    await town.rows("update staff set password_hash = 'set' where email = 'chen@desk.example' returning id")
    assert (await look(chen)).status_code == 200
    assert (await press(ada, f"/{await staff_id(town, 'Chen')}/off")).status_code == 303
    assert (await look(chen)).status_code == 403


async def test_the_last_administrator_stays_one(town, ada):
    ben = await town.desk("Ben", role=Role.ADMINISTRATOR)
    ada_id, ben_id = await staff_id(town, "Ada"), await staff_id(town, "Ben")
    # Ben was only invited: the one who has come in is the last
    for path, fields in ((f"/{ada_id}/role", {"role": "viewer"}), (f"/{ada_id}/off", {})):
        answer = await press(ben, path, **fields)
        assert answer.status_code == 400
        assert "last administrator" in answer.text
    await town.rows("update staff set password_hash = 'set' where id = :id returning id", id=ben_id)
    assert (await press(ben, f"/{ada_id}/role", role="viewer")).status_code == 303
    assert await roles(town) == {"ada": "viewer", "ben": "administrator"}


async def test_nobody_changes_their_own_role(town, ada):
    await town.desk("Ben", role=Role.ADMINISTRATOR)
    answer = await press(ada, f"/{await staff_id(town, 'Ada')}/role", role="viewer")
    assert answer.status_code == 400
    assert "their own role" in answer.text


async def test_nobody_of_another_incident_is_reached_from_here(town, ada):
    async with town.house.database.session() as session:
        other = await factories.make_incident(
            session, town.house.keys, slug="other", our_number="+15095550191"
        )
        await factories.make_staff(session, other, "esi@desk.example", role=Role.VIEWER)
    esi = await staff_id(town, "Esi")
    for path, fields in (("role", {"role": "administrator"}), ("off", {}), ("link", {}), ("revoke", {})):
        assert (await press(ada, f"/{esi}/{path}", **fields)).status_code == 404
    assert "esi" not in await roles(town)


async def test_changes_are_in_the_audit_with_their_person(town, ada):
    await press(ada, email="esi@desk.example", role="viewer")
    esi = await staff_id(town, "Esi")
    await press(ada, f"/{esi}/role", role="verifier")
    await press(ada, f"/{esi}/revoke")
    kept = await town.rows("select what, who, staff_id, details from access_event order by id")
    assert [row["what"] for row in kept] == [
        "staff.invited",
        "staff.role_changed",
        "staff.invitation_revoked",
    ]
    assert {row["who"] for row in kept} == {f"staff:{await staff_id(town, 'Ada')}"}
    assert kept[1]["details"] == {"before": "viewer", "role": "verifier"}
