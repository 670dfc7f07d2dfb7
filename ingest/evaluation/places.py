"""How near the places that Konbit finds are to where people said they are, and whether its circles hold.

An answer counts as found only when its circle is at most `FOUND_M` wide: a point somewhere in Haiti helps
nobody. Shares are of all texts unless they say of what, so that keeping silent gains nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo.place import Located
from geo.point import Point, distance_m

FOUND_M = 5_000.0  # wider circles are an answer, but not one to drive to
SURE_M = 2_000.0
WRONG_M = 10_000.0
DRAWS = 1_000
SEED = 1

Metres = npt.NDArray[np.float64]
Answer = tuple[Point, Located | None]  # where it really is, and what was said


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure, with the interval that holds 95 % of the draws of other texts; `value` None: of nothing."""

    name: str
    value: float | None
    low: float = 0.0
    high: float = 0.0
    unit: str = "share"  # share | km


@dataclass(frozen=True, slots=True)
class Rows:
    """What is measured: the error of each text's answer, infinite where there is none, and its radius."""

    error_m: Metres
    radius_m: Metres

    @property
    def placed(self) -> npt.NDArray[np.bool_]:
        """Which texts got an answer, however wide."""
        return np.isfinite(self.error_m)

    @property
    def found(self) -> npt.NDArray[np.bool_]:
        """Which got one that is narrow enough to count."""
        return self.radius_m <= FOUND_M

    @property
    def sure(self) -> npt.NDArray[np.bool_]:
        """Which got one that says it is sure."""
        return self.radius_m <= SURE_M

    @property
    def inside(self) -> npt.NDArray[np.bool_]:
        """Which really are inside the circle that was drawn."""
        return self.placed & (self.error_m <= self.radius_m)


def rows_of(answers: Sequence[Answer]) -> Rows:
    """Measure each answer."""
    return Rows(
        np.array([np.inf if said is None else distance_m(said.point, true) for true, said in answers]),
        np.array([np.inf if said is None else said.radius_m for _, said in answers]),
    )


def _share(of: npt.NDArray[np.bool_], among: npt.NDArray[np.bool_] | None = None) -> float:
    chosen = of if among is None else of[among]
    return float(chosen.mean()) if chosen.size else np.nan


def _median_km(metres: Metres) -> float:
    return float(np.median(metres)) / 1_000 if metres.size else np.nan


Measure = Callable[[Rows], float]
WIDE: dict[str, tuple[str, Measure]] = {  # whatever the circle: what a method without circles has too
    "placed": ("share", lambda rows: _share(rows.placed)),
    "within 1 km, any circle": ("share", lambda rows: _share(rows.error_m <= 1_000)),
    "within 5 km, any circle": ("share", lambda rows: _share(rows.error_m <= 5_000)),
    "median error of the placed": ("km", lambda rows: _median_km(rows.error_m[rows.placed])),
}
CIRCLES: dict[str, tuple[str, Measure]] = {
    "within 1 km": ("share", lambda rows: _share(rows.found & (rows.error_m <= 1_000))),
    "within 5 km": ("share", lambda rows: _share(rows.found & (rows.error_m <= 5_000))),
    "circle of 2 km or less": ("share", lambda rows: _share(rows.sure)),
    "median radius of these": ("km", lambda rows: _median_km(rows.radius_m[rows.sure])),
    "inside the circle, of placed": ("share", lambda rows: _share(rows.inside, rows.placed)),
    "… of circles up to 5 km": ("share", lambda rows: _share(rows.inside, rows.found)),
    "… of circles up to 2 km": ("share", lambda rows: _share(rows.inside, rows.sure)),
    "over 10 km off, of 2 km circles": ("share", lambda rows: _share(rows.error_m > WRONG_M, rows.sure)),
}


def measure(answers: Sequence[Answer], *, circles: bool = True) -> list[Figure]:
    """Give every figure; without `circles` only those that need no radius."""
    return figures(rows_of(answers), {**CIRCLES, **WIDE} if circles else WIDE)


def within(answers: Sequence[Answer], metres: float) -> Figure:
    """Give the share of all answers that are so near, whatever the circle."""
    name = f"within {metres / 1_000:g} km"
    return figures(rows_of(answers), {name: ("share", lambda rows: _share(rows.error_m <= metres))})[0]


def figures(rows: Rows, wanted: dict[str, tuple[str, Measure]]) -> list[Figure]:
    """Work figures out, and again for many draws of as many texts: the same texts give the same interval."""
    count = len(rows.error_m)
    if not count:
        return [Figure(name=name, value=None, unit=unit) for name, (unit, _) in wanted.items()]
    draws = np.random.default_rng(SEED).integers(count, size=(DRAWS, count))
    drawn = [Rows(rows.error_m[draw], rows.radius_m[draw]) for draw in draws]
    return [_figure(name, unit, told, rows, drawn) for name, (unit, told) in wanted.items()]


def _figure(name: str, unit: str, told: Measure, rows: Rows, drawn: Sequence[Rows]) -> Figure:
    value = told(rows)
    if np.isnan(value):
        return Figure(name=name, value=None, unit=unit)
    spread = np.array([told(one) for one in drawn])
    spread = spread[np.isfinite(spread)]
    low, high = np.quantile(spread, (0.025, 0.975)) if spread.size else (value, value)
    return Figure(name=name, value=value, low=float(low), high=float(high), unit=unit)
