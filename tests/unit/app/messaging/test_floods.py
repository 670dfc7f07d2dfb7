import pytest

from app.messaging.floods import (
    AGAIN,
    ANSWERED_BY_MACHINE,
    FLOODED,
    MOST_AN_HOUR,
    MOST_VITAL,
    WINDOW,
    Lately,
    hold_flood,
)


def lately(*, told: int = 0, both: int = 0, again: int = 0, echoed: bool = False) -> Lately:
    return Lately(told=told, both=both, again=again, echoed=echoed)


@pytest.mark.parametrize(
    ("went_on", "held", "vital_held"),
    [
        (lately(), "", ""),
        (lately(told=MOST_AN_HOUR - 1), "", ""),
        (lately(told=MOST_AN_HOUR), FLOODED, ""),
        (lately(told=MOST_VITAL - 1), FLOODED, ""),
        (lately(told=MOST_VITAL), FLOODED, FLOODED),
        (lately(told=3, both=WINDOW), FLOODED, FLOODED),
        (lately(again=AGAIN - 1), "", ""),
        (lately(again=AGAIN), ANSWERED_BY_MACHINE, ""),
        (lately(echoed=True), ANSWERED_BY_MACHINE, ""),
    ],
)
def test_a_number_is_texted_so_often_and_for_life_and_safety_twice_as_often(went_on, held, vital_held):
    assert hold_flood(went_on, vital=False) == held
    assert hold_flood(went_on, vital=True) == vital_held
