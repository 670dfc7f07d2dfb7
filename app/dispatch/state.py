"""What may follow what between a helper and a report."""

from app.errors import Conflict
from app.models.dispatch import DispatchState

NEXT: dict[DispatchState, frozenset[DispatchState]] = {
    DispatchState.PROPOSED: frozenset({DispatchState.ASKED, DispatchState.RELEASED}),
    DispatchState.ASKED: frozenset(
        {
            DispatchState.ACCEPTED,
            DispatchState.DECLINED,
            DispatchState.LAPSED,
            DispatchState.RELEASED,
            DispatchState.STOPPED,
        }
    ),
    DispatchState.ACCEPTED: frozenset(
        {DispatchState.DONE, DispatchState.RELEASED, DispatchState.LEFT, DispatchState.STOPPED}
    ),
    DispatchState.DONE: frozenset({DispatchState.LEFT}),  # the person says that no help came
    DispatchState.DECLINED: frozenset(),
    DispatchState.LAPSED: frozenset(),
    DispatchState.RELEASED: frozenset(),
    DispatchState.LEFT: frozenset(),
    DispatchState.STOPPED: frozenset(),
}


def may_follow(now: DispatchState, then: DispatchState) -> bool:
    """Say whether one state may follow another."""
    return then in NEXT[now]


def check_step(now: DispatchState, then: DispatchState) -> None:
    """Raise `Conflict` when the step is not possible any more."""
    if not may_follow(now, then):
        raise Conflict(f"This is already {now.value}; look at the page again before you act.")
