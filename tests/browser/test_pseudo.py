"""Pages in a language that is longer than English, on the narrowest screen: nothing is cut off."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, Route

from tests.pseudo import CODE, Pseudo
from tests.unit.web.facts import INCIDENT, NOW, PAGES
from web.render import STATIC, make_renderer

HERE = "http://konbit.test"
# what has words of its own that do not fit, and hides the rest of them
CUT = """() => [...document.querySelectorAll('body *')].filter((one) => {
    const own = [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    const look = getComputedStyle(one);
    const unseen = one.closest('.away, .skip, .trap, .leaflet-container, noscript');
    if (!own || unseen || look.display === 'inline') return false;
    const hides = look.overflowX !== 'visible' || look.textOverflow === 'ellipsis';
    return hides && one.scrollWidth > one.clientWidth + 1;
}).map((one) => one.outerHTML.slice(0, 120))"""
pages = make_renderer(more={CODE: Pseudo()})


async def _file(route: Route) -> None:
    """One of our own files, as the server gives it."""
    name = route.request.url.removeprefix(f"{HERE}/static/").partition("?")[0]
    path = Path(STATIC, name)
    await (route.fulfill(path=path) if path.is_file() else route.fulfill(status=404, body=""))


@pytest.mark.parametrize("template", ["home.html", "form.html", "map.html", "case.html"])
async def test_longer_words_are_not_cut_off_on_the_narrowest_screen(browser: Browser, template: str) -> None:
    facts: dict[str, object] = {"incident": INCIDENT, "languages": pages.offered(("en", "ht")), "now": NOW}
    facts |= {"more_languages": pages.offered(("uk", "tr")), "path": "/", "csrf": "c", **PAGES[template]}
    context = await browser.new_context(viewport={"width": 320, "height": 640}, java_script_enabled=True)
    page = await context.new_page()
    html = pages.html(template, language=CODE, **facts)
    await page.route(f"{HERE}/**", lambda route: route.fulfill(status=404, body=""))
    await page.route(f"{HERE}/static/**", _file)
    await page.route(f"{HERE}/page", lambda route: route.fulfill(body=html, content_type="text/html"))
    await page.goto(f"{HERE}/page")
    assert await page.evaluate("document.documentElement.scrollWidth") == 320
    assert await page.evaluate(CUT) == []
    await context.close()
