"""How well one person fits one need, in numbers that add up and reasons that a person can read."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from app.matching.candidates import Candidate
from app.matching.parts import (
    CARRIES,
    TRUST_SHARE,
    fairness,
    freeness,
    nearness,
    reliance,
    risk_of,
    swiftness,
)
from app.matching.weights import default_weights
from app.models.volunteer import Trust, Vehicle

FITTING_WORDS = 0.5  # from here on the words are worth a reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What a case asks of whoever comes."""

    categories: tuple[str, ...]
    trades: frozenset[str] = frozenset()  # what a helper should be able to do, by the catalog
    language: str = "und"
    urgency: int = 2
    sensitive: bool = False  # vetted helpers only
    risky: bool = False
    in_hazard: bool = False
    heavy: bool = False  # goods that nobody carries far, or a ride

    @property
    def grave(self) -> bool:
        """Whether the wrong person, or a person alone, could come to harm or do it."""
        return self.sensitive or self.risky or self.in_hazard


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A candidate with a score from 0 to 1. A reason is a key and a value: «near:300»."""

    candidate: Candidate
    score: float
    reasons: tuple[str, ...]
    trusted: bool  # may be asked without a coordinator's click


def score_candidate(
    candidate: Candidate,
    need: Need,
    *,
    weights: Mapping[str, float] | None = None,
    road_s: float | None = None,
    words: float | None = None,
) -> Scored:
    """Weigh what applies; `road_s` is infinite where no road leads there, `words` how well theirs answer."""
    weigh = default_weights() if weights is None else weights
    parts = {name: part for name, part in _parts(candidate, need, road_s, words).items() if part is not None}
    total = sum(weigh[name] for name in parts)
    score = sum(weigh[name] * part for name, part in parts.items()) / total if total else 0.0
    trusted = not need.sensitive or candidate.trust is Trust.VETTED
    reasons = _reasons(candidate, need, road_s, words)
    if not trusted:
        reasons.append("unvetted:")
    return Scored(candidate=candidate, score=round(score, 4), reasons=tuple(reasons), trusted=trusted)


def _parts(
    candidate: Candidate, need: Need, road_s: float | None, words: float | None
) -> dict[str, float | None]:
    """Judge each part by itself; None where it says nothing about these two."""
    fitting = [name for name in need.categories if name in candidate.skills]
    near = nearness(candidate.distance_m, candidate.reach_m) if road_s is None else swiftness(road_s)
    return {
        "near": near,
        "fit": len(fitting) / len(need.categories),
        "trade": _trade(candidate, need),
        "goods": candidate.goods,
        "words": words,
        "free": freeness(candidate.load, candidate.load_cap),
        "fair": fairness(candidate.lately),
        "trust": reliance(TRUST_SHARE[candidate.trust], risk_of(need.urgency, grave=need.grave)),
        "language": _language(candidate, need),
        "vehicle": CARRIES[candidate.vehicle] if need.heavy else None,
        "buddy": _buddy(candidate),
    }


def _trade(candidate: Candidate, need: Need) -> float | None:
    """Say whether they can do what is asked; who never said what they can do is not judged by it."""
    if not need.trades or not candidate.trades:
        return None
    return 1.0 if need.trades.intersection(candidate.trades) else 0.0


def _language(candidate: Candidate, need: Need) -> float | None:
    if need.language in ("", "und") or not candidate.languages:
        return None
    return 1.0 if need.language in candidate.languages else 0.0


def _buddy(candidate: Candidate) -> float | None:
    if candidate.trust is not Trust.NEW:
        return None
    if candidate.buddy_id is None:
        return 0.0
    return 1.0 if candidate.buddy_goes else None


def _reasons(candidate: Candidate, need: Need, road_s: float | None, words: float | None) -> list[str]:
    """Say what speaks for and against asking them, the weightiest first."""
    reasons = [f"near:{round(candidate.distance_m)}"]
    if road_s is not None:
        reasons.append(f"road:{math.ceil(road_s / 60)}" if math.isfinite(road_s) else "noroad:")
    reasons += [f"skill:{name}" for name in need.categories if name in candidate.skills]
    reasons += [f"trade:{name}" for name in candidate.trades if name in need.trades]
    if candidate.goods:
        reasons.append(f"goods:{max(1, math.floor(100 * candidate.goods))}")
    if words is not None and words >= FITTING_WORDS:
        reasons.append("words:")
    reasons.append(f"load:{candidate.load}")
    if candidate.lately:
        reasons.append(f"lately:{candidate.lately}")
    reasons.append(f"trust:{candidate.trust.value}")
    if (speaks := _language(candidate, need)) is not None:
        reasons.append(f"language:{need.language}" if speaks else "nolanguage:")
    if need.heavy and candidate.vehicle is not Vehicle.NONE:
        reasons.append(f"vehicle:{candidate.vehicle.value}")
    buddy = _buddy(candidate)
    if buddy is not None:
        reasons.append("buddy:" if buddy else "alone:")
    return reasons
