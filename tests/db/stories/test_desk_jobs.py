"""Dara sends somebody: what she looks at first, what she notes from the telephone, and who sees an alarm."""

import pytest

from app.clock import now
from app.models.incident import Automation
from app.models.safety import AlarmKind
from app.models.staff import Role
from app.models.volunteer import Trust
from app.safety.alarms import raise_alarm
from tests.cast import Desk, Town

NEED = "Need water for 4 at the Bridge"
SICK = "My mother is sick, we need a nurse at the Bridge"


@pytest.fixture
async def dara(town: Town) -> Desk:
    """A coordinator who reads English, in an incident that only suggests."""
    town.http.headers["accept-language"] = "en"
    await town.automation(Automation.SUGGEST)
    return await town.desk("Dara")


async def need(town: Town, words: str = NEED, *, who: str = "Amina") -> str:
    await town.sms(who, words)
    return await town.case(who)


async def code(town: Town, name: str) -> str:
    (row,) = await town.rows(
        "select v.reference from volunteer v join contact c on c.id = v.contact_id where c.name = :name",
        name=name,
    )
    return str(row["reference"])


async def alarm(town: Town, case: str) -> None:
    """Something about this case that a person must look at."""
    (row,) = await town.rows("select id from report where reference = :case", case=case)
    async with town.house.database.session() as session:
        await raise_alarm(session, town.incident, AlarmKind.CRITICAL, report_id=row["id"], now=now())


async def unseen(town: Town) -> int:
    return len(await town.rows("select id from alarm where seen_at is null"))


async def test_the_questions_are_gone_through_and_that_can_be_taken_back(town, dara):
    await town.volunteer("Bayu", skills=["medical"], trust=Trust.VETTED)
    case, bayu = await need(town, SICK), await code(town, "Bayu")
    assert "Is the helper trained for this?" in (await dara.look(case)).text
    refused = await dara.press(case, "ask", helper=bayu)
    assert (refused.status_code, "Go through the questions" in refused.text) == (409, True)
    await dara.press(case, "agree", kind="checklist")
    assert "Take back: gone through" in (await dara.look(case)).text
    await dara.press(case, "disagree", kind="checklist")
    assert (await dara.press(case, "ask", helper=bayu)).status_code == 409
    await dara.press(case, "agree", kind="checklist")
    assert (await dara.press(case, "ask", helper=bayu)).status_code == 303
    assert len(await town.inbox("Bayu")) == 1


async def test_what_a_helper_says_by_telephone_is_noted_step_by_step(town, dara):
    await town.volunteer("Bayu")
    case, bayu = await need(town), await code(town, "Bayu")
    for what in ("accept", "set-out", "arrive", "done"):
        assert (await dara.press(case, f"job/{what}", helper=bayu)).status_code == 303
    assert await town.jobs_of(case) == [("Bayu", "done")]
    assert (await dara.press(case, "job/arrive", helper=bayu)).status_code == 409
    assert (await dara.press(case, "job/fly", helper=bayu)).status_code == 422


async def test_a_helper_who_would_carry_too_much_is_marked_before_the_ask(town, dara):
    await town.volunteer("Bayu")
    await town.rows("update volunteer set load_cap = 1 returning id")
    first = await need(town)
    second = await need(town, "Need water for 9 at the School", who="Noor")
    assert "more than they agreed to" not in (await dara.look(second)).text
    await dara.press(first, "ask", helper=await code(town, "Bayu"))
    assert "more than they agreed to" in (await dara.look(second)).text


async def test_a_number_is_on_the_page_once_and_never_kept(town, dara):
    case = await need(town)
    shown = await dara.press(case, "reveal", why="she does not answer")
    assert shown.status_code == 200
    assert shown.headers["cache-control"] == "no-store"
    assert town.number("Amina") in shown.text
    assert town.number("Amina") not in (await dara.look(case)).text
    assert (await dara.press(case, "reveal", why="x")).status_code == 400
    page = await dara.look(case)
    assert "she does not answer" in page.text


async def test_opening_a_case_by_hand_ends_its_alarm_and_the_first_of_the_list_does_not(town, dara):
    case = await need(town)
    await alarm(town, case)
    page = await dara.look()
    assert f'<span class="code">{case}</span>' in page.text
    assert "I look at it" in page.text
    assert await unseen(town) == 1
    viewer = await town.desk("Viewer", role=Role.VIEWER)
    assert (await viewer.look(case)).status_code == 200
    assert await unseen(town) == 1
    assert "I look at it" not in (await dara.look(case)).text
    assert await unseen(town) == 0


@pytest.mark.parametrize(("path", "by_hand"), [("", True), ("?by=itself", False)])
async def test_what_opens_by_itself_ends_no_alarm(town, dara, path, by_hand):
    case = await need(town)
    await alarm(town, case)
    cookie = {"cookie": f"konbit_session={dara.email}"}
    address = f"/desk/town/report/{case}{path}"
    await town.http.get(address, headers=cookie)  # the page looks again
    assert await unseen(town) == 1
    await town.http.get(address, headers=cookie | {"hx-request": "true"})
    assert await unseen(town) == (0 if by_hand else 1)


async def test_a_press_on_a_case_is_a_look_at_it(town, dara):
    case = await need(town)
    await alarm(town, case)
    await dara.press(case, "places", n=2)
    assert await unseen(town) == 0


async def test_who_feels_unsafe_stands_on_top_of_case_and_board(town, dara):
    await town.volunteer("Bayu")
    await town.volunteer("Chen", at="Market")
    case = await need(town)
    await dara.press(case, "ask", helper=await code(town, "Bayu"))
    for words in ("yes", "UNSAFE"):
        await town.settle()
        await town.sms("Bayu", words)
    await town.settle()
    page = (await dara.look(case)).text
    helpers = page[page.index('id="helpers-title"') :]
    assert helpers.index("helper s-stopped") < helpers.index("Chen")
    board = (await dara.page("board")).text
    assert board.index('id="column-stopped"') < board.index("Bayu") < board.index('id="column-asked"')


async def test_what_helper_and_asker_write_to_each_other_is_read_at_the_desk_once(town, dara):
    await town.volunteer("Bayu")
    case = await need(town)
    await dara.press(case, "ask", helper=await code(town, "Bayu"))
    await town.settle()
    await town.sms("Bayu", "yes")
    await town.settle()
    await town.sms("Bayu", "the gate is shut")
    await town.sms("Amina", "the dog is friendly")
    await town.settle()
    talk = (await dara.look(case)).text.split('id="talk-title"')[1].split('id="history-title"')[0]
    assert talk.count("the gate is shut") == 1
    assert "<b><bdi>Bayu</bdi>:</b> the gate is shut" in talk
    assert talk.count("the dog is friendly") == 1
    assert "passed on to Bayu" in talk


async def test_two_cases_are_made_one_at_the_desk_and_two_again(town, dara):
    case = await need(town)
    other = await need(town, "Need water for 4 near the Bridge", who="Noor")
    refused = await dara.press(other, "merge", into="ZZZZ")
    assert (refused.status_code, "There is no case ZZZZ" in refused.text) == (404, True)
    assert (await dara.press(other, "merge", into=case.lower())).status_code == 303
    assert "This is the same need as" in (await dara.look(other)).text
    assert "Stands also for" in (await dara.look(case)).text
    assert (await dara.press(other, "split")).status_code == 303
    assert "This is the same need as" not in (await dara.look(other)).text


async def test_what_was_tried_is_said_when_nobody_could_come(town, dara):
    await town.volunteer("Bayu")
    case = await need(town)
    await dara.press(case, "ask", helper=await code(town, "Bayu"))
    await town.settle()
    await town.sms("Bayu", "no")
    await town.settle()
    assert "Nobody near could come yet: 1 helper was asked, 1 said no." in (await dara.look(case)).text


async def test_the_desk_says_that_nobody_is_on_call_and_that_texts_run_out(town, dara):
    page = (await dara.look()).text
    assert "Nobody is on call now" in page
    assert "limit of texts" not in page
    await town.rows("update incident set texts_per_day = 1 returning id")
    await town.volunteer("Bayu")
    case = await need(town)
    await dara.press(case, "ask", helper=await code(town, "Bayu"))
    await town.settle()
    assert "Today's limit of texts is reached" in (await dara.look()).text


@pytest.mark.parametrize(
    ("what", "fields"),
    [
        ("agree", {"kind": "risk"}),
        ("risky", {"risky": "true"}),
        ("reveal", {"why": "curious"}),
        ("merge", {"into": "ABCD"}),
        ("job/release", {"helper": "ABCD"}),
    ],
)
async def test_who_only_looks_can_press_nothing(town, what, fields):
    case = await need(town)
    before = await town.rows("select count(*) from event")
    viewer = await town.desk("Viewer", role=Role.VIEWER)
    assert (await viewer.press(case, what, **fields)).status_code == 403
    dara = await town.desk("Dara")
    assert (await dara.press(case, what, **fields, csrf="forged")).status_code == 403
    assert await town.rows("select count(*) from event") == before
