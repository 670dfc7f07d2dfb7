"""Fits what speaks for a place and against it, on texts whose place somebody pinned.

For each text the look-up gives its candidates, and the pin says how far off each of them is. The weights are
those by which a choice at random among them, the likelier the higher its score, gains most: nearly all within
a kilometre, a little up to eight, nothing beyond. A far miss costs no more than a near one, since neither
helps. The same texts give the same weights.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from geo.gazetteer.candidates import Candidate
from geo.gazetteer.circle import SMALL_TOWN_M, Doubt, drawn
from geo.gazetteer.taught import SOURCE as TAUGHT
from geo.point import Point, distance_m

NEAR_M, ROUGHLY_M, ROUGHLY = 1_500.0, 8_000.0, 0.5
STRENGTH = 0.02  # of the pull towards `PRIOR`
PRIOR = {  # what a fit begins with and keeps where texts do not speak against it
    "narrow": 1.0,
    "exact": 1.0,
    "hinted": 0.5,
    "agrees": 1.0,
    "disagrees": -1.0,
    "outside": -2.0,
    "known": 2.0,
    "earlier": 1.0,
}
QUANTILES = (0.5, 0.75, 0.8, 0.9, 0.95)
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pinned:
    """What one text may be about, and where somebody said that it is."""

    candidates: Sequence[Candidate]
    point: Point

    def errors_m(self) -> list[float]:
        """How far off each candidate is."""
        return [distance_m(one.hit.named.point, self.point) for one in self.candidates]


@dataclass(frozen=True, slots=True, kw_only=True)
class Off:
    """How far off the chosen places of one sort are, beside the circles that are drawn for them."""

    sort: str
    texts: int
    km: tuple[float, ...]  # at each of `QUANTILES`
    circle_km: float  # the middle one in force
    inside: float


def fit_weights(pinned: Sequence[Pinned], names: Sequence[str]) -> dict[str, float]:
    """Fit the weight of each of these signs; a text with one candidate or none teaches nothing."""
    examples = [
        (_matrix(one.candidates, names), _gains(one.errors_m())) for one in pinned if len(one.candidates) > 1
    ]
    prior = np.array([PRIOR.get(name, 0.0) for name in names])
    if not examples:
        return dict(zip(names, map(float, prior), strict=True))
    found = minimize(_loss, prior, args=(examples, prior), jac=True, method="L-BFGS-B").x
    return {name: float(weight) for name, weight in zip(names, found, strict=True)}


def _matrix(candidates: Iterable[Candidate], names: Sequence[str]) -> Floats:
    return np.array([[one.signs.get(name, 0.0) for name in names] for one in candidates])


def _gains(errors_m: Sequence[float]) -> Floats:
    off = np.array(errors_m)
    return np.asarray(np.exp(-off / NEAR_M) + ROUGHLY * np.exp(-off / ROUGHLY_M))


def _loss(weights: Floats, examples: Sequence[tuple[Floats, Floats]], prior: Floats) -> tuple[float, Floats]:
    """Give what is lost on average, and how it changes with each weight."""
    lost, slope = 0.0, np.zeros_like(weights)
    for signs, gains in examples:
        scores = signs @ weights
        chances = np.exp(scores - scores.max())
        chances /= chances.sum()
        gained = float(chances @ gains)
        lost -= gained
        slope -= signs.T @ (chances * (gains - gained))
    pull = weights - prior
    lost = lost / len(examples) + STRENGTH * float(pull @ pull) / len(weights)
    return lost, slope / len(examples) + 2 * STRENGTH * pull / len(weights)


def chosen(one: Pinned, weights: Mapping[str, float]) -> tuple[Candidate, float] | None:
    """Choose as these weights would, and say how far off that is."""
    if not one.candidates:
        return None
    names = list(weights)
    scores = _matrix(one.candidates, names) @ np.array([weights[name] for name in names])
    best = int(np.argmax(scores))
    return one.candidates[best], one.errors_m()[best]


def share_within(pinned: Sequence[Pinned], weights: Mapping[str, float], metres: float) -> float:
    """Say which share of all texts these weights bring so near."""
    found = [chosen(one, weights) for one in pinned]
    near = sum(one is not None and one[1] <= metres for one in found)
    return near / max(1, len(pinned))


def errors_by_sort(pinned: Sequence[Pinned], weights: Mapping[str, float]) -> list[Off]:
    """Sort the chosen places as `circle` does, and say how far off each sort is."""
    sorted_: dict[str, list[tuple[float, float]]] = {}
    for one in pinned:
        best = chosen(one, weights)
        if best is not None:
            circle_m, _ = drawn(_doubt(best[0]))
            sorted_.setdefault(_sort(best[0]), []).append((best[1], circle_m))
    return [_off(sort, rows) for sort, rows in sorted(sorted_.items())]


def _off(sort: str, rows: Sequence[tuple[float, float]]) -> Off:
    off, circles = np.array(rows).T
    return Off(
        sort=sort,
        texts=len(rows),
        km=tuple(float(km) for km in np.quantile(off, QUANTILES) / 1_000),
        circle_km=float(np.median(circles)) / 1_000,
        inside=float(np.mean(off <= circles)),
    )


def _doubt(candidate: Candidate) -> Doubt:
    return Doubt(
        named=candidate.hit.named,
        signs=candidate.signs,
        relation=candidate.related,
        between=candidate.between,
    )


def _sort(candidate: Candidate) -> str:
    """Name the row of `circle`'s tables that a place falls under."""
    return f"{_sort_of_place(candidate)}{', more said' if candidate.signs['rest'] else ''}"


def _sort_of_place(candidate: Candidate) -> str:
    named, signs = candidate.hit.named, candidate.signs
    if signs["country"]:
        return "country or region"
    if signs["settlement"]:
        size = "small town" if named.radius_m <= SMALL_TOWN_M else "town"
        return f"{size}, pinned" if named.source == TAUGHT else size
    if candidate.between is not None and candidate.between.steps:
        return "number between known ones"
    if named.source != TAUGHT:
        return "street of a map" if signs["street"] else "other name of a map"
    if signs["number"]:
        return "number, pinned"
    return {1: "one pin", 2: "two or three pins", 3: "two or three pins"}.get(
        max(1, named.pins), "four pins and more"
    )
