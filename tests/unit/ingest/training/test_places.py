import pytest

from geo.gazetteer.candidates import Candidate
from geo.gazetteer.keys import ngrams, units
from geo.gazetteer.named import Named
from geo.gazetteer.question import Hit
from geo.gazetteer.relations import Related, Relation
from geo.place import Kind
from geo.point import Point
from ingest.training.places import PRIOR, Pinned, chosen, errors_by_sort, fit_weights, share_within

HERE = Point(lat=10.0, lon=20.0)
FAR = Point(lat=11.0, lon=20.0)
SIGNS = ("bell", "whistle", "outside")
GRAM = next(iter(ngrams("Kalou", units("Kalou"))))


def candidate(point: Point, *, pins: int = 1, **signs: float) -> Candidate:
    named = Named(
        key="kalou",
        how="exact",
        id=1,
        name="Kalou",
        kind=Kind.LANDMARK,
        source="taught",
        point=point,
        radius_m=500,
        pins=pins,
    )
    known = dict.fromkeys(("settlement", "country", "number", "street", "rest"), 0.0)
    related = Related(relation=Relation.AT, word="")
    return Candidate(hit=Hit(GRAM, named), related=related, signs=known | signs)


def texts(count: int) -> list[Pinned]:
    """The bell always rings for the right place; the whistle blows anywhere."""
    return [
        Pinned([candidate(HERE, bell=1, whistle=at % 2), candidate(FAR, whistle=(at // 2) % 2)], HERE)
        for at in range(count)
    ]


def test_a_sign_that_always_tells_the_right_place_gets_the_larger_weight():
    weights = fit_weights(texts(40), SIGNS)
    assert weights["bell"] > 1
    assert abs(weights["whistle"]) < weights["bell"] / 4


def test_a_sign_of_which_no_text_speaks_keeps_its_prior():
    assert fit_weights(texts(40), SIGNS)["outside"] == pytest.approx(PRIOR["outside"])
    assert fit_weights([], SIGNS) == {"bell": 0.0, "whistle": 0.0, "outside": PRIOR["outside"]}


def test_the_same_texts_give_the_same_weights():
    assert fit_weights(texts(12), SIGNS) == fit_weights(texts(12), SIGNS)


def test_a_choice_is_judged_by_how_near_it_comes_among_all_texts():
    some = [*texts(3), Pinned([], HERE)]
    assert share_within(some, {"bell": 1.0}, 1_000) == pytest.approx(3 / 4)
    assert share_within(some, {"bell": -1.0}, 1_000) == 0
    best = chosen(some[0], {"bell": 1.0})
    assert best is not None
    assert best[1] == 0


def test_errors_are_sorted_as_circles_are_drawn():
    some = [Pinned([candidate(HERE, pins=pins, rest=rest)], FAR) for pins, rest in ((1, 0), (5, 0), (5, 2))]
    told = {off.sort: off for off in errors_by_sort(some, {"bell": 1.0})}
    assert set(told) == {"one pin", "four pins and more", "four pins and more, more said"}
    assert told["one pin"].km[0] == pytest.approx(111.2, abs=0.2)
    assert told["one pin"].inside == 0
