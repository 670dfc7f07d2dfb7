import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.grids import grids_in


def only(text):
    (claim,) = grids_in(text)
    return claim


@pytest.mark.parametrize(
    "text",
    [
        "18QYF8118751921",
        "18Q YF 81187 51921",
        "18QYF 81187 51921",
        "18q yf 8118751921",
        "MGRS: 18QYF8118751921",
        "grid ref 18Q YF 8118 5192",
        "UTM 18N 781187 2051921",
        "18Q 781187 2051921",
        "18Q 781187mE 2051921mN",
        "18 N E 781187 N 2051921",
        "UTM zone 18Q, 781187 E, 2051921 N",
        "zone 18N easting: 781187, northing: 2051921",
    ],
)
def test_a_grid_reference_is_read_however_it_is_spaced(text):
    claim = only(text)
    assert (claim.lat, claim.lon) == pytest.approx((18.5392, -72.3364), abs=2e-4)
    assert claim.radius_m == 30


@pytest.mark.parametrize(
    ("text", "radius_m"), [("MGRS 18QYF8151", 710), ("18QYF811519", 71), ("18QYF81185192", 30)]
)
def test_fewer_digits_make_a_wider_circle(text, radius_m):
    assert only(text).radius_m == pytest.approx(radius_m)


@pytest.mark.parametrize(
    ("text", "lat"),
    [("UTM 36S 780000 4000000", 36.1), ("UTM 36S 780000 7000000", -27.1), ("UTM 37M 257000 9857000", -1.3)],
)
def test_the_letter_s_is_a_band_in_syria_and_a_half_of_the_earth_in_mozambique(text, lat):
    assert only(text).lat == pytest.approx(lat, abs=0.1)


def test_without_a_label_it_is_believed_at_home_alone():
    assert only("18QYF8118751921").local_only is True
    assert only("18Q 781187 2051921").local_only is True
    assert only("MGRS 18QYF8118751921").local_only is False
    assert only("18Q 781187mE 2051921mN").local_only is False


@pytest.mark.parametrize(
    "text",
    [
        "35 SKM 1234",  # a plate of İzmir
        "34 SDK 1234",
        "06 HRN 99",
        "room 12C AB 1234",
        "18QYF8118751",
        "18QYF8118 751",
        "18AYF811519",
        "61QYF811519",
        "18QAA8118751921",  # there is no such square in this zone
        "18C 781187 2051921",  # these metres are in another band
        "12N 123456 1234567890",
        "call 18 N 555 0142",
        "Delmas 33",
        "IBAN 18QY F811 5192 1234",
        "12345678",
    ],
)
def test_plates_rooms_and_numbers_are_no_grid(text):
    assert list(grids_in(text)) == []


@given(st.text("0123456789CDEFNSQYHKMmgrsutm .:\u017f\u212a", max_size=40))
def test_no_text_whatever_raises(text):
    assert all(-90 <= claim.lat <= 90 for claim in grids_in(text))
