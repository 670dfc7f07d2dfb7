"""How much each part of a score counts: the defaults of one file, and above them what an incident says."""

import math
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from app.log import log

FILE = Path(__file__).with_name("weights.toml")


@cache
def default_weights() -> Mapping[str, float]:
    """Read the weights that hold where an incident says nothing."""
    return {name: float(weight) for name, weight in tomllib.loads(FILE.read_text(encoding="utf-8")).items()}


def weigh(given: Mapping[str, object]) -> dict[str, float]:
    """Put an incident's weights above the defaults; one that cannot be is named in the log and left out."""
    weights = dict(default_weights())
    for name, weight in given.items():
        if name not in weights or not _can_be(weight):
            log.warning("weight.ignored", name=name, weight=repr(weight)[:40])
            continue
        weights[name] = float(str(weight))
    if not any(weights.values()):
        log.warning("weight.ignored", name="all", weight="0")
        return dict(default_weights())
    return weights


def _can_be(weight: object) -> bool:
    if isinstance(weight, bool) or not isinstance(weight, (int, float)):
        return False
    return math.isfinite(weight) and weight >= 0
