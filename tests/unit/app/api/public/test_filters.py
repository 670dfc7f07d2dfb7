"""An address says which cases count, whatever a form leaves empty or mixes up."""

from datetime import date

import pytest
from pydantic import ValidationError

from app.api.public.filters import FIRST_DAY, Filters, View
from app.models.public import EVER
from geo.point import Area


@pytest.mark.parametrize(
    ("asked", "grades"),
    [
        ({}, (0, 4)),
        ({"kind": "need"}, (1, 4)),
        ({"kind": "offer"}, (0, 0)),
        ({"urgency": 3}, (3, 4)),
        ({"kind": "need", "urgency": 1}, (1, 4)),
    ],
)
def test_kind_and_urgency_are_a_stretch_of_grades(asked, grades):
    assert Filters(**asked).grades == grades


def test_no_offer_is_urgent():
    least, most = Filters(kind="offer", urgency=2).grades
    assert least > most


def test_days_that_were_mixed_up_are_the_days_between():
    second, fifth = date(2026, 11, 2), date(2026, 11, 5)
    assert Filters(from_=fifth, to=second).days == Filters(from_=second, to=fifth).days == (second, fifth)


def test_no_filter_reaches_the_sum_of_all_days():
    for asked in (Filters(), Filters(from_=date.min), Filters(to=date.min), Filters(from_=EVER, to=EVER)):
        assert min(asked.days) >= FIRST_DAY > EVER


def test_only_what_was_asked_for_stands_in_the_address():
    asked = View.model_validate({"kind": "", "urgency": "3", "from": "2026-11-20", "to": "", "page": "2"})
    assert asked.words == {"urgency": "3", "from": "2026-11-20"}


@pytest.mark.parametrize(
    ("box", "area"),
    [
        ("", None),
        ("-200,-90,200,90", None),
        ("-72.5,18.1,-72,19", Area(west=-72.5, south=18.1, east=-72.0, north=19.0)),
        ("179,-20,181,-10", Area(west=179, south=-20, east=-179, north=-10)),
        ("10,95,20,-95", Area(west=10, south=-90, east=20, north=90)),
    ],
)
def test_a_box_is_the_window_of_a_map_however_far_it_was_turned(box, area):
    assert View(box=box).area == area


@pytest.mark.parametrize("box", ["1,2,3", "a,b,c,d", "1,2,3,4,5", "nan,1,2,3", "1e9,0,1,1"])
def test_what_is_no_box_is_refused(box):
    with pytest.raises(ValidationError):
        View(box=box)
