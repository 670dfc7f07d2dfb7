import json

import pytest

from tests.fault.outcome import Outcome, keep

HELD = Outcome(scenario="flood", sent=9, acknowledged=9, lost=0, doubled=0, sabotaged_lost=2, seed=7)


def outcome(**changed) -> Outcome:
    return Outcome(**{name: getattr(HELD, name) for name in HELD.__slots__} | changed)


def test_what_held_says_so_with_its_seed():
    assert HELD.line() == "flood  held  sent 9  unacknowledged 0  lost 0  doubled 0  sabotaged_lost 2  seed 7"


@pytest.mark.parametrize("changed", [{"lost": 1}, {"doubled": 1}, {"sabotaged_lost": 0}])
def test_what_loses_or_could_not_have_seen_a_loss_has_not_held(changed):
    assert "BROKE" in outcome(**changed).line()


def test_an_outcome_takes_the_place_of_the_last_one_of_its_scenario(tmp_path):
    path = tmp_path / "var" / "fault.json"
    keep(outcome(seed=1), path)
    keep(outcome(scenario="cut"), path)
    keep(HELD, path)
    kept = json.loads(path.read_text())
    assert [(entry["scenario"], entry["seed"]) for entry in kept] == [("flood", 7), ("cut", 7)]
