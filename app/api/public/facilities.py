"""Places that are open now: the list, and the layer of the map."""

import hashlib
import json
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel

from app.api.deps import IncidentDep, PublicSessionDep, RendererDep, SessionDep
from app.api.facility_views import PlaceView, kind_views, place_view
from app.api.pages import language_of, page
from app.clock import now
from app.facilities.find import MOST_DRAWN, standing_places
from app.facilities.near import near_words
from app.facilities.state import State
from geo.geojson import point_geometry
from geo.point import Point

router = APIRouter(include_in_schema=False)
ORDER = {State.OPEN: 0, State.FULL: 1, State.CLOSED: 2}


class Asked(BaseModel):
    """What somebody looks for; the address is the view."""

    kind: Annotated[str, Query(pattern="^[a-z]{0,16}$")] = ""
    near: Annotated[str, Query(max_length=200)] = ""


AskedQuery = Annotated[Asked, Query()]


@router.get("/i/{slug}/places")
async def show_places(
    request: Request,
    asked: AskedQuery,
    session: SessionDep,
    public: PublicSessionDep,
    incident: IncidentDep,
    pages: RendererDep,
) -> Response:
    """What is open to everybody, by kind; with a place the nearest first, with how far it is."""
    assert incident.id is not None
    language = language_of(request, pages, incident)
    near = await near_words(session, incident, asked.near)
    found = await standing_places(public, incident.id, kind=asked.kind, near=near.point if near else None)
    shown = [place_view(one, incident, language, now=now()) for one in found]
    kinds = kind_views(language)
    answer = await page(
        request,
        session,
        pages,
        "places_open.html",
        incident=incident,
        groups=[(kind, among) for kind in kinds if (among := _of_kind(shown, kind.name))],
        kinds=kinds,
        asked=asked,
        near=near,
        lost=bool(asked.near.strip()) and near is None,
    )
    if asked.near:  # where somebody is stays out of what browsers and offices keep
        answer.headers["Cache-Control"] = "no-store"
    return answer


@router.get("/i/{slug}/open.geojson")
async def layer(
    request: Request, session: PublicSessionDep, incident: IncidentDep, pages: RendererDep
) -> Response:
    """The same places as points for the map, in one line each."""
    assert incident.id is not None
    language = language_of(request, pages, incident)
    found = await standing_places(session, incident.id, most=MOST_DRAWN)
    features = [_feature(place_view(one, incident, language, now=now())) for one in found]
    body = json.dumps(
        {"type": "FeatureCollection", "features": features}, ensure_ascii=False, separators=(",", ":")
    ).encode()
    tag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    headers = {"ETag": tag, "Cache-Control": "public, max-age=60", "Vary": "Cookie, Accept-Language"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="application/geo+json", headers=headers)


def _of_kind(shown: list[PlaceView], kind: str) -> list[PlaceView]:
    """Those of one kind: open doors first, each in the order in which they were found."""
    return sorted((one for one in shown if one.kind.name == kind), key=lambda one: ORDER[one.state])


def _feature(place: PlaceView) -> dict[str, object]:
    properties = {
        "reference": place.reference,
        "kind": place.kind.name,
        "label": place.kind.label,
        "name": place.name,
        "place": place.place,
        "state": place.state.value,
        "words": place.line,
        "checked": place.checked_at.isoformat(timespec="minutes"),
    }
    geometry = point_geometry(Point(lat=place.lat, lon=place.lon))
    return {"type": "Feature", "geometry": geometry, "properties": properties}
