"""A better place for a case: from the sender's answer, or from a coordinator's hand."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.history import Happening, record
from app.reports import queries
from app.reports.create import place_values
from app.reports.shapes import Case
from geo.place import Kind, Located
from geo.point import Point


async def place_report(
    session: AsyncSession,
    incident_id: int,
    case: Case,
    located: Located,
    *,
    who: str,
    now: datetime,
    words: str = "",
) -> None:
    """Move a report to where it really is; hop 3 looks again if it is an open need."""
    before = await _place_of(session, incident_id, case)
    await session.execute(
        queries.PLACE,
        {
            "incident_id": incident_id,
            "id": case.id,
            "now": now,
            **place_values(located, words or case.place_text),
        },
    )
    happening = Happening(
        what="report.placed",
        who=who,
        report_id=case.id,
        before=before,
        after={"place": located.name, "radius_m": located.radius_m, "source": located.source},
        why=" ".join(located.trail)[:200],
    )
    record(session, incident_id, happening, now=now)


async def place_back(
    session: AsyncSession,
    incident_id: int,
    case: Case,
    before: Mapping[str, object],
    *,
    who: str,
    now: datetime,
    why: str,
) -> None:
    """Put a report where an earlier event says that it was, which may be nowhere."""
    lat, lon = before["lat"], before["lon"]
    located = None
    if isinstance(lat, float) and isinstance(lon, float):
        located = Located(
            point=Point(lat=lat, lon=lon),
            radius_m=float(str(before["radius_m"])),
            name=str(before["place"]),
            kind=Kind.WRITTEN,
            source=str(before["source"]),
            trail=_trail(before.get("trail")),
        )
    words, stood = str(before["words"]), await _place_of(session, incident_id, case)
    values = {"incident_id": incident_id, "id": case.id, "now": now, **place_values(located, words)}
    await session.execute(queries.PLACE, values)
    after = {name: before[name] for name in ("place", "radius_m", "source")}
    happening = Happening(
        what="report.placed", who=who, report_id=case.id, before=stood, after=after, why=why
    )
    record(session, incident_id, happening, now=now)


def _trail(said: object) -> tuple[str, ...]:
    return tuple(str(step) for step in said) if isinstance(said, list) else ()


async def _place_of(session: AsyncSession, incident_id: int, case: Case) -> dict[str, object]:
    """All that is needed to put a case back where it is now."""
    trail = await session.execute(queries.PLACE_TRAIL, {"incident_id": incident_id, "id": case.id})
    return {
        "trail": list(trail.scalar_one()),
        "place": case.place_name,
        "radius_m": case.radius_m,
        "source": case.place_source,
        "words": case.place_text,
        "lat": case.point.lat if case.point else None,
        "lon": case.point.lon if case.point else None,
    }


async def note_question(session: AsyncSession, incident_id: int, report_id: int) -> None:
    """Count that the sender was asked where this is."""
    await session.execute(queries.ASKED_WHERE, {"incident_id": incident_id, "id": report_id})


async def note_place_words(
    session: AsyncSession, incident_id: int, report_id: int, words: str, *, now: datetime
) -> None:
    """Keep the words for a place that nothing here knows: the desk or another source may."""
    await session.execute(
        queries.NOTE_PLACE_WORDS, {"incident_id": incident_id, "id": report_id, "words": words, "now": now}
    )
