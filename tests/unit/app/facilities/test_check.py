"""What may not stand in the name of a place that everybody reads."""

from dataclasses import replace

import pytest

from app.errors import BadForm
from app.facilities.check import check_place
from app.facilities.shapes import NewPlace
from app.models.facility import FacilityKind
from app.models.incident import Incident
from tests.town import AREA, corner

TOWN = Incident(
    slug="town",
    name="The town",
    country="HT",
    languages=["ht", "en"],
    west=AREA.west,
    south=AREA.south,
    east=AREA.east,
    north=AREA.north,
    data_key_sealed=b"",
)
TAP = NewPlace(kind=FacilityKind.WATER, name="Tap", point=corner("Mill"), source="Town hall", notes={})


@pytest.mark.parametrize("sign", ["\x00", "\ud800", "\u202e", "\u2066"])
def test_signs_that_nobody_sees_turn_no_text_around_and_break_no_table(sign):
    for said in (
        replace(TAP, name=f"Tap{sign}"),
        replace(TAP, place=sign),
        replace(TAP, stock=sign),
        replace(TAP, notes={"en": sign}),
    ):
        with pytest.raises(BadForm, match="nobody sees"):
            check_place(TOWN, said)


def test_letters_of_every_script_stand_with_their_joiners():
    check_place(TOWN, replace(TAP, name="\u0645\u06cc\u200c\u062e\u0648 \u0928\u0932\u094d\u200d"))
