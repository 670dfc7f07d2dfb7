import gzip
import re
from collections import Counter
from dataclasses import replace

import pytest

from tests.parsed import Page
from tests.unit.web.facts import (
    CASE,
    DESK,
    DETAIL,
    FORM,
    FRAME,
    HOSTILE,
    INCIDENT,
    NOW,
    OFFER,
    PAGES,
    PARTS,
    PHONE,
    ROW,
)
from web.inline import form_style
from web.language import direction
from web.render import STATIC, TEMPLATES, make_renderer

FORM_GZ_BYTES = 14 * 1024  # what one round trip brings on a slow network
CODES = ("en", "ar", "es", "fr", "ht", "ne", "pt", "sw", "tl", "tr", "uk")
# pages whose facts come from many rows
WALKED = frozenset(
    f"desk/{name}.html"
    for name in (
        "account",
        "audit",
        "board",
        "bulletins",
        "call",
        "huddle",
        "incidents",
        "leave",
        "outcomes",
        "people",
        "replies",
        "review",
        "search",
        "second_step",
        "unplaced",
        "write",
        "_job",
        "_found",
    )
)
HELPERS = frozenset({"helper.html", "helper_sign_in.html"})  # walked by tests.db.volunteers.test_helper_page
STATES = ("received", "new", "open", "asked", "accepted", "done", "closed", "cancelled", "noise")
CARRIED = {"snapshot.html"}  # a file, with its own checks in test_snapshot.py
pages = make_renderer(asset=lambda name: f"/static/vendor/{name}")


def shown(template, language="en", **facts):
    known = {
        "incident": INCIDENT,
        "languages": pages.offered(CODES),
        "path": "/here",
        "csrf": "c",
        "frame": FRAME,
        "now": NOW,
    }
    return pages.html(template, language=language, **{**known, **facts})


def test_every_template_is_shown_here_or_walked_through_with_real_rows():
    """What is included in one of these is shown by it; tests/db/api/test_every_desk_page.py has the walk."""
    ours = {path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html")}
    taken = "".join((TEMPLATES / name).read_text("utf-8") for name in ours)
    parts = set(re.findall(r'{% (?:include|from|extends|import) "([^"]+)"', taken))
    assert ours - parts == {*PAGES, *PARTS, *WALKED, *CARRIED, *HELPERS} - parts


@pytest.mark.parametrize("language", CODES)
@pytest.mark.parametrize("template", [*PAGES, *PARTS])
def test_every_page_speaks_every_language_and_nothing_in_it_runs(template, language):
    html = shown(template, language, **{**PAGES, **PARTS}[template])
    page = Page(html)
    assert HOSTILE not in html
    assert "<img" not in html
    for tag, found in page.tags:
        assert not [name for name in found if name.startswith("on") or name == "style"], (tag, found)
        assert tag != "script" or found.get("src"), found
    # the forms carry their looks inside, and the guard lets only these pass
    assert set(re.findall(r"<style>(.*?)</style>", html, re.DOTALL)) <= {form_style()}
    if template in PAGES:
        assert page.tags[0] == ("html", {"lang": language, "dir": direction(language)})


@pytest.mark.parametrize("template", [*PAGES])
def test_every_label_and_hint_points_at_something(template):
    page = Page(shown(template, **PAGES[template]))
    assert [name for name, times in page.ids.items() if times > 1] == []
    for _, found in page.tags:
        for name in ("for", "aria-describedby", "aria-labelledby"):
            for wanted in str(found.get(name) or "").split():
                assert wanted in page.ids, (name, wanted)
        if (link := found.get("href") or "").startswith("#"):
            assert link[1:] in page.ids, link


@pytest.mark.parametrize("template", [*PAGES])
def test_every_field_has_a_name_that_can_be_read_aloud(template):
    html = shown(template, **PAGES[template])
    labelled = {found.get("for") for tag, found in Page(html).tags if tag == "label"}
    for tag, found in Page(html).tags:
        if tag in ("input", "textarea", "select") and found.get("type") not in ("hidden", "checkbox"):
            assert found.get("id") in labelled or re.search(rf'<label[^>]*>.*name="{found["name"]}"', html)


def test_the_form_keeps_what_amina_typed_and_says_what_is_wrong():
    html = shown("form.html", form=FORM)
    fields = {found.get("id"): found for _, found in Page(html).tags if "id" in found}
    assert fields["place"]["value"] == "Bridge"
    assert fields["phone"]["aria-invalid"] == "true"
    assert "phone-error" in str(fields["phone"]["aria-describedby"]).split()
    assert 'value="medical" checked' in html
    assert 'value="water" checked' not in html
    assert html.count("Please write the whole number.") == 2  # at the top, and beside the field


@pytest.mark.parametrize("kind", ["need", "offer", "safe"])
def test_the_form_fits_in_one_slow_round_trip(kind):
    real = make_renderer().html(
        "form.html",
        language="ht",
        form=replace(FORM, kind=kind, categories=FORM.categories * 10, values={}, errors={}),
        incident=INCIDENT,
        languages=pages.offered(CODES),
        path=f"/i/drill/{kind}",
        now=NOW,
    )
    files = [STATIC / "js/form.js", STATIC / "js/outbox.js", STATIC / "icons/favicon.svg"]
    assert 'rel="stylesheet"' not in real  # its looks travel inside
    assert "icons." not in real
    sizes = [
        len(gzip.compress(content)) for content in (real.encode(), *(path.read_bytes() for path in files))
    ]
    assert sum(sizes) <= FORM_GZ_BYTES, sizes


@pytest.mark.parametrize("kind", ["need", "offer", "safe"])
@pytest.mark.parametrize("state", STATES)
def test_amina_reads_a_sentence_in_every_state(state, kind):
    html = shown("case.html", case=replace(CASE, state=state, kind=kind))
    assert re.search(r'<h1 class="headline"[^>]*>\s*\w', html)
    looks_again = "data-fresh" in html
    assert looks_again == (state not in ("closed", "cancelled", "noise"))


def test_the_page_behind_the_link_is_told_to_nobody():
    html = shown("case.html", case=CASE)
    assert '<meta name="robots" content="noindex">' in html
    assert '<meta name="referrer" content="no-referrer">' in html


def test_a_page_outside_a_drill_says_nothing_of_one():
    real = replace(INCIDENT, slug="flood", drill=False)
    assert "drill" not in shown("home.html", **{**PAGES["home.html"], "incident": real})


def test_dara_can_do_everything_on_the_desk_with_no_script():
    posts = {
        found["action"]
        for tag, found in Page(shown("desk/_detail.html", detail=DETAIL)).tags
        if tag == "form"
    }
    here = "/desk/drill/report/K7F3"
    presses = ("state", "place", "untaught", "ask", "places", "reading", "agree", "risky", "reveal", "merge")
    jobs = ("accept", "decline", "set-out", "arrive", "done", "release", "tell-place")
    goods = ("lines", "lines/7/promise", "lines/7/withdraw", "pledges/1/came", "pledges/1/release")
    more = ("pledges/1/uncame", "pledges/2/renew", "write", "rumour")
    assert posts == {
        f"{here}/{press}" for press in (*presses, *goods, *more, *(f"job/{move}" for move in jobs))
    }


def test_no_key_means_two_things():
    keys = Counter(
        found["data-key"]
        for _, found in Page(shown("desk/desk.html", **PAGES["desk/desk.html"])).tags
        if "data-key" in found
    )
    assert {"a", "g", "x", "y", "j", "k", "u", "n", ".", "/", "J", "K"} <= set(keys)
    assert max(keys.values()) == 1


def test_the_queue_says_which_cases_wait_for_a_place():
    html = shown("desk/_queue.html", **PARTS["desk/_queue.html"])
    rows = dict(zip(("K7F3", "C4D9", "P7X2", "W3X9"), html.split("<li ")[1:], strict=True))
    assert "no place yet" in rows["C4D9"]
    assert "a point on the map" in rows["P7X2"]
    assert "too wide" in rows["W3X9"]
    assert sum("too wide" in row for row in rows.values()) == 1


def test_an_empty_desk_says_so():
    empty = replace(DESK, rows=(), detail=None, troubles=())
    assert "Nothing waits." in shown("desk/desk.html", **{**PAGES["desk/desk.html"], "view": empty})


def test_a_report_without_a_place_asks_for_one():
    html = shown("desk/_detail.html", detail=replace(DETAIL, row=OFFER, helpers=()))
    assert "data-lat" not in html
    assert "or click on the map" in html


def test_an_empty_phone_invites_to_write():
    assert "Nothing was said yet." in shown(
        "phone.html", **{**PAGES["phone.html"], "phone": replace(PHONE, lines=())}
    )


def test_a_closed_report_can_be_opened_again_and_not_closed_twice():
    html = shown("desk/_detail.html", detail=replace(DETAIL, row=replace(ROW, state="closed")))
    assert 'value="open"' in html
    assert 'value="closed"' not in html


def test_a_language_without_a_catalogue_is_answered_in_english():
    assert '<html lang="en" dir="ltr">' in shown("error.html", "xx", **PAGES["error.html"])
    assert pages.offered(("zu", "xx")) == (("en", "English"),)
    assert pages.offered(("ht", "zu")) == (("ht", "Kreyòl Ayisyen"),)


def test_a_page_that_no_native_speaker_has_read_says_so_in_its_foot():
    foot = shown("form.html", **PAGES["form.html"], unread=True).partition("<footer")[2]
    assert "No native speaker has read these pages yet." in foot
    assert "No native speaker" not in shown("form.html", **PAGES["form.html"], unread=False)


def test_other_languages_are_one_press_behind_and_the_one_that_is_read_stays_in_sight():
    first, more = pages.offered(("ht", "en")), pages.offered(("uk", "tr"))
    html = shown("form.html", "uk", **{**PAGES["form.html"], "languages": first, "more_languages": more})
    in_sight, _, behind = html.partition('<nav class="languages"')[2].partition("<details>")
    assert re.findall(r'hreflang="(\w+)"', in_sight) == ["ht", "en", "uk"]
    assert re.findall(r'hreflang="(\w+)"', behind) == ["tr"]


def test_every_page_is_compiled_before_somebody_asks_for_it():
    pages = make_renderer()
    assert pages.warm() == len(list(TEMPLATES.rglob("*.html")))
    shared = pages._environments["ar"].bytecode_cache
    assert shared is pages._environments["en"].bytecode_cache
