"""The numbers and gateways of an incident: connecting, new credentials, a test text, taking away."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from app.access.accounts import check_role
from app.access.powers import LEAST, Power
from app.access.sessions import check_csrf
from app.api.deps import AdministratorDep, Desk, HouseDep, RendererDep, SessionDep, signed_in
from app.api.desk.channel_check import send_test
from app.api.desk.settings import settings_page
from app.api.desk.views.gateway import Told
from app.clock import now
from app.errors import BadForm, NotFound
from app.house import House
from app.incidents.find import incident_by_slug
from app.incidents.gateways import connect_gateway, connectable, remove_gateway
from app.models.message import MessageState

router = APIRouter(include_in_schema=False)
Typed = Annotated[str, Form(max_length=400)]
OWN = frozenset({"csrf", "channel", "number"})


@router.post("/desk/{slug}/channels")
async def connect(
    request: Request,
    desk: AdministratorDep,
    session: SessionDep,
    pages: RendererDep,
    house: HouseDep,
    channel: Typed,
    number: Typed,
) -> Response:
    """Connect a number, or give it new credentials; what was typed as a secret is not shown again."""
    gateway = connectable(house.channels, drill=desk.incident.drill).get(channel)
    if gateway is None:
        raise NotFound(f"There is no gateway «{channel}» for this incident.")
    form = await request.form()
    allowed = {*gateway.secrets, *gateway.options}
    values = {name: str(value) for name, value in form.items() if name in allowed}
    try:
        ours = await connect_gateway(
            session,
            house.keys,
            incident=desk.incident,
            channel=gateway,
            number=number,
            values=values,
            who=desk.who,
            now=now(),
        )
    except BadForm as fault:
        told = Told(channel=channel, fault=str(fault), typed=number)
        return await settings_page(request, desk, session, pages, house, told=told)
    told = Told(channel=channel, number=ours, connected=True)
    return await settings_page(request, desk, session, pages, house, told=told)


@router.post("/desk/{slug}/channels/remove")
async def remove(desk: AdministratorDep, session: SessionDep, channel: Typed, number: Typed) -> Response:
    """Take a number away; its credentials are forgotten."""
    await remove_gateway(session, desk.incident_id, channel=channel, number=number, who=desk.who, now=now())
    return RedirectResponse(f"/desk/{desk.incident.slug}/settings#channels", status_code=303)


@router.post("/desk/{slug}/channels/test")
async def try_out(
    slug: str,
    request: Request,
    pages: RendererDep,
    house: HouseDep,
    channel: Typed = "",
    number: Typed = "",
    to: Typed = "",
    csrf: Typed = "",
) -> Response:
    """Send a test text and say what became of it; the gateway is called while no transaction is open."""
    desk = await _at_desk(request, house, slug, csrf)
    gateway = house.channels.get(channel)
    if gateway is None:
        raise NotFound(f"There is no gateway «{channel}» for this incident.")
    told = Told(channel=channel, number=number, typed=to)
    try:
        outcome = await send_test(house, desk, gateway, number=number, to=to, now=now())
        told = Told(
            channel=channel,
            number=number,
            typed=to,
            sent=outcome.state is MessageState.SENT,
            tested=True,
            reason=outcome.reason,
        )
    except BadForm as fault:
        told = Told(channel=channel, number=number, typed=to, fault=str(fault))
    async with house.database.session() as session:
        return await settings_page(request, desk, session, pages, house, told=told)


async def _at_desk(request: Request, house: House, slug: str, csrf: str) -> Desk:
    """Who sits here, known by a transaction that is over before the gateway is called."""
    async with house.database.session() as session:
        incident = await incident_by_slug(session, slug)
        person = await signed_in(request, session)
        assert incident.id is not None
        role = await check_role(session, incident.id, person.staff_id, LEAST[Power.ADMINISTER])
        check_csrf(person, request.headers.get("x-csrf-token", csrf))
    return Desk(incident=incident, incident_id=incident.id, person=person, role=role)
