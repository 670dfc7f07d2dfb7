"""Every page of the desk with real rows: words that would like to run do not, and no link leads to a wall."""

import re
from urllib.parse import urldefrag

import pytest

from app.access.powers import RANK
from app.models.incident import Automation
from app.models.staff import Role
from tests.cast import Desk, Town
from tests.db.access.test_powers import ADDRESSES, least
from tests.parsed import Page

HOSTILE = "<img src=x onerror=alert(1)> \"'> </script>"
PAGES = (
    "",
    "board",
    "unplaced",
    "call",
    "search?q=water",
    "safety",
    "huddle",
    "helpers",
    "plan",
    "supplies",
    "bulletins",
    "facilities",
    "outcomes",
    "review",
    "places",
    "replies",
    "audit",
    "people",
    "settings",
    "account",
    "/desk/incidents",
)
FILES = re.compile(r"\.(txt|csv|ics|json|geojson|zip)(\?|$)")
ANSWERS = 400  # from here on nobody was helped
MOST_STEPS = 150


@pytest.fixture
async def lived(town: Town) -> Desk:
    """An incident where somebody wrote what should not run, wherever one can write."""
    await town.automation(Automation.SUGGEST)
    await town.volunteer(f"Bayu {HOSTILE}")
    await town.sms("Amina", f"Need water for 4 at the Bridge {HOSTILE}")
    await town.sms("Idris", f"Need water for 4 people {HOSTILE}")
    await town.sms("Noor", f"Need food near the Bridge {HOSTILE}")
    await town.settle()
    dara = await town.desk(f"Dara {HOSTILE}", role=Role.ADMINISTRATOR)
    case = await town.case("Amina")
    await dara.press(case, "state", state="open")
    await dara.press(case, "verify", how=HOSTILE)
    await dara.press(case, "rumour", rumour="true", why=HOSTILE)
    await dara.press(await town.case("Noor"), "merge", into=case)
    town.stir()
    await town.settle()
    return dara


def troubles(html: str) -> list[str]:
    """What is wrong with a page for somebody who reads it, and for a browser that must not run it."""
    page, found = Page(html), []
    if HOSTILE in html:
        found.append("runs what was written")
    found += [f"«{name}» twice" for name, times in page.ids.items() if times > 1]
    labelled = {given.get("for") for tag, given in page.tags if tag == "label"}
    for tag, given in page.tags:
        found += [f"{tag} {name}" for name in given if name.startswith("on") or name == "style"]
        if tag == "style" or (tag == "script" and not given.get("src")):
            found.append(f"a {tag} in the page")
        for name in ("for", "aria-describedby", "aria-labelledby", "aria-controls", "form"):
            wanted = str(given.get(name) or "").split()
            found += [f"{name} «{one}» is nowhere" for one in wanted if one not in page.ids]
        if tag in ("textarea", "select") and not labelled & {given.get("id")} and not given.get("aria-label"):
            named = rf'<label[^>]*>(?:(?!</label>).)*name="{re.escape(str(given.get("name")))}"'
            if not re.search(named, html, re.DOTALL):
                found.append(f"{tag} {given.get('name')} has no name")
    return found


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_nothing_that_was_written_runs_and_every_field_has_a_name(lived, language):
    wrong = {}
    for address in PAGES:
        answer = await lived.page(f"{address}{'&' if '?' in address else '?'}lang={language}")
        assert answer.status_code == 200, (address, answer.text[:300])
        assert f'<html lang="{language}"' in answer.text, address
        if found := troubles(answer.text):
            wrong[address] = found
    assert wrong == {}


@pytest.mark.parametrize("role", list(Role))
async def test_no_link_that_somebody_is_shown_leads_to_a_wall(town, lived, role):
    desk = lived if role is Role.ADMINISTRATOR else await town.desk("Vera", role=role)
    start = f"/desk/{desk.slug}"
    waiting, seen, walls = [start], {start}, []
    while waiting and len(seen) < MOST_STEPS:
        here = waiting.pop(0)
        answer = await desk.page(here)
        if answer.status_code >= ANSWERS:
            walls.append((here, answer.status_code))
        if "html" not in answer.headers.get("content-type", ""):
            continue
        for tag, given in Page(answer.text).tags:
            there = urldefrag(given.get("href") or "").url if tag == "a" else ""
            kind = re.sub(r"=[^&]*", "=", there)
            if there.startswith("/desk/") and kind not in seen and not FILES.search(there):
                seen.add(kind)
                waiting.append(there)
    assert walls == []


OWN = ("/desk/sign-", "/desk/account", "/desk/incidents")  # of the person, whatever their role here


def pressed(html: str) -> set[str]:
    """Every address that a button of a page posts to."""
    found = set()
    for tag, given in Page(html).tags:
        if tag == "form" and given.get("method") == "post":
            found |= {given.get("action") or "", given.get("data-hx-post") or ""}
        if tag == "button":
            found.add(given.get("formaction") or "")
    return {urldefrag(one).url.partition("?")[0] for one in found if one}


def address_of(path: str) -> str:
    """The line of the powers' table that a path belongs to; a path without one answers itself."""
    for address in ADDRESSES:
        method, _, pattern = address.partition(" ")
        if method == "POST" and re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", pattern), path):
            return address
    return path


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
async def test_nobody_is_shown_a_button_that_refuses_them(town, lived, role):
    desk = await town.desk("Vera", role=role)
    case = await town.case("Amina")
    walls = set()
    for page in (*PAGES, f"?report={case}", f"board?job={case}"):
        answer = await desk.page(page)
        for address in map(address_of, pressed(answer.text) if answer.status_code == 200 else ()):
            own = address.startswith(OWN) or address.endswith("/account") or "/account/" in address
            if not own and (address not in ADDRESSES or RANK[role] < RANK[least(address)]):
                walls.add((page, address))
    assert walls == set()
