"""Whom to propose, and whom to ask without waiting for a person."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.matching.score import Scored
from app.models.incident import Automation

PROPOSED = 5  # suggestions a coordinator sees at once
WAVE = 2  # people asked at once for each open place: enough to be quick, few enough to waste nobody's day
LOW_RISK_URGENCY = 2


@dataclass(frozen=True, slots=True)
class Plan:
    """Whom to put on the desk, best first, and the first of them to ask now."""

    propose: tuple[Scored, ...]
    ask: tuple[Scored, ...]


def choose(
    scored: Sequence[Scored],
    *,
    automation: Automation,
    urgency: int,
    sensitive: bool,
    open_places: int,
    asked_now: int,
) -> Plan:
    """Decide by rule. Machines propose, people decide: only a switch of the incident lets it ask."""
    best = sorted(scored, key=lambda one: (-one.score, one.candidate.volunteer_id))[:PROPOSED]
    may_ask = automation is Automation.FULL or (
        automation is Automation.LOW_RISK and urgency <= LOW_RISK_URGENCY and not sensitive
    )
    room = max(0, open_places * WAVE - asked_now) if may_ask and open_places else 0
    return Plan(propose=tuple(best), ask=tuple([one for one in best if one.trusted][:room]))
