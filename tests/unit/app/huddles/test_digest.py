"""What is kept of a hand-over, and which gaps are named first."""

import json
from datetime import UTC, datetime

from app.huddles.digest import Critical, Digest, Gap, by_urgency, from_json, to_json, worst_gaps
from app.huddles.tired import Tired

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def gap(area: str, *, needs: int, helpers: int, urgency: int = 2) -> Gap:
    return Gap(area=area, category="water", needs=needs, urgency=urgency, helpers=helpers)


def test_needs_that_nobody_can_reach_come_before_more_needs_among_many_helpers():
    found = [gap("Mill", needs=30, helpers=60), gap("Bridge", needs=3, helpers=0)]
    assert [one.area for one in worst_gaps(found)] == ["Bridge", "Mill"]


def test_a_life_at_risk_weighs_more_than_a_few_cases_that_can_wait():
    found = [gap("Mill", needs=5, helpers=1, urgency=1), gap("School", needs=1, helpers=1, urgency=4)]
    assert [one.area for one in worst_gaps(found, most=1)] == ["School"]


def test_what_is_not_urgent_at_all_counts_with_what_can_wait():
    assert by_urgency([(0, 2), (1, 3), (4, 1)]).parts == ((4, 1), (3, 0), (2, 0), (1, 5))


def test_a_digest_that_was_kept_reads_as_it_was_read_out():
    digest = Digest(
        since_at=NOON,
        at=NOON,
        new=by_urgency([(4, 2)]),
        criticals=(
            Critical(
                reference="K7F3", area="Mill", category="water", since_at=NOON, state="new", helpers=("H2K7",)
            ),
        ),
        tired=(Tired(reference="H2K7", why="cap", jobs=3, cap=2, busy_s=60),),
        undone=(("report.split", 2),),
    )
    assert from_json(json.loads(to_json(digest))) == digest


def test_a_digest_of_an_older_konbit_is_read_with_what_it_knew():
    assert from_json({"since_at": NOON.isoformat(), "at": NOON.isoformat()}).still_open.whole == 0
