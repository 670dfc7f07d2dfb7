"""The incidents of a person: opening one, making a new one, closing and opening again."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.ext.asyncio import AsyncSession

from app.access.accounts import give_role
from app.access.sessions import SignedIn
from app.api.deps import (
    AdministratorDep,
    HouseDep,
    PersonActingDep,
    PersonDep,
    RendererDep,
    SessionDep,
)
from app.api.desk.access_words import role_words
from app.api.desk.frame import PRIVATE
from app.api.pages import language_of, page
from app.api.words import translator
from app.clock import now
from app.errors import BadForm, Conflict, NotAllowed
from app.history import Happening, record
from app.incidents.begin import JOB
from app.incidents.close import close_incident, open_again
from app.incidents.create import NewIncident, create_incident
from app.incidents.mine import incidents_of, may_create
from app.incidents.typed import read_area
from app.incidents.zones import zone_of_country
from app.jobs import defer
from app.models.staff import Role
from geo.point import Area
from ingest.catalog import load_catalog
from web.render import Renderer

router = APIRouter(include_in_schema=False)
HOME = "/desk/incidents"
EVERYWHERE = "112"  # GSM phones carry it to the nearest emergency service (3GPP TS 22.101)
Typed = Annotated[str, Form(max_length=200)]


@router.get(HOME)
async def show_incidents(
    request: Request, person: PersonDep, session: SessionDep, pages: RendererDep
) -> Response:
    """Where this person works, with their role and how much is open."""
    return await _page(request, session, pages, person)


@router.post(HOME)
async def make_incident(
    request: Request,
    person: PersonActingDep,
    session: SessionDep,
    pages: RendererDep,
    house: HouseDep,
    slug: Typed,
    name: Typed,
    area: Typed,
    languages: Typed,
    country: Typed,
    emergency: Typed = EVERYWHERE,
    time_zone: Typed = "",
) -> Response:
    """Make an incident at once; the worker gives it its names of places within a minute."""
    if not await may_create(session, person.staff_id):
        raise NotAllowed("Only who administers an incident that is no drill may make another.")
    typed = {
        "slug": slug.strip().lower(),
        "name": " ".join(name.split()),
        "area": area,
        "languages": languages,
        "country": country.strip().upper(),
        "emergency": emergency.strip(),
        "time_zone": time_zone.strip(),
    }
    try:
        new = _new(typed)
        at = now()
        incident = await create_incident(session, house.keys, new=new, places={}, ground=[], now=at)
    except (BadForm, Conflict) as fault:
        return await _page(request, session, pages, person, typed=typed, fault=str(fault))
    assert incident.id is not None
    await give_role(session, incident.id, person.staff_id, Role.ADMINISTRATOR)
    who = f"staff:{person.staff_id}"
    record(
        session, incident.id, Happening(what="incident.created", who=who, after={"name": new.name}), now=at
    )
    await defer(session, JOB, at=at, incident_id=incident.id)
    return RedirectResponse(HOME, status_code=303)


def _new(typed: dict[str, str]) -> NewIncident:
    """Read the form; raises `BadForm`."""
    if not typed["name"]:
        raise BadForm("Give the incident a name of at most 80 letters.")
    sides = {side: float(str(degrees)) for side, degrees in read_area(typed["area"]).items()}
    if not (
        max(abs(sides["west"]), abs(sides["east"])) <= 180 and -90 <= sides["south"] < sides["north"] <= 90
    ):
        raise BadForm("The area is not on Earth; longitudes come first: west, south, east, north.")
    return NewIncident(
        slug=typed["slug"],
        name=typed["name"],
        country=typed["country"],
        languages=tuple(dict.fromkeys(typed["languages"].lower().replace(",", " ").split())),
        area=Area(**sides),
        emergency_number=typed["emergency"],
        time_zone=typed["time_zone"] or zone_of_country(typed["country"]),
    )


@router.post("/desk/{slug}/close")
async def close(
    request: Request,
    desk: AdministratorDep,
    session: SessionDep,
    pages: RendererDep,
    why: Typed = "",
) -> Response:
    """End an incident; «open again» in the list takes it back."""
    try:
        await close_incident(session, desk.incident, why=why, who=desk.who, now=now())
    except (BadForm, Conflict) as fault:
        return await _page(request, session, pages, desk.person, fault=str(fault))
    return RedirectResponse(HOME, status_code=303)


@router.post("/desk/{slug}/open")
async def open_(desk: AdministratorDep, session: SessionDep) -> Response:
    """Open an incident again."""
    await open_again(session, desk.incident, who=desk.who, now=now())
    return RedirectResponse(HOME, status_code=303)


async def _page(
    request: Request,
    session: AsyncSession,
    pages: Renderer,
    person: SignedIn,
    *,
    typed: dict[str, str] | None = None,
    fault: str = "",
) -> Response:
    _ = translator(language_of(request, pages, None))
    answer = await page(
        request,
        session,
        pages,
        "desk/incidents.html",
        status=400 if fault else 200,
        csrf=person.csrf,
        mine=await incidents_of(session, person.staff_id),
        may_create=await may_create(session, person.staff_id),
        roles={value: word for value, word, _means in role_words(_)},
        spoken=sorted(load_catalog().languages),
        typed=typed or {},
        fault=_(fault) if fault else "",
    )
    answer.headers.update(PRIVATE)
    return answer
