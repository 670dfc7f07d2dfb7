import math

import pytest
from structlog.testing import capture_logs

from app.matching.weights import default_weights, weigh


def test_what_an_incident_says_stands_above_the_defaults():
    assert weigh({"near": 2, "buddy": 0}) == {**default_weights(), "near": 2.0, "buddy": 0.0}


@pytest.mark.parametrize("wrong", [-1, math.nan, math.inf, "much", None, True, [1]])
def test_a_weight_that_cannot_be_is_left_out_and_named_in_the_log(wrong):
    with capture_logs() as logs:
        assert weigh({"near": wrong}) == default_weights()
    assert [(line["event"], line["name"]) for line in logs] == [("weight.ignored", "near")]


def test_a_weight_that_nobody_knows_is_left_out():
    with capture_logs() as logs:
        assert weigh({"beauty": 1.0}) == default_weights()
    assert logs[0]["name"] == "beauty"


def test_an_incident_that_weighs_nothing_is_weighed_by_the_defaults():
    with capture_logs():
        assert weigh(dict.fromkeys(default_weights(), 0)) == default_weights()
