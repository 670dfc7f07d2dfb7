"""Quiet hours: what nobody waits for wakes nobody; it goes out when the night of the incident ends."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.models.incident import Incident


@dataclass(frozen=True, slots=True, kw_only=True)
class Nights:
    """What an incident says about its nights: hours of the day there, the same twice for none."""

    drill: bool
    time_zone: str
    quiet_from: int
    quiet_to: int


def nights_of(incident: Incident) -> Nights:
    """Take an incident's nights."""
    return Nights(
        drill=incident.drill,
        time_zone=incident.time_zone,
        quiet_from=incident.quiet_from,
        quiet_to=incident.quiet_to,
    )


def due_at(now: datetime, nights: Nights) -> datetime:
    """Say when a text that may wait is due: now, or when the quiet hours that run are over.

    A drill never sleeps.
    """
    if nights.drill or not is_quiet(now, nights):
        return now
    zone = ZoneInfo(nights.time_zone)
    today = now.astimezone(zone)
    ends = datetime.combine(today.date(), time(nights.quiet_to), zone)
    if ends.replace(tzinfo=None) <= today.replace(tzinfo=None):
        ends = datetime.combine(today.date() + timedelta(days=1), time(nights.quiet_to), zone)
    if ends.astimezone(UTC) <= now:  # the clocks go back, and this hour comes a second time
        ends = ends.replace(fold=1)
    return max(ends.astimezone(UTC), now)


def is_quiet(now: datetime, nights: Nights) -> bool:
    """Tell whether it is night: «22 to 6» goes over midnight."""
    start, end = nights.quiet_from, nights.quiet_to
    hour = now.astimezone(ZoneInfo(nights.time_zone)).hour
    if start <= end:
        return start <= hour < end
    return hour >= start or hour < end
