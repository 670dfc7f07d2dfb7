"""The public map: clusters as small tiles, the list that says the same, and the ground under both."""

import json
from typing import Any

from fastapi import APIRouter, Request, Response
from sqlalchemy.ext.asyncio import AsyncSession

from app.api.deps import HouseDep, IncidentDep, PublicSessionDep, RendererDep, SessionDep
from app.api.pages import category_view, category_views, language_of, page
from app.api.public import queries
from app.api.public.counts import public_counts
from app.api.public.filters import FiltersQuery, View, ViewQuery
from app.api.public.ground import ground_json
from app.api.public.look import KnownDep, look, tagged
from app.api.public.rows import Listed, list_reports
from app.api.public.squares import public_squares, square_view, touches
from app.api.public.tiles import tile_json
from app.api.views import PublicRowView, ShownView, SquareView
from app.db import Database
from app.models.incident import Incident

router = APIRouter()
TILE_KEPT_S, SQUARES_KEPT_S = 5, 60


@router.get("/i/{slug}/tiles/{z}/{x}/{y}.json", tags=["map"])
async def public_tile(
    z: int, x: int, y: int, filters: FiltersQuery, request: Request, incident_id: KnownDep, house: HouseDep
) -> Response:
    """One tile: rows of `[x, y, n, critical, serious, need, offer, category]`, x and y in 0 to 4096.

    `n` cases lie in a cell of 4 × 4 a tile; where `n` is 1 the row says where it is shown, and its category.
    """
    body = await tile_json(house.database, incident_id, (z, x, y), filters)
    return tagged(request, body, "application/json", kept_s=TILE_KEPT_S)


@router.get("/i/{slug}/veiled.json", tags=["map"])
async def veiled(request: Request, incident_id: KnownDep, house: HouseDep) -> Response:
    """Squares of `[west, south, east, north, at_least]` for needs that are never shown one by one.

    At least so many people in a square have such needs. No filter and no date reaches them.
    """
    squares = await public_squares(house.database, incident_id)
    cells = [
        [
            *(round(side, 6) for side in (one.area.west, one.area.south, one.area.east, one.area.north)),
            one.at_least,
        ]
        for one in squares
    ]
    body = json.dumps({"cells": cells}, separators=(",", ":")).encode()
    return tagged(request, body, "application/json", kept_s=SQUARES_KEPT_S)


@router.get("/i/{slug}/map", include_in_schema=False)
async def show_map(
    request: Request,
    view: ViewQuery,
    session: SessionDep,
    public: PublicSessionDep,
    incident: IncidentDep,
    pages: RendererDep,
    house: HouseDep,
) -> Response:
    """The map with the list beside it."""
    language = language_of(request, pages, incident)
    facts = await map_facts(session, public, house.database, incident, view, language)
    return await page(request, session, pages, "map.html", incident=incident, **facts)


async def map_facts(
    session: AsyncSession,
    public: AsyncSession,
    database: Database,
    incident: Incident,
    view: View,
    language: str,
) -> dict[str, Any]:
    """What the pages with the map are given."""
    assert incident.id is not None
    listed = await list_reports(database, incident.id, view)
    (days,) = await look(database, queries.FIRST_AND_LAST_DAY, {"incident_id": incident.id})
    return {
        "counts": await public_counts(session, public, incident.id),
        "rows": _rows(listed, language),
        "shown": _shown(listed),
        "squares": await _squares(database, incident.id, view),
        "days": (days["first"], days["last"]) if days["first"] else None,
        "categories": category_views(language),
        "filters": view.words,
        "box": view.box,
    }


def _rows(listed: Listed, language: str) -> tuple[PublicRowView, ...]:
    return tuple(
        PublicRowView(
            kind=row["kind"],
            category=category_view(row["category"], language),
            urgency=row["urgency"],
            state=row["state"],
            area=row["area"],
            day=row["day"],
            lat=row["lat"],
            lon=row["lon"],
            radius_m=round(row["radius_m"]),
        )
        for row in listed.rows
    )


def _shown(listed: Listed) -> ShownView:
    return ShownView(
        first=listed.first,
        last=listed.last,
        total=listed.total,
        about=listed.about,
        page=listed.page,
        pages=listed.pages,
    )


async def _squares(database: Database, incident_id: int, view: View) -> tuple[SquareView, ...]:
    """Those in sight, on the first page, while nothing is filtered: a filter would say what they hold."""
    if view.words or view.page > 1:
        return ()
    squares = await public_squares(database, incident_id)
    return tuple(square_view(one) for one in squares if touches(one, view.area))


@router.get("/i/{slug}/ground.json", include_in_schema=False)
async def ground(
    request: Request, session: SessionDep, incident: IncidentDep, first: bool = False
) -> Response:
    """The ground: coast, quarters, streets and names of this incident, as GeoJSON."""
    body, tag = await ground_json(session, incident, first=first)
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers={"ETag": tag})
    headers = {"ETag": tag, "Cache-Control": "public, max-age=60"}
    return Response(body, media_type="application/geo+json", headers=headers)
