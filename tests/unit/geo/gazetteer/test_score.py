import pytest

from geo.gazetteer.candidates import Candidate, Setting, candidates
from geo.gazetteer.question import ask
from geo.gazetteer.score import LEAST, SIZE, WEIGHTS, is_credible, score, weighed
from geo.point import Area
from tests.unit.geo.gazetteer.memory import PLACES, answering

IN_MEMORY = answering(PLACES)


def _best(text, name, **more) -> Candidate:
    question = ask(text)
    hits = list(question.hits(IN_MEMORY(question.keys)))
    found = candidates(question, hits, Setting(**more), numbered={})
    return max((one for one in found if one.hit.named.name == name), key=score)


def test_no_signs_weigh_nothing_and_unknown_ones_neither():
    assert weighed({}) == 0
    assert weighed({"colour": 5.0}) == 0
    assert weighed({"taught": 1.0, "colour": 5.0}) == WEIGHTS["taught"]


def test_signs_add_up_each_by_its_weight():
    one, other = weighed({"pins": 2.0}), weighed({"disagrees": 1.5})
    assert weighed({"pins": 2.0, "disagrees": 1.5}) == pytest.approx(one + other)
    assert one == 2 * WEIGHTS["pins"]


@pytest.mark.parametrize(
    "sign", ["narrow", "spread", "taught", "pins", "exact", "number", "known", "agrees", "hinted", "earlier"]
)
def test_what_speaks_for_a_place_makes_it_likelier(sign):
    assert weighed({sign: 1.0}) > 0


@pytest.mark.parametrize("sign", ["disagrees", "apart", "rivals", "late", "near", "vague", "outside"])
def test_what_speaks_against_a_place_makes_it_less_likely(sign):
    assert weighed({sign: 1.0}) < 0


def test_all_that_is_size_is_weighed_but_says_nothing_against_belief():
    assert set(SIZE) <= WEIGHTS.keys()
    candidate = _best("nan Delmas", "Delmas")
    wide = Candidate(hit=candidate.hit, related=candidate.related, signs={**candidate.signs, "narrow": -9.0})
    assert score(wide) < score(candidate)
    assert is_credible(wide)


@pytest.mark.parametrize(("told", "credible"), [(LEAST, True), (LEAST - 0.01, False)])
def test_a_place_is_believed_from_the_least_score_on(told, credible):
    candidate = _best("nan Delmas", "Delmas")
    signs = {"rivals": told / WEIGHTS["rivals"]}
    bare = Candidate(hit=candidate.hit, related=candidate.related, signs=signs)
    assert is_credible(bare) is credible


def test_a_street_far_out_of_the_town_that_is_named_is_not_believed():
    assert is_credible(_best("Rue Leonard, Delmas", "Rue Leonard"))
    assert not is_credible(_best("Rue Leonard, Jacmel", "Rue Leonard"))


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (("Delmas 33, Delmas", "Delmas 33"), ("Delmas 33, Delmas", "Delmas")),
        (("nan Delmas 33", "Delmas 33"), ("nan delma 33", "Delmas 33")),
        (("Rue Leonard, Delmas", "Rue Leonard"), ("Rue Leonard, Jacmel", "Rue Leonard")),
        (("Delmas, Jacmel", "Delmas"), ("Delmas, Jacmel", "Jacmel")),
        (("nan Jacmel", "Jacmel"), ("tou pre Jacmel", "Jacmel")),
    ],
)
def test_one_reading_is_likelier_than_the_other(better, worse):
    assert score(_best(*better)) > score(_best(*worse))


def test_a_place_outside_the_area_is_less_likely():
    around = Area(west=-72.4, south=18.5, east=-72.2, north=18.6)
    assert score(_best("Jacmel", "Jacmel", area=around)) < score(_best("Jacmel", "Jacmel"))
