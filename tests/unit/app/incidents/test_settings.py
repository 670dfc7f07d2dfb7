import pytest

from app.errors import BadForm
from app.incidents.settings import check_settings
from app.incidents.typed import read_quiet, read_typed, read_weights, write_typed

WEIGHTS = ("near", "fit")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"automation": "always"}, "suggest, low_risk, full"),
        ({"auto_urgency": 5}, "from 1 to 4"),
        ({"offer_wait_s": 5}, "from 60 to 86400"),
        ({"texts_per_day": -1}, "from 0 to 1000000"),
        ({"texts_per_day": True}, "whole number"),
        ({"quiet_to": 24}, "from 0 to 23"),
        ({"countries": ["HT", "ZZ"]}, "«ZZ» is no country"),
        ({"weights": {"nearly": 1.0}}, "there are fit, near"),
        ({"weights": {"near": -1.0}}, "from 0 to 10"),
        ({"weights": {"near": float("nan")}}, "from 0 to 10"),
        ({"weights": "near"}, "near=0.5"),
        ({"emergency_number": "one one four"}, "like 114"),
        ({"languages": []}, "at least one"),
        ({"languages": ["ht", "tlh"]}, "does not speak tlh"),
        ({"time_zone": "Haiti/Town"}, "America/Port-au-Prince"),
        ({"slug": "other"}, "no setting «slug»"),
    ],
)
def test_whoever_sets_what_cannot_be_is_told_in_one_sentence_what_can(changes, said):
    with pytest.raises(BadForm, match=said):
        check_settings(changes, weights=WEIGHTS)


def test_what_is_typed_is_read_and_written_back():
    typed = {
        "automation": "low_risk",
        "quiet": "22-6",
        "countries": "ht, DO",
        "weights": "near=0.5, fit=2",
        "texts_per_day": "800",
        "emergency_number": "114",
    }
    read = check_settings(read_typed(typed), weights=WEIGHTS)
    assert read == {
        "automation": "low_risk",
        "quiet_from": 22,
        "quiet_to": 6,
        "countries": ["HT", "DO"],
        "weights": {"near": 0.5, "fit": 2.0},
        "texts_per_day": 800,
        "emergency_number": "114",
    }
    assert write_typed(read) == typed | {"countries": "HT, DO", "weights": "near=0.5 fit=2"}


def test_no_quiet_hours_no_countries_and_no_weights_are_said_by_none():
    assert read_quiet("none") == {"quiet_from": 0, "quiet_to": 0}
    assert read_typed({"countries": "none", "weights": ""}) == {"countries": [], "weights": {}}
    assert write_typed({"quiet_from": 0, "quiet_to": 0}) == {"quiet": "none"}
    assert read_quiet("20-24") == {"quiet_from": 20, "quiet_to": 0}


@pytest.mark.parametrize(
    "typed", [{"quiet": "late"}, {"weights": "near:2"}, {"confirm_h": "two"}, {"confirm_h": "-2"}]
)
def test_what_cannot_be_read_is_answered_with_an_example(typed):
    with pytest.raises(BadForm):
        read_typed(typed)


def test_weights_are_numbers_with_names():
    assert read_weights("near=0.5 fit=.25") == {"near": 0.5, "fit": 0.25}
