import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.codes import codes_in, town_beside_code
from geo.point import Area, Point

HAITI = Area(west=-74.6, south=17.9, east=-71.6, north=20.2)
CITY = Area(west=-72.5, south=18.4, east=-72.1, north=18.7)
TOWN = Point(lat=18.55, lon=-72.34)


def only(text, *, area=None, near=None):
    (claim,) = codes_in(text, area=area, near=near)
    return claim


@pytest.mark.parametrize(
    "text", ["77C9GMQ7+MC", "nou nan 77c9gmq7+mc, vini", "(77C9GMQ7+MC)", "77C9GMQ7+MCW"]
)
def test_a_plus_code_is_a_spot_anywhere_on_earth(text):
    claim = only(text)
    assert (claim.lat, claim.lon) == pytest.approx((18.5392, -72.3364), abs=1e-4)
    assert (claim.why, claim.radius_m, claim.local_only) == ("a plus code", 30, False)


@pytest.mark.parametrize(
    ("code", "least_m", "most_m"),
    [("77C9GMQ7+", 150, 250), ("77C9GM00+", 3_000, 4_000), ("77C90000+", 70_000, 80_000)],
)
def test_a_short_cut_at_its_end_makes_the_circle_wide(code, least_m, most_m):
    assert least_m < only(code).radius_m < most_m


@pytest.mark.parametrize("text", ["GMQ7+MC Port-au-Prince", "gmq7+mcw", "C9GMQ7+MC"])
def test_a_shortened_code_is_taken_nearest_to_a_known_place(text):
    claim = only(text, near=TOWN, area=HAITI)
    assert (claim.lat, claim.lon) == pytest.approx((18.5392, -72.3364), abs=1e-4)
    assert claim.radius_m == 30


def test_a_shortened_code_is_sure_where_its_area_holds_one_such_spot():
    claim = only("GMQ7+MC", area=CITY)
    assert (claim.lat, claim.lon) == pytest.approx((18.5392, -72.3364), abs=1e-4)
    assert claim.radius_m == 30


def test_a_shortened_code_that_fits_several_spots_says_so_and_covers_them():
    claim = only("GMQ7+MC", area=HAITI)
    assert claim.radius_m > 100_000
    assert any("several spots" in note for note in claim.notes)


def test_a_shortened_code_alone_is_nowhere():
    assert list(codes_in("GMQ7+MC")) == []


@pytest.mark.parametrize("lon", [179.9, -179.9])
def test_a_shortened_code_is_found_over_the_line_where_the_day_begins(lon):
    claim = only("XX22+22", near=Point(lat=-17.0, lon=lon))
    assert -180 <= claim.lon <= 180
    assert abs((claim.lon - lon + 180) % 360 - 180) <= 0.5


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("HMW6+PX Port-au-Prince, Haiti\nwe need water", "Port-au-Prince, Haiti"),
        ("we are at Léogâne, HMW6+PX.", "we are at Léogâne"),
        ("https://maps.google.com/?q=HMW6%2BPX+Jacmel&z=3", "Jacmel"),
        ("HMW6+PX", ""),
        ("HMW6+PX 12", ""),
        ("no code in Port-au-Prince", ""),
        ("77C9GMQ7+MC Port-au-Prince", ""),
    ],
)
def test_the_town_beside_a_shortened_code_is_told(text, words):
    assert town_beside_code(text) == words


@pytest.mark.parametrize(
    "text", ["geohash u4pruydq", "Geohash: u4pruydq", "geohash.org/u4pruydq", "GEOHASH=U4PRUYDQ"]
)
def test_a_geohash_is_believed_by_its_name(text):
    claim = only(text)
    assert (claim.lat, claim.lon, claim.local_only) == (
        pytest.approx(57.649, abs=1e-3),
        pytest.approx(10.407, abs=1e-3),
        False,
    )


def test_a_bare_geohash_must_be_long_and_at_home():
    assert only("we are in d7q0k3fz now").local_only is True
    assert list(codes_in("we are in d7q0k now")) == []


@pytest.mark.parametrize(
    "text",
    [
        "delmas33",
        "street22",
        "2345+67",
        "23456789",
        "5+5",
        "22+33",
        "AB12+CD",
        "GMQ7+",
        "77C9GMQ7+M",
        "WXGMQ777+22",
        "x77C9GMQ7+MC",
        "+15095550142",
        "https://example.com/d7q0k3fz",
        "d7q0k3fz@example.com",
        "geohash",
        "0000+00",
        "K7F3",
    ],
)
def test_words_sums_and_numbers_are_no_codes(text):
    assert list(codes_in(text, area=HAITI)) == []


@given(
    st.text("23456789CFGHJMPQRVWX0+ bdeK\u017f\u212a", max_size=40), st.floats(-90, 90), st.floats(-180, 180)
)
def test_no_letters_whatever_raise(text, lat, lon):
    for claim in codes_in(text, near=Point(lat=lat, lon=lon)):
        assert abs(claim.lat) <= 90
        assert abs(claim.lon) <= 180
    for claim in codes_in(text, area=HAITI):
        assert claim.radius_m >= 30
