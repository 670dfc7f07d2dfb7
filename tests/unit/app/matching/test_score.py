from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.matching.candidates import Candidate
from app.matching.score import WEIGHTS, Scored, score_candidate
from app.models.volunteer import Trust

BAYU = Candidate(
    volunteer_id=1,
    contact_id=11,
    skills=("water", "transport"),
    trust=Trust.KNOWN,
    reach_m=5_000,
    load_cap=2,
    load=0,
    distance_m=1_000.0,
)


def score(candidate: Candidate, *, sensitive: bool = False, skills: tuple[str, ...] = ("water",)) -> Scored:
    return score_candidate(candidate, skills=skills, sensitive=sensitive)


def test_the_nearer_of_two_equal_helpers_is_better():
    assert score(replace(BAYU, distance_m=200.0)).score > score(BAYU).score


def test_who_can_do_more_of_what_is_needed_is_better():
    needs = ("water", "medical")
    assert score(replace(BAYU, skills=needs), skills=needs).score > score(BAYU, skills=needs).score


def test_who_has_free_hands_is_better_so_that_nobody_burns_out():
    assert score(BAYU).score > score(replace(BAYU, load=1)).score


def test_who_is_known_is_better_than_who_is_new_and_the_vetted_are_best():
    new, known, vetted = (
        score(replace(BAYU, trust=trust)).score for trust in (Trust.NEW, Trust.KNOWN, Trust.VETTED)
    )
    assert new < known < vetted


def test_the_score_is_the_weighed_sum_of_its_parts():
    near, fit, free, trust = 1 - 1_000 / 5_000, 1.0, 1.0, 0.6
    assert score(BAYU).score == pytest.approx(0.5 * near + 0.25 * fit + 0.15 * free + 0.1 * trust)


def test_an_incident_may_weigh_otherwise():
    only_near = score_candidate(
        BAYU, skills=("water",), sensitive=False, weights={"near": 1, "fit": 0, "free": 0, "trust": 0}
    )
    assert only_near.score == pytest.approx(0.8)


def test_every_choice_shows_its_reasons():
    assert score(replace(BAYU, distance_m=310.4, load=1)).reasons == (
        "near:310",
        "skill:water",
        "load:1",
        "trust:known",
    )


def test_a_sensitive_need_is_only_for_the_vetted_and_the_reasons_say_so():
    assert not score(BAYU, sensitive=True).trusted
    assert "unvetted:" in score(BAYU, sensitive=True).reasons
    assert score(replace(BAYU, trust=Trust.VETTED), sensitive=True).trusted
    assert score(replace(BAYU, trust=Trust.NEW)).trusted


@given(
    distance_m=st.floats(0, 60_000),
    load=st.integers(0, 2),
    trust=st.sampled_from(Trust),
    skills=st.lists(st.sampled_from(["water", "food", "medical"]), min_size=1, unique=True),
)
def test_a_score_is_between_nothing_and_everything(distance_m, load, trust, skills):
    candidate = replace(BAYU, distance_m=distance_m, load=load, trust=trust)
    assert 0 <= score(candidate, skills=tuple(skills)).score <= 1
    assert sum(WEIGHTS.values()) == pytest.approx(1)
