import importlib
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import cells, claim, codes, compass, coordinates, degrees, grids, links, signs
from geo.coordinates import checked_pin, written_position
from geo.errors import BadCoordinates
from geo.place import Kind
from geo.point import Area, Point

HAITI = Area(west=-74.6, south=17.9, east=-71.6, north=20.2)
HERE = Point(lat=18.5392, lon=-72.3364)


@pytest.mark.parametrize(
    "text",
    [
        "18.5392, -72.3364",
        "we are at 18.5392,-72.3364 please come",
        "18.5392;-72.3364",
        "18.5392/-72.3364",
        "18.5392 -72.3364",
        "18,5392 -72,3364",
        "18,5392, -72,3364",
        "18.5392°, -72.3364°",
        "18.5392N, 72.3364W",
        "N18.5392 W72.3364",
        "72.3364 W, 18.5392 N",
        "18.5392 N 72.3364 O",
        "lat: 18.5392, lon: -72.3364",
        "longitude -72.3364 latitude 18.5392",
        "١٨٫٥٣٩٢، -٧٢٫٣٣٦٤",
        "१८.५३९२, -७२.३३६४",
        "18.5392, −72.3364",
        "geo:18.5392,-72.3364",
        "geo:18.5392,-72.3364;u=35",
        "geo:0,0?q=18.5392,-72.3364(Home)",
        "https://maps.google.com/?q=18.5392,-72.3364",
        "https://www.google.com/maps/search/18.5392,+-72.3364",
        "https://www.google.com/maps/place/X/@18.6,-72.4,17z/data=!3d18.5392!4d-72.3364",
        "https://maps.google.com/maps?q=18.5392%2C-72.3364&z=17",
        "maps.apple.com/?ll=18.5392,-72.3364&q=Home",
        "https://www.openstreetmap.org/?mlat=18.5392&mlon=-72.3364#map=15/18.6/-72.4",
        "https://www.openstreetmap.org/#map=16/18.5392/-72.3364",
        "在这里https://maps.google.com/maps?q=18.5392,-72.3364。",
        "POINT(-72.3364 18.5392)",
        "18.5392 - 72.3364",
    ],
)
def test_a_position_is_found_however_it_is_written(text):
    found = written_position(text, area=HAITI)
    assert found is not None
    assert (found.point.lat, found.point.lon) == pytest.approx((HERE.lat, HERE.lon), abs=1e-9)
    assert (found.kind, found.source, found.name) == (Kind.WRITTEN, "written", "")


@pytest.mark.parametrize(
    "text",
    [
        "18°31'51\"N 72°20'24\"W",
        "18° 31' 51\" N, 72° 20' 24\" O",
        "18°31'51''N / 72°20'24''W",
        "18d31m51sN 72d20m24sW",
    ],
)
def test_degrees_minutes_and_seconds_are_read(text):
    found = written_position(text)
    assert found is not None
    assert (found.point.lat, found.point.lon) == pytest.approx((18.530833, -72.34), abs=1e-6)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Delmas 33, nou se 6 moun",
        "call +15095550142 or 5095550143",
        "call 555 0142 at 18.30, 19.45",
        "rice costs 12.50, beans 13.75",
        "10.000 20.000 goud",
        "$18.5392, 72.3364",
        "on 12.01.2010 and 13.01.2010",
        "server 192.168.10.20",
        "house 18, 72",
        "https://example.com/18.5392,-72.3364",
        "https://maps.app.goo.gl/abcdef",
        "///filled.count.soap",
        "nan, nan",
        "lat inf, lon -inf",
        "35 SKM 1234",
        "delmas33",
        "GM+22",
        "2345+67",
        "release 10.2.1, 10.2.2",
        "case K7F3, code 4821",
        "geo:0,0",
        "0.0000, 0.0000",
        "95.1234, 200.1234",
        "18°75'00\"N 72°20'24\"W",
        "18.5392 N, 72.3364 S",
    ],
)
def test_other_numbers_are_not_a_position(text):
    assert written_position(text, area=HAITI) is None


def test_swapped_numbers_are_put_right_and_it_is_said():
    found = written_position("-72.3364, 18.5392", area=HAITI)
    assert found is not None
    assert found.point == HERE
    assert any("swapped" in step for step in found.trail)


def test_numbers_out_of_range_are_swapped_without_an_area_too():
    found = written_position("120.9842, 14.5995")
    assert found is not None
    assert found.point == Point(lat=14.5995, lon=120.9842)


def test_a_lost_minus_sign_is_put_back_where_that_is_inside_the_area():
    found = written_position("18.5392, 72.3364", area=HAITI)
    assert found is not None
    assert found.point == HERE
    assert any("minus" in step for step in found.trail)


def test_three_decimals_count_inside_the_area_alone():
    assert written_position("33.451 44.366") is None
    assert written_position("33.451 44.366", area=HAITI) is None
    assert written_position("33.451 44.366", area=Area(west=44, south=33, east=45, north=34)) is not None


def test_a_position_inside_the_area_wins_over_one_outside():
    found = written_position("my aunt in 45.5017, -73.5673 says we are at 18.5392, -72.3364", area=HAITI)
    assert found is not None
    assert found.point == HERE


def test_a_position_abroad_is_taken_and_said_to_be_abroad():
    found = written_position("45.5017, -73.5673", area=HAITI)
    assert found is not None
    assert any("outside" in step for step in found.trail)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("77C9GMQ7+MC", "a plus code"),
        ("18QYF8118751921", "a military grid reference"),
        ("18Q 781187 2051921", "a UTM position"),
        ("d7k93yyn", "a geohash"),
        ("geo:18.5392,-72.3364", "a geo: address"),
        ("https://maps.google.com/?q=18.5392,-72.3364", "a map link"),
        ("https://plus.codes/77C9GMQ7+MC", "a map link with a plus code"),
        ("18°32'21\" N 72°20'11\" W", "degrees and minutes"),
        ("18.5392, -72.3364", "written degrees"),
    ],
)
def test_the_trail_says_what_the_words_are(text, kind):
    found = written_position(f"nou la: {text}", area=HAITI)
    assert found is not None
    assert found.words == text
    assert found.trail == (f"«{text}» is {kind}",)


def test_the_first_position_of_a_text_is_taken_whatever_it_is_written_in():
    text = "we moved from 18.6101, -72.3001 to 77C9GMQ7+MC, see geo:18.7,-72.2"
    first = written_position(text, area=HAITI)
    assert first is not None
    assert first.point == Point(lat=18.6101, lon=-72.3001)


def test_a_sure_position_wins_over_one_that_fits_many_spots():
    found = written_position("GMQ7+MC, that is 18.5392, -72.3364", area=HAITI)
    assert found is not None
    assert found.point == HERE


def test_a_short_code_is_read_near_the_place_that_is_known():
    found = written_position("GMQ7+MC Port-au-Prince", area=HAITI, near=Point(lat=18.55, lon=-72.3))
    assert found is not None
    assert (found.point.lat, found.point.lon) == pytest.approx((HERE.lat, HERE.lon), abs=1e-4)
    assert any("nearest" in step for step in found.trail)


def test_a_link_that_was_not_opened_is_told():
    found = written_position("https://maps.app.goo.gl/AbC or 18.5392, -72.3364", area=HAITI)
    assert found is not None
    assert any("not opened" in step for step in found.trail)


def test_fewer_decimals_mean_a_wider_circle():
    sharp, coarse = written_position("18.53921, -72.33641"), written_position("18.54, -72.34")
    assert sharp is not None
    assert coarse is not None
    assert sharp.radius_m == 30
    assert 1_000 < coarse.radius_m < 1_200


PIECES = [
    "18.5392",
    "-72.3364",
    "18°",
    "32'",
    '21"',
    " ",
    ",",
    "\n",
    "N",
    "BATI",
    "İ",
    "ſ",
    "\u212a",
    "lat",
    "LONGİTUDE",
]
PIECES += [
    "GMQ7",
    "+",
    "MC",
    "77C9GMQ7",
    "18Q",
    "YF",
    "81187",
    "51921",
    "geohash ",
    "geo:",
    "?q=",
    ";u=",
    "пн.ш.",
    "%2B",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_no_pieces_of_positions_raise_however_they_are_put_together(text):
    written_position(text, area=HAITI)


@given(st.text() | st.text("0123456789.,-+°'\"NSEWOQYFGHMC/ @!d#=&?:geomaplt%;"))
def test_no_text_whatever_raises(text):
    written_position(text)
    written_position("https://maps.google.com/" + text, area=HAITI)


MODULES = (cells, claim, codes, compass, coordinates, degrees, grids, links, signs)
PATTERNS = {
    f"{module.__name__}.{name}": pattern
    for module in MODULES
    for name, pattern in vars(module).items()
    if isinstance(pattern, re.Pattern)
}
parser = importlib.import_module("re._parser")


@pytest.mark.parametrize("name", PATTERNS)
def test_no_pattern_can_run_away(name):
    """From each letter a pattern takes a bounded number of steps if its repeats end and hardly multiply."""
    pattern = PATTERNS[name]
    for ways in repeats(parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)):
        assert ways <= 2_000, f"{name} can try {ways} lengths from one letter"


@pytest.mark.parametrize("pattern", [r"(\d+)+x", r"\s*,", r"(?:\d{1,99}-?){1,99}x"])
def test_a_pattern_that_can_run_away_is_found(pattern):
    assert max(repeats(parser.parse(pattern))) > 2_000


def repeats(tree) -> Iterator[int]:
    """How many lengths each repeat can try, those of the repeats inside it multiplied."""
    for operation, argument in tree:
        parts = argument if isinstance(argument, (tuple, list)) else (argument,)
        lists = [inner for part in parts for inner in (part if isinstance(part, list) else [part])]
        inner = [ways for part in lists if isinstance(part, parser.SubPattern) for ways in repeats(part)]
        if operation in (parser.MAX_REPEAT, parser.MIN_REPEAT):
            least, most = int(argument[0]), int(argument[1])
            yield (most - least + 1) * max(inner, default=1)
        else:
            yield from inner


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1.1111,",
        "18.5392 -72.3364 ",
        "18°32' ",
        "N 18 30 ",
        "GMQ7+MC ",
        "77C9GMQ7+MC",
        "18QYF",
        "geohash u4pruydq ",
        "a.",
        "https://maps.google.com/?q=1.25,",
        "https://google.com/maps/place/GMQ7%2BMC/",
        "geo:1,2 ",
        "/@1.5,2.5",
        "&q=1.5,2.5",
        "%2",
    ],
)
def test_four_times_the_text_takes_about_four_times_the_steps(piece):
    short, long = (steps((piece * 2_000)[:length]) for length in (500, 2_000))
    assert long <= 4.4 * short + 100


@pytest.mark.parametrize("piece", ["1.1111,", "GMQ7+MC ", "geo:1,2 ", "https://google.com/", "°'", "lat "])
def test_five_thousand_letters_are_read(piece):
    assert written_position((piece * 5_000)[:5_000] + " 18.5392, -72.3364", area=HAITI) is not None


def steps(text: str) -> int:
    """Count the lines of Konbit's own code that run while a text is read."""
    count = 0

    def line(frame: FrameType, event: str, _: object):
        nonlocal count
        count += event == "line"
        return line

    before = sys.gettrace()
    sys.settrace(line)
    try:
        written_position(text, area=HAITI)
    finally:
        sys.settrace(before)
    return count


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_what_we_write_we_read(lat, lon):
    text = f"{lat:.5f}, {lon:.5f}"
    found = written_position(text)
    if float(f"{lat:.5f}") == float(f"{lon:.5f}") == 0:
        assert found is None
    else:
        assert found is not None
        assert (found.point.lat, found.point.lon) == pytest.approx((lat, lon), abs=1e-5)


@pytest.mark.parametrize(
    ("lat", "lon"), [("18.5392", "-72.3364"), (" 18,5392 ", "-72,3364"), ("١٨٫٥٣٩٢", "−72.3364")]
)
def test_a_pin_is_read_from_its_strings(lat, lon):
    assert checked_pin(lat, lon) == HERE


@pytest.mark.parametrize(
    ("lat", "lon"),
    [
        ("nan", "0"),
        ("inf", "1"),
        ("-inf", "1"),
        ("91", "0"),
        ("1", "181"),
        ("0", "0.0"),
        ("", ""),
        ("1e1", "2"),
        ("1_0", "2"),
    ],
)
def test_a_pin_that_is_no_position_is_refused(lat, lon):
    with pytest.raises(BadCoordinates):
        checked_pin(lat, lon)


@given(st.text(), st.text())
def test_a_pin_of_any_strings_is_a_point_or_is_refused(lat, lon):
    with suppress(BadCoordinates):
        assert isinstance(checked_pin(lat, lon), Point)
