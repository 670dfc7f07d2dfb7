import numpy as np
import pytest

from ingest.evaluation.reading import Claims, best_cut, calibration_error, claims_of, score, told_apart
from ingest.shapes import Intent, Label, Reading


def reading(intent=Intent.OTHER, *labels, also=(), offer=0.5):
    return Reading(
        text="",
        language="en",
        intent=intent,
        also=also,
        relevant=1.0,
        need_confidence=0.7,
        offer_confidence=offer,
        categories=tuple(Label(name=name, confidence=0.8) for name in labels),
    )


def test_precision_recall_and_f1_are_what_the_books_say():
    claims = Claims(np.array([0.9, 0.8, 0.7, 0.1]), np.array([True, True, True, False]))
    said = score("water", claims, np.array([True, True, False, True]))
    assert said.precision == pytest.approx(2 / 3)
    assert said.recall == pytest.approx(2 / 3)
    assert said.f1 == pytest.approx(2 / 3)
    assert said.low <= said.f1 <= said.high
    assert said.brier == pytest.approx((0.01 + 0.04 + 0.49 + 0.81) / 4)


def test_confidence_that_is_right_as_often_as_it_says_has_no_error():
    chances = np.full(100, 0.8)
    assert calibration_error(chances, np.arange(100) % 5 > 0) == pytest.approx(0.0, abs=0.06)
    assert calibration_error(chances, np.zeros(100, bool)) == pytest.approx(0.8)


def test_the_best_cut_is_the_best():
    truth = np.array([True, True, False, False])
    assert best_cut(np.array([0.4, 0.3, 0.2, 0.1]), truth).tolist() == [True, True, False, False]


def test_a_need_beside_an_offer_is_a_request():
    claims = claims_of([reading(Intent.OFFER, "water", also=(Intent.NEED,)), reading(Intent.INFO)])
    assert claims["request"].asserted.tolist() == [True, False]
    assert claims["water"].asserted.tolist() == [True, False]
    assert claims["water"].chances.tolist() == [0.8, 0.0]


def test_needs_and_offers_are_told_apart_by_intent_then_by_what_is_likelier():
    readings = [reading(Intent.OFFER), reading(Intent.NEED), reading(offer=0.9), reading(offer=0.2)]
    f1, asserted = told_apart(readings, np.array([True, False, True, False]))
    assert f1 == 1.0
    assert asserted == 0.5
