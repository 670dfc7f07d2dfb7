"""The JSON API for other programs: incidents, and what strangers may see of them."""

from datetime import datetime

from fastapi import APIRouter
from pydantic import BaseModel

from app.api import queries
from app.api.deps import IncidentDep, PublicSessionDep, SessionDep
from app.api.public.counts import public_counts
from app.api.public.map_feed import MOST_ROWS, FiltersQuery
from app.incidents.find import open_incidents

router = APIRouter(prefix="/api/v1", tags=["public"])


class IncidentOut(BaseModel):
    """One incident that is going on."""

    slug: str
    name: str
    drill: bool
    languages: list[str]


class CountsOut(BaseModel):
    """How an incident stands."""

    needs_open: int
    needs_helped: int
    helpers_on_duty: int


class ReportProperties(BaseModel):
    """What strangers may know of a case."""

    kind: str
    category: str
    urgency: int
    state: str
    area: str
    radius_m: float
    published_at: datetime


class PointOut(BaseModel):
    """A GeoJSON point, longitude first. It is displaced; the truth lies within `radius_m`."""

    type: str = "Point"
    coordinates: tuple[float, float]


class ReportFeature(BaseModel):
    """One case as a GeoJSON feature."""

    type: str = "Feature"
    geometry: PointOut
    properties: ReportProperties


class ReportCollection(BaseModel):
    """The open cases as a GeoJSON feature collection."""

    type: str = "FeatureCollection"
    features: list[ReportFeature]


@router.get("/incidents")
async def incidents(session: SessionDep) -> list[IncidentOut]:
    """List the incidents that are going on."""
    return [
        IncidentOut(slug=row.slug, name=row.name, drill=row.drill, languages=row.languages)
        for row in await open_incidents(session)
    ]


@router.get("/incidents/{slug}/counts")
async def counts(incident: IncidentDep, session: SessionDep, public: PublicSessionDep) -> CountsOut:
    """Say how an incident stands."""
    assert incident.id is not None
    found = await public_counts(session, public, incident.id)
    return CountsOut(
        needs_open=found.needs_open,
        needs_helped=found.needs_helped,
        helpers_on_duty=found.helpers_on_duty,
    )


@router.get("/incidents/{slug}/reports")
async def reports(filters: FiltersQuery, incident: IncidentDep, public: PublicSessionDep) -> ReportCollection:
    """The open cases as GeoJSON: displaced places, no words, no numbers."""
    rows = await public.execute(
        queries.PUBLIC_ROWS, {"incident_id": incident.id, "most": MOST_ROWS, **filters.model_dump()}
    )
    return ReportCollection(
        features=[
            ReportFeature(
                geometry=PointOut(coordinates=(row.lon, row.lat)),
                properties=ReportProperties(
                    kind=row.kind,
                    category=row.category,
                    urgency=row.urgency,
                    state=row.state,
                    area=row.area,
                    radius_m=row.radius_m,
                    published_at=row.at,
                ),
            )
            for row in rows
        ]
    )
