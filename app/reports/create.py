"""A reading and a place become a case with a code that can be read aloud."""

import json
from dataclasses import dataclass
from datetime import datetime
from secrets import choice

from sqlalchemy.ext.asyncio import AsyncSession

from app.history import Happening, record
from app.models.report import NeedLine, ReportKind
from app.reports import queries
from app.reports.find import report_by_id
from app.reports.shapes import Case
from geo.place import Located
from geo.spatial import ewkt
from geo.tiles import morton
from ingest.read import to_json
from ingest.reference import new_reference
from ingest.shapes import Intent, Reading

KIND_OF = {
    Intent.NEED: ReportKind.NEED,
    Intent.HELP: ReportKind.NEED,
    Intent.OFFER: ReportKind.OFFER,
    Intent.SAFE: ReportKind.SAFE,
    Intent.MISSING: ReportKind.MISSING,
    Intent.INFO: ReportKind.INFO,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """All that becomes a report."""

    contact_id: int
    message_id: int
    link_token: str
    reading: Reading
    located: Located | None
    place_text: str


async def create_report(session: AsyncSession, incident_id: int, draft: Draft, *, now: datetime) -> Case:
    """Make the report, its need lines and its first event."""
    reading = draft.reading
    kind = KIND_OF.get(reading.intent, ReportKind.OTHER)
    names = [label.name for label in reading.categories] or ["other"]
    values: dict[str, object] = {
        "incident_id": incident_id,
        "link_token": draft.link_token,
        "contact_id": draft.contact_id,
        "kind": kind,
        "category": names[0],
        "categories": names,
        "urgency": int(reading.urgency.level),
        "people": reading.people,
        "language": reading.language,
        "text": reading.text,
        "reading": json.dumps(to_json(reading)),
        "match_at": now if kind is ReportKind.NEED and draft.located else None,
        "now": now,
        **place_values(draft.located, draft.place_text),
    }
    report_id = await _insert(session, values)
    for line in reading.quantities:
        session.add(
            NeedLine(
                incident_id=incident_id,
                report_id=report_id,
                item=line.item,
                amount=line.amount,
                unit=line.unit,
            )
        )
    after = {"kind": kind.value, "category": names[0], "urgency": int(reading.urgency.level)}
    happening = Happening(
        what="report.created",
        who=f"contact:{draft.contact_id}",
        report_id=report_id,
        message_id=draft.message_id,
        after=after,
    )
    record(session, incident_id, happening, now=now)
    return await report_by_id(session, incident_id, report_id)


async def _insert(session: AsyncSession, values: dict[str, object]) -> int:
    """Insert under a free reference; when short codes run out, longer ones are drawn."""
    for length in (4, 4, 4, 5, 5, 6, 6, 7):
        row = await session.execute(queries.INSERT, values | {"reference": new_reference(choice, length)})
        if (report_id := row.scalar()) is not None:
            return int(report_id)
    raise RuntimeError("no free case reference after eight draws")


def place_values(located: Located | None, words: str) -> dict[str, object]:
    """The columns of a place, or of having none."""
    if located is None:
        empty: dict[str, object] = {
            "place_name": "",
            "place_source": "",
            "place_trail": [],
            "point": None,
            "radius_m": None,
        }
        return {"place_text": words, "morton": None, **empty}
    return {
        "place_text": words or located.words,
        "place_name": located.name,
        "place_source": located.source,
        "place_trail": list(located.trail),
        "point": ewkt(located.point),
        "radius_m": located.radius_m,
        "morton": morton(located.point),
    }
