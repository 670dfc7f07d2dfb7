"""Somebody calls, walks in or is heard on the radio: Dara types and reads out a code."""

from secrets import token_urlsafe

import pytest

from app.models.staff import Role
from tests.cast import Desk, says

WORDS = "A woman near the Bridge needs water for 6 people"


@pytest.fixture
def caller(town):
    """Post the page of a call as Dara's browser does."""
    town.http.headers["accept-language"] = "en"  # the town's own is Kreyòl

    class Caller:
        desk: Desk | None = None

        async def __call__(self, what="", **fields):
            self.desk = self.desk or await town.desk()
            given = {
                "csrf": self.desk.csrf,
                "key": token_urlsafe(18),
                "words": WORDS,
                "how": "call",
                **fields,
            }
            cookie = {"cookie": f"konbit_session={self.desk.email}"}
            return await town.http.post(f"/desk/{self.desk.slug}/call{what}", data=given, headers=cookie)

        async def page(self, answer):
            assert self.desk
            cookie = {"cookie": f"konbit_session={self.desk.email}"}
            return (await town.http.get(answer.headers["location"], headers=cookie)).text

    return Caller()


async def the_case(town):
    (case,) = await town.rows("select * from report order by id")
    return case


async def test_a_call_is_a_case_at_once_and_its_code_can_be_read_out(town, caller):
    answer = await caller()
    assert answer.status_code == 303
    case = await the_case(town)  # no worker has run
    assert (case["kind"], case["category"], case["people"], case["place_name"]) == (
        "need",
        "water",
        6,
        "Bridge",
    )
    page = await caller.page(answer)
    assert f'id="call-form" method="post" action="/desk/{town.incident.slug}/call"' in page
    assert f'<span class="away">{" ".join(case["reference"])}</span>' in page
    assert case["link_token"] in page
    (message,) = await town.rows("select * from message where direction = 'in'")
    assert (message["channel"], message["state"]) == ("desk", "understood")
    assert message["details"]["fields"]["taken_by"].startswith("staff:")


async def test_the_history_says_who_took_the_call(town, caller):
    await caller(how="radio")
    case = await the_case(town)
    (event,) = await town.rows("select who, after from event where what = 'call.taken'")
    assert event["who"].startswith("staff:")
    assert event["after"] == {"how": "radio"}
    assert "took this down" in (await caller.desk.look(case["reference"])).text


async def test_going_back_to_change_a_word_loses_none(town, caller):
    key = token_urlsafe(18)
    await caller(key=key)
    answer = await caller(key=key, words=f"{WORDS}, and a doctor for a baby")
    assert answer.status_code == 303
    texts = await town.rows("select text from message where direction = 'in' order by id")
    assert [row["text"] for row in texts] == [WORDS, f"{WORDS}, and a doctor for a baby"]
    assert "taken=" in answer.headers["location"]


async def test_pressing_twice_is_one_case(town, caller):
    key = token_urlsafe(18)
    await caller(key=key)
    await caller(key=key)
    await the_case(town)


async def test_what_the_coordinator_chooses_stands_above_what_was_read(town, caller):
    await caller(category="medical", urgency="4", people="2", lat="18.5402", lon="-72.3301")
    case = await the_case(town)
    assert (case["categories"], case["urgency"], case["people"]) == (["medical"], 4, 2)
    assert case["point"] is not None


async def test_words_that_would_be_an_answer_by_text_are_a_case_when_written_down(town, caller):
    await caller(words="yes")
    assert (await the_case(town))["kind"] == "need"


async def test_a_number_that_was_written_down_is_asked_before_anything_else_goes_to_it(town, caller):
    await caller(phone=town.number("Amina"), language="en")
    case = await the_case(town)
    assert await town.inbox("Amina") == [says("en", "call.confirm")]
    await town.sms("Amina", "yes")
    assert await town.inbox("Amina") == [says("en", "call.confirmed", case=case["reference"])]
    assert (await the_case(town))["reference"] == await town.case("Amina")
    await town.sms("Amina", f"CANCEL {case['reference']}")
    await town.settle()
    assert (await the_case(town))["state"] == "cancelled"


async def test_a_number_we_know_takes_its_case_over_with_one_yes(town, caller):
    await town.sms("Amina", "Need food for 3 at the Mill")
    await town.inbox("Amina")
    await caller(phone=town.number("Amina"))
    assert await town.inbox("Amina") == [says("en", "call.confirm")]
    assert len(await town.cases("Amina")) == 1
    await town.sms("Amina", "yes")
    await town.settle()
    assert [case["category"] for case in await town.cases("Amina")] == ["food", "water"]


async def test_a_wrong_number_learns_nothing(town, caller):
    await caller(phone=town.number("Stranger"))
    case = await the_case(town)
    told = await town.inbox("Stranger")
    assert len(told) == 1
    for secret in ("Bridge", "water", case["reference"]):
        assert secret not in told[0]


async def test_who_walked_in_without_a_phone_follows_the_case_on_a_page(town, caller):
    answer = await caller(how="walk_in")
    case = await the_case(town)
    await town.settle()
    assert case["link_token"] in await caller.page(answer)
    page = await town.http.get(f"/i/{town.incident.slug}/case/{case['link_token']}")
    assert case["reference"] in page.text


async def test_who_offers_help_on_the_telephone_is_a_helper_once_their_number_says_yes(town, caller):
    words = "I have a truck and can bring water, I am at the Mill"
    await caller(kind="offer", words=words, phone=town.number("Bayu"), name="Bayu", language="en")
    assert await town.inbox("Bayu") == [says("en", "number.confirm")]
    await town.sms("Bayu", "yes")
    assert await town.inbox("Bayu") == [says("en", "number.confirmed")]
    (helper,) = await town.rows("select on_duty, vehicle from volunteer")
    assert (helper["on_duty"], helper["vehicle"]) == (True, "truck")


async def test_while_typing_the_reading_the_place_and_a_likely_twin_are_shown_and_nothing_is_written(
    town, caller
):
    await town.sms("Amina", "Need water for 6 people at the Bridge")
    case = await town.case("Amina")
    heard = (await caller("/read")).text
    assert "Bridge" in heard
    assert "data-lat=" in heard
    assert f'value="{case}"' in heard
    assert len(await town.rows("select id from message where direction = 'in'")) == 1
    assert len(await town.rows("select id from report")) == 1


async def test_a_second_caller_is_added_to_the_case_that_stands(town, caller):
    await town.sms("Amina", "Need water for 6 people at the Bridge")
    case = await town.case("Amina")
    await town.inbox("Amina")
    answer = await caller(add_to=case, words="They are still there, and one is ill", name="Idris")
    assert "Added to this case" in await caller.page(answer)
    await the_case(town)
    shown = (await caller.desk.look(case)).text
    assert "one is ill" in shown
    assert "Idris" in shown
    assert "added the words of a caller" in shown
    assert await town.inbox("Amina") == []


async def test_a_fault_keeps_every_word(town, caller):
    answer = await caller(phone="12", people="many", name="Idris")
    assert answer.status_code == 400
    for typed in (WORDS, 'value="12"', 'value="many"', 'value="Idris"'):
        assert typed in answer.text
    assert "Nothing you typed is lost" in answer.text
    assert await town.rows("select id from message") == []


async def test_nobody_outside_puts_a_call_in(town):
    answer = await town.http.post(f"/in/desk/{town.incident.slug}", data={"key": "a" * 20, "words": WORDS})
    assert answer.status_code == 404


async def test_a_viewer_takes_no_calls(town):
    vera = await town.desk("Vera", role=Role.VIEWER)
    cookie = {"cookie": f"konbit_session={vera.email}"}
    assert (await town.http.get(f"/desk/{vera.slug}/call", headers=cookie)).status_code == 403
    given = {"csrf": vera.csrf, "key": token_urlsafe(18), "words": WORDS, "how": "call"}
    assert (await town.http.post(f"/desk/{vera.slug}/call", data=given, headers=cookie)).status_code == 403
