from datetime import UTC, datetime

import pytest

from app.follower.chain import link_hash

EVENT = {
    "id": 7,
    "at": datetime(2030, 1, 12, 21, 53, 10, tzinfo=UTC),
    "who": "contact:4",
    "what": "report.created",
    "report_id": 3,
    "dispatch_id": None,
    "message_id": 9,
    "before": {},
    "after": {"category": "dlo", "kind": "need"},
    "why": "",
}


def test_the_hash_of_an_event_is_the_same_on_every_machine_and_in_every_version():
    # a chain that a later version cannot follow would prove nothing: this value never changes
    expected = "9ace996bb9366980a606ad19ffb2b19d01a37d0b7af40dfbbc1d8923fc530650"
    assert link_hash(b"", 1, EVENT).hex() == expected


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("who", "contact:5"),
        ("what", "report.closed"),
        ("why", "because"),
        ("after", {"category": "dlo", "kind": "offer"}),
        ("at", datetime(2030, 1, 12, 21, 53, 11, tzinfo=UTC)),
        ("report_id", None),
    ],
)
def test_whoever_changes_one_fact_changes_the_hash(name, other):
    assert link_hash(b"", 1, EVENT | {name: other}) != link_hash(b"", 1, EVENT)


def test_an_event_moved_to_another_place_or_after_another_event_is_noticed():
    assert link_hash(b"", 2, EVENT) != link_hash(b"", 1, EVENT)
    assert link_hash(b"another", 1, EVENT) != link_hash(b"", 1, EVENT)


def test_an_event_cut_out_of_the_middle_breaks_all_that_follow():
    def end(events):
        chain = b""
        for position, event in enumerate(events, start=1):
            chain = link_hash(chain, position, event)
        return chain

    three = [EVENT | {"why": str(number)} for number in range(3)]
    assert end(three) != end([three[0], three[2]])
    assert end(three) != end([three[1], three[0], three[2]])


def test_the_order_in_which_the_database_gives_the_facts_does_not_matter():
    assert link_hash(b"", 1, dict(reversed(EVENT.items()))) == link_hash(b"", 1, EVENT)
