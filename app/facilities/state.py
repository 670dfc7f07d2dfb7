"""Whether a place is open at an hour of the week there, until when, and when it opens."""

from collections.abc import Sequence
from enum import StrEnum

from app.facilities.shapes import NewPlace
from app.hours import DAY_H, WEEK_H


class State(StrEnum):
    """What somebody finds who goes there now."""

    OPEN = "open"
    FULL = "full"
    CLOSED = "closed"


def state_of(place: NewPlace, hour: int) -> State:
    """Tell how a place stands at an hour of the week; a closed door comes before an empty shelf."""
    if place.hours is not None and hour not in place.hours:
        return State.CLOSED
    return State.FULL if place.full or place.free == 0 else State.OPEN


def changes_at(hours: Sequence[int] | None, hour: int) -> int | None:
    """Give the hour of the week at which an open place closes, or a closed one opens; None when never."""
    if not hours:
        return None
    now_open = hour in hours
    ahead = (step for step in range(1, WEEK_H) if ((hour + step) % WEEK_H in hours) is not now_open)
    step = next(ahead, None)
    return None if step is None else (hour + step) % WEEK_H


def today(hours: Sequence[int], hour: int) -> str:
    """Write the hours of the day around an hour as digits that need no language: «8-12, 14-18»."""
    day = hour // DAY_H
    wanted = {one - day * DAY_H for one in hours if one // DAY_H == day}
    begins = [one for one in sorted(wanted) if one - 1 not in wanted]
    ends = [one + 1 for one in sorted(wanted) if one + 1 not in wanted]
    return ", ".join(f"{begin}-{end}" for begin, end in zip(begins, ends, strict=True))
