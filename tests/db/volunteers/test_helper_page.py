"""Who may come to a helper's page, what they find there, and what nobody learns by asking."""

import re

import pytest

from app.api.public.helper_guest import cookie_name
from app.api.public.helper_near import roughly
from app.models.incident import Automation
from app.models.volunteer import Trust
from geo.spatial import ewkt
from geo.tiles import morton
from tests.db.stories.test_helper_page import CSRF, PAGE, Phone, code_of, need_without_question, signed_in
from tests.town import corner


async def test_a_stranger_and_a_helper_get_the_same_answer_and_only_the_helper_a_code(town):
    await town.volunteer("Bayu")
    known = await Phone(town, "Bayu").ask_code()
    strange = await Phone(town, "Eve").ask_code()
    assert (known.status_code, strange.status_code) == (200, 200)
    alike = known.text.replace(town.number("Bayu"), "").replace(town.number("Bayu")[1:], "")
    assert alike == strange.text.replace(town.number("Eve"), "").replace(town.number("Eve")[1:], "")
    assert len(await town.inbox("Bayu")) == 1
    assert await town.inbox("Eve") == []


async def test_nobody_is_texted_inside_the_call_that_asks(town):
    await town.volunteer("Bayu")
    await town.http.post(f"{PAGE}/code", data={"number": town.number("Bayu")})
    assert await town.rows("select id from message where direction = 'out'") == []


async def test_a_code_counts_once_and_not_after_ten_minutes(town):
    await town.volunteer("Bayu")
    bayu = Phone(town, "Bayu")
    await bayu.ask_code()
    code = await code_of(town, "Bayu")
    assert (await bayu.try_code(code)).status_code == 303
    assert (await bayu.try_code(code)).status_code == 400
    await town.wait(minutes=2)
    await bayu.ask_code()
    late = await code_of(town, "Bayu")
    await town.wait(minutes=11)
    assert (await bayu.try_code(late)).status_code == 400


async def test_after_five_wrong_tries_the_right_code_is_worth_nothing(town):
    await town.volunteer("Bayu")
    bayu = Phone(town, "Bayu")
    await bayu.ask_code()
    code = await code_of(town, "Bayu")
    wrong = "000000" if code != "000000" else "111111"
    for _ in range(5):
        answer = await bayu.try_code(wrong)
        assert answer.status_code == 400
        assert town.number("Bayu") in answer.text
        await town.rows("update sign_in_try set last_at = last_at - interval '2 minutes' returning key")
    assert (await bayu.try_code(code)).status_code == 400


async def test_one_code_a_minute_and_five_an_hour(town):
    await town.volunteer("Bayu")
    bayu = Phone(town, "Bayu")
    await bayu.ask_code()
    await bayu.ask_code()
    assert len(await town.inbox("Bayu")) == 1
    for _ in range(6):
        await town.wait(minutes=2)
        await bayu.ask_code()
    assert len(await town.inbox("Bayu")) == 4


async def test_a_number_that_asked_for_silence_gets_no_code_and_loses_its_browsers(town):
    await town.volunteer("Bayu")
    bayu = await signed_in(town, "Bayu")
    assert (await bayu.look()).status_code == 200
    await town.sms("Bayu", "STOP")
    await town.inbox("Bayu")
    assert (await bayu.look()).headers["location"] == f"{PAGE}/sign-in"
    await town.wait(minutes=2)
    await Phone(town, "Bayu").ask_code()
    assert await town.inbox("Bayu") == []
    await town.sms("Bayu", "START")
    await town.settle()
    assert (await bayu.look()).status_code == 303


async def test_every_press_needs_the_secret_of_its_own_browser(town):
    await town.volunteer("Bayu", skills=["water"])
    await town.volunteer("Chen", skills=["water"])
    await need_without_question(town)
    bayu, chen = await signed_in(town, "Bayu"), await signed_in(town, "Chen")
    (need,) = await bayu.needs()
    others = CSRF.search((await chen.look()).text)
    assert others
    places = [need, f"{PAGE}/duty", f"{PAGE}/offer", f"{PAGE}/job/x/unsafe", f"{PAGE}/sign-out"]
    for address in [*places, f"{PAGE}/job/x/words/send"]:
        for secret in ("", others[1]):
            assert (await bayu.press(address, csrf=secret)).status_code == 403, address
        assert (await town.http.post(address, data={"csrf": others[1]})).status_code == 401, address
    assert (await bayu.look()).status_code == 200


async def test_another_site_cannot_sign_somebody_in(town):
    await town.volunteer("Bayu")
    for address in ("code", "sign-in"):
        sent = {"number": town.number("Bayu"), "code": "123456"}
        answer = await town.http.post(
            f"{PAGE}/{address}", data=sent, headers={"sec-fetch-site": "cross-site"}
        )
        assert answer.status_code == 403


async def test_a_token_of_somebody_else_or_made_up_opens_no_case_and_no_job(town):
    await town.volunteer("Bayu", skills=["water"])
    await town.volunteer("Chen", skills=["water"])
    case = await need_without_question(town)
    bayu, chen = await signed_in(town, "Bayu"), await signed_in(town, "Chen")
    (need,) = await bayu.needs()
    assert (await chen.press(need)).status_code == 404
    for made_up in ("1-AAAAAAAAAAAAAAAA", case, "ffffffffffffffffffff-x", "-", "1"):
        assert (await chen.press(f"{PAGE}/need/{made_up}")).status_code == 404
    assert all(state != "asked" for _, state in await town.jobs_of(case))
    await bayu.press(need)
    found = (await bayu.look()).text.split("/job/")[1].split("/")[0]
    answer = await chen.press(f"{PAGE}/job/{found}/unsafe")
    assert answer.headers["location"] == f"{PAGE}?said=gone"
    assert ("Bayu", "proposed") in await town.jobs_of(case)


async def test_a_need_that_is_over_meets_a_kind_word(town):
    await town.volunteer("Bayu", skills=["water"])
    await need_without_question(town)
    bayu = await signed_in(town, "Bayu")
    (need,) = await bayu.needs()
    await town.sms("Amina", "cancel")
    await town.settle()
    answer = await bayu.press(need)
    assert answer.status_code == 404
    assert "Thank you for being ready" in answer.text
    assert await bayu.needs() == []


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("update volunteer set on_duty = false", "off"),
        ("update volunteer set rest_until = now() + interval '1 hour'", "resting"),
        ("update volunteer set load_cap = 0", "caps"),
        ("update volunteer set daily_cap = 0", "caps"),
        ("update report set places_wanted = 0", "full"),
    ],
)
async def test_what_protects_a_helper_who_is_asked_protects_one_who_offers(town, change, why):
    await town.volunteer("Bayu", skills=["water"])
    case = await need_without_question(town)
    bayu = await signed_in(town, "Bayu")
    (need,) = await bayu.needs()
    await town.rows("delete from dispatch returning id")
    await town.rows(f"{change} returning id")
    answer = await bayu.press(need)
    assert answer.headers["location"] == f"{PAGE}?said=need.{why}"
    assert await town.jobs_of(case) == []
    assert 'class="said"' in (await bayu.look(said=f"need.{why}")).text


async def test_what_a_helper_has_offered_counts_as_what_they_carry(town):
    await town.volunteer("Bayu", skills=["water"])
    await need_without_question(town)
    await town.sms("Chen", "Need water for 4 at the School")
    await town.settle()
    bayu = await signed_in(town, "Bayu")
    first, second = await bayu.needs()
    await town.rows("update volunteer set load_cap = 1 returning id")
    assert (await bayu.press(first)).headers["location"] == f"{PAGE}?said=need.offered"
    assert (await bayu.press(first)).headers["location"] == f"{PAGE}?said=need.offered"
    assert (await bayu.press(second)).headers["location"] == f"{PAGE}?said=need.caps"


async def test_an_offer_teaches_a_helper_nothing_that_strangers_do_not_see(town):
    await town.volunteer("Bayu", skills=["water"])
    await need_without_question(town)
    bayu = await signed_in(town, "Bayu")
    (need,) = await bayu.needs()
    await bayu.press(need)
    page = (await bayu.look(lang="en")).text
    assert "You offered to do this" in page
    assert "for 4 people" not in page
    assert "Bridge" not in page


async def test_the_list_is_not_measured_from_the_very_spot_that_a_name_led_to(town):
    """Else whoever calls a house their base, by a name that a pin has taught, is told where it stands."""
    await town.volunteer("Bayu", skills=["water"])
    await need_without_question(town)
    bayu = await signed_in(town, "Bayu")

    async def seen() -> list[str]:
        return re.findall(r"box=([-\d.,%C]+)|([\d.]+ k?m) away", (await bayu.look(lang="en")).text)

    before = await seen()
    assert before
    # 300 m further on, in the same square of the map
    await town.rows(
        "update volunteer set point = st_project(point, 300, st_azimuth(point, cast(:middle as geography)))"
        " returning id",
        middle=ewkt(roughly(corner("Mill"))),
    )
    assert await seen() == before


async def test_nobody_is_sent_through_closed_ground_because_they_want_to(town):
    await town.volunteer("Bayu", skills=["water"])
    await need_without_question(town)
    bayu = await signed_in(town, "Bayu")
    (need,) = await bayu.needs()
    await town.rows("""
        insert into zone (incident_id, kind, name, area, since_at, who)
        select incident_id, 'hazard', 'water', st_buffer(point, 50), now(), 'staff:1' from volunteer
        returning id
    """)
    assert (await bayu.press(need)).headers["location"] == f"{PAGE}?said=need.zone"


async def test_a_sensitive_need_is_on_nobodys_list(town):
    await town.volunteer("Bayu", skills=["medical"], trust=Trust.VETTED)
    await town.automation(Automation.SUGGEST)
    await town.sms("Amina", "My child is ill, we need a doctor at the Bridge")
    await town.settle()
    bayu = await signed_in(town, "Bayu")
    assert await bayu.needs() == []


async def test_only_the_vetted_read_roughly_where_sensitive_needs_are(town):
    await town.volunteer("Bayu", skills=["medical"], trust=Trust.VETTED)
    await town.volunteer("Chen", skills=["water"], trust=Trust.KNOWN)
    bayu, chen = await signed_in(town, "Bayu"), await signed_in(town, "Chen")
    cell = morton(corner("Bridge"), 14)
    await town.rows(
        "insert into public_cell (incident_id, level, cell, at_least, area, at)"
        " select id, 14, :cell, 10, '', now() from incident returning cell",
        cell=cell,
    )
    assert "10 people or more" in (await bayu.look(lang="en")).text
    assert "people or more" not in (await chen.look(lang="en")).text


async def test_filters_narrow_the_list_and_nonsense_is_as_if_it_were_not_there(town):
    await town.volunteer("Bayu", skills=["water"])
    await need_without_question(town)
    bayu = await signed_in(town, "Bayu")
    many = {"category": "water", "within": "5", "urgency": "1"}
    assert "I can do this" in (await bayu.look(**many)).text
    assert "I can do this" not in (await bayu.look(category="food")).text
    assert "I can do this" not in (await bayu.look(page="2")).text
    nonsense = await bayu.look(category="x'", within="-3", urgency="²", page="9" * 30)
    assert nonsense.status_code == 200


async def test_who_does_not_know_the_exact_place_does_not_read_it_here(town):
    await town.volunteer("Bayu", skills=["water", "medical"], trust=Trust.KNOWN)
    await need_without_question(town)
    bayu = await signed_in(town, "Bayu")
    (need,) = await bayu.needs()
    await town.automation(Automation.LOW_RISK)
    await bayu.press(need)
    assert 'href="https://osm.org' in (await bayu.look()).text
    await town.rows("update report set categories = array['water', 'medical'] returning id")
    page = (await bayu.look()).text
    assert 'href="https://osm.org' not in page
    assert "rough place" in page


async def test_a_helper_says_their_own_hours_reach_and_rest(town):
    await town.volunteer("Bayu", skills=["water"])
    bayu = await signed_in(town, "Bayu")
    good: dict[str, str | list[str]] = {
        "skills": ["water", "food"],
        "languages": ["en"],
        "hours": ["5-6", "5-12"],
        "vehicle": "car",
        "reach_m": "10000",
        "load_cap": "1",
        "daily_cap": "3",
        "place": "School",
    }
    assert (await bayu.press(f"{PAGE}/offer", **good)).status_code == 303
    (row,) = await town.rows("select * from volunteer")
    assert (row["reach_m"], row["load_cap"], row["place_name"]) == (10_000, 1, "School")
    assert row["hours"] == list(range(5 * 24 + 6, 5 * 24 + 18))
    bad = await bayu.press(f"{PAGE}/offer", **good | {"load_cap": "many", "place": "School"})
    assert bad.status_code == 400
    assert 'value="many"' in bad.text
    await bayu.press(f"{PAGE}/duty", state="rest", hours="24")
    assert "You rest until" in (await bayu.look()).text
    await bayu.press(f"{PAGE}/duty", state="off")
    assert "You are off duty" in (await bayu.look()).text


async def test_signing_out_everywhere_ends_the_other_browser_too(town):
    await town.volunteer("Bayu")
    here = await signed_in(town, "Bayu")
    await town.wait(minutes=2)
    there = await signed_in(town, "Bayu")
    await there.press(f"{PAGE}/sign-out")
    assert (await here.look()).status_code == 200
    assert (await there.look()).status_code == 303
    await here.press(f"{PAGE}/sign-out", everywhere="1")
    assert (await here.look()).status_code == 303


async def test_a_session_lasts_fourteen_days_from_the_last_visit(town):
    await town.volunteer("Bayu")
    bayu = await signed_in(town, "Bayu")
    await town.wait(minutes=13 * 24 * 60)
    assert (await bayu.look()).status_code == 200
    await town.wait(minutes=13 * 24 * 60)
    assert (await bayu.look()).status_code == 200
    await town.wait(minutes=15 * 24 * 60)
    assert (await bayu.look()).status_code == 303


async def test_the_cookie_is_for_this_incident_and_no_script(town):
    await town.volunteer("Bayu")
    bayu = Phone(town, "Bayu")
    await bayu.ask_code()
    cookie = (await bayu.try_code(await code_of(town, "Bayu"))).headers["set-cookie"]
    assert cookie.startswith(f"{cookie_name(town.incident)}=")
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Path=/i/town" in cookie
