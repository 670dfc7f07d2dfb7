import json
import re
from dataclasses import replace

import pytest

from tests.carried import FACTS, HOSTILE, mark
from tests.parsed import Page
from web.render import make_renderer
from web.snapshot import write_snapshot

MOST_BYTES = 3_000_000
pages = make_renderer()


def carried(language="en", **changes):
    return write_snapshot(pages, replace(FACTS, **changes), language=language)


def shapes(html, by):
    """What the script gives to one of our drawing functions."""
    (drawn,) = re.findall(rf"konbit\.{by}\((\{{.*\}})\);", html)
    return json.loads(drawn)["features"]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_file_points_to_no_other_file(language):
    for tag, found in Page(carried(language)).tags:
        for name in ("src", "srcset", "href", "xlink:href", "action", "data"):
            assert (found.get(name) or "#").startswith(("#", "tel:")), (tag, found)
        assert tag not in ("link", "iframe", "object", "img"), found
        assert not [name for name in found if name.startswith("on")], found


def test_its_policy_would_refuse_whatever_pointed_out():
    policy = next(found for _, found in Page(carried()).tags if "http-equiv" in found)
    assert "default-src 'none'" in str(policy["content"])
    assert "url(http" not in carried()
    assert "url(images" not in carried()


def test_what_people_wrote_is_only_words_in_it():
    html = carried()
    assert HOSTILE not in html
    assert "onerror=alert(1)>" not in html
    assert html.count("</script>") == html.count("<script")


def test_it_brings_nothing_of_foliums_other_libraries():
    html = carried().lower()
    assert not [name for name in ("jquery", "bootstrap", "awesome", "cdn.") if name in html]


def test_the_table_says_what_the_map_shows():
    html = carried()
    rows = [found["id"] for tag, found in Page(html).tags if tag == "tr" and "id" in found]
    drawn = [one["properties"]["row"] for by in ("spots", "squares", "marks") for one in shapes(html, by)]
    assert rows == drawn
    assert len(rows) == len(FACTS.marks) + 2
    assert [one["properties"]["grade"] for one in shapes(html, "marks")] == [4, 3, 2, 1, 0]


def test_it_says_that_places_are_moved_and_when_it_was_made():
    html = carried()
    (title,) = re.findall(r"<title>(.*)</title>", html)
    assert title.endswith("places moved on purpose")
    assert "Made on November 21, 2026, 05:00." in html  # in the incident's own time
    assert "It holds what came until November 21, 2026." in html
    assert "Of 1,205, the 5 most urgent are shown." in html
    assert "most urgent" not in carried(total=len(FACTS.marks))


def test_a_map_of_nothing_is_a_map_all_the_same():
    html = carried(marks=(), total=0, squares=(), spots=(), ground=(), names=())
    assert "Nothing to show here." in html
    assert "L.map(" in html
    assert "It holds what came" not in html


def test_arabic_is_read_from_the_right_and_the_map_as_everywhere():
    html = carried("ar")
    assert Page(html).tags[0] == ("html", {"lang": "ar", "dir": "rtl"})
    assert any(found.get("id") == "map" and found["dir"] == "ltr" for _, found in Page(html).tags)


def test_five_thousand_cases_fit_into_a_letter():
    html = carried(marks=[mark(n, area=f"Quarter {n % 90}") for n in range(5_000)], total=5_000)
    assert len(html.encode()) <= MOST_BYTES


def test_a_sea_where_the_days_meet_is_one_sea():
    html = carried(west=179.0, east=-179.0, marks=(mark(lon=179.5), mark(lon=-179.5)))
    lons = [one["geometry"]["coordinates"][0] for one in shapes(html, "marks")]
    assert lons == [179.5, 180.5]
