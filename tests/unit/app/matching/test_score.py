import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.matching import parts
from app.matching.candidates import Candidate, trust_for
from app.matching.score import Need, score_candidate
from app.matching.weights import default_weights
from app.models.volunteer import Trust, Vehicle

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
WATER = Need(categories=("water",))


def score(candidate, need=WATER, **more):
    return score_candidate(candidate, need, **more).score


def reasons(candidate, need=WATER, **more):
    return score_candidate(candidate, need, **more).reasons


def test_the_nearer_of_two_equal_helpers_is_better():
    assert score(replace(BAYU, distance_m=200.0)) > score(BAYU)


def test_where_roads_are_known_who_is_there_sooner_is_better_and_who_cannot_come_is_last():
    assert score(BAYU, road_s=240) > score(BAYU, road_s=1_200) > score(BAYU, road_s=math.inf)
    assert reasons(BAYU, road_s=240)[:2] == ("near:1000", "road:4")
    assert "noroad:" in reasons(BAYU, road_s=math.inf)


def test_who_can_do_more_of_what_is_needed_is_better():
    needs = Need(categories=("water", "medical"))
    assert score(replace(BAYU, skills=needs.categories), needs) > score(BAYU, needs)


def test_a_nurse_is_better_for_the_sick_and_who_never_said_is_not_judged():
    sick = Need(categories=("medical",), trades=frozenset({"nurse", "doctor"}))
    chen = replace(BAYU, skills=("medical",))
    nurse, silent, cook = (replace(chen, trades=trades) for trades in (("nurse",), (), ("cook",)))
    assert score(nurse, sick) > score(silent, sick) > score(cook, sick)
    assert "trade:nurse" in reasons(nurse, sick)


def test_who_holds_the_goods_is_better():
    assert (
        score(replace(BAYU, goods=1.0)) > score(replace(BAYU, goods=0.375)) > score(replace(BAYU, goods=0.0))
    )
    assert "goods:37" in reasons(replace(BAYU, goods=0.375))
    assert not any(reason.startswith("goods") for reason in reasons(replace(BAYU, goods=0.0)))


def test_who_has_free_hands_is_better_so_that_nobody_burns_out():
    assert score(BAYU) > score(replace(BAYU, load=1))


def test_who_helped_least_lately_comes_first():
    assert score(BAYU) > score(replace(BAYU, lately=1)) > score(replace(BAYU, lately=6))
    assert "lately:6" in reasons(replace(BAYU, lately=6))


def trust_gap(need: Need) -> float:
    new, known, vetted = (
        score(replace(BAYU, trust=trust, buddy_id=5), need)
        for trust in (Trust.NEW, Trust.KNOWN, Trust.VETTED)
    )
    assert new < known < vetted
    return vetted - new


def test_trust_counts_the_more_the_more_is_risked():
    calm, urgent, risky, hazard, sensitive = (
        trust_gap(replace(WATER, **changes))
        for changes in (
            {"urgency": 1},
            {"urgency": 4},
            {"risky": True},
            {"in_hazard": True},
            {"sensitive": True},
        )
    )
    assert calm < urgent < risky == hazard == sensitive


def test_who_speaks_the_askers_language_is_better_and_an_unknown_language_says_nothing():
    kreyol = replace(WATER, language="ht")
    speaks, silent, other = (replace(BAYU, languages=languages) for languages in (("fr", "ht"), (), ("en",)))
    assert score(speaks, kreyol) > score(silent, kreyol) > score(other, kreyol)
    assert "language:ht" in reasons(speaks, kreyol)
    assert "nolanguage:" in reasons(other, kreyol)
    assert score(other, replace(WATER, language="und")) == score(BAYU)


def test_what_somebody_drives_counts_only_where_it_is_heavy():
    truck = replace(BAYU, vehicle=Vehicle.TRUCK)
    assert score(truck) == score(BAYU)
    assert score(truck, replace(WATER, heavy=True)) > score(BAYU, replace(WATER, heavy=True))
    assert "vehicle:truck" in reasons(truck, replace(WATER, heavy=True))


def test_a_newcomer_goes_with_their_buddy_rather_than_alone():
    newcomer = replace(BAYU, trust=Trust.NEW)
    along = replace(newcomer, buddy_id=7, buddy_goes=True)
    assert score(along) > score(replace(newcomer, buddy_id=7)) > score(newcomer)
    assert "buddy:" in reasons(along)
    assert "alone:" in reasons(newcomer)
    assert score(replace(BAYU, buddy_id=7, buddy_goes=True)) == score(BAYU)


def test_words_that_answer_the_needs_words_are_better():
    assert score(BAYU, words=0.95) > score(BAYU) > score(BAYU, words=0.1)
    assert "words:" in reasons(BAYU, words=0.95)


def test_a_part_that_does_not_apply_neither_helps_nor_hurts():
    only = {"near": 1.0, "goods": 1.0}
    weights = {name: only.get(name, 0.0) for name in default_weights()}
    assert score_candidate(BAYU, WATER, weights=weights).score == pytest.approx(0.8)
    assert score_candidate(replace(BAYU, goods=0.2), WATER, weights=weights).score == pytest.approx(0.5)


def test_every_choice_shows_its_reasons():
    assert reasons(replace(BAYU, distance_m=310.4, load=1)) == (
        "near:310",
        "skill:water",
        "load:1",
        "trust:known",
    )


def test_a_sensitive_need_is_only_for_the_vetted_and_the_reasons_say_so():
    sensitive = replace(WATER, sensitive=True)
    assert not score_candidate(BAYU, sensitive).trusted
    assert "unvetted:" in reasons(BAYU, sensitive)
    assert score_candidate(replace(BAYU, trust=Trust.VETTED), sensitive).trusted
    assert score_candidate(replace(BAYU, trust=Trust.NEW), WATER).trusted


def test_trust_for_several_kinds_is_the_least_of_them_and_a_strange_word_is_no_trust():
    by_kind = {"medical": "vetted", "water": "odd"}
    assert trust_for(["medical"], general="known", by_kind=by_kind) is Trust.VETTED
    assert trust_for(["medical", "rescue"], general="new", by_kind=by_kind) is Trust.NEW
    assert trust_for(["water"], general="known", by_kind=by_kind) is Trust.KNOWN


@given(
    distance_m=st.floats(0, 60_000),
    load=st.integers(0, 4),
    lately=st.integers(0, 100),
    trust=st.sampled_from(Trust),
    vehicle=st.sampled_from(Vehicle),
    goods=st.none() | st.floats(0, 1),
    road_s=st.none() | st.floats(0, allow_infinity=True, allow_nan=False),
    skills=st.lists(st.sampled_from(["water", "food", "medical"]), min_size=1, unique=True),
    urgency=st.integers(1, 4),
)
def test_a_score_is_between_nothing_and_everything(
    distance_m, load, lately, trust, vehicle, goods, road_s, skills, urgency
):
    candidate = replace(
        BAYU, distance_m=distance_m, load=load, lately=lately, trust=trust, vehicle=vehicle, goods=goods
    )
    need = Need(categories=tuple(skills), urgency=urgency, heavy=True, language="ht")
    assert 0 <= score(candidate, need, road_s=road_s) <= 1


def test_a_part_is_the_same_for_one_helper_and_for_many():
    metres, reaches = np.array([0.0, 1_000.0, 9_000.0]), np.array([5_000.0, 5_000.0, 5_000.0])
    assert parts.nearness(metres, reaches).tolist() == [parts.nearness(m, 5_000.0) for m in metres.tolist()]
    loads = np.array([0.0, 1.0, 3.0])
    assert parts.freeness(loads, np.array([2.0, 2.0, 2.0])).tolist() == [1.0, 0.5, 0.0]
    assert parts.fairness(loads).tolist() == [parts.fairness(load) for load in loads.tolist()]
    shares = np.array([0.0, 0.6, 1.0])
    assert parts.reliance(shares, np.array([1.0, 1.0, 1.0])).tolist() == pytest.approx([0.0, 0.6, 1.0])
    assert parts.swiftness(np.array([0.0, 900.0, np.inf])).tolist() == [1.0, 0.5, 0.0]
