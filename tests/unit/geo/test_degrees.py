import pytest

from geo.claim import Claim
from geo.degrees import degrees_in
from geo.signs import plain_signs


def only(text) -> Claim:
    (claim,) = degrees_in(plain_signs(text))
    return claim


@pytest.mark.parametrize(
    "text",
    [
        "18.5392 N 72.3364 W",
        "18.5392N72.3364W",
        "N 18.5392 W 72.3364",
        "18.5392n, 72.3364w",
        "18,5392 N 72,3364 O",
        "18,5392 norte, 72,3364 oeste",
        "18,5392 nord et 72,3364 ouest",
        "18.5392 K, 72.3364 B",
        "18.5392 kuzey, 72.3364 batı",
        "18.5392 kaskazini, 72.3364 magharibi",
        "18,5392° пн.ш., 72,3364° зх. д.",
        "١٨٫٥٣٩٢ شمالا، ٧٢٫٣٣٦٤ غربا",
        "१८.५३९२ उत्तर, ७२.३३६४ पश्चिम",
        "72.3364 W, 18.5392 N",
        "lat 18.5392 lon -72.3364",
        "lat=18.5392&lon=-72.3364",
        '{"lat":18.5392,"lng":-72.3364}',
        "Latitude: 18.5392 | Longitude: -72.3364",
        "latitud 18,5392 longitud -72,3364",
        "18.5392 KUZEY, 72.3364 BATI",
        "18.5392 degrees north, 72.3364 degrees west",
        "Latitude: 18.5392° N, Longitude: 72.3364° W",
        "Latitude: 18.5392\nLongitude: -72.3364",
        "18,5392 grados norte y 72,3364 grados oeste",
        "enlem 18.5392 boylam -72.3364",
        "широта 18,5392 довгота -72,3364",
        "خط العرض 18.5392 خط الطول -72.3364",
        "longitude -72.3364, latitude 18.5392",
    ],
)
def test_words_of_the_compass_say_which_number_is_which(text):
    claim = only(text)
    assert (claim.lat, claim.lon, claim.order_known) == (18.5392, -72.3364, True)


@pytest.mark.parametrize(
    "text",
    [
        "18°32'21.1\"N 72°20'11.0\"W",
        "N 18°32'21.1\" W 72°20'11.0\"",
        "18° 32.352' N, 72° 20.184' W",
        "N18°32.352 W72°20.184",
        "18 32 21.1 N 72 20 11 W",
        "18-32-21.1N 72-20-11W",
        "18:32:21.1N, 72:20:11W",
        "N 18 32.352 W 72 20.184",
        "18° 32' 21,1\" nord, 72° 20' 11\" ouest",
        "18d32m21s N 72d20m11s W",
        "Lat 18° 32' 21\" Long -72° 20' 11\"",
    ],
)
def test_minutes_and_seconds_are_read_with_their_signs_and_without(text):
    claim = only(text)
    assert (claim.lat, claim.lon) == pytest.approx((18.5392, -72.3364), abs=1e-4)
    assert claim.radius_m == 30


@pytest.mark.parametrize(
    ("text", "radius_m"),
    [("18°32'N 72°20'W", 1853), ("18°32.3'N 72°20.1'W", 185), ("18.53 N 72.33 W", 1112)],
)
def test_what_is_written_coarsely_has_a_wide_circle(text, radius_m):
    assert round(only(text).radius_m) == radius_m


@pytest.mark.parametrize(
    "text",
    [
        "cuesta 12,50 o 13,75",
        "12,50 e 13,75 s",
        "aberto 10:30 e 14:30 s",
        "18:30 - 19:45",
        "fever 38°5, 39°2",
        "10.000 20.000 goud",
        "30,000 - 40,000 people",
        "12,500 and 15,300 people",
        "price 18.5000K, 20.3000",
        "$18.5392 and $72.3364",
        "18.5392 N, 72.3364 S",
        "18.5392 K, 72.3364 W",
        "v18.5392.1, 72.3364",
        "192.168.10.20, 192.168.10.21",
        "12.01.2010, 13.01.2010",
        "+18.5392.72.3364",
        "18°75'00\"N 72°20'22\"W",
        "18,5392",
        "N S E W",
    ],
)
def test_prices_times_fevers_and_versions_are_no_degrees(text):
    assert list(degrees_in(plain_signs(text))) == []


@pytest.mark.parametrize(
    "text", ["Lat/Lon: 18.5392, -72.3364", "- 18.5392, -72.3364", "Lat, lon 18.5392 -72.3364"]
)
def test_a_label_for_both_and_a_dash_before_them_change_nothing(text):
    claim = only(text)
    assert (claim.lat, claim.lon) == (18.5392, -72.3364)


def test_a_dash_between_two_numbers_is_no_minus_and_one_after_a_comma_is():
    assert only("18.5392 - 72.3364").lon == 72.3364
    assert only("18.5392, - 72.3364").lon == -72.3364
    assert only("18.5392 -72.3364").lon == -72.3364


def test_bare_numbers_with_three_decimals_are_believed_at_home_alone():
    assert only("18.539 -72.336").local_only is False  # the minus says what they are
    assert only("33.451 44.366").local_only is True


def test_several_positions_come_with_where_they_stand():
    claims = list(degrees_in("at 45.5017, -73.5673 or 18.5392, -72.3364"))
    assert [claim.start for claim in claims] == [3, 24]
