"""The parts of a score, 0 to 1 each: arithmetic that is the same for one helper and for an array of them."""

from typing import TypeVar

import numpy as np
import numpy.typing as npt

from app.models.volunteer import Trust, Vehicle

Number = TypeVar("Number", float, npt.NDArray[np.float64])

TRUST_SHARE = {Trust.NEW: 0.0, Trust.KNOWN: 0.6, Trust.VETTED: 1.0}
CARRIES = {
    Vehicle.NONE: 0.0,
    Vehicle.BICYCLE: 0.2,
    Vehicle.MOTORBIKE: 0.4,
    Vehicle.BOAT: 0.7,
    Vehicle.CAR: 0.8,
    Vehicle.TRUCK: 1.0,
}
# What is risked when the wrong person comes, by urgency; a sensitive or dangerous case risks all.
RISK = (0.25, 0.25, 0.35, 0.5, 0.7)
ALL = 1.0
HALF_S = 900.0  # who needs a quarter of an hour by road is half as good as who is there


def nearness(distance_m: Number, reach_m: Number) -> Number:
    """What the way leaves of a helper's reach."""
    left = 1 - distance_m / reach_m
    return (left + abs(left)) / 2  # nothing below 0


def swiftness(road_s: Number) -> Number:
    """How soon somebody is there by road; 0 where there is no way (infinite seconds)."""
    return 1 / (1 + road_s / HALF_S)


def freeness(load: Number, load_cap: Number) -> Number:
    """The share of a helper's hands that is free."""
    left = 1 - load / load_cap
    return (left + abs(left)) / 2


def fairness(lately: Number) -> Number:
    """Whose turn it is: 1 for who had no job in the past week, less with each."""
    return 1 / (1 + lately)


def reliance(trust_share: Number, risk: Number) -> Number:
    """What is risked with somebody whom we know so well: without risk everybody is as good."""
    return 1 - risk * (1 - trust_share)


def risk_of(urgency: int, *, grave: bool) -> float:
    """How much is risked; `grave`: sensitive, marked risky, or in a hazard zone."""
    return ALL if grave else RISK[min(max(urgency, 0), len(RISK) - 1)]
