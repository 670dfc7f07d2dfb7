"""Areas in which, or across which, nobody should go: drawn and ended by people, or over at their time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.errors import BadForm, NotFound
from app.history import Happening, record
from app.models.incident import Incident
from app.models.safety import ZoneKind
from app.safety import queries
from app.safety.outline import read_outline
from geo.spatial import ewkb

LONGEST_NAME = 80
WITHIN_M = 20_000.0  # needs so near to a zone that ended are matched again


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A new zone. `cases`: those with somebody asked or going through it, for a person to look at now."""

    id: int
    mended: bool
    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneNow:
    """A zone that holds now, with its outline as GeoJSON and how many open needs lie in it."""

    id: int
    kind: ZoneKind
    name: str
    who: str
    since_at: datetime
    until_at: datetime | None
    area: str
    needs: int


async def draw_zone(
    session: AsyncSession,
    incident: Incident,
    *,
    kind: ZoneKind,
    name: str,
    area: Mapping[str, object],
    who: str,
    until_at: datetime | None = None,
    now: datetime,
) -> Drawn:
    """Keep people out of a GeoJSON area from now on; raises `BadForm` for one that cannot be meant."""
    assert incident.id is not None
    if len(name) > LONGEST_NAME:
        raise BadForm(f"Give the zone a name of at most {LONGEST_NAME} letters.")
    if until_at is not None and until_at <= now:
        raise BadForm("The zone's end lies in the past; leave it empty when nobody knows it.")
    outline = read_outline(area, incident.area)
    values = {
        "incident_id": incident.id,
        "kind": kind,
        "name": name.strip(),
        "area": ewkb(outline.geojson),
        "who": who,
        "now": now,
        "until_at": until_at,
    }
    zone_id = int((await session.execute(queries.DRAW, values)).scalar_one())
    after = {
        "zone": zone_id,
        "kind": kind.value,
        "name": name.strip(),
        "until": until_at.isoformat() if until_at else "",
    }
    record(session, incident.id, Happening(what="zone.drawn", who=who, after=after), now=now)
    await session.execute(queries.MATCH_AROUND, {"incident_id": incident.id, "id": zone_id, "now": now})
    cases = await _note_jobs(session, incident.id, zone_id, kind, who=who, now=now)
    return Drawn(id=zone_id, mended=outline.mended, cases=cases)


async def _note_jobs(
    session: AsyncSession, incident_id: int, zone_id: int, kind: ZoneKind, *, who: str, now: datetime
) -> tuple[str, ...]:
    """Write into each job under way that its way now leads through a zone."""
    rows = (await session.execute(queries.JOBS_IN_ZONE, {"incident_id": incident_id, "id": zone_id})).all()
    for row in rows:
        happening = Happening(
            what="dispatch.in_zone",
            who=who,
            report_id=row.report_id,
            dispatch_id=row.id,
            after={"zone": zone_id, "kind": kind.value, "state": row.state},
        )
        record(session, incident_id, happening, now=now)
    return tuple(dict.fromkeys(row.reference for row in rows))


async def end_zone(session: AsyncSession, incident_id: int, zone_id: int, *, who: str, now: datetime) -> None:
    """Let people go there again; raises `NotFound` when the zone is over already."""
    values = {"incident_id": incident_id, "id": zone_id, "now": now}
    row = (await session.execute(queries.END_ZONE, values)).first()
    if row is None:
        raise NotFound("This zone is over already; look at the list again.")
    before = {"zone": zone_id, "kind": row.kind, "name": row.name}
    record(session, incident_id, Happening(what="zone.ended", who=who, before=before), now=now)
    await session.execute(queries.MATCH_WITHIN, values | {"within_m": WITHIN_M})


async def zones_of(session: AsyncSession, incident_id: int, *, now: datetime) -> list[ZoneNow]:
    """List the zones that hold now, the newest first."""
    rows = await session.execute(queries.ZONES, {"incident_id": incident_id, "now": now})
    return [ZoneNow(**dict(row) | {"kind": ZoneKind(row["kind"])}) for row in rows.mappings()]


async def jobs_in_zone(session: AsyncSession, incident_id: int, zone_id: int) -> tuple[str, ...]:
    """Name the cases whose helpers are asked, going or there, with a zone in their way."""
    rows = await session.execute(queries.JOBS_IN_ZONE, {"incident_id": incident_id, "id": zone_id})
    return tuple(dict.fromkeys(row.reference for row in rows))
