"""Who has carried too much: over their own cap, ten hours at it, or asked whether they want to rest."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

TOO_LONG = timedelta(hours=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """One job of one helper in the past day; one that goes on lasts until now."""

    reference: str
    load_cap: int
    daily_cap: int
    going: bool
    counts: bool  # takes one of their hands now
    from_at: datetime
    to_at: datetime
    rest_due: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tired:
    """A helper to look after. `why`: long (hours at it), cap (over it), rest (was offered one)."""

    reference: str
    why: str
    jobs: int
    cap: int
    busy_s: int


def busy_s(spans: Iterable[tuple[datetime, datetime]]) -> int:
    """How long somebody was at it in all; jobs that overlap count once."""
    total, reached = timedelta(), None
    for begin, end in sorted(spans):
        if reached is not None:
            begin = max(begin, reached)
        if end > begin:
            total += end - begin
            reached = end
    return int(total.total_seconds())


def tired_helpers(worked: Iterable[Worked]) -> list[Tired]:
    """Name whom somebody should relieve, the longest at it first."""
    by_helper: dict[str, list[Worked]] = {}
    for one in worked:
        by_helper.setdefault(one.reference, []).append(one)
    found = [tired for jobs in by_helper.values() if (tired := _judge(jobs))]
    return sorted(found, key=lambda one: (-one.busy_s, one.reference))


def _judge(jobs: Sequence[Worked]) -> Tired | None:
    one = jobs[0]
    taken = [job for job in jobs if job.going or not job.counts]  # who was only asked has not begun
    busy = busy_s((job.from_at, job.to_at) for job in taken)
    now = sum(job.counts for job in jobs)
    if busy > TOO_LONG.total_seconds():
        return Tired(reference=one.reference, why="long", jobs=len(taken), cap=one.daily_cap, busy_s=busy)
    if now > one.load_cap:
        return Tired(reference=one.reference, why="cap", jobs=now, cap=one.load_cap, busy_s=busy)
    if len(taken) > one.daily_cap:
        return Tired(reference=one.reference, why="cap", jobs=len(taken), cap=one.daily_cap, busy_s=busy)
    if one.rest_due:
        return Tired(reference=one.reference, why="rest", jobs=len(taken), cap=one.daily_cap, busy_s=busy)
    return None
