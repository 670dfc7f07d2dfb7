"""The desk's map: tiles under the filters of the list, what an outline holds, a place shown for a reason."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, cast

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from sqlalchemy.ext.asyncio import AsyncSession

from app.api.deps import Desk, HouseDep, RendererDep, SessionDep, ViewerDep
from app.api.desk.frame import desk_part
from app.api.desk.press import PressDep
from app.api.desk.sight import Eyes, eyes_of
from app.api.pages import category_views, language_of
from app.api.public.tiles import CELLS, DEEPEST, Counted, tile_row
from app.clock import now
from app.errors import BadForm, NotFound
from app.history import Happening, record
from app.triage.atlas import queries
from app.triage.narrow import Narrow, narrow_from
from geo.point import Area, Point
from geo.privacy import blur
from geo.tiles import LEVEL, morton, tile_area, tile_exists, tile_range
from ingest.catalog import load_catalog

router = APIRouter(include_in_schema=False)
MOST_CHOSEN = 500
MOST_MOVED = 5_000  # marks of one tile that are moved one by one
MIDDLE_LEVEL = 13  # cells of 5 km and more: their middle tells less than a mark that was moved
MOVED_DEGREES = 0.05  # how far beyond a tile a mark may come from
SHORTEST_WHY = 3


@router.get("/desk/{slug}/tiles/{z}/{x}/{y}.json")
async def desk_tile(
    z: int, x: int, y: int, request: Request, desk: ViewerDep, session: SessionDep, house: HouseDep
) -> dict[str, list[list[int | str]]]:
    """One tile of what the list's filters leave; a place is as exact as this person may know it."""
    if not tile_exists(z, x, y):
        raise NotFound("There is no such tile.")
    at = now()
    eyes = await eyes_of(session, desk, now=at)
    if eyes.see_none and z > DEEPEST:
        raise NotFound("There is no such tile.")
    tile, narrow = (z, x, y), eyes.narrow(narrow_from(request.query_params))
    values = asked_of(desk, eyes, narrow, now=at)
    if eyes.see_all and narrow.is_empty:
        cells = await _cells(session, tile, {"incident_id": desk.incident_id}, plain=True)
    elif eyes.see_all:
        cells = await _cells(session, tile, values)
    else:
        known = {} if eyes.see_none else await _cells(session, tile, values)
        hidden = await _hidden(session, tile, values, key=house.keys.blur_key())
        cells = _together(known, hidden)
    level = min(LEVEL, z + CELLS)
    return {"rows": [tile_row(cells[cell], tile, level) for cell in sorted(cells)]}


def asked_of(desk: Desk, eyes: Eyes, narrow: Narrow, *, now: datetime) -> dict[str, object]:
    """What the statements are filled with, for this person."""
    return narrow.values(now) | {
        "incident_id": desk.incident_id,
        "staff_id": desk.person.staff_id,
        "now": now,
        "rough": False,
        "all": eyes.see_none,
        "sensitive": [] if eyes.see_all else list(load_catalog().sensitive(load_catalog().categories)),
        "revealed": sorted(eyes.revealed),
    }


async def _cells(
    session: AsyncSession, tile: tuple[int, int, int], values: Mapping[str, object], *, plain: bool = False
) -> dict[int, Counted]:
    z, x, y = tile
    low, high = tile_range(z, x, y)
    shift = 2 * (LEVEL - min(LEVEL, z + CELLS))
    statement = queries.TILE if plain else queries.TILE_OF_SOME
    rows = await session.execute(statement, {**values, "shift": shift, "low": low, "high": high})
    return {row["cell"]: cast(Counted, {**row}) for row in rows.mappings()}


async def _hidden(
    session: AsyncSession, tile: tuple[int, int, int], values: Mapping[str, object], *, key: bytes
) -> dict[int, Counted]:
    """Count those whose place this person may not know: in wide cells, or where strangers see them."""
    z, x, y = tile
    asked = {**values, "rough": True}
    if z + CELLS <= MIDDLE_LEVEL:
        return {
            cell: {**counted, "morton": None}
            for cell, counted in (await _cells(session, tile, asked)).items()
        }
    asked |= {"around": _around(tile_area(z, x, y)), "most": MOST_MOVED}
    low, high = tile_range(z, x, y)
    shift = 2 * (LEVEL - min(LEVEL, z + CELLS))
    cells: dict[int, Counted] = {}
    for row in (await session.execute(queries.ROUGH, asked)).mappings():
        true = Point(lat=row["lat"], lon=row["lon"])
        moved = blur(true, key=key, case=row["link_token"])
        code = morton(moved)
        if low <= code <= high:
            need, urgency = row["kind"] == "need", row["urgency"]
            one: Counted = {
                "cell": code >> shift,
                "n": 1,
                "critical": int(need and urgency >= 4),
                "serious": int(need and urgency == 3),
                "need": int(need),
                "offer": int(not need),
                "morton": code,
                "category": row["category"],
                "reference": row["reference"],
            }
            cells = _together(cells, {code >> shift: one})
    return cells


def _around(area: Area) -> str:
    """The tile's box with a margin, as WKT."""
    west, east = max(-180.0, area.west - MOVED_DEGREES), min(180.0, area.east + MOVED_DEGREES)
    south, north = area.south - MOVED_DEGREES, area.north + MOVED_DEGREES
    corners = ((west, south), (east, south), (east, north), (west, north), (west, south))
    return f"POLYGON(({', '.join(f'{lon} {lat}' for lon, lat in corners)}))"


def _together(some: Mapping[int, Counted], others: Mapping[int, Counted]) -> dict[int, Counted]:
    """Add up two counts of one tile."""
    cells = dict(some)
    for cell, counted in others.items():
        if cell not in cells:
            cells[cell] = counted
            continue
        known = cells[cell]
        cells[cell] = {
            **counted,
            "n": known["n"] + counted["n"],
            "critical": known["critical"] + counted["critical"],
            "serious": known["serious"] + counted["serious"],
            "need": known["need"] + counted["need"],
            "offer": known["offer"] + counted["offer"],
        }
    return cells


@router.get("/desk/{slug}/filters")
async def filters(request: Request, desk: ViewerDep, session: SessionDep, pages: RendererDep) -> Response:
    """The filters as they are set in the address, for the page that swaps them in."""
    return await desk_part(
        request,
        session,
        pages,
        "desk/_filters.html",
        desk,
        narrow=narrow_from(request.query_params),
        categories=category_views(language_of(request, pages, desk.incident)),
        list=request.query_params.get("list", ""),
    )


@router.get("/desk/{slug}/inside")
async def inside(request: Request, desk: ViewerDep, session: SessionDep) -> dict[str, list[str]]:
    """The codes of the cases inside an outline, as many as one press may act upon; the most urgent first."""
    narrow = narrow_from(request.query_params)
    if not (narrow.box or narrow.poly):
        raise BadForm("Draw an outline first.")
    at = now()
    eyes = await eyes_of(session, desk, now=at)
    values = asked_of(desk, eyes, eyes.narrow(narrow), now=at)
    rows = await session.execute(queries.INSIDE, {**values, "most": MOST_CHOSEN})
    return {"references": [row.reference for row in rows]}


@router.post("/desk/{slug}/report/{reference}/exact")
async def show_exactly(press: PressDep, why: Annotated[str, Form(max_length=200)] = "") -> Response:
    """Show the exact place of a sensitive case to somebody who says why; that they looked is kept."""
    if len(why.strip()) < SHORTEST_WHY:
        raise BadForm("Write why you need the place; the reason is kept with your name.")
    happening = Happening(what="place.shown", who=press.desk.who, report_id=press.case.id, why=why.strip())
    record(press.session, press.desk.incident_id, happening, now=now())
    return await press.shown()
