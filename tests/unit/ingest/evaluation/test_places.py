import pytest

from geo.place import Kind, Located
from geo.point import Point
from ingest.evaluation.places import Answer, measure, within

TRUE = Point(lat=10.0, lon=20.0)
METRE = 1 / 111_195


def said(error_m: float, radius_m: float) -> Answer:
    there = Point(lat=TRUE.lat + error_m * METRE, lon=TRUE.lon)
    return TRUE, Located(point=there, radius_m=radius_m, name="Mill", kind=Kind.TOWN, source="drill")


NOTHING: Answer = (TRUE, None)
ANSWERS = [
    said(500, 1_000),  # sure and right
    said(1_500, 1_000),  # sure, outside its circle, near
    said(20_000, 1_500),  # sure and wrong
    said(3_000, 4_000),  # found
    said(900, 30_000),  # right by luck: too wide to count
    NOTHING,
    NOTHING,
    NOTHING,
]


def valued(answers: list[Answer]) -> dict[str, float | None]:
    return {figure.name: figure.value for figure in measure(answers)}


def test_shares_are_of_all_texts_and_wide_circles_do_not_count_as_found():
    told = valued(ANSWERS)
    assert told["within 1 km"] == pytest.approx(1 / 8)
    assert told["within 5 km"] == pytest.approx(3 / 8)
    assert told["within 1 km, any circle"] == pytest.approx(2 / 8)
    assert told["within 5 km, any circle"] == pytest.approx(4 / 8)
    assert told["placed"] == pytest.approx(5 / 8)
    assert told["median error of the placed"] == pytest.approx(1.5, rel=0.01)


def test_circles_are_judged_among_those_that_are_that_narrow():
    told = valued(ANSWERS)
    assert told["circle of 2 km or less"] == pytest.approx(3 / 8)
    assert told["median radius of these"] == pytest.approx(1.0)
    assert told["inside the circle, of placed"] == pytest.approx(3 / 5)
    assert told["… of circles up to 5 km"] == pytest.approx(2 / 4)
    assert told["… of circles up to 2 km"] == pytest.approx(1 / 3)
    assert told["over 10 km off, of 2 km circles"] == pytest.approx(1 / 3)


def test_a_share_of_nothing_is_no_figure():
    told = valued([NOTHING, NOTHING])
    assert told["within 5 km"] == 0
    assert told["placed"] == 0
    assert told["median error of the placed"] is None
    assert told["over 10 km off, of 2 km circles"] is None
    assert all(figure.value is None for figure in measure([]))


def test_the_interval_holds_the_figure_and_is_the_same_each_time():
    one = within(ANSWERS, 5_000)
    assert one.value is not None
    assert one.low <= one.value <= one.high
    assert one.low < one.high
    assert measure(ANSWERS) == measure(ANSWERS)


def test_a_method_without_circles_is_measured_without_them():
    assert {figure.name for figure in measure(ANSWERS, circles=False)} == {
        "placed",
        "within 1 km, any circle",
        "within 5 km, any circle",
        "median error of the placed",
    }
