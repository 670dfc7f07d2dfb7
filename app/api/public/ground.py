"""Puts the ground together: land, water and parks as they were cut, streets and names from the gazetteer."""

import hashlib
import json

from sqlalchemy.ext.asyncio import AsyncSession

from app.api import queries
from app.models.incident import Incident

MOST = 8_000
FIRST = 500  # names that a phone on a slow line is given at once; the others come when it looks closer
CREDIT = "GeoNames (CC BY 4.0) · Natural Earth"
DRILL_CREDIT = "An invented town, drawn for this drill"
LAYERS = {"quarter": "quarter", "street": "street"}
MAIN, MINOR = 0.2, 0.1  # importance from which a street is drawn as a main or a minor one


async def ground_json(session: AsyncSession, incident: Incident, *, first: bool = False) -> tuple[bytes, str]:
    """Return the ground as GeoJSON bytes, with its ETag; the `first` of it has the weightiest names alone."""
    most = FIRST if first else MOST
    who = {"incident_id": incident.id}
    under = (await session.execute(queries.GROUND, who)).scalar() or []
    rows = await session.execute(queries.GROUND_NAMES, who | {"most": most})
    named = [_feature(row.name, row.kind, row.importance, json.loads(row.geometry)) for row in rows]
    collection = {
        "type": "FeatureCollection",
        "credit": DRILL_CREDIT if incident.drill else CREDIT,
        "more": first and len(named) == most,
        "features": [*under, *named],
    }
    body = json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode()
    return body, f'"{hashlib.sha256(body).hexdigest()[:20]}"'


def _feature(name: str, kind: str, importance: float, geometry: dict[str, object]) -> dict[str, object]:
    properties = {"layer": LAYERS.get(kind, "place"), "name": name, "class": _class(kind, importance)}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def _class(kind: str, importance: float) -> str:
    if kind != "street":
        return kind
    return "main" if importance >= MAIN else "minor" if importance >= MINOR else "path"
