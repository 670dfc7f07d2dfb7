"""What programs of coordinators do with helpers, over HTTP."""

import pytest

from app.api.deps import COOKIE
from app.models.volunteer import Trust
from tests.cast import Desk, Town


async def call(
    town: Town, dara: Desk, method: str, path: str = "", *, csrf: str | None = None, **body: object
):
    headers = {"cookie": f"{COOKIE}={dara.email}", "x-csrf-token": dara.csrf if csrf is None else csrf}
    url = f"/api/v1/incidents/{dara.slug}/volunteers{path}"
    return await town.http.request(method, url, headers=headers, json=body or None)


async def test_helpers_are_listed_read_enrolled_and_changed(town):
    dara = await town.desk()
    made = await call(
        town, dara, "POST", number=town.number("Bayu"), name="Bayu", place="Mill", skills=["water"]
    )
    assert made.status_code == 201, made.text
    bayu = made.json()
    assert (bayu["skills"], bayu["place"], bayu["on_duty"], bayu["trust"]) == (["water"], "Mill", True, "new")
    (listed,) = (await call(town, dara, "GET")).json()
    assert listed["reference"] == bayu["reference"]
    changed = await call(
        town,
        dara,
        "PATCH",
        f"/{bayu['reference']}",
        hours="sat-sun 8-12",
        vehicle="boat",
        trust="known",
        trust_by_kind={"medical": "vetted"},
        state="rest",
        rest_hours=5,
    )
    assert changed.status_code == 200, changed.text
    after = changed.json()
    assert (after["hours"], after["vehicle"], after["trust"]) == ("sat-sun 8-12", "boat", "known")
    assert after["trust_by_kind"] == {"medical": "vetted"}
    assert after["rest_until"] is not None
    read = (await call(town, dara, "GET", f"/{bayu['reference']}")).json()
    assert read == after
    assert town.number("Bayu") not in str(read)


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        ({"hours": "never"}, "hours: Write hours as"),
        ({"load_cap": -5}, "load_cap: Write a whole number"),
        ({"skills": ["magic"]}, "skills: We do not know «magic»"),
        ({"reach_m": 123}, "reach_m: Choose one of"),
        ({"state": "asleep"}, "Choose duty, off or rest."),
        ({"buddy": "ZZZZ", "team": "Harbour"}, "There is no helper ZZZZ here."),
    ],
)
async def test_a_change_that_cannot_be_says_what_to_mend_and_changes_nothing(town, wanted, sentence):
    dara = await town.desk()
    await town.volunteer("Bayu", trust=Trust.NEW)
    (listed,) = (await call(town, dara, "GET")).json()
    answer = await call(town, dara, "PATCH", f"/{listed['reference']}", **wanted)
    assert answer.status_code in (400, 404)
    assert sentence in answer.json()["error"]
    (row,) = await town.rows("select team, load_cap, hours from volunteer")
    assert tuple(row.values()) == ("", 2, None)


async def test_nobody_without_the_secret_of_their_session_changes_a_helper(town):
    dara = await town.desk()
    await town.volunteer("Bayu")
    (listed,) = (await call(town, dara, "GET")).json()
    answer = await call(town, dara, "PATCH", f"/{listed['reference']}", csrf="guess", trust="vetted")
    assert answer.status_code == 403
    stranger = await town.http.get(f"/api/v1/incidents/{dara.slug}/volunteers")
    assert stranger.status_code == 401
