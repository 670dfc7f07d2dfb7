"""The targets of budgets.toml: says of a figure whether it is where we want it."""

import tomllib
from functools import cache
from pathlib import Path

from tests.load.figure import Figure, short


@cache
def budgets() -> dict[str, dict[str, float]]:
    """Read every target, by the name of its figure."""
    return tomllib.loads(Path(__file__).with_name("budgets.toml").read_text(encoding="utf-8"))


def verdict(figure: Figure) -> str:
    """Say which targets are reached and which are not; empty for a figure that has none."""
    told = []
    for bound, target in budgets().get(figure.name, {}).items():
        what, _, side = bound.partition("_at_")
        measured = figure.value if what == "value" else figure.ratio
        if measured is None:
            continue
        reached = measured >= target if side == "least" else measured <= target
        sign, unit = "≥" if side == "least" else "≤", "×" if what == "ratio" else ""
        told.append(f"{'reached' if reached else 'NOT REACHED'}: {sign} {short(target)}{unit}")
    return ", ".join(told)
