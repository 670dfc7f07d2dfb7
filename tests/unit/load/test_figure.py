"""Figures: one line each, kept beside those of other runs, held against their budgets."""

import json

from tests.load.budgets import budgets, verdict
from tests.load.figure import Figure, keep

ACCEPTED = Figure(
    name="ingest.accepted_per_s", value=1234.5, unit="/s", ratio=0.98, yardstick="ingest.bare_per_s of 1,260"
)


def test_a_line_says_the_value_and_what_it_is_compared_with():
    assert ACCEPTED.line() == "ingest.accepted_per_s  1,234 /s  (0.98 × ingest.bare_per_s of 1,260)"
    assert Figure(name="locate.p95_ms", value=3.14159, unit="ms").line() == "locate.p95_ms  3.14 ms"


def test_a_budget_is_reached_or_not_by_value_and_by_ratio():
    assert verdict(ACCEPTED) == "reached: ≥ 500, NOT REACHED: ≥ 1.2×"
    assert verdict(Figure(name="ingest.p99_ms", value=90, unit="ms")) == "reached: ≤ 2,000"
    assert verdict(Figure(name="nobody.asked", value=1, unit="")) == ""


def test_every_budget_says_what_it_bounds_and_how():
    bounds = {bound for targets in budgets().values() for bound in targets}
    assert bounds <= {f"{what}_at_{side}" for what in ("value", "ratio") for side in ("least", "most")}


def test_a_run_of_one_scenario_leaves_the_others_figures(tmp_path):
    path = tmp_path / "var" / "bench.json"
    keep([ACCEPTED, Figure(name="ingest.p99_ms", value=90, unit="ms")], path)
    keep([Figure(name="ingest.p99_ms", value=80, unit="ms", note="again")], path)
    kept = json.loads(path.read_text(encoding="utf-8"))
    assert [(entry["name"], entry["value"]) for entry in kept] == [
        ("ingest.accepted_per_s", 1234.5),
        ("ingest.p99_ms", 80),
    ]
    assert set(kept[0]) == {"name", "value", "unit", "ratio", "yardstick", "note"}
