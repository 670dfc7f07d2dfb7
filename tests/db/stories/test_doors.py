"""The ways in: texts, WhatsApp, the public form; whoever comes twice is one person with one case."""

import asyncio
import re

from tests.cast import says

NEED = "Need water for 4 at the Bridge"


async def test_a_doubled_webhook_is_one_case(town):
    sid = "SM" + "7" * 32
    answers = await asyncio.gather(*(town.sms("Amina", NEED, MessageSid=sid) for _ in range(4)))
    assert {answer.text for answer in answers} == {'<?xml version="1.0" encoding="UTF-8"?><Response/>'}
    await town.settle()
    await town.sms("Amina", NEED, MessageSid=sid)
    assert len(await town.cases("Amina")) == 1
    assert len(await town.inbox("Amina")) == 1


async def test_a_form_posted_twice_is_one_case_and_leads_to_the_same_page(town):
    key = "k" * 24
    first = await town.form("report", NEED, key=key)
    await town.settle()
    again = await town.form("report", NEED, key=key)
    await town.settle()
    assert (first.status_code, again.status_code) == (303, 303)
    assert first.headers["location"] == again.headers["location"]
    rows = await town.rows("select place_name, people from report")
    assert [tuple(row.values()) for row in rows] == [("Bridge", 4)]
    page = await town.http.get(first.headers["location"])
    assert page.status_code == 200
    assert "Bridge" in page.text


async def test_two_texts_of_one_person_are_read_in_order(town):
    await town.sms("Amina", "Need water for 4 people")
    await town.sms("Amina", "at the Bridge")
    await town.settle()
    (case,) = await town.cases("Amina")
    assert case["place_name"] == "Bridge"


async def test_sms_and_whatsapp_of_one_number_are_one_person(town):
    await town.sms("Amina", NEED)
    case = await town.case("Amina")
    await town.whatsapp("Amina", f"STATUS {case}")
    await town.settle()
    assert [text.scheme for text in town.twilio.texts_to(town.number("Amina"))] == ["sms", "whatsapp"]
    assert (await town.inbox("Amina"))[-1].startswith(f"Case {case}: ")
    rows = await town.rows("select count(*) as people from contact")
    assert [row["people"] for row in rows] == [1]


async def test_an_offer_on_the_web_is_asked_only_after_its_number_said_yes(town):
    answer = await town.form(
        "offer", "I can bring water", category="water", place="Mill", phone=town.number("Bayu"), name="Bayu"
    )
    assert answer.status_code == 303
    assert await town.inbox("Bayu") == [
        "Somebody gave this number to Konbit to offer help. Was it you? Reply YES to join."
        " If not, do nothing."
    ]
    await town.sms("Amina", NEED)
    assert await town.inbox("Bayu") == []
    await town.sms("Bayu", "YES")
    assert await town.inbox("Bayu") == [
        "You are in. We text you when somebody near needs you. STOP ends this.",
        "Water for 4 people near Bridge, 300 m away. Reply YES 1 or NO 1.",
    ]


async def test_whoever_typed_the_number_cannot_confirm_it_on_the_page(town):
    answer = await town.form(
        "offer", "I can bring water", category="water", place="Mill", phone=town.number("Bayu")
    )
    await town.inbox("Bayu")
    await town.http.post(f"{answer.headers['location']}/reply", data={"text": "YES"})
    await town.settle()
    await town.sms("Amina", NEED)
    assert await town.inbox("Bayu") == []
    (typed, *_) = await town.rows("select confirmed from address where scheme = 'sms' order by id")
    assert typed["confirmed"] is False


async def test_a_number_that_did_not_ask_for_it_hears_from_us_once(town):
    await town.form("offer", "I can bring water", category="water", place="Mill", phone=town.number("Bayu"))
    assert len(await town.inbox("Bayu")) == 1
    await town.wait(minutes=60 * 24)
    assert await town.inbox("Bayu") == []


async def test_a_known_helper_stays_as_they_are_when_a_stranger_types_their_number(town):
    await town.volunteer("Bayu", at="School", skills=["water"])
    await town.form("offer", "I give food", category="food", place="Quarry", phone=town.number("Bayu"))
    await town.settle()
    rows = await town.rows(
        "select v.skills, v.on_duty, v.place_name from volunteer v join contact c on c.id = v.contact_id"
        " where c.name = 'Bayu'"
    )
    assert [tuple(row.values()) for row in rows] == [(["water"], True, "School")]


async def test_a_person_without_a_phone_follows_the_case_on_its_page(town):
    await town.volunteer("Bayu")
    answer = await town.form("report", NEED)
    page = answer.headers["location"]
    assert re.fullmatch(r"/i/town/case/[\w-]{22}", page)
    await town.settle()
    await town.sms("Bayu", "yes")
    await town.settle()
    assert "Bayu is coming to you with water." in (await town.http.get(page)).text
    await town.sms("Bayu", "done")
    await town.settle()
    await town.http.post(f"{page}/reply", data={"text": "yes"})
    await town.settle()
    assert [row["state"] for row in await town.rows("select state from report")] == ["closed"]
    assert (await town.inbox("Bayu"))[-1].endswith("the person says that help arrived. Thank you.")


async def test_people_who_speak_two_languages_are_answered_in_their_own(town):
    await town.sms("Amina", "Need water for 4 at the Bridge")
    await town.sms("Second", "nou bezwen dlo nan School, nou se 2 moun")
    assert (await town.inbox("Amina"))[0].startswith("We have it.")
    assert (await town.inbox("Second"))[0].startswith("Nou resevwa mesaj ou.")
    await town.sms("Second", "STATUS")
    assert await town.inbox("Second") == [
        says("ht", "status", case=await town.case("Second"), state="nou resevwa l, n ap li l talè")
    ]


async def test_a_stranger_who_typed_a_number_gets_no_hold_on_its_owner(town):
    strangers = await town.form(
        "offer", "I can bring water", category="water", place="Mill", phone=town.number("Bayu")
    )
    await town.inbox("Bayu")
    await town.sms("Bayu", NEED)
    assert len(await town.cases("Bayu")) == 1
    await town.http.post(f"{strangers.headers['location']}/reply", data={"text": "CANCEL"})
    await town.settle()
    (case,) = await town.cases("Bayu")
    assert case["state"] != "cancelled"
    rows = await town.rows("select contact_id, scheme, confirmed from address order by scheme")
    assert [(row["scheme"], row["confirmed"]) for row in rows] == [("sms", True), ("web", True)]
    assert rows[0]["contact_id"] != rows[1]["contact_id"]


async def test_whoever_texts_is_not_taken_for_the_stranger_who_typed_their_number(town):
    await town.form(
        "offer", "I give food", category="food", place="Mill", phone=town.number("Amina"), name="Mocker"
    )
    await town.inbox("Amina")
    await town.volunteer("Bayu")
    await town.sms("Amina", NEED)
    await town.settle()
    (case,) = [row for row in await town.cases("Amina") if row["kind"] == "need"]
    (person,) = await town.rows("select name from contact where id = :id", id=case["contact_id"])
    assert person["name"] == ""
    offers = await town.rows(
        "select on_duty from volunteer v join contact c on c.id = v.contact_id where c.name = 'Mocker'"
    )
    assert [row["on_duty"] for row in offers] == [False]


async def test_a_number_that_was_typed_by_a_stranger_can_stop_us_at_once(town):
    await town.form("offer", "I give food", category="food", place="Mill", phone=town.number("Amina"))
    await town.inbox("Amina")
    await town.sms("Amina", "STOP")
    assert await town.inbox("Amina") == ["Ou p ap resevwa mesaj nou ankò. Ekri START pou tounen."]
    await town.form("offer", "I give food", category="food", place="Mill", phone=town.number("Amina"))
    assert await town.inbox("Amina") == []
