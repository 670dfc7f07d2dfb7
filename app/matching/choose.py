"""Whom to propose, whom to ask without waiting for a person, and when nobody is left to ask."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.matching.score import Scored
from app.models.incident import Automation

PROPOSED = 5  # suggestions a coordinator sees at once; more when a wave for several places is bigger
# People asked at once for each open place, by urgency: the more hangs on it the sooner somebody must say yes,
# and nobody's day is disturbed for what can wait.
WAVE = {1: 1, 2: 2, 3: 3, 4: 4}
MOST_ASKED = 20


@dataclass(frozen=True, slots=True)
class Plan:
    """Whom to put on the desk, best first, and the first of them to ask now."""

    propose: tuple[Scored, ...]
    ask: tuple[Scored, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """How a case stands when its helpers are chosen."""

    urgency: int
    sensitive: bool = False
    risky: bool = False  # marked so, or in a hazard zone: two coordinators decide
    open_places: int = 1  # helpers wanted and not found
    asked_now: int = 0  # questions that wait for an answer


def choose(scored: Sequence[Scored], stand: Stand, *, automation: Automation, auto_urgency: int = 2) -> Plan:
    """Decide by rule. Machines propose, people decide: only a switch of the incident lets it ask."""
    may = may_ask(stand, automation=automation, auto_urgency=auto_urgency)
    room = wave_room(stand) if may else 0
    best = sorted(scored, key=lambda one: (-one.score, one.candidate.volunteer_id))
    ask = tuple([one for one in best if one.trusted][:room])
    return Plan(propose=_shown(best, ask), ask=ask)


def _shown(best: Sequence[Scored], ask: Sequence[Scored]) -> tuple[Scored, ...]:
    """Show the best few, and whoever is asked although they stand behind untrusted ones."""
    shown = {one.candidate.volunteer_id for one in (*best[:PROPOSED], *ask)}
    return tuple(one for one in best if one.candidate.volunteer_id in shown)


def may_ask(stand: Stand, *, automation: Automation, auto_urgency: int) -> bool:
    """Tell whether helpers may be asked without a person; for what is risky they never may."""
    if stand.risky:
        return False
    if automation is Automation.LOW_RISK:
        return stand.urgency <= auto_urgency and not stand.sensitive
    return automation is Automation.FULL


def wave_room(stand: Stand) -> int:
    """Say how many may be asked now: a wave for each open place, less those who think about it."""
    wave = WAVE[min(max(stand.urgency, min(WAVE)), max(WAVE))]
    return max(0, min(MOST_ASKED, stand.open_places * wave) - stand.asked_now)


def is_unmet(*, proposed: int, open_places: int, asked_now: int, tried: Mapping[str, int]) -> bool:
    """Tell when a need goes back to the queue: places are open, and of those who were asked nobody is left.

    `tried` counts how helpers who were asked answered: declined, lapsed, left. A need for which nobody was
    ever asked waits for its first helper, which is another thing.
    """
    return open_places > 0 and proposed == 0 and asked_now == 0 and any(tried.values())
