from geo.claim import Claim, placed, spread_m
from geo.place import Located
from geo.point import Area, Point

HAITI = Area(west=-74.6, south=17.9, east=-71.6, north=20.2)
HERE = Point(lat=18.5, lon=-72.3)


def claim(*, lat=18.5, lon=-72.3, order_known=False, signs_known=False, local_only=False):
    return Claim(
        lat=lat,
        lon=lon,
        radius_m=30,
        words="x",
        why="a plus code",
        order_known=order_known,
        signs_known=signs_known,
        local_only=local_only,
        notes=("as it was said",),
    )


def sure(claim, area=HAITI) -> Located:
    found = placed(claim, area)
    assert found is not None
    return found


def test_what_is_right_is_left_alone_and_its_kind_is_told():
    found = sure(claim())
    assert found.point == HERE
    assert found.trail == ("«x» is a plus code", "as it was said")


def test_numbers_the_wrong_way_round_without_their_minus_are_mended_and_both_is_told():
    found = sure(claim(lat=72.3, lon=18.5))
    assert found.point == HERE
    assert found.trail[-2:] == ("the two numbers were swapped", "the minus sign was missing")


def test_a_minus_that_was_written_is_never_taken_away():
    india = Area(west=68, south=6, east=97, north=36)
    assert sure(claim(), india).point == HERE
    assert sure(claim(lon=72.3), india).point == Point(lat=18.5, lon=72.3)


def test_a_known_order_is_kept_even_if_that_is_abroad():
    found = sure(claim(lat=-72.3, lon=18.5, order_known=True))
    assert found.point == Point(lat=-72.3, lon=18.5)
    assert found.trail[-1] == "it is outside the incident's area"


def test_known_signs_are_kept():
    assert sure(claim(lon=72.3, signs_known=True)).point == Point(lat=18.5, lon=72.3)


def test_what_is_only_believed_here_is_nothing_elsewhere():
    assert placed(claim(lat=45.5, lon=-73.5, local_only=True), HAITI) is None
    assert placed(claim(local_only=True), None) is None
    assert sure(claim(local_only=True)).point == HERE


def test_numbers_that_are_on_no_earth_and_the_spot_of_lost_phones_are_nothing():
    assert placed(claim(lat=95, lon=200), HAITI) is None
    assert placed(claim(lat=0, lon=0), HAITI) is None


def test_fewer_decimals_spread_wider():
    assert [round(spread_m(decimals)) for decimals in (0, 2, 3, 4, 15)] == [111195, 1112, 111, 30, 30]
