"""A coordinator writes back in their own words; what cannot go out says why, and nothing typed is lost."""

import pytest

from app.models.staff import Role
from tests.cast import Desk

WORDS = "Is the baby well? We read you about {code}."


@pytest.fixture(autouse=True)
def reads_english(town):
    """Whoever sits at this desk."""
    town.http.headers["accept-language"] = "en"


async def write(desk: Desk, case: str, text: str, **fields: str):
    return await desk.press(case, "write", text=text, **fields)


async def asked(town):
    await town.sms("Amina", "Need water for 4 at the Bridge")
    await town.inbox("Amina")
    return await town.case("Amina")


async def test_the_person_gets_the_coordinators_words_with_the_code_filled_in(town):
    case, dara = await asked(town), await town.desk()
    assert (await write(dara, case, WORDS)).status_code == 303
    assert await town.inbox("Amina") == [f"Is the baby well? We read you about {case}."]
    shown = (await dara.look(case)).text
    assert "Is the baby well?" in shown
    assert len(await town.rows("select id from event where what = 'message.written'")) == 1


async def test_a_press_that_came_twice_is_one_text(town):
    case, dara = await asked(town), await town.desk()
    for _ in range(2):
        assert (await write(dara, case, WORDS)).status_code == 303
    assert len(await town.inbox("Amina")) == 1
    assert len(await town.rows("select id from event where what = 'message.written'")) == 1


async def test_a_helper_of_the_case_is_written_to_and_the_thread_says_so(town):
    bayu = await town.volunteer("Bayu", at="Mill")
    assert bayu
    case, dara = await asked(town), await town.desk()
    await town.inbox("Bayu")
    (helper,) = await town.rows("select reference from volunteer")
    await write(dara, case, "Take the long way round.", to=helper["reference"])
    assert await town.inbox("Bayu") == ["Take the long way round."]
    assert await town.inbox("Amina") == []
    assert "to Bayu" in (await dara.look(case)).text


async def test_whoever_said_stop_is_not_written_to_and_the_words_stay_in_the_box(town):
    case, dara = await asked(town), await town.desk()
    await town.sms("Amina", "STOP")
    await town.inbox("Amina")
    answer = await write(dara, case, "Please tell us where you are")
    assert answer.status_code == 400
    assert "texted STOP" in answer.text
    assert ">Please tell us where you are</textarea>" in answer.text
    assert await town.inbox("Amina") == []


async def test_somebody_on_a_page_alone_reads_it_there(town):
    link = (await town.form("report", "Need water for 4 at the Bridge")).headers["location"]
    await town.settle()
    (row,) = await town.rows("select reference from report")
    dara = await town.desk()
    assert (
        "on the page of their case"
        in (
            await town.http.get(
                f"/desk/{dara.slug}/report/{row['reference']}/write",
                headers={"cookie": f"konbit_session={dara.email}"},
            )
        ).text
    )
    await write(dara, row["reference"], "We are looking for a truck.")
    await town.settle()
    assert "We are looking for a truck." in (await town.http.get(link)).text


async def test_words_too_long_for_six_texts_are_kept_and_not_sent(town):
    case, dara = await asked(town), await town.desk()
    answer = await write(dara, case, "wait " * 300)
    assert answer.status_code == 400
    assert "shorten it to 6" in answer.text
    assert "wait wait wait" in answer.text


async def test_a_place_that_is_not_known_yet_is_not_sent_as_a_hole(town):
    await town.sms("Amina", "Need water for 4 people")
    case, dara = await town.case("Amina"), await town.desk()
    answer = await write(dara, case, "We come to {place} at noon.")
    assert answer.status_code == 400
    assert "curly brackets" in answer.text


async def test_a_verifier_may_not_write(town):
    case = await asked(town)
    pia = await town.desk("Pia", role=Role.VERIFIER)
    assert (await write(pia, case, "hello")).status_code == 403
    assert "write-box" not in (await pia.look(case)).text


async def test_a_saved_reply_is_put_in_in_the_language_of_the_reader(town):
    await town.sms("Amina", "nou bezwen dlo pou 6 moun nan Bridge")
    case, dara = await town.case("Amina"), await town.desk()
    cookie = {"cookie": f"konbit_session={dara.email}"}
    saved = {
        "csrf": dara.csrf,
        "name": "Truck",
        "text-en": "The truck comes to {code}.",
        "text-ht": "Kamyon an ap vini pou {code}.",
    }
    kept = await town.http.post(f"/desk/{dara.slug}/replies", data=saved, headers=cookie)
    assert kept.status_code == 303
    page = await town.http.get(f"/desk/{dara.slug}/report/{case}/write", headers=cookie)
    assert ">Truck</option>" in page.text
    (row,) = await town.rows("select id from saved_reply")
    filled = await dara.press(case, "write/fill", text="Bonjou.", pick=f"s-{row['id']}")
    assert f">Bonjou. Kamyon an ap vini pou {case}.</textarea>" in filled.text


async def test_a_reply_that_was_taken_out_comes_back_with_one_press(town):
    dara = await town.desk()
    cookie = {"cookie": f"konbit_session={dara.email}"}

    async def post(path, **more):
        fields = {"csrf": dara.csrf, **more}
        return await town.http.post(f"/desk/{dara.slug}/replies{path}", data=fields, headers=cookie)

    bad = await post("", name="Truck")
    assert bad.status_code == 400
    assert 'value="Truck"' in bad.text
    await post("", name="Truck", **{"text-en": "It comes."})
    (row,) = await town.rows("select id from saved_reply")
    gone = await post(f"/{row['id']}/end")
    assert f"ended={row['id']}" in gone.headers["location"]
    assert "Truck" not in (await town.http.get(f"/desk/{dara.slug}/replies", headers=cookie)).text
    await post(f"/{row['id']}/back")
    assert "Truck" in (await town.http.get(f"/desk/{dara.slug}/replies", headers=cookie)).text


async def test_the_parts_of_a_text_are_counted_as_a_carrier_does(town):
    dara = await town.desk()
    cookie = {"cookie": f"konbit_session={dara.email}"}
    for words, parts in (
        ("a" * 160, "1 text message "),
        ("a" * 161, "2 text messages"),
        ("ማ" * 71, "2 text messages"),
    ):
        answer = await town.http.post(
            f"/desk/{dara.slug}/write/count", data={"csrf": dara.csrf, "text": words}, headers=cookie
        )
        assert parts in answer.text
