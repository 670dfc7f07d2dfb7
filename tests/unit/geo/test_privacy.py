import subprocess
import sys
from statistics import mean, median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.point import Point, distance_m, towards
from geo.privacy import MOVED_M, STATED_M, blur

HOME = Point(lat=18.5392, lon=-72.3364)
KEY = b"an incident's own key"
points = st.builds(lambda lat, lon: Point(lat=lat, lon=lon), st.floats(-85, 85), st.floats(-180, 180))


@given(points, st.text(), st.text())
def test_a_case_is_always_shown_at_the_same_place(point, case, epoch):
    assert blur(point, key=KEY, case=case, epoch=epoch) == blur(point, key=KEY, case=case, epoch=epoch)


@given(points, st.text())
def test_nobody_who_walks_to_the_dot_arrives_at_the_door(point, case):
    assert distance_m(point, blur(point, key=KEY, case=case, epoch="1")) >= 100


def test_the_dot_is_about_two_cells_away_and_seldom_beyond_two_kilometres():
    shifts = [distance_m(HOME, blur(HOME, key=KEY, case=str(n), epoch="1")) for n in range(2000)]
    assert 580 < mean(shifts) < 680
    assert sorted(shifts)[int(0.98 * len(shifts))] < MOVED_M
    wider = [distance_m(HOME, blur(HOME, key=KEY, case=str(n), epoch="1", cell_m=1200)) for n in range(500)]
    assert 3.2 < mean(wider) / mean(shifts) < 4.8


def test_dots_fall_to_all_sides():
    homes = [Point(lat=HOME.lat + n * 1e-4, lon=HOME.lon + n * 1.7e-4) for n in range(2000)]
    shown = [(home, blur(home, key=KEY, case=str(n), epoch="1")) for n, home in enumerate(homes)]
    assert 0.45 < mean(dot.lat > home.lat for home, dot in shown) < 0.55
    assert 0.45 < mean(dot.lon > home.lon for home, dot in shown) < 0.55


@pytest.mark.parametrize(
    "other",
    [
        {"key": b"another", "case": "K{}", "epoch": "12"},
        {"key": KEY, "case": "L{}", "epoch": "12"},
        {"key": KEY, "case": "K{}", "epoch": "13"},
        {"key": KEY, "case": "K{}1", "epoch": "2"},
    ],
)
def test_another_key_case_or_epoch_moves_it_elsewhere(other):
    same = 0
    for n in range(200):
        moved = other | {"case": other["case"].format(n)}
        same += blur(HOME, key=KEY, case=f"K{n}", epoch="12") == blur(HOME, **moved)
    assert same < 50


def test_neighbours_are_shown_at_the_same_few_spots():
    near = [Point(lat=HOME.lat + n * 1e-6, lon=HOME.lon) for n in range(100)]
    assert len({blur(point, key=KEY, case="K7F3", epoch="1") for point in near}) <= 3


def test_a_dot_that_follows_its_case_to_a_door_does_not_tell_the_way_there():
    """Who knows the first place, a school with a name, must not reach the second by the dot's step."""
    door, missed = towards(HOME, bearing=70, metres=600), []
    for n in range(400):
        first, second = (blur(place, key=KEY, case=str(n)) for place in (HOME, door))
        lat, lon = HOME.lat + second.lat - first.lat, HOME.lon + second.lon - first.lon
        missed.append(distance_m(Point(lat=lat, lon=lon), door))
    assert median(missed) > STATED_M


def test_another_process_shows_the_same_dot():
    ask = (
        "from geo.point import Point; from geo.privacy import MOVED_M, STATED_M, blur;"
        f"dot = blur(Point(lat={HOME.lat}, lon={HOME.lon}), key={KEY!r}, case='K7F3', epoch='1');"
        "print(repr(dot.lat), repr(dot.lon))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", ask], capture_output=True, text=True, check=True
    ).stdout.split()
    dot = blur(HOME, key=KEY, case="K7F3", epoch="1")
    assert answer == [repr(dot.lat), repr(dot.lon)]
