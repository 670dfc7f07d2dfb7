"""Dara keeps what she looks for, and hears what is new in it."""

import re
import socket
from dataclasses import dataclass, replace

import httpx
import pytest
from aiosmtpd.controller import Controller
from pydantic import SecretStr

from app.chores.context import set_chore_house
from app.chores.tell_views import tell_views
from app.messaging.say import in_language, phrase
from app.models.staff import Role
from tests.cast import Desk


@dataclass(frozen=True)
class Page:
    """Somebody on the page of the search."""

    desk: Desk

    async def look(self, **asked: str) -> str:
        answer = await self.call("GET", "search", params={"lang": "en"} | asked)
        assert answer.status_code == 200, answer.text
        return answer.text

    async def press(self, what: str, **fields: str | int) -> httpx.Response:
        given = {"csrf": self.desk.csrf} | {name: str(value) for name, value in fields.items()}
        return await self.call("POST", what, data=given)

    async def call(self, method: str, path: str, **more) -> httpx.Response:
        cookie = {"cookie": f"konbit_session={self.desk.email}"}
        return await self.desk.http.request(method, f"/desk/{self.desk.slug}/{path}", headers=cookie, **more)


@pytest.fixture
async def page(town):
    return Page(await town.desk("Dara"))


def view_id(html: str) -> int:
    found = re.search(r'id="view-(\d+)"', html)
    assert found, "no view is kept"
    return int(found[1])


async def test_what_was_found_is_shown_with_its_words_marked_and_nothing_else_alive(town, page):
    await town.sms("Amina", "Need <b>wáter</b> & bread at the Mill")
    await town.settle()
    html = await page.look(q="water")
    assert "&lt;b&gt;<mark>wáter</mark>&lt;/b&gt; &amp; bread" in html
    assert "1 report, the newest first" in html


async def test_whoever_only_looks_on_reads_no_number_in_a_text(town, page):
    await town.sms("Amina", "Need water at the Mill, call 509 555 0142")
    await town.settle()
    assert "509 555 0142" in await page.look(q="water")
    viewer = Page(await town.desk("Vera", role=Role.VIEWER))
    html = await viewer.look(q="water")
    assert "•••" in html
    assert "555" not in html


async def test_whoever_only_looks_on_learns_neither_the_name_nor_the_door(town, page):
    await town.form("report", "Need water, the well is dry", place="the Mill", name="Josefina")
    await town.settle()
    html = await page.look(q="water")
    assert "Josefina" in html
    assert "Mill" in html
    viewer = Page(await town.desk("Vera", role=Role.VIEWER))
    html = await viewer.look(q="water")
    assert "the well is dry" in html.replace("<mark>", "").replace("</mark>", "")
    assert "Josefina" not in html
    assert "Mill" not in html


async def test_a_volunteer_far_away_does_not_search(town):
    volunteer = Page(await town.desk("Idris", role=Role.VOLUNTEER))
    assert (await volunteer.call("GET", "search", params={"q": "water"})).status_code == 403


async def test_a_filter_that_cannot_be_keeps_the_words_and_says_what_to_mend(page):
    answer = await page.call("GET", "search", params={"q": "water", "kind": "sausage"})
    assert answer.status_code == 400
    assert 'value="water"' in answer.text


async def test_a_view_is_kept_shared_renamed_taken_away_and_put_back(town, page):
    answer = await page.press("views", name="Water north", query="category=water&q=mill", shared="yes")
    assert answer.status_code == 303
    other = Page(await town.desk("Chen"))
    html = await other.look()
    assert "Water north" in html
    number = view_id(html)
    answer = await page.press(f"views/{number}/rename", name="Water south", shared="yes")
    assert answer.status_code == 303
    gone = await page.press(f"views/{number}/drop")
    html = (await page.call("GET", gone.headers["location"].removeprefix("/desk/town/"))).text
    assert "Water south" in html
    assert not re.search(r'id="view-\d', html)
    just_done = html.partition("just-done")[2].partition("</form>")[0]
    fields = dict(re.findall(r'<input type="hidden" name="(name|query|shared)" value="([^"]*)"', just_done))
    await page.press("views", **{name: value.replace("&amp;", "&") for name, value in fields.items()})
    html = await other.look()
    assert "Water south" in html
    opened = await other.call("GET", f"views/{view_id(html)}")
    assert opened.headers["location"].endswith("/search?category=water&q=mill")


async def test_a_view_of_my_own_is_nobody_elses(town, page):
    await page.press("views", name="Mine", query="q=mill")
    number = view_id(await page.look())
    viewer = Page(await town.desk("Vera", role=Role.VIEWER))
    assert "Mine" not in await viewer.look()
    assert (await viewer.call("GET", f"views/{number}")).status_code == 404
    assert (await viewer.press(f"views/{number}/drop")).status_code == 404
    await page.press(f"views/{number}/rename", name="Ours", shared="yes")
    assert (await viewer.press(f"views/{number}/rename", name="Theirs", shared="yes")).status_code == 403


async def test_a_name_that_is_missing_is_asked_for_and_what_was_typed_stays(page):
    answer = await page.press("views", name="  ", query="q=mill")
    assert answer.status_code == 400
    assert "Give the view a name" in answer.text
    assert 'value="q=mill"' in answer.text
    assert "Look for something first" in (await page.press("views", name="All", query="")).text


@pytest.fixture
def wait(town):
    """Let some minutes pass, everything be searched, and the chore come by."""

    async def wait(minutes: int = 1) -> None:
        await town.settle()
        await town.wait(minutes=minutes)
        set_chore_house(town.house)
        await tell_views(0)
        town.stir()

    return wait


async def test_a_text_tells_how_many_are_new_and_not_what_they_say(town, page, wait):
    await page.press("views", name="Water", query="q=water")
    number = view_id(await page.look())
    await town.sms("Amina", "Need water at the Mill, it was there before")
    await town.settle()
    answer = await page.press(f"views/{number}/watch", tell_by="text", every_s=3600, number="+15095550150")
    assert answer.status_code == 303, answer.text
    await town.sms("Idris", "Need water at the Bridge for 12")
    await town.sms("Chen", "Need a blanket at the Bridge")
    code = await town.case("Idris")
    await wait()
    town._numbers["Dara"] = "+15095550150"
    (told,) = await town.inbox("Dara")
    link = f"https://konbit.example/desk/town/views/{number}"
    news = phrase("view.news", n=1, view="Water", codes=code, link=link)
    assert told == in_language(news, town.incident.languages[0])
    # not before an hour is over, however much comes
    await town.sms("Amina", "Need water at the School")
    await wait()
    assert await town.inbox("Dara") == []
    await wait(60)
    assert len(await town.inbox("Dara")) == 1
    await wait(60)
    assert await town.inbox("Dara") == []


async def test_a_number_that_is_none_is_asked_for_again(page):
    await page.press("views", name="Water", query="q=water")
    number = view_id(await page.look())
    answer = await page.press(f"views/{number}/watch", tell_by="text", every_s=3600, number="12")
    assert answer.status_code == 400
    assert 'value="12"' in answer.text


async def test_who_only_looks_on_has_nobody_texted(town):
    viewer = Page(await town.desk("Vera", role=Role.VIEWER))
    await viewer.press("views", name="Water", query="q=water")
    looked = await viewer.look()
    assert 'name="number"' not in looked
    path = f"views/{view_id(looked)}/watch"
    answer = await viewer.press(path, tell_by="text", every_s=3600, number="+15095550151")
    assert answer.status_code == 403
    assert await town.rows("select id from address") == []


class Box:
    """A mailbox that takes letters, or is full."""

    def __init__(self):
        self.letters, self.full = [], False

    async def handle_DATA(self, server, session, envelope):  # noqa: N802  the library names it so
        if self.full:
            return "452 the box is full"
        self.letters.append(envelope)
        return "250 taken"


@pytest.fixture
def mailbox(town):
    box = Box()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    settings = town.house.settings.model_copy(
        update={"smtp_url": SecretStr(f"smtp://127.0.0.1:{port}"), "mail_from": "desk@konbit.example"}
    )
    town.house = replace(town.house, settings=settings)
    yield box
    controller.stop()


async def test_a_letter_tells_what_is_new_and_how_to_hear_no_more(town, page, mailbox, wait):
    await page.press("views", name="Water", query="q=water")
    number = view_id(await page.look())
    await page.press(f"views/{number}/watch", tell_by="email", every_s=900)
    await town.sms("Idris", "Need water at the Bridge, ask for Josefina")
    code = await town.case("Idris")
    mailbox.full = True
    await wait()
    assert "The mail server did not answer." in await page.look()
    mailbox.full = False
    await wait(16)
    (letter,) = mailbox.letters
    text = letter.content.decode()
    assert letter.rcpt_tos == ["dara@desk.example"]
    assert code in text
    assert "Josefina" not in text
    assert "Bridge" not in text
    link = re.search(r"List-Unsubscribe: <https://konbit.example(/[^>]+)>", text)
    assert link
    assert "did not go out" not in await page.look()
    # a mail program looks first, and posts without a session
    looked = await town.http.get(link[1])
    assert "No more letters" in looked.text
    assert "I hear of it" in await page.look()
    assert (await town.http.post(link[1], data={"List-Unsubscribe": "One-Click"})).status_code == 200
    assert "I hear of it" not in await page.look()
    assert (await town.http.get(link[1][:-1])).status_code == 404


async def test_whoever_left_the_desk_hears_nothing_more(town, page, mailbox, wait):
    await page.press("views", name="Water", query="q=water")
    number = view_id(await page.look())
    await page.press(f"views/{number}/watch", tell_by="email", every_s=900)
    await town.rows("delete from membership returning staff_id")
    await town.sms("Idris", "Need water at the Bridge")
    await wait()
    assert mailbox.letters == []
    assert await town.rows("select id from view_watch") == []


async def test_a_program_looks_for_words_and_keeps_a_view(town, page):
    await town.sms("Amina", "Need water at the Mill")
    case = await town.case("Amina")
    base = f"/api/v1/incidents/{town.incident.slug}"
    signs = {"cookie": f"konbit_session={page.desk.email}", "x-csrf-token": page.desk.csrf}
    found = (await town.http.get(f"{base}/search", params={"q": "wáter"}, headers=signs)).json()
    assert [(hit["reference"], hit["words"]) for hit in found["hits"]] == [(case, "Need water at the Mill")]
    view = {"name": "Water", "query": "q=water", "shared": False}
    kept = (await town.http.post(f"{base}/views", json=view, headers=signs)).json()
    assert kept["query"] == "q=water"
    assert [one["name"] for one in (await town.http.get(f"{base}/views", headers=signs)).json()] == ["Water"]
    assert (await town.http.delete(f"{base}/views/{kept['id']}", headers=signs)).status_code == 204
    assert (await town.http.get(f"{base}/views", headers=signs)).json() == []


async def test_a_view_that_nobody_can_read_any_more_holds_up_no_other(town, page, mailbox, wait):
    for name, query in (("Old", "q=water"), ("Water", "q=water")):
        await page.press("views", name=name, query=query)
    for view in await town.rows("select id from saved_view order by id"):
        await page.press(f"views/{view['id']}/watch", tell_by="email", every_s=900)
    await town.rows("update saved_view set query = 'category=gone' where name = 'Old' returning id")
    await town.sms("Idris", "Need water at the Bridge")
    await wait()
    assert len(mailbox.letters) == 1
    assert "not known any more" in await page.look()
