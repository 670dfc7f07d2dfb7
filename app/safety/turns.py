"""Whose turn it is to be called, and when the next: nothing critical waits unseen, nobody is hounded."""

from collections.abc import Mapping, Sequence

from app.models.safety import AlarmKind
from app.safety.shapes import Watcher

LIFE_WAIT_S = 180
WAIT_S = 300
SLOWEST_S = 1_800  # however long nobody looks: somebody hears of it again
LIFE_AT_RISK = 4


def in_turn(rota: Sequence[Watcher], calls: Mapping[int, int], *, hour: int) -> list[Watcher]:
    """Order those who can be reached: who was called least, then whose hours these are, then by turn."""
    reachable = [one for one in rota if one.reachable]
    return sorted(
        reachable,
        key=lambda one: (calls.get(one.contact_id, 0), not one.watches(hour), one.turn, one.id),
    )


def wait_s(kind: AlarmKind, urgency: int, *, rounds: int) -> int:
    """Say how many seconds one person has before the next is called; each round doubles them."""
    life = kind is AlarmKind.CRITICAL or urgency >= LIFE_AT_RISK
    base = LIFE_WAIT_S if life else WAIT_S
    return min(base * 2 ** min(rounds, 10), SLOWEST_S)
