"""The public map: clusters as small tiles, the list that says the same, and the ground under both."""

from typing import Annotated, NotRequired, TypedDict, cast

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from sqlalchemy import TextClause
from sqlalchemy.ext.asyncio import AsyncSession

from app.api import queries
from app.api.deps import HouseDep, IncidentDep, PublicSessionDep, RendererDep, SessionDep
from app.api.pages import category_view, category_views, language_of, page
from app.api.public.counts import public_counts
from app.api.public.ground import ground_json
from app.api.views import PublicRowView
from app.errors import NotFound
from geo.tiles import LEVEL, cell_inside_tile, tile_exists, tile_range

router = APIRouter()
CELLS = 2  # a tile is 4 × 4 cells: each mark has 64 pixels to itself
DEEPEST = 15  # public tiles say nothing finer than the displacement
MOST_ROWS = 100


class Counted(TypedDict):
    """One cell of a tile as it was counted; `category` and `reference` are of a mark that stands alone."""

    cell: int
    n: int
    critical: int
    serious: int
    need: int
    offer: int
    morton: int | None  # none: its cell is all that may be told
    category: str
    reference: NotRequired[str]


class Filters(BaseModel):
    """What a reader asked to see; the address is the view, so that it can be shared."""

    kind: Annotated[str, Query(pattern="^(need|offer)?$")] = ""
    category: Annotated[str, Query(pattern="^[a-z_]{0,24}$")] = ""
    urgency: Annotated[int, Query(ge=0, le=4)] = 0


FiltersQuery = Annotated[Filters, Query()]


@router.get("/i/{slug}/tiles/{z}/{x}/{y}.json", tags=["map"])
async def public_tile(
    z: int,
    x: int,
    y: int,
    filters: FiltersQuery,
    incident: IncidentDep,
    session: PublicSessionDep,
) -> Response:
    """One tile: rows of `[x, y, n, critical, serious, need, offer, category]`, x and y in 0 to 4096."""
    if z > DEEPEST:
        raise NotFound
    assert incident.id is not None
    rows = await tile_rows(session, queries.PUBLIC_TILE, incident.id, (z, x, y), filters)
    return JSONResponse({"rows": rows}, headers={"Cache-Control": "public, max-age=5"})


async def tile_rows(
    session: AsyncSession,
    statement: TextClause,
    incident_id: int,
    tile: tuple[int, int, int],
    filters: Filters,
) -> list[list[int | str]]:
    """Count one tile's cells; raises `NotFound` for a tile that is not on the map."""
    z, x, y = tile
    if not tile_exists(z, x, y):
        raise NotFound("There is no such tile.")
    low, high = tile_range(z, x, y)
    level = min(LEVEL, z + CELLS)
    found = await session.execute(
        statement,
        {
            "incident_id": incident_id,
            "shift": 2 * (LEVEL - level),
            "low": low,
            "high": high,
            **filters.model_dump(),
        },
    )
    return [tile_row(cast(Counted, {**row}), tile, level) for row in found.mappings()]


def tile_row(row: Counted, tile: tuple[int, int, int], level: int) -> list[int | str]:
    """Say one counted cell in numbers; a lone mark without a `morton` stands in the middle of its cell."""
    z, x, y = tile
    code, at_level = row["cell"], level  # a cluster stands in its cell's middle, a lone mark where it is
    if row["n"] == 1 and row["morton"] is not None:
        code, at_level = row["morton"], LEVEL
    across, down = cell_inside_tile(code, at_level, z=z, x=x, y=y)
    counted = [across, down, row["n"], row["critical"], row["serious"], row["need"], row["offer"]]
    named = [row["category"], *([row["reference"]] if "reference" in row else [])]
    return [*counted, *(named if row["n"] == 1 else ())]


@router.get("/i/{slug}/map", include_in_schema=False)
async def show_map(
    request: Request,
    filters: FiltersQuery,
    session: SessionDep,
    public: PublicSessionDep,
    incident: IncidentDep,
    pages: RendererDep,
    house: HouseDep,
) -> Response:
    """The map with the list beside it."""
    assert incident.id is not None
    language = language_of(request, pages, incident)
    return await page(
        request,
        session,
        pages,
        "map.html",
        incident=incident,
        counts=await public_counts(session, public, incident.id),
        rows=await public_rows(public, incident.id, filters, language),
        categories=category_views(language),
        filters={name: str(value) for name, value in filters.model_dump().items() if value},
    )


async def public_rows(
    public: AsyncSession, incident_id: int, filters: Filters, language: str
) -> tuple[PublicRowView, ...]:
    """The list that says what the map shows."""
    found = await public.execute(
        queries.PUBLIC_ROWS, {"incident_id": incident_id, "most": MOST_ROWS, **filters.model_dump()}
    )
    return tuple(
        PublicRowView(
            kind=row.kind,
            category=category_view(row.category, language),
            urgency=row.urgency,
            state=row.state,
            area=row.area,
            at=row.at,
            lat=row.lat,
            lon=row.lon,
            radius_m=round(row.radius_m),
        )
        for row in found
    )


@router.get("/i/{slug}/ground.json", include_in_schema=False)
async def ground(request: Request, session: SessionDep, incident: IncidentDep) -> Response:
    """The ground: coast, quarters, streets and names of this incident, as GeoJSON."""
    body, tag = await ground_json(session, incident)
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers={"ETag": tag})
    headers = {"ETag": tag, "Cache-Control": "public, max-age=60"}
    return Response(body, media_type="application/geo+json", headers=headers)
