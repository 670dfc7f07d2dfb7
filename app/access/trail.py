"""Reading the audit: what was done in an incident and to the accounts of its members, newest first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from app.access import queries
from app.errors import BadForm

PAGE = 100
MOST_IN_FILE = 10_000
FIRST, LAST = datetime(2000, 1, 1, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is looked for; empty: everything. `before`: only lines older than this one."""

    who: str = ""
    kind: str = ""  # the noun of an event, like «report», or the whole, like «contact.revealed»
    reference: str = ""
    day: date | None = None
    before: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing that happened."""

    id: int
    at: datetime
    who: str
    what: str
    why: str
    reference: str  # of the case, empty when it is about none
    about: str  # whose account it is, empty for what is not about one
    before: Mapping[str, object]
    after: Mapping[str, object]

    @property
    def reveals(self) -> bool:
        """Somebody saw what is kept closed: a number, an exact place."""
        return self.what.endswith(".revealed") or self.what == "place.shown"


async def events_of(
    session: AsyncSession, incident_id: int, asked: Asked, *, time_zone: str, most: int = PAGE
) -> list[Line]:
    """List what was done in an incident."""
    values = _values(incident_id, asked, time_zone, most) | {"reference": asked.reference.strip().upper()}
    rows = await session.execute(queries.EVENTS, values)
    return [
        Line(
            id=row.id,
            at=row.at,
            who=row.who,
            what=row.what,
            why=row.why,
            reference=row.reference or "",
            about="",
            before=row.before,
            after=row.after,
        )
        for row in rows
    ]


async def accesses_of(
    session: AsyncSession, incident_id: int, asked: Asked, *, time_zone: str, most: int = PAGE
) -> list[Line]:
    """List what happened to the accounts of an incident's members, and to who is one no more."""
    staff_id = asked.who.removeprefix("staff:")
    values = _values(incident_id, asked, time_zone, most)
    values["staff_id"] = int(staff_id) if staff_id.isdecimal() else None
    rows = await session.execute(queries.CROSS_INCIDENT_ACCESS_EVENTS, values)
    return [
        Line(
            id=row.id,
            at=row.at,
            who=row.who,
            what=row.what,
            why="",
            reference="",
            about=row.about,
            before={},
            after=row.details,
        )
        for row in rows
    ]


def _values(incident_id: int, asked: Asked, time_zone: str, most: int) -> dict[str, object]:
    since, until = _day(asked.day, time_zone)
    what = "" if not asked.kind else asked.kind if "." in asked.kind else f"{asked.kind}.%"
    return {
        "incident_id": incident_id,
        "before": asked.before or 2**62,
        "who": asked.who,
        "what": what.replace("_", r"\_"),
        "since": since,
        "until": until,
        "most": most,
    }


def _day(day: date | None, time_zone: str) -> tuple[datetime, datetime]:
    """A day as the people of the incident live it."""
    if day is None:
        return FIRST, LAST
    start = datetime.combine(day, time(), ZoneInfo(time_zone))
    return start, datetime.combine(day + timedelta(days=1), time(), ZoneInfo(time_zone))


def read_day(typed: str) -> date | None:
    """Read a day as a browser sends it; raises `BadForm`."""
    try:
        found = date.fromisoformat(typed) if typed else None
    except ValueError as wrong:
        raise BadForm("Write the day like 2026-03-01.") from wrong
    if found and not FIRST.year <= found.year < LAST.year - 1:
        raise BadForm("Write the day like 2026-03-01.")
    return found


async def who_acted(session: AsyncSession, incident_id: int) -> dict[str, str]:
    """The members by the name that events give them."""
    rows = await session.execute(queries.WHO_ACTED, {"incident_id": incident_id})
    return {f"staff:{row.id}": row.name for row in rows}
