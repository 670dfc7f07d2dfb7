"""The audit: who did what, newest first, narrowed, page by page, and as a file that runs nothing."""

import csv
import io
import re

import pytest

from app.api.desk.views.audit import plain_cell
from app.clock import now
from app.history import Happening, record
from app.models.staff import Role


@pytest.fixture
async def dara(town):
    return await town.desk("Dara")


async def look(desk, path="", **params):
    cookie = {"cookie": f"konbit_session={desk.email}"}
    return await desk.http.get(
        f"/desk/{desk.slug}/audit{path}", params={"lang": "en"} | params, headers=cookie
    )


async def happen(town, *happenings):
    async with town.house.database.session() as session:
        for one in happenings:
            record(session, town.incident.id, one, now=now())


async def test_what_happened_is_read_with_its_case_and_reason_newest_first(town, dara):
    await town.sms("Amina", "Need water for 4 at the Bridge")
    await town.settle()
    case = await town.case("Amina")
    page = (await look(dara)).text
    assert "sent this" in page
    assert page.index("looked for helpers") < page.index("sent this")
    assert f">{case}</a>" in page
    assert town.number("Amina") not in page


@pytest.mark.parametrize("what", ["contact.revealed", "place.shown"])
async def test_a_look_at_a_number_or_a_place_stands_out(town, dara, what):
    await happen(town, Happening(what=what, who="machine", why="to call back"))
    page = (await look(dara)).text
    assert '<tr class="reveal">' in page
    assert "to call back" in page


async def test_it_is_narrowed_by_person_kind_case_and_day(town, dara):
    await happen(
        town,
        Happening(what="zone.drawn", who="operator", after={"reason": "flood"}),
        Happening(what="incident.changed", who="machine", before={"confirm_h": 48}, after={"confirm_h": 24}),
    )
    assert "drew a zone" not in (await look(dara, who="machine")).text
    assert "confirm_h: 48 → 24" in (await look(dara, kind="incident")).text
    assert "drew a zone" not in (await look(dara, kind="incident")).text
    assert "Nothing like this" in (await look(dara, case="ZZZZ")).text
    assert "Nothing like this" in (await look(dara, day="2020-01-01")).text
    assert (await look(dara, day="tomorrow")).status_code == 400


async def test_a_hundred_lines_a_page_and_none_twice(town, dara):
    await happen(
        town, *(Happening(what="zone.drawn", who="operator", why=f"line {n:03}") for n in range(150))
    )
    first = (await look(dara)).text
    assert first.count("<time") == 100
    (before,) = re.findall(r"before=(\d+)", first)
    second = (await look(dara, before=before)).text
    seen = [int(n) for n in re.findall(r"line (\d{3})", first + second)]
    assert seen == list(range(149, -1, -1))


async def test_sign_ins_and_roles_are_told_of_members_alone(town, dara):
    failed = {"email": dara.email, "password": "wrong wrong wrong"}
    await town.http.post("/desk/sign-in", data=failed)
    await town.http.post("/desk/sign-in", data=failed | {"email": "nobody@desk.example"})
    page = (await look(dara, of="accounts")).text
    assert page.count("somebody tried a wrong password") == 1
    assert "a stranger" in page


async def test_a_file_for_a_table_runs_no_formula(town, dara):
    await happen(town, Happening(what="zone.drawn", who="operator", why='=HYPERLINK("http://x.example")'))
    answer = await look(dara, ".csv")
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert rows[0] == ["When", "Who", "What", "Case", "About", "Why", "Before and after"]
    assert rows[1][5].startswith("'=")


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\t=1", " =1", "\r1"])
def test_whatever_begins_like_a_formula_becomes_words(cell):
    assert plain_cell(cell) == f"'{cell}"


def test_plain_words_stay_as_they_are():
    assert plain_cell("asked a helper") == "asked a helper"


async def test_another_incidents_events_are_not_here(town, dara):
    viewer = await town.desk("Vera", role=Role.VERIFIER)
    assert (await look(viewer)).status_code == 403
    assert (await look(viewer, ".csv")).status_code == 403
