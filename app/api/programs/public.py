"""The JSON API for other programs: incidents, and what strangers may see of them."""

from datetime import date

from fastapi import APIRouter
from pydantic import BaseModel, Field

from app.api.deps import HouseDep, IncidentDep, PublicSessionDep, SessionDep
from app.api.public.counts import public_counts
from app.api.public.filters import ViewQuery
from app.api.public.look import KnownDep
from app.api.public.rows import list_reports
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
    radius_m: float = Field(
        description="The place was moved on purpose: nobody can tell it better than this."
    )
    day: date = Field(description="The day on which it came, in the incident's own time; no hour is told.")


class PointOut(BaseModel):
    """A GeoJSON point, longitude first. It was moved on purpose, always in the same way."""

    type: str = "Point"
    coordinates: tuple[float, float]


class ReportFeature(BaseModel):
    """One case as a GeoJSON feature."""

    type: str = "Feature"
    geometry: PointOut
    properties: ReportProperties


class ReportCollection(BaseModel):
    """One page of the open cases as a GeoJSON feature collection."""

    type: str = "FeatureCollection"
    features: list[ReportFeature]
    total: int = Field(description="How many there are on all pages.")
    about: bool = Field(description="The total is a rough one: the box holds very many.")
    page: int
    pages: int


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
async def reports(view: ViewQuery, incident_id: KnownDep, house: HouseDep) -> ReportCollection:
    """The open cases as GeoJSON, the most urgent first: displaced places, no words, no numbers.

    Sensitive needs are not among them: those are counted in squares (`veiled.json`).
    """
    listed = await list_reports(house.database, incident_id, view)
    return ReportCollection(
        features=[
            ReportFeature(
                geometry=PointOut(coordinates=(row["lon"], row["lat"])),
                properties=ReportProperties(
                    kind=row["kind"],
                    category=row["category"],
                    urgency=row["urgency"],
                    state=row["state"],
                    area=row["area"],
                    radius_m=row["radius_m"],
                    day=row["day"],
                ),
            )
            for row in listed.rows
        ],
        total=listed.total,
        about=listed.about,
        page=listed.page,
        pages=listed.pages,
    )
