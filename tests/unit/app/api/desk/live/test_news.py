"""What a page must look at again, from the names of what happened."""

from datetime import UTC, datetime

import pytest

from app.api.desk.history_words import _of_case, _of_goods, _of_incident, _of_job
from app.api.desk.live.news import (
    PARTS,
    SHOWN_IN,
    Arrived,
    Happened,
    Taken,
    changed_hands,
    lists_of,
    parts_of,
    tell,
)

AT = datetime(2030, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("what", "parts"),
    [
        ("report.created", {"queue", "counts"}),
        ("report.closed", {"queue", "board", "counts"}),
        ("dispatch.asked", {"queue", "board"}),
        ("dispatch.stopped", {"queue", "board", "watch"}),
        ("dispatch.missed", {"queue", "board", "watch"}),
        ("person.unsafe", {"queue", "board", "watch"}),
        ("alarm.seen", {"watch"}),
        ("texts.limit", {"watch"}),
        ("message.failed", {"counts"}),
        ("volunteer.on_duty", {"counts"}),
        ("zone.drawn", {"zones"}),
        ("claim.taken_over", {"queue"}),
        ("pledge.made", set()),
        ("something.unheard_of", set()),
    ],
)
def test_what_happened_says_which_parts_show_it(what, parts):
    assert parts_of(what) == parts


def test_no_part_is_named_that_no_page_has():
    assert frozenset().union(*SHOWN_IN.values()) == set(PARTS)


def test_every_line_of_the_table_is_the_name_of_something_that_happens():
    known = {
        *_of_case(str),
        *_of_job(str),
        *_of_goods(str),
        *_of_incident(str),
        *("volunteer.", "claim.", "event.", "report.reading"),
    }
    assert [begin for begin in SHOWN_IN if not any(what.startswith(begin) for what in known)] == []


@pytest.mark.parametrize(
    ("facts", "lists"),
    [
        ({"state": "new", "unseen": True, "lat": 1.0}, ("look", "all")),
        ({"state": "new", "unseen": True}, ("look", "unplaced", "all")),
        ({"state": "open", "unseen": False, "lat": 1.0}, ("send", "all")),
        ({"state": "asked", "unseen": True, "urgency": 4, "lat": 1.0}, ("look", "all")),
        ({"state": "asked", "unseen": True, "urgency": 2, "lat": 1.0}, ("all",)),
        ({"state": "new", "unseen": True, "kind": "offer", "lat": 1.0}, ("all",)),
        ({"state": "noise", "unseen": True}, ()),
        ({"state": "new", "unseen": True, "merged": True}, ()),
    ],
)
def test_a_case_waits_where_the_lists_show_it(facts, lists):
    given = {"kind": "need", "urgency": 2, "merged": False} | facts
    assert lists_of(Happened(position=1, what="report.created", **given)) == lists


def test_one_look_becomes_one_piece_of_news():
    new = Happened(
        position=7,
        what="report.created",
        reference="K7F3",
        kind="need",
        urgency=3,
        state="new",
        unseen=True,
        merged=False,
        lat=18.54,
        lon=-72.33,
    )
    job = Happened(position=8, what="dispatch.asked", reference="B2C4")
    news = tell(8, [new, job], [Taken(reference="B2C4", name="Dara")])
    assert (news.position, news.references) == (8, ("B2C4", "K7F3"))
    assert news.parts == ("queue", "board", "counts")
    assert news.arrived == (Arrived(reference="K7F3", urgency=3, list="look", lists=("look", "all")),)
    assert news.tiles == ("12/1225/1833",)


def test_who_has_what_in_hand_is_told_when_it_changes_and_when_it_ends():
    before = {"A": ("Dara", AT), "B": ("Dara", AT), "C": ("Emeka", AT)}
    now = {"A": ("Dara", AT), "B": ("Emeka", AT), "D": ("Dara", AT)}
    assert changed_hands(before, now) == (
        Taken(reference="B", name="Emeka"),
        Taken(reference="D", name="Dara"),
        Taken(reference="C", name=""),
    )
