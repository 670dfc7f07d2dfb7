"""How well one person fits one need, in numbers that add up and reasons that a person can read."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.matching.candidates import Candidate
from app.models.volunteer import Trust

# Shares of the score; an incident may weigh them otherwise.
WEIGHTS: Mapping[str, float] = {"near": 0.5, "fit": 0.25, "free": 0.15, "trust": 0.1}
TRUST_SHARE = {Trust.NEW: 0.0, Trust.KNOWN: 0.6, Trust.VETTED: 1.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A candidate with a score from 0 to 1. A reason is a key and a value: «near:300»."""

    candidate: Candidate
    score: float
    reasons: tuple[str, ...]
    trusted: bool  # may be asked without a coordinator's click


def score_candidate(
    candidate: Candidate,
    *,
    skills: tuple[str, ...],
    sensitive: bool,
    weights: Mapping[str, float] | None = None,
) -> Scored:
    """Weigh nearness, fit, free hands and trust."""
    weigh = {**WEIGHTS, **(weights or {})}
    fitting = [skill for skill in skills if skill in candidate.skills]
    parts = {
        "near": max(0.0, 1 - candidate.distance_m / candidate.reach_m),
        "fit": len(fitting) / len(skills),
        "free": 1 - candidate.load / candidate.load_cap,
        "trust": TRUST_SHARE[candidate.trust],
    }
    reasons = [f"near:{round(candidate.distance_m)}", *(f"skill:{skill}" for skill in fitting)]
    reasons.append(f"load:{candidate.load}")
    reasons.append(f"trust:{candidate.trust.value}")
    trusted = not sensitive or candidate.trust is Trust.VETTED
    if not trusted:
        reasons.append("unvetted:")
    total = sum(weigh.values())
    score = sum(weigh[name] * part for name, part in parts.items()) / total
    return Scored(candidate=candidate, score=round(score, 4), reasons=tuple(reasons), trusted=trusted)
