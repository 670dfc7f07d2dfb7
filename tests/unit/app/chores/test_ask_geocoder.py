from app.chores.ask_geocoder import TRIES, wait_after
from geo.errors import GeocoderBusy


def test_each_wait_is_twice_the_one_before():
    assert [wait_after(GeocoderBusy(), tries=tries) for tries in (1, 2, 3)] == [5, 10, 20]


def test_a_geocoder_that_says_how_long_is_believed():
    assert wait_after(GeocoderBusy(wait_s=600), tries=1) == 600


def test_after_the_last_try_it_is_left_alone():
    assert wait_after(GeocoderBusy(), tries=TRIES - 1) == 320
    assert wait_after(GeocoderBusy(wait_s=600), tries=TRIES) is None


def test_a_database_that_was_away_is_tried_again_too():
    assert wait_after(ConnectionError(), tries=1) == 5
