"""The desk hands over: what happened is read out, what people fear is kept, and the next period begins."""

import httpx

from app.models.incident import Automation
from app.models.staff import Role
from tests.cast import Desk, Town

NUMBER = "+1 509 555 0142"


async def look(town: Town, desk: Desk, page: str, **headers: str) -> httpx.Response:
    cookie = {"cookie": f"konbit_session={desk.email}", "accept-language": "en"}
    found = await town.http.get(f"/desk/{desk.slug}/{page}", headers=cookie | headers)
    assert found.status_code == 404 or found.headers["cache-control"] == "no-store"
    return found


async def press(town: Town, desk: Desk, page: str, **fields: str) -> httpx.Response:
    cookie = {"cookie": f"konbit_session={desk.email}", "accept-language": "en"}
    return await town.http.post(
        f"/desk/{desk.slug}/{page}", data={"csrf": desk.csrf} | fields, headers=cookie
    )


async def since(town: Town) -> str:
    (row,) = await town.rows(
        "select coalesce((select max(h.at) from huddle h), i.created_at) as at from incident i"
    )
    return row["at"].isoformat()


async def a_morning(town: Town) -> str:
    """Bayu brought water to Amina; a child bleeds at the School and nobody goes."""
    await town.volunteer("Bayu", at="Mill", skills=["water"])
    await town.sms("Amina", "Need water for 4 at the Bridge")
    await town.inboxes("Bayu")
    await town.sms("Bayu", "yes 1")
    await town.settle()
    await town.sms("Bayu", "done")
    await town.sms("Noor", "URGENT a child is bleeding at the School")
    return await town.case("Noor")


async def test_the_next_people_at_the_desk_read_what_happened_and_what_waits(town: Town) -> None:
    case = await a_morning(town)
    dara = await town.desk()
    text = (await look(town, dara, "huddle.txt")).text
    assert "2 new, 1 helped, 1 open" in text
    assert f"- {case}" in text
    assert len(text.splitlines()) <= 40
    for name in ("Amina", "Noor", "Bayu", "5095550"):
        assert name not in text
    page = (await look(town, dara, "huddle")).text
    assert case in page
    assert "What is one challenge we should know about today?" in page


async def test_a_hand_over_keeps_the_page_with_its_answers_and_begins_anew(town: Town) -> None:
    case = await a_morning(town)
    dara = await town.desk()
    said = await press(town, dara, "huddle/answer", text=f"The bridge closes at six, ask {NUMBER}")
    assert said.status_code == 303
    assert "The bridge closes at six" in (await look(town, dara, "huddle")).text
    begun = await since(town)
    for _twice in range(2):  # the second press meets a period that is over
        assert (await press(town, dara, "huddle", since=begun)).status_code == 303
    (kept,) = await town.rows("select digest from huddle")
    assert kept["digest"]["criticals"][0]["reference"] == case
    earlier = (await look(town, dara, "huddle/1")).text
    assert "The bridge closes at six" in earlier
    assert "555 0142" not in earlier  # numbers are no words for a wall
    now = (await look(town, dara, "huddle.txt")).text
    assert "0 new, 0 helped, 1 open" in now
    assert "bridge closes" not in now
    assert (await look(town, dara, "huddle/2")).status_code == 404


async def test_an_empty_answer_is_refused_on_the_same_page(town: Town) -> None:
    dara = await town.desk()
    answer = await press(town, dara, "huddle/answer", text="   ")
    assert answer.status_code == 400
    assert "Write one challenge" in answer.text


async def test_who_looks_on_may_name_a_challenge_but_not_hand_over(town: Town) -> None:
    eli = await town.desk("Eli", role=Role.VIEWER)
    assert (await press(town, eli, "huddle/answer", text="We are short of fuel")).status_code == 303
    assert "Hand over now" not in (await look(town, eli, "huddle")).text
    assert (await press(town, eli, "huddle", since=await since(town))).status_code == 403
    far = await town.desk("Fay", role=Role.VOLUNTEER)
    assert (await press(town, far, "huddle/answer", text="Hello")).status_code == 403


async def test_a_need_that_nobody_could_take_is_stuck_and_a_gap(town: Town) -> None:
    await town.automation(Automation.FULL)
    await town.sms("Amina", "Need water for 4 at the Bridge")
    case = await town.case("Amina")
    await town.rows("update report set unmet_at = now(), area = 'Old Town' returning id")
    text = (await look(town, await town.desk(), "huddle.txt")).text
    assert f"- {case} Water, Old Town" in text
    assert "nobody near could come" in text
    assert "- Old Town, Water: 1 / 0" in text


async def test_the_board_and_the_review_count_the_morning_and_name_nobody(town: Town) -> None:
    await a_morning(town)
    dara = await town.desk()
    assert (await press(town, dara, "review/learned", text=f"Call {NUMBER} earlier")).status_code == 303
    for page in ("outcomes", "outcomes?span=7d", "outcomes?span=all", "review", "review.txt"):
        found = await look(town, dara, page)
        assert found.status_code == 200
        for name in ("Amina", "Noor", "Bayu", "555 0142"):
            assert name not in found.text
    cookie = {"cookie": f"konbit_session={dara.email}"}
    api = f"/api/v1/incidents/{dara.slug}"
    figures = (await town.http.get(f"{api}/outcomes", headers=cookie)).json()
    assert (figures["help"]["cases"], figures["help"]["answered"], figures["open"]) == (2, 1, 1)
    assert figures["first_reply"]["answered"] == 2
    assert sum(step["needs"] for step in figures["steps"]) == 2
    assert figures["steps"][-1]["open"] == 1
    review = (await town.http.get(f"{api}/review", headers=cookie)).json()
    (day,) = [one for one in review["days"] if one["arrived"]]
    assert (day["arrived"], day["accepted"], day["done"]) == (2, 1, 1)
    assert review["learned"][0]["text"] == "Call ••• earlier"


async def test_a_review_of_impossible_days_says_what_to_write(town: Town) -> None:
    dara = await town.desk()
    found = await look(town, dara, "review?first=soon")
    assert found.status_code == 400
    assert "year-month-day" in found.text


async def test_help_that_never_came_is_no_help(town: Town) -> None:
    await town.volunteer("Bayu", at="Mill", skills=["water"])
    await town.sms("Amina", "Need water for 4 at the Bridge")
    await town.inboxes("Bayu")
    await town.sms("Bayu", "yes 1")
    await town.settle()
    await town.sms("Bayu", "done")
    await town.settle()
    await town.sms("Amina", "no")
    await town.settle()
    dara = await town.desk()
    cookie = {"cookie": f"konbit_session={dara.email}"}
    figures = (await town.http.get(f"/api/v1/incidents/{dara.slug}/outcomes", headers=cookie)).json()
    assert figures["help"]["answered"] == 0
    review = (await town.http.get(f"/api/v1/incidents/{dara.slug}/review", headers=cookie)).json()
    assert [one["what"] for one in review["undone"]] == ["report.open"]
