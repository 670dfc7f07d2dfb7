"""Hours of the week as people write them («mon-fri 18-24, sat 0-24»), and as numbers that SQL compares.

An hour is its place in the week, 0 to 167: 0 is Monday from midnight to one o'clock.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from app.errors import BadForm

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_H = 24
WEEK_H = 7 * DAY_H
EXAMPLE = "Write hours as «mon-fri 18-24, sat 0-24»: days, then from which hour to which."
ALWAYS = frozenset({"", "always", "24/7", "any"})

_DAY = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*"
_HOUR = r"(\d{1,2})(?:[:.h]00)?h?"
_PART = re.compile(rf"(?:({_DAY})(?:\s*-\s*({_DAY}))?\s*)?(?:{_HOUR}\s*-\s*{_HOUR})?", re.ASCII)


def parse_hours(text: str) -> tuple[int, ...] | None:
    """Read hours of the week; None means any hour. Raises `BadForm` with an example.

    Days without hours are whole days, hours without days are every day, and «22-6» runs on into the next day.
    """
    written = text.casefold().replace("–", "-").replace("—", "-").strip()
    if written in ALWAYS:
        return None
    hours = {hour for part in re.split(r"[,;\n]", written) if part.strip() for hour in _part(part.strip())}
    if not hours:
        raise BadForm(EXAMPLE)
    return None if len(hours) == WEEK_H else tuple(sorted(hours))


def _part(part: str) -> list[int]:
    found = _PART.fullmatch(part)
    if found is None:
        raise BadForm(EXAMPLE)
    first, last, begin, end = found.groups()
    if begin is None:
        begin, end = "0", "24"
    start, stop = int(begin), int(end)
    if start > DAY_H - 1 or stop > DAY_H or start == stop:
        raise BadForm(EXAMPLE)
    length = (stop - start) % DAY_H or DAY_H
    return [(day * DAY_H + start + step) % WEEK_H for day in _days(first, last) for step in range(length)]


def _days(first: str | None, last: str | None) -> list[int]:
    if first is None:
        return list(range(7))
    begin = DAYS.index(first[:3])
    end = DAYS.index(last[:3]) if last else begin
    return [(begin + step) % 7 for step in range((end - begin) % 7 + 1)]


def write_hours(hours: Sequence[int] | None) -> str:
    """Say hours the way `parse_hours` reads them; nothing at all for any hour."""
    if hours is None:
        return ""
    spans = [_spans(hours, day) for day in range(7)]
    parts: list[str] = []
    day = 0
    while day < 7:
        last = day
        while last < 6 and spans[last + 1] == spans[day]:
            last += 1
        named = DAYS[day] if last == day else f"{DAYS[day]}-{DAYS[last]}"
        parts += [f"{named} {begin}-{end}" for begin, end in spans[day]]
        day = last + 1
    return ", ".join(parts)


def _spans(hours: Sequence[int], day: int) -> list[tuple[int, int]]:
    """Find the runs of hours inside one day."""
    wanted = {hour - day * DAY_H for hour in hours if hour // DAY_H == day}
    begins = [hour for hour in sorted(wanted) if hour - 1 not in wanted]
    ends = [hour + 1 for hour in sorted(wanted) if hour + 1 not in wanted]
    return list(zip(begins, ends, strict=True))


def hour_of_week(now: datetime, time_zone: str) -> int:
    """Tell which hour of the week it is where the incident is."""
    there = now.astimezone(ZoneInfo(time_zone))
    return there.weekday() * DAY_H + there.hour
