"""Every word of the pages that strangers read can be translated."""

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from html.parser import HTMLParser

import pytest
from babel.dates import get_month_names

from tests.pseudo import CLOSES, CODE, OPENS, Pseudo, accented
from tests.unit.web.facts import INCIDENT, NOW, PAGES
from web.language import own_name
from web.render import make_renderer

INNER = re.compile(rf"{OPENS}[^{OPENS}{CLOSES}]*{CLOSES}")
READ_ALOUD = ("aria-label", "title", "placeholder", "alt")
# names; a field for machines that no person sees; and months, which Babel says in every language
ALWAYS = ("Konbit", "OpenStreetMap", "openapi", "json", "Website", *get_month_names("abbreviated").values())
STRANGERS = sorted(name for name in PAGES if not name.startswith("desk/"))
pages = make_renderer(asset=lambda name: f"/static/vendor/{name}", more={CODE: Pseudo()})


class Said(HTMLParser):
    """All that a page says to a person, looking or listening, save English for programmers."""

    def __init__(self, html):
        super().__init__()
        self.texts, self._silent = [], 0
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self._silent += tag in ("script", "style") or (tag == "section" and ("lang", "en") in attrs)
        self.texts += [value for name, value in attrs if name in READ_ALOUD and value]

    def handle_endtag(self, tag):
        self._silent = max(0, self._silent - (tag in ("script", "style", "section")))

    def handle_data(self, data):
        if not self._silent:
            self.texts.append(data)


def strings(fact):
    """Every word among the facts of a page: names, what people wrote, labels of the catalog."""
    if isinstance(fact, str):
        yield fact
    elif is_dataclass(fact):
        for one in fields(fact):
            yield from strings(getattr(fact, one.name))
    elif isinstance(fact, Mapping):
        yield from strings([*fact, *fact.values()])
    elif isinstance(fact, list | tuple | set | frozenset):
        for one in fact:
            yield from strings(one)


def test_the_made_up_language_is_longer_and_keeps_what_is_filled_in():
    said = accented("Hello %(name)s, %(n).1f %%")
    assert said.startswith(f"{OPENS}Hélló %(name)s, %(n).1f %% ~")
    assert said.endswith(CLOSES)
    assert len(accented("Ask for help")) >= 1.4 * len("Ask for help")


@pytest.mark.parametrize("template", STRANGERS)
def test_no_word_stands_on_a_page_that_translators_do_not_see(template):
    facts = {
        "incident": INCIDENT,
        "languages": pages.offered(("en", "ht")),
        "path": "/",
        "csrf": "c",
        "now": NOW,
    }
    facts |= PAGES[template]
    html = pages.html(template, language=CODE, **facts)
    known = " ".join([*strings(facts), *ALWAYS, *map(own_name, pages.languages)]).lower()
    untold = []
    for text in Said(html).texts:
        outside = text
        while INNER.search(outside):  # a sentence may be filled with another
            outside = INNER.sub(" ", outside)
        untold += [word for word in re.findall(r"[^\W\d_]{2,}", outside) if word.lower() not in known]
    assert untold == []
