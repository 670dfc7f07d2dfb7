import pytest

from app.errors import BadForm
from app.supplies.amounts import MOST, checked_amount, possible, sane, whole
from app.supplies.promise import shares_of
from app.supplies.shapes import Held, Line


@pytest.mark.parametrize("amount", [0, -1, 0.0001, MOST + 1, float("nan"), float("inf"), float("-inf")])
def test_what_cannot_be_counted_is_refused_with_what_can(amount):
    with pytest.raises(BadForm, match="more than 0"):
        checked_amount(amount)


@pytest.mark.parametrize("amount", [None, 0, -5, 0.0001, float("nan"), float("inf")])
def test_an_absurd_word_is_as_good_as_none(amount):
    assert sane(amount) is None


@pytest.mark.parametrize(
    ("amount", "unit", "carried"), [(3.5, "", 3), (3.5, "box", 3), (3.5, "litre", 3.5), (0.5, "", 0.5)]
)
def test_half_a_blanket_is_not_carried_and_half_a_litre_is(amount, unit, carried):
    assert whole(amount, unit) == carried


@pytest.mark.parametrize(
    ("wanted", "remaining", "held", "promised"),
    [
        (15, 40, None, 15),
        (None, 40, None, 40),
        (None, 40, 15, 15),
        (50, 40, None, 40),
        (MOST, 40, 15, 15),
        (3.5, 40, None, 3),
        (None, 0, 15, 0),
    ],
)
def test_nobody_promises_more_than_is_lacking_or_held(wanted, remaining, held, promised):
    assert possible(wanted, remaining=remaining, held=held, unit="") == promised


def line(line_id: int, item: str, remaining: float) -> Line:
    return Line(
        id=line_id,
        report_id=1,
        item=item,
        unit="",
        amount=40,
        pledged=0,
        delivered=0,
        remaining=remaining,
    )


BLANKETS, RICE = line(1, "shelter", 40), line(2, "food", 10)
STOCK = Held(id=7, item="food", unit="", amount=6, free=6)


def test_a_helper_whose_goods_we_know_brings_those():
    assert shares_of((BLANKETS, RICE), (STOCK,), None) == {2: 6}
    assert shares_of((BLANKETS, RICE), (), None) == {1: 40, 2: 10}


def test_their_own_word_about_what_they_have_goes_before_ours():
    assert shares_of((BLANKETS, RICE), (STOCK,), 8) == {2: 8}


def test_the_amount_is_about_the_first_thing_and_what_is_full_gets_nothing():
    assert shares_of((BLANKETS, RICE), (), 15) == {1: 15, 2: 10}
    assert shares_of((line(1, "shelter", 0),), (), 15) == {}
