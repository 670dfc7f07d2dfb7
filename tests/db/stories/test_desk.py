"""Dara at the desk: the machine proposes, she decides, and each press is written down."""

import pytest

from app.models.incident import Automation
from app.models.staff import Role
from geo.gazetteer.load import load_places
from geo.place import Kind, Place
from tests import factories
from tests.cast import says
from tests.town import corner

NEED = "Need water for 4 at the Bridge"


@pytest.fixture
async def dara(town):
    await town.automation(Automation.SUGGEST)
    return await town.desk("Dara")


async def helper_code(town, name: str) -> str:
    (row,) = await town.rows(
        "select v.reference from volunteer v join contact c on c.id = v.contact_id where c.name = :name",
        name=name,
    )
    return str(row["reference"])


async def test_one_press_asks_the_suggested_helper(town, dara):
    await town.volunteer("Bayu")
    await town.sms("Amina", NEED)
    case = await town.case("Amina")
    assert await town.inbox("Bayu") == []
    page = await dara.look(case)
    assert page.status_code == 200
    assert "Bayu" in page.text
    assert (await dara.press(case, "ask", helper=await helper_code(town, "Bayu"))).status_code == 303
    assert await town.inbox("Bayu") == ["Water for 4 people near Bridge, 300 m away. Reply YES 1 or NO 1."]
    assert (await town.inbox("Amina"))[-1] == says("en", "asked", case=case)
    (event,) = await town.rows("select who from event where what = 'dispatch.asked'")
    assert event["who"].startswith("staff:")


async def test_two_presses_ask_once(town, dara):
    await town.volunteer("Bayu")
    await town.sms("Amina", NEED)
    case = await town.case("Amina")
    code = await helper_code(town, "Bayu")
    first = await dara.press(case, "ask", helper=code)
    again = await dara.press(case, "ask", helper=code)
    assert (first.status_code, again.status_code) == (303, 409)
    assert len(await town.inbox("Bayu")) == 1


async def test_after_unsafe_dara_may_send_somebody(town, dara):
    await town.volunteer("Bayu")
    await town.volunteer("Chen", at="Market")
    await town.sms("Amina", NEED)
    case = await town.case("Amina")
    await town.automation(Automation.FULL)
    await dara.press(case, "ask", helper=await helper_code(town, "Bayu"))
    await town.settle()
    await town.sms("Bayu", "yes")
    await town.settle()
    await town.sms("Bayu", "UNSAFE")
    await town.inboxes("Bayu", "Chen")
    await dara.press(case, "places", n=1)
    await town.settle()
    assert await town.inbox("Chen") == []
    await dara.press(case, "ask", helper=await helper_code(town, "Chen"))
    assert len(await town.inbox("Chen")) == 1


async def test_noise_put_aside_frees_whoever_was_asked(town, dara):
    await town.volunteer("Bayu")
    await town.sms("Amina", NEED)
    case = await town.case("Amina")
    await dara.press(case, "ask", helper=await helper_code(town, "Bayu"))
    await town.inboxes("Amina", "Bayu")
    assert (await dara.press(case, "state", state="noise")).status_code == 303
    assert await town.inbox("Bayu") == [says("en", "cancelled.helper", case=case)]
    assert await town.inbox("Amina") == []
    assert (await town.cases("Amina"))[0]["state"] == "noise"


async def test_a_case_put_aside_by_mistake_is_opened_again(town, dara):
    await town.volunteer("Bayu")
    await town.sms("Amina", NEED)
    case = await town.case("Amina")
    await dara.press(case, "state", state="noise")
    await dara.press(case, "state", state="open")
    await town.settle()
    assert (await town.cases("Amina"))[0]["state"] == "open"
    assert ("Bayu", "proposed") in await town.jobs_of(case)


async def test_a_case_closed_by_hand_keeps_that_it_was_done(town, dara):
    await town.volunteer("Bayu")
    await town.sms("Amina", NEED)
    case = await town.case("Amina")
    await dara.press(case, "ask", helper=await helper_code(town, "Bayu"))
    for words in ("yes", "done"):
        await town.settle()
        await town.sms("Bayu", words)
    await town.inboxes("Amina", "Bayu")
    await dara.press(case, "state", state="closed")
    assert await town.inbox("Bayu") == []
    assert await town.jobs_of(case) == [("Bayu", "done")]


async def test_dara_finds_the_place_that_nobody_knew(town, dara):
    await town.volunteer("Bayu")
    await town.sms("Amina", "Need water for 4 people")
    case = await town.case("Amina")
    await dara.press(case, "place", words="Bridge")
    await town.settle()
    assert (await town.cases("Amina"))[0]["place_name"] == "Bridge"
    assert await town.jobs_of(case) == [("Bayu", "proposed")]
    await dara.press(case, "place", lat="18.9", lon="-72.6")
    assert (await town.cases("Amina"))[0]["place_source"] == "desk"
    assert (await dara.press(case, "place", lat="NaN", lon="0")).status_code == 400
    assert (await dara.press(case, "place", words="Zorblax")).status_code == 400


async def test_a_name_that_two_places_bear_is_the_one_near_which_the_sender_was_before(town, dara):
    there = {"far": corner("Quarry"), "near": corner("Mill")}
    places = [
        Place(name="Rue Jasmin", kind=Kind.STREET, point=at, radius_m=300, source="wide")
        for at in there.values()
    ]
    async with town.house.database.session() as session:
        await load_places(session, town.incident.id, places, source="wide")
    for name, before in (("Amina", "Quarry"), ("Noor", "Mill")):
        await town.sms(name, f"Need water for 4 people near {before}")
        await town.wait(minutes=60)
        await town.sms(name, "Need food for 4 people")
        await dara.press(await town.case(name), "place", words="Rue Jasmin")
    rows = await town.rows(
        "select st_x(point::geometry) as lon from report where place_name = 'Rue Jasmin' order by id"
    )
    assert [row["lon"] for row in rows] == pytest.approx([there["far"].lon, there["near"].lon])


async def test_dara_says_how_many_helpers_a_case_needs(town, dara):
    await town.sms("Amina", NEED)
    case = await town.case("Amina")
    assert (await dara.press(case, "places", n=3)).status_code == 303
    assert (await town.cases("Amina"))[0]["places_wanted"] == 3
    assert (await dara.press(case, "places", n=0)).status_code == 422


async def test_a_message_that_could_not_be_read_waits_at_the_desk(town, dara, sabotage):
    with sabotage("report", "raise exception 'poison';"):
        await town.sms("Amina", NEED)
        for _ in range(3):
            await town.wait(minutes=1)
    page = await dara.look()
    assert NEED in page.text


async def test_the_desk_shows_no_whole_number(town, dara):
    await town.sms("Amina", NEED)
    case = await town.case("Amina")
    page = await dara.look(case)
    assert "5095550101" not in page.text.replace(" ", "")


@pytest.mark.parametrize(
    ("what", "fields"),
    [
        ("ask", {"helper": "ABCD"}),
        ("place", {"words": "Mill"}),
        ("state", {"state": "noise"}),
        ("places", {"n": 2}),
        ("reading", {"kind": "other", "urgency": 1}),
    ],
)
async def test_who_may_not_act_changes_nothing(town, what, fields):
    await town.sms("Amina", NEED)
    case = await town.case("Amina")
    before = await town.rows("select * from report")
    viewer = await town.desk("Viewer", role=Role.VIEWER)
    assert (await viewer.press(case, what, **fields)).status_code == 403
    dara = await town.desk("Dara")
    assert (await dara.press(case, what, **fields, csrf="forged")).status_code == 403
    async with town.house.database.session() as session:
        other = await factories.make_incident(
            session, town.house.keys, slug="other", our_number="+15095550191"
        )
        await factories.make_staff(session, other, "elsewhere@desk.example")
    stranger = await town.http.post(f"/desk/town/report/{case}/{what}", data={"csrf": "x", **fields})
    assert stranger.status_code in (303, 401)
    cookie = {"cookie": "konbit_session=elsewhere@desk.example"}
    other_desk = await town.http.post(f"/desk/town/report/{case}/{what}", data={"csrf": "x"}, headers=cookie)
    assert other_desk.status_code in (403, 422)
    assert (await town.http.get("/desk/town", headers=cookie)).status_code == 403
    assert await town.rows("select * from report") == before


async def test_a_first_sign_in_from_link_to_desk(town):
    from app import clock
    from app.access.accounts import create_account, give_role
    from app.access.passwords import make_link

    async with town.house.database.session() as session:
        staff_id = await create_account(session, "dara@desk.example", now=clock.now())
        await give_role(session, town.incident.id, staff_id, Role.COORDINATOR)
        link = make_link(session, staff_id, now=clock.now())
    password = "four words make one"
    typed = {"password": password, "again": password}
    assert (await town.http.post(f"/desk/password/{link}", data=typed)).status_code == 303
    assert (await town.http.post(f"/desk/password/{link}", data=typed)).status_code == 404
    wrong = await town.http.post(
        "/desk/sign-in", data={"email": "dara@desk.example", "password": "four words make two"}
    )
    assert wrong.status_code == 400
    right = await town.http.post("/desk/sign-in", data={"email": "DARA@desk.example", "password": password})
    assert right.status_code == 303
    assert "HttpOnly" in right.headers["set-cookie"]
    assert "Secure" in right.headers["set-cookie"]
    assert (await town.http.get("/desk/town")).status_code == 200
