"""How long an asked helper may think: the more urgent the need, the sooner the next one is asked."""

from fractions import Fraction

SHARE = {4: Fraction(1, 5), 3: Fraction(1, 2), 2: Fraction(1), 1: Fraction(4)}
LEAST_S = 60  # a text takes its time to arrive, and a person to read it


def wait_s(base_s: int, urgency: int) -> int:
    """Seconds until a question of this urgency ends in silence; `base_s` is the incident's own wait."""
    share = SHARE[max(1, min(urgency, 4))]
    return max(min(LEAST_S, base_s), int(base_s * share))
