"""Logistic regression of what the shipped reader gets wrong: its own logit stands, and words move it."""

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_array, hstack

Numbers = npt.NDArray[np.float64]

L2 = 2.0  # how much a lesson must be worth before it is believed; tried on texts whose words had changed
EVERYWHERE = 0.3  # of the feature that every text has: a shift of all texts is believed least
TURN_L2 = 0.5
STEPS = 200


def fit(
    features: csr_array, logit: Numbers, slope: Numbers, truth: Numbers, *, weight: Numbers
) -> tuple[Numbers, float]:
    """Find what each feature adds to one head's logit, and what every text adds; the same rows, the same."""
    every = np.full((features.shape[0], 1), EVERYWHERE)
    known = csr_array(hstack([features, csr_array(every)], format="csr"))
    by_feature = csr_array(known.T)

    def cost(learned: Numbers) -> tuple[float, Numbers]:
        moved = logit + slope * (known @ learned)
        wrong = weight * slope * (_chance(moved) - truth)
        total = _losses(moved, truth) @ weight + L2 / 2 * (learned @ learned)
        return float(total), by_feature @ wrong + L2 * learned

    found = minimize(cost, np.zeros(known.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
    return found.x[:-1], float(found.x[-1]) * EVERYWHERE


def turn(logit: Numbers, truth: Numbers, *, weight: Numbers) -> tuple[float, float]:
    """Find how much louder and higher the shipped logit should be whatever the words: the plainest lesson."""

    def cost(knobs: Numbers) -> tuple[float, Numbers]:
        loud, high = knobs
        moved = loud * logit + high
        wrong = weight * (_chance(moved) - truth)
        away = knobs - (1.0, 0.0)
        slant = np.array([wrong @ logit, wrong.sum()]) + TURN_L2 * away
        return float(_losses(moved, truth) @ weight + TURN_L2 / 2 * (away @ away)), slant

    found = minimize(cost, np.array([1.0, 0.0]), jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
    return float(found.x[0]), float(found.x[1])


def losses(logit: Numbers, truth: Numbers) -> Numbers:
    """Say how badly each chance foretold what was true, as the logarithm of it; 0 where nobody said."""
    known = np.where(np.isnan(truth), 0.0, truth)
    return np.where(np.isnan(truth), 0.0, _losses(logit, known))


def _losses(logit: Numbers, truth: Numbers) -> Numbers:
    return np.logaddexp(0.0, logit) - truth * logit


def _chance(logit: Numbers) -> Numbers:
    chance: Numbers = 0.5 * (1 + np.tanh(logit / 2))
    return chance
