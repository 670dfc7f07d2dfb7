"""How long a job may stay as it is before somebody should look: one measure for board, lists and pages."""

from datetime import datetime, timedelta

from app.models.dispatch import GOING, DispatchState

ANSWER_WITHIN = timedelta(minutes=15)  # where the question says no time of its own
SET_OUT_WITHIN = timedelta(minutes=30)
SIGN_WITHIN = timedelta(hours=1)  # of whoever is there, where no check-in is asked for
CONFIRM_WITHIN = timedelta(hours=12)  # the person's word, after «done»
LEAST_WAY = timedelta(minutes=10)
SLACK = 2  # times the way that was expected
DETOUR = 1.4  # roads are longer than the flight of birds
METRES_PER_MIN = {"bicycle": 200, "motorbike": 400, "car": 400, "truck": 300, "boat": 200}
ON_FOOT = 70


def way(distance_m: float | None, vehicle: str | None) -> timedelta:
    """How long somebody will be on the way."""
    if distance_m is None:
        return LEAST_WAY
    pace = METRES_PER_MIN.get(vehicle or "", ON_FOOT)
    return max(LEAST_WAY, timedelta(minutes=distance_m * DETOUR / pace))


def limit_at(
    state: str,
    since_at: datetime,
    *,
    due_at: datetime | None = None,
    distance_m: float | None = None,
    vehicle: str | None = None,
) -> datetime | None:
    """Until when this state is nothing unusual; None for what is over or has not begun.

    `due_at`: of the answer while somebody is asked, of the next sign of life while they go.
    """
    match state:
        case DispatchState.STOPPED:
            return since_at
        case DispatchState.ASKED:
            return due_at or since_at + ANSWER_WITHIN
        case DispatchState.ACCEPTED:
            limit = since_at + SET_OUT_WITHIN
        case DispatchState.ON_WAY:
            limit = since_at + SLACK * way(distance_m, vehicle)
        case DispatchState.THERE:
            return due_at or since_at + SIGN_WITHIN
        case DispatchState.DONE:
            return since_at + CONFIRM_WITHIN
        case _:
            return None
    return min(limit, due_at) if due_at else limit


def is_late(
    state: str,
    since_at: datetime,
    *,
    now: datetime,
    due_at: datetime | None = None,
    missed: int = 0,
    distance_m: float | None = None,
    vehicle: str | None = None,
) -> bool:
    """Tell a job that somebody should look at from one that takes its time."""
    if missed and state in GOING:
        return True
    limit = limit_at(state, since_at, due_at=due_at, distance_m=distance_m, vehicle=vehicle)
    return limit is not None and limit < now
