"""People without a phone number: they fill in a form, and its page is their inbox."""

import re
from html import unescape

import pytest

from tests.cast import says
from tests.town import corner

PAGE = re.compile(r"/i/[^/]+/case/[\w-]+")


@pytest.fixture(autouse=True)
def in_english(town):
    """They read English."""
    town.http.headers["accept-language"] = "en"


async def ask(town, kind="report", words="We need water for 4 at the Bridge", **more):
    answer = await town.form(kind, words, **more)
    assert answer.status_code == 303, answer.text
    await town.settle()
    return answer.headers["location"]


async def look(town, page):
    await town.settle()
    answer = await town.http.get(page)
    assert answer.status_code == 200
    return unescape(re.sub(r"\s+", " ", answer.text))


async def reply(town, page, text="", **more):
    answer = await town.http.post(f"{page}/reply", data={"text": text, **more})
    assert answer.status_code == 303, answer.text
    await town.settle()


async def safe(town, **fields):
    given = {"key": "a-key-of-somebody-safe", "kind": "safe", "who": "Amina and her sister", **fields}
    return await town.http.post(f"/i/{town.incident.slug}/safe", data=given)


async def help_done(town):
    """Bayu brings water to somebody who asked on the page; their page and the case's code."""
    await town.volunteer("Bayu", at="Bridge")
    page = await ask(town, name="Idris")
    await town.inbox("Bayu")
    await town.sms("Bayu", "yes")
    await town.settle()
    return page, (await town.rows("select reference from report where kind = 'need'"))[0]["reference"]


async def test_who_is_safe_is_noted_for_the_desk_and_for_no_stranger(town):
    answer = await safe(town, people="2", words="we sleep at the School", place="School")
    assert answer.status_code == 303
    page = await look(town, answer.headers["location"])
    assert says("en", "receipt.safe") in page
    (case,) = await town.rows("select kind, people, text from report")
    assert (case["kind"], case["people"]) == ("safe", 2)
    assert case["text"].startswith("Amina and her sister")
    assert not await town.rows("select 1 from public_report")
    desk = await town.desk()
    reference = (await town.rows("select reference from report"))[0]["reference"]
    assert "Amina and her sister" in (await desk.look(reference)).text


async def test_who_is_safe_says_more_and_takes_it_back(town):
    page = (await safe(town)).headers["location"]
    (code,) = set(re.findall(r'value="cancel (\w+)"', await look(town, page)))
    await reply(town, page, "we are at the School now")
    assert len(await town.rows("select 1 from report")) == 1
    assert "we are at the School now" in await look(town, page)
    await reply(town, page, f"cancel {code}")
    assert "You took this back." in await look(town, page)
    assert (await town.rows("select state from report"))[0]["state"] == "cancelled"


async def test_safe_without_a_name_is_asked_for_it_and_keeps_the_words(town):
    answer = await safe(town, who="", words="all well here")
    assert answer.status_code == 400
    assert "Please write who is safe." in answer.text
    assert "all well here" in answer.text


async def test_words_changed_before_a_second_press_are_not_lost(town):
    key = "one-key-for-both-presses"
    first = await ask(town, key=key)
    assert await ask(town, key=key) == first
    assert len(await town.rows("select 1 from message where direction = 'in'")) == 1
    await ask(town, words="We need water for 9 at the Bridge", key=key)
    told = await town.rows("select text, contact_id from message where direction = 'in' order by id")
    assert [one["text"][-18:] for one in told] == ["for 4 at the Bridge"[-18:], "for 9 at the Bridge"[-18:]]
    assert len({one["contact_id"] for one in told}) == 1


async def test_a_phone_that_kept_a_form_hears_where_its_page_is(town):
    fields = {"key": "kept-on-a-phone-one", "kind": "need", "words": "We need water at the Bridge"}
    address, json = f"/i/{town.incident.slug}/report", {"accept": "application/json"}
    answers = [await town.http.post(address, data=fields, headers=json) for _ in range(2)]
    assert [one.status_code for one in answers] == [201, 201]
    assert PAGE.fullmatch(answers[0].json()["page"])
    assert answers[0].json() == answers[1].json()


async def test_a_question_about_the_place_is_answered_on_the_page(town):
    page = await ask(town, words="We need water for 4")
    assert "Answer below" in await look(town, page)
    await reply(town, page, "Bridge")
    html = await look(town, page)
    assert "Answer below" not in html
    assert len(await town.rows("select 1 from report")) == 1


async def test_a_phones_position_answers_where_it_is(town):
    page = await ask(town, words="We need water for 4")
    school = corner("School")
    await reply(town, page, lat=str(school.lat), lon=str(school.lon))
    (case,) = await town.rows("select st_y(point::geometry) as lat from report")
    assert abs(case["lat"] - school.lat) < 1e-5


async def test_helper_and_asker_write_to_each_other_through_the_page(town):
    page, code = await help_done(town)
    await town.inbox("Bayu")
    await town.sms("Bayu", "I am at the gate")
    assert "Bayu: I am at the gate" in await look(town, page)
    await reply(town, page, "we come out, wait please")
    assert f"{code}: we come out, wait please" in await town.inbox("Bayu")


async def test_who_said_that_help_came_may_say_that_it_did_not_after_all(town):
    page, code = await help_done(town)
    await town.sms("Bayu", f"done {code}")
    assert "Did the help arrive?" in await look(town, page)
    await reply(town, page, f"yes {code}")
    assert "I was not helped after all" in await look(town, page)
    await reply(town, page, again="1")
    assert (await town.rows("select state from report"))[0]["state"] in ("open", "asked")
    assert says("en", "not_arrived.asker", case=code) in await look(town, page)


async def test_a_reply_that_is_too_long_is_shown_again(town):
    page = await ask(town)
    answer = await town.http.post(f"{page}/reply", data={"text": "far too long " * 500})
    assert answer.status_code == 400
    assert "far too long far too long" in answer.text
    assert "Please write this a little shorter." in answer.text


async def test_a_form_of_enormous_length_is_refused_with_its_page(town):
    answer = await town.form("report", "x" * 300_000)
    assert answer.status_code == 400
    assert 'id="words-error"' in answer.text


async def test_strange_bytes_in_a_reply_are_a_message_like_any_other(town):
    page = await ask(town)
    form = {"content-type": "application/x-www-form-urlencoded"}
    answer = await town.http.post(f"{page}/reply", content=b"text=water%00+%ff%fe+%F0%9F%98%80", headers=form)
    assert answer.status_code == 303
    await town.settle()
    assert (await town.http.get(page)).status_code == 200
