"""What strangers may see of one case: a displaced place, a kind, a state. No words, no number."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncSession

from app.follower import queries
from geo.point import Point
from geo.privacy import blur
from geo.spatial import ewkt
from geo.tiles import morton
from ingest.catalog import load_catalog

LEVELS = (4, 6, 8, 10, 12, 14)
SHOWN_KINDS = frozenset({"need", "offer"})
GONE = frozenset({"cancelled", "noise"})
DISPLACED_M = 1_000.0  # 98 of 100 cases are displaced by less (planar Laplace, see geo.privacy)
RADII_M = (1_000.0, 2_000.0, 5_000.0, 10_000.0, 20_000.0, 50_000.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """One case as strangers see it."""

    kind: str
    category: str
    urgency: int
    state: str
    point: Point
    radius_m: float
    day: date


def public_state(state: str) -> str:
    """Strangers learn open, coming or helped; who was asked is nobody's business."""
    if state in ("new", "open", "asked"):
        return "open"
    return "coming" if state == "accepted" else "helped"


def showing(row: "Row", key: bytes) -> Showing | None:
    """Decide what strangers see of a report, or that they see nothing.

    Sensitive needs are never shown as points: where few live, even a displaced dot names a door.
    """
    known = load_catalog().categories
    hidden = any(known[name].sensitive for name in row.categories if name in known)
    if row.lat is None or row.kind not in SHOWN_KINDS or row.state in GONE or row.merged_into or hidden:
        return None
    true = Point(lat=row.lat, lon=row.lon)
    displaced = blur(true, key=key, case=row.link_token)
    return Showing(
        kind=row.kind,
        category=row.category,
        urgency=row.urgency,
        state=public_state(row.state),
        point=displaced,
        radius_m=shown_radius_m(row.radius_m or 0),
        day=row.created_at.date(),
    )


def shown_radius_m(doubt_m: float) -> float:
    """Our own doubt and the displacement together, in steps; never how far this very case was moved."""
    return next((step for step in RADII_M if step >= doubt_m + DISPLACED_M), RADII_M[-1])


async def publish_report(
    session: AsyncSession,
    incident_id: int,
    row: "Row",
    *,
    key: bytes,
    now: datetime,
) -> None:
    """Bring the public tables to what strangers may see of one report now."""
    who = {"incident_id": incident_id, "case_key": case_key(key, row.link_token)}
    before = (await session.execute(queries.SHOWN, who)).mappings().first()
    after = showing(row, key)
    if before is not None:
        await _count(session, incident_id, dict(before), -1)
    if after is None:
        await session.execute(queries.HIDE, who)
        return
    facts: dict[str, object] = {
        "kind": after.kind,
        "category": after.category,
        "urgency": after.urgency,
        "state": after.state,
        "morton": morton(after.point),
        "day": after.day,
    }
    point = ewkt(after.point)
    area = await session.execute(queries.AREA_NAME, {"incident_id": incident_id, "point": point})
    shown = {"area": area.scalar() or "", "point": point, "radius_m": after.radius_m, "now": now}
    await session.execute(queries.SHOW, who | facts | shown)
    await _count(session, incident_id, facts, 1)


def case_key(key: bytes, link_token: str) -> bytes:
    """The public row's own key: nobody can go from it back to the case."""
    return hmac.digest(key, f"case\x1f{link_token}".encode(), hashlib.sha256)


async def _count(session: AsyncSession, incident_id: int, facts: Mapping[str, object], n: int) -> None:
    values = {"incident_id": incident_id, "levels": list(LEVELS), "n": n}
    await session.execute(queries.COUNT, values | dict(facts))
