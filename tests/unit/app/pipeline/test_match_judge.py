"""What a case asks of whoever comes, and how its people are judged."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from structlog.testing import capture_logs

from app.matching.candidates import Candidate
from app.matching.kinds import kinds_of_trust
from app.matching.road import Roads
from app.models.report import ReportKind, ReportState
from app.models.volunteer import Trust
from app.pipeline.judge import judge, need_of
from app.reports.shapes import Case
from geo.point import Point

CASE = Case(
    id=7,
    reference="K7F3",
    link_token="link",
    contact_id=1,
    kind=ReportKind.NEED,
    state=ReportState.OPEN,
    category="water",
    categories=("water",),
    urgency=2,
    people=4,
    language="en",
    text="We need bottled water, please",
    place_text="",
    place_name="",
    place_source="",
    radius_m=50.0,
    places_wanted=1,
    created_at=datetime(2030, 1, 1, tzinfo=UTC),
    point=Point(lat=18.9, lon=-72.6),
)
BAYU = Candidate(
    volunteer_id=1,
    contact_id=11,
    skills=("water",),
    trust=Trust.KNOWN,
    reach_m=5_000,
    load_cap=2,
    load=0,
    distance_m=1_000.0,
    languages=("en",),
)
CHEN = replace(BAYU, volunteer_id=2, contact_id=12)


def best(*people: Candidate, roads: Roads | None = None, case: Case = CASE) -> int:
    return judge(people, case, weights={}, roads=roads or Roads())[0].candidate.volunteer_id


@pytest.mark.parametrize(
    ("changes", "lacking", "heavy"),
    [
        ({}, 0, False),
        ({"people": 12}, 0, True),
        ({}, 40, True),
        ({"categories": ("transport",)}, 0, True),
        ({"categories": ("translation",), "people": 12}, 0, False),
    ],
)
def test_a_vehicle_matters_where_nobody_could_carry_it(changes, lacking, heavy):
    assert need_of(replace(CASE, **changes), lacking=lacking).heavy is heavy


def test_a_case_is_risky_by_its_mark_or_its_kind():
    assert not need_of(CASE).risky
    assert need_of(replace(CASE, risky=True)).risky
    assert need_of(replace(CASE, categories=("rescue",))).risky


def test_trust_counts_for_the_sensitive_kinds_of_a_case_or_for_all():
    assert kinds_of_trust(("water", "medical")) == ("medical",)
    assert kinds_of_trust(("water", "food")) == ("water", "food")


def test_whose_words_answer_the_need_stands_before_whose_words_do_not():
    wordy = replace(CHEN, words="I have bottled water to give")
    other = replace(BAYU, words="I can mend roofs")
    assert best(other, wordy) == CHEN.volunteer_id


def test_times_by_road_count_when_they_are_known_for_everybody():
    near = replace(BAYU, distance_m=500.0)
    roads = Roads(CASE.id, {1: 5_000.0, 2: 60.0})
    assert best(near, CHEN) == near.volunteer_id
    assert best(near, CHEN, roads=roads) == CHEN.volunteer_id


@pytest.mark.parametrize("roads", [Roads(8, {1: 5_000.0, 2: 60.0}), Roads(7, {1: 5_000.0})])
def test_times_of_another_case_or_of_some_people_alone_count_for_nobody(roads):
    near = replace(BAYU, distance_m=500.0)
    assert best(near, CHEN, roads=roads) == near.volunteer_id


def test_a_wrong_weight_stops_nothing():
    with capture_logs() as logs:
        assert len(judge([BAYU, CHEN], CASE, weights={"near": -3})) == 2
    assert logs[0]["event"] == "weight.ignored"


def test_nobody_is_judged_as_nobody():
    assert judge([], CASE, weights={}) == []
