"""Hop 1 over HTTP: a gateway's call is verified, stored, and only then answered."""

from fastapi import APIRouter, Request, Response

from app.api.deps import HouseDep, IncidentDep, SessionDep, whole_body
from app.api.doors import Doors, find_channel
from app.clock import now
from app.house import House
from app.messaging.accounts import all_credentials
from app.messaging.receive import receive_message
from app.messaging.send import settle_receipt
from app.metrics import DOUBLED, RECEIVED, REFUSED
from ingest.errors import Refused
from ingest.shapes import Call

router = APIRouter(tags=["gateways"])


@router.post("/in/{channel}/{slug}")
async def take_message(
    channel: str, slug: str, request: Request, session: SessionDep, house: HouseDep
) -> Response:
    """Store one message of a gateway. 2xx means that it is stored; the same call again changes nothing."""
    doors = request.app.state.doors
    assert isinstance(doors, Doors)
    call = await call_of(request, house)
    try:
        door, inbound = await doors.receive(session, house, call, channel=channel, slug=slug)
    except Refused as refused:
        REFUSED.labels(channel=channel, why=type(refused).__name__).inc()
        raise
    stored = await receive_message(
        session, house.keys, incident=door.incident, inbound=inbound, raw=call.body, now=now()
    )
    (RECEIVED if stored.fresh else DOUBLED).labels(channel=channel).inc()
    answer = door.gateway.answer(f"/i/{door.incident.slug}/case/{stored.link_token}")
    return Response(
        answer.body, status_code=answer.status, media_type=answer.content_type, headers=dict(answer.headers)
    )


@router.post("/in/{channel}/{slug}/status")
async def take_status(
    channel: str,
    key: str,
    request: Request,
    session: SessionDep,
    incident: IncidentDep,
    house: HouseDep,
) -> Response:
    """Take a gateway's later word on a text that we sent; `key` is the one we gave it."""
    gateway = find_channel(house, incident, channel)
    call = await call_of(request, house)
    for credentials in (
        found := await all_credentials(session, house.keys, incident=incident, channel=gateway)
    ):
        try:
            receipt = gateway.receipt(call, credentials)
        except Refused:
            if credentials is found[-1]:
                REFUSED.labels(channel=channel, why="status").inc()
                raise
            continue
        assert incident.id is not None
        await settle_receipt(session, incident.id, receipt, channel=channel, key=key, now=now())
        break
    return Response(status_code=204)


async def call_of(request: Request, house: House) -> Call:
    """Take the call as its gateway made it; the address is the configured one, never the Host header's."""
    path = request.scope.get("raw_path", request.url.path.encode()).decode("latin-1")
    query = request.scope["query_string"].decode("latin-1")
    return Call(
        method=request.method,
        url=f"{house.settings.base_url}{path}{'?' + query if query else ''}",
        headers={name.lower(): value for name, value in request.headers.items()},
        body=await whole_body(request),
    )
