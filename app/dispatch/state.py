"""What may follow what between a helper and a report."""

from app.errors import Conflict
from app.models.dispatch import DispatchState

# a job that somebody goes to may end in each of these ways, wherever they are; DONE needs no word before it
OFF_JOB = frozenset({DispatchState.DONE, DispatchState.RELEASED, DispatchState.LEFT, DispatchState.STOPPED})
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
    DispatchState.ACCEPTED: OFF_JOB | {DispatchState.ON_WAY, DispatchState.THERE},
    DispatchState.ON_WAY: OFF_JOB | {DispatchState.THERE},
    DispatchState.THERE: OFF_JOB,
    DispatchState.DONE: frozenset({DispatchState.LEFT}),  # the person says that no help came
    DispatchState.DECLINED: frozenset(),
    DispatchState.LAPSED: frozenset(),
    DispatchState.RELEASED: frozenset(),
    DispatchState.LEFT: frozenset(),
    DispatchState.STOPPED: frozenset(),
}
SAID = {
    DispatchState.ON_WAY: "on the way",
    DispatchState.LEFT: "given back",
    DispatchState.STOPPED: "stopped for safety",
}


def may_follow(now: DispatchState, then: DispatchState) -> bool:
    """Say whether one state may follow another."""
    return then in NEXT[now]


def check_step(now: DispatchState, then: DispatchState) -> None:
    """Raise `Conflict` when the step is not possible any more."""
    if not may_follow(now, then):
        said = SAID.get(now, now.value)
        raise Conflict(f"This is already {said}; look at the page again before you act.")
