"""Which stretch of time is looked at, and in what steps: few enough to read, whole hours or days."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from app.errors import BadForm

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
STEPS = (HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY, 28 * DAY)
MOST_STEPS = 48
MOST_DAYS = 366


class Stretch(StrEnum):
    """How far back the outcome board looks."""

    DAY = "24h"
    WEEK = "7d"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From `start_at` up to and without `end_at`; the last step is not over yet."""

    start_at: datetime
    end_at: datetime
    step: timedelta

    @property
    def steps(self) -> tuple[datetime, ...]:
        """When each step begins."""
        count = -(-(self.end_at - self.start_at) // self.step)
        return tuple(self.start_at + n * self.step for n in range(max(1, count)))

    def values(self) -> dict[str, object]:
        """What the statements are filled with."""
        return {"start": self.start_at, "end": self.end_at, "step": self.step}


def period_of(stretch: Stretch, *, began_at: datetime, now: datetime, zone: str) -> Period:
    """Choose the period of a board that is looked at now."""
    if stretch is Stretch.DAY:
        return Period(start_at=_floor(now, HOUR, zone) - 23 * HOUR, end_at=now, step=HOUR)
    if stretch is Stretch.WEEK:
        step = 6 * HOUR
        return Period(start_at=_floor(now, step, zone) - 27 * step, end_at=now, step=step)
    lasted = max(now - began_at, HOUR)
    step = next((one for one in STEPS if lasted / one <= MOST_STEPS - 1), STEPS[-1])
    return Period(start_at=_floor(min(began_at, now), step, zone), end_at=now, step=step)


def days_between(first: str, last: str, *, began_at: datetime, now: datetime, zone: str) -> Period:
    """Read the days of a review, both included; empty: from the beginning until today."""
    here = ZoneInfo(zone)
    today = now.astimezone(here).date()
    begin = _day(first) if first.strip() else max(began_at.astimezone(here).date(), today - 30 * DAY)
    end = _day(last) if last.strip() else today
    if end < begin:
        raise BadForm("The last day of a review comes after the first; change one of them.")
    if (end - begin).days >= MOST_DAYS:
        raise BadForm("A review covers at most one year; choose days that are closer together.")
    return Period(
        start_at=datetime.combine(begin, time(), tzinfo=here).astimezone(UTC),
        end_at=datetime.combine(end + DAY, time(), tzinfo=here).astimezone(UTC),
        step=DAY,
    )


def _day(said: str) -> date:
    try:
        return date.fromisoformat(said.strip())
    except ValueError as error:
        raise BadForm("Write a day as year-month-day, like 2026-05-31.") from error


def _floor(at: datetime, step: timedelta, zone: str) -> datetime:
    """The last full step before a moment, counted from midnight where the incident is."""
    local = at.astimezone(ZoneInfo(zone))
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    return (local - (local - midnight) % min(step, DAY)).astimezone(UTC)
