"""A helper at their own page: a code by text, a need near, a job from «I can do this» to the person's yes."""

import re
from dataclasses import dataclass

import httpx

from app.api.public.helper_guest import cookie_name
from app.models.incident import Automation
from tests.cast import Town

PAGE = "/i/town/helper"
CODE = re.compile(r"\b(\d{6})\b")
NEED = re.compile(rf'action="({PAGE}/need/[^"]+)"')
JOB = re.compile(rf'action="({PAGE}/job/[^"/]+)/')
CSRF = re.compile(r'name="csrf" value="([^"]+)"')


@dataclass(slots=True)
class Phone:
    """A helper's browser: no JavaScript, one cookie."""

    town: Town
    name: str
    cookie: str = ""

    async def look(self, **asked: str) -> httpx.Response:
        return await self.town.http.get(PAGE, params=asked, headers=self._cookies)

    async def press(self, address: str, **fields: str | list[str]) -> httpx.Response:
        csrf = CSRF.search((await self.look()).text)
        given: dict[str, str | list[str]] = {"csrf": csrf[1] if csrf else ""} | fields
        return await self.town.http.post(address, data=given, headers=self._cookies)

    async def job(self, what: str, **fields: str) -> httpx.Response:
        found = JOB.search((await self.look()).text)
        assert found, "there is no job on the page"
        return await self.press(f"{found[1]}/{what}", **fields)

    async def needs(self) -> list[str]:
        return NEED.findall((await self.look()).text)

    async def ask_code(self, number: str = "") -> httpx.Response:
        fields = {"number": number or self.town.number(self.name)}
        answer = await self.town.http.post(f"{PAGE}/code", data=fields)
        await self.town.wait(minutes=0)
        return answer

    async def try_code(self, code: str) -> httpx.Response:
        fields = {"number": self.town.number(self.name), "code": code}
        answer = await self.town.http.post(f"{PAGE}/sign-in", data=fields)
        name = cookie_name(self.town.incident)
        if token := answer.cookies.get(name):
            self.cookie = f"{name}={token}"
        self.town.http.cookies.clear()
        return answer

    @property
    def _cookies(self) -> dict[str, str]:
        self.town.http.cookies.clear()
        return {"cookie": self.cookie, "accept-language": "en"}


async def code_of(town: Town, name: str) -> str:
    found = CODE.search((await town.inbox(name))[-1])
    assert found
    return found[1]


async def signed_in(town: Town, name: str) -> Phone:
    phone = Phone(town, name)
    await phone.ask_code()
    assert (await phone.try_code(await code_of(town, name))).status_code == 303
    return phone


async def need_without_question(town: Town) -> str:
    """Amina's need for water, of which nobody has been asked."""
    await town.automation(Automation.SUGGEST)
    await town.sms("Amina", "Need water for 4 at the Bridge")
    case = await town.case("Amina")
    return case


async def test_bayu_offers_the_desk_agrees_and_amina_gets_her_water(town):
    await town.volunteer("Bayu", at="Mill", skills=["water"])
    case = await need_without_question(town)
    bayu = await signed_in(town, "Bayu")

    page = (await bayu.look()).text
    assert case not in page
    assert "Bridge" not in page
    (need,) = await bayu.needs()
    answer = await bayu.press(need)
    assert answer.headers["location"] == f"{PAGE}?said=need.offered"
    assert await town.jobs_of(case) == [("Bayu", "proposed")]

    dara = await town.desk()
    assert "offers to do this" in (await dara.page(report=case, lang="en")).text
    (helper,) = await town.rows("select reference from volunteer")
    assert (await dara.press(case, "ask", helper=helper["reference"])).status_code == 303
    assert await town.jobs_of(case) == [("Bayu", "accepted")]
    assert "Bayu is coming" in (await town.inbox("Amina"))[-1]
    assert "Bridge" in (await bayu.look()).text

    await bayu.job("on_way")
    await bayu.job("here")
    assert (await town.inbox("Amina"))[-1] == f"Bayu is there. Case {case}."
    await bayu.job("done")
    await town.sms("Amina", "yes")
    await town.settle()
    assert [row["state"] for row in await town.cases("Amina")] == ["closed"]


async def test_a_rule_for_low_risk_gives_bayu_the_job_at_once_and_twice_is_once(town):
    await town.volunteer("Bayu", at="Mill", skills=["water"])
    case = await need_without_question(town)
    bayu = await signed_in(town, "Bayu")
    (need,) = await bayu.needs()
    await town.automation(Automation.LOW_RISK)
    first = await bayu.press(need)
    again = await bayu.press(need)
    assert [one.headers["location"] for one in (first, again)] == [f"{PAGE}?said=need.yours"] * 2
    assert await town.jobs_of(case) == [("Bayu", "accepted")]
    assert len(await town.rows("select id from event where what = 'dispatch.offered'")) == 1


async def test_an_offer_waits_for_the_desk_through_a_new_look_and_is_taken_back(town):
    await town.volunteer("Bayu", at="Mill", skills=["food"])
    case = await need_without_question(town)
    bayu = await signed_in(town, "Bayu")
    (need,) = await bayu.needs()
    await bayu.press(need)
    await bayu.press(need)
    await town.volunteer("Chen", at="Mill", skills=["water"])
    await town.rows("update report set match_at = now() returning id")
    await town.settle()
    assert await town.jobs_of(case) == [("Bayu", "proposed"), ("Chen", "proposed")]
    assert len(await town.rows("select id from event where what = 'dispatch.offered'")) == 1
    await bayu.job("leave")
    assert await town.jobs_of(case) == [("Bayu", "released"), ("Chen", "proposed")]


async def test_who_offered_and_is_passed_over_hears_it_and_who_was_only_suggested_hears_nothing(town):
    await town.volunteer("Bayu", at="Mill", skills=["water"])
    await town.volunteer("Chen", at="Mill", skills=["water"])
    await town.volunteer("Eve", at="Mill", skills=["water"])
    case = await need_without_question(town)
    bayu = await signed_in(town, "Bayu")
    (need,) = await bayu.needs()
    await bayu.press(need)
    await town.inbox("Bayu")
    dara = await town.desk()
    (chen,) = await town.rows(
        "select v.reference from volunteer v join contact c on c.id = v.contact_id where c.name = 'Chen'"
    )
    await dara.press(case, "ask", helper=chen["reference"])
    await town.settle()
    await town.sms("Chen", "yes")
    await town.settle()
    assert await town.inbox("Bayu") == ["Somebody is on the way already. You are free. Thank you."]
    assert await town.inbox("Eve") == []
    assert "You offered to do this" not in (await bayu.look(lang="en")).text


async def test_who_offered_hears_when_it_is_no_longer_needed_without_a_code_they_never_had(town):
    await town.volunteer("Bayu", at="Mill", skills=["water"])
    case = await need_without_question(town)
    bayu = await signed_in(town, "Bayu")
    (need,) = await bayu.needs()
    await bayu.press(need)
    await town.inbox("Bayu")
    await town.sms("Amina", "cancel")
    await town.settle()
    (word,) = await town.inbox("Bayu")
    assert "This question has ended" in word
    assert case not in word


async def test_whoever_does_not_feel_safe_is_off_the_job_with_one_press_and_the_desk_is_called(town):
    await town.volunteer("Bayu", at="Mill", skills=["water"])
    await town.sms("Amina", "Need water for 4 at the Bridge")
    case = await town.case("Amina")
    bayu = await signed_in(town, "Bayu")
    await bayu.job("yes")
    answer = await bayu.job("unsafe")
    assert answer.headers["location"] == f"{PAGE}?said=job.unsafe"
    assert await town.jobs_of(case) == [("Bayu", "stopped")]
    assert await town.rows("select id from alarm where kind = 'unsafe'")
    page = (await bayu.look(said="job.unsafe")).text
    assert 'role="alert"' in page
    assert "tel:114" in page


async def test_a_no_on_the_page_asks_the_next_helper(town):
    await town.volunteer("Bayu", at="Mill", skills=["water"])
    await town.volunteer("Chen", at="Market", skills=["water"])
    await town.rows("update report set urgency = 1 returning id")
    await town.sms("Amina", "Need water for 4 at the Bridge")
    case = await town.case("Amina")
    bayu = await signed_in(town, "Bayu")
    await bayu.job("no")
    assert ("Bayu", "declined") in await town.jobs_of(case)


async def test_words_from_the_page_reach_amina_once_and_hers_stand_on_the_page(town):
    await town.volunteer("Bayu", at="Mill", skills=["water"])
    await town.sms("Amina", "Need water for 4 at the Bridge")
    await town.settle()
    bayu = await signed_in(town, "Bayu")
    await bayu.job("yes")
    await town.inbox("Amina")
    await bayu.job("words/send", text="I stand at the gate")
    await bayu.job("words/send", text="I stand at the gate")
    assert ["gate" in said for said in await town.inbox("Amina")] == [True]
    await town.sms("Amina", "I am coming down")
    await town.settle()
    assert "coming down" in (await bayu.look()).text


async def test_a_press_on_the_page_answers_are_you_all_right(town):
    await town.volunteer("Bayu", at="Mill", skills=["water"])
    await town.sms("Amina", "Need water for 4 at the Bridge")
    await town.settle()
    bayu = await signed_in(town, "Bayu")
    await bayu.job("yes")
    await town.wait(minutes=61)
    assert "Are you all right?" in (await bayu.look()).text
    await bayu.job("well")
    assert "Are you all right?" not in (await bayu.look()).text
    assert await town.rows("select id from event where what = 'dispatch.alive'")
