"""What holds on every page: nobody is called outside, nothing complains, it fits, everybody can use it."""

from dataclasses import dataclass

import httpx
import pytest
from playwright.async_api import Page, expect

from app.clock import now
from app.incidents.create import NewIncident, create_incident
from app.models.incident import Automation
from geo.point import Area
from tests.browser.marks import something_is_drawn
from tests.browser.server import ROOT, Server
from tests.browser.visitors import Visitors

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
LOOK = """async (tags) => {
    const found = await axe.run(document, { runOnly: { type: 'tag', values: tags } });
    return found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target).join(' ')}`);
}"""
TOLD = (
    ("+17675550198", "Bayu", "I can bring water, I live near the Old Mill"),
    ("+17675550197", "Amina", "Nou bezwen dlo bò Lekòl Tamaren, nou se 6 moun"),
    ("+17675550196", "Idris", "URGENT! A child is bleeding near the clinic, we need a doctor"),
    ("+17675550195", "Noor", "We need food for 3 people"),
)
REAL = "valley"  # an incident that is no drill


@dataclass(frozen=True, slots=True)
class Lived:
    """A drill in which something has happened, and the address of each kind of page."""

    server: Server
    addresses: dict[str, str]


PAGES: tuple[str, ...] = ("start", "home", "form", "offer", "case", "map", "places", "facts", "phone", "desk")
PAGES += ("safe", "helper", "embed", "sign-in", "nothing")
WITH_MAP = ("home", "map", "phone", "desk")
LANGUAGES = ("en", "ht", "ar")
IN_THE_DRILL = ("home", "form", "offer", "case", "map", "places", "facts", "phone", "desk", "safe", "helper")


@pytest.fixture(scope="module")
async def lived(server: Server) -> Lived:
    """People have texted; one has filled in the form."""
    await server.begin_again(Automation.SUGGEST)
    await server.texts(*TOLD)
    async with httpx.AsyncClient(base_url=server.url) as http:
        form = {
            "key": "a-key-for-one-form-only",
            "kind": "need",
            "words": "We need a tent near the Blue Bridge",
        }
        case = (await http.post("/i/drill/report", data=form)).headers["location"]
    await server.settled()
    addresses = {
        "start": "/",
        "home": "/i/drill/",
        "form": "/i/drill/report",
        "offer": "/i/drill/offer",
        "case": case,
        "map": "/i/drill/map",
        "places": "/i/drill/places",
        "facts": "/i/drill/facts",
        "safe": "/i/drill/safe",
        "helper": "/i/drill/helper/sign-in",
        "embed": "/i/drill/embed",
        "phone": "/i/drill/phone?number=%2B17675550197",
        "desk": "/desk/drill",
        "sign-in": "/desk/sign-in",
        "nothing": "/i/nowhere/",
    }
    return Lived(server, addresses)


@pytest.fixture(scope="module")
async def real_incident(server: Server) -> str:
    """An incident in which everything is meant."""
    new = NewIncident(
        slug=REAL,
        name="The Valley",
        country="DM",
        languages=("en", "ht"),
        area=Area(west=-64.2, south=15.2, east=-64.0, north=15.4),
        emergency_number="112",
    )
    async with server.house.database.session() as session:
        await create_incident(session, server.house.keys, new=new, places={}, ground=[], now=now())
    return REAL


async def overflow(page: Page, width: int) -> int:
    """By how many pixels the page is wider than a screen of this width."""
    await page.set_viewport_size({"width": width, "height": 740})
    return int(
        await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
async def test_everybody_can_use_the_page(
    name: str, language: str, lived: Lived, visitors: Visitors, dara: list[dict[str, str]], real_incident: str
) -> None:
    visitors.refusals |= {404} if name == "nothing" else set()
    cookies = dara if name == "desk" else None
    page = await visitors.open(width=1280, height=800, language=language, cookies=cookies)
    await page.goto(lived.addresses[name])
    if name in WITH_MAP:
        await something_is_drawn(page)
    assert await page.locator("html").get_attribute("lang") == language
    assert await page.locator(".drill").count() == (name in IN_THE_DRILL)
    await page.evaluate(AXE.read_text(encoding="utf-8"))
    assert await page.evaluate(LOOK, TAGS) == []
    for width in (360, 320):
        assert await overflow(page, width) == 0
    assert await page.evaluate(LOOK, TAGS) == []  # on the small screen, too


@pytest.mark.parametrize("name", PAGES)
async def test_no_page_is_wider_than_a_small_screen_in_the_languages_with_long_words(
    name: str, lived: Lived, visitors: Visitors, dara: list[dict[str, str]]
) -> None:
    visitors.refusals |= {404} if name == "nothing" else set()
    cookies = dara if name == "desk" else None
    page = await visitors.open(language="fr", javascript=False, cookies=cookies)
    for language in ("fr", "es"):
        separator = "&" if "?" in lived.addresses[name] else "?"
        await page.goto(f"{lived.addresses[name]}{separator}lang={language}")
        for width in (360, 320):
            assert await overflow(page, width) == 0


async def test_the_simulator_is_not_there_where_it_is_no_drill(server: Server, real_incident: str) -> None:
    async with httpx.AsyncClient(base_url=server.url) as http:
        for path in ("phone", "phone/lines?number=1", "phone/messages.json"):
            assert (await http.get(f"/i/{real_incident}/{path}")).status_code == 404
        told = {"number": "+17675550199", "text": "We need water"}
        assert (await http.post(f"/i/{real_incident}/phone", data=told)).status_code == 404


@pytest.mark.parametrize("path", ["", "report", "offer", "map"])
async def test_no_page_of_a_real_incident_says_drill(
    path: str, server: Server, real_incident: str, visitors: Visitors
) -> None:
    page = await visitors.open()
    await page.goto(f"/i/{real_incident}/{path}")
    await expect(page.locator("h1")).to_have_count(1)
    await expect(page.locator(".drill")).to_have_count(0)
