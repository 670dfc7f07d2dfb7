"""The phone simulator: any invented number, in a drill and nowhere else."""

import json
from secrets import randbelow, token_hex
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from sqlalchemy.ext.asyncio import AsyncSession

from app.api import queries
from app.api.deps import HouseDep, IncidentDep, RendererDep, SessionDep
from app.api.pages import category_views, language_of, page
from app.api.public.phone_examples import EXAMPLES, FREE_NUMBERS
from app.api.views import LineView, PhoneView
from app.clock import now
from app.errors import BadForm, NotFound
from app.house import House
from app.messaging.accounts import all_credentials
from app.messaging.receive import receive_message
from app.models.incident import Incident
from app.security import unseal
from ingest.channels.console import SIGNATURE, sign
from ingest.phone import e164
from ingest.shapes import Call

router = APIRouter(include_in_schema=False)
MOST_NEWS = 200


def drill_only(incident: Incident) -> None:
    """Raise `NotFound` outside a drill: there the simulator does not exist."""
    if not incident.drill:
        raise NotFound


@router.get("/i/{slug}/phone")
async def show_phone(
    request: Request,
    session: SessionDep,
    incident: IncidentDep,
    pages: RendererDep,
    house: HouseDep,
    number: str = "",
) -> Response:
    """One phone with its conversation; «new» makes up a number nobody has."""
    drill_only(incident)
    if number in ("", "new"):
        number = FREE_NUMBERS[randbelow(len(FREE_NUMBERS))]
    phone = await _phone(session, house, incident, number)
    categories = category_views(language_of(request, pages, incident))
    return await page(
        request, session, pages, "phone.html", incident=incident, phone=phone, categories=categories
    )


@router.get("/i/{slug}/phone/lines")
async def phone_lines(
    number: str,
    request: Request,
    session: SessionDep,
    incident: IncidentDep,
    pages: RendererDep,
    house: HouseDep,
) -> Response:
    """The conversation alone, for the page that looks each second."""
    drill_only(incident)
    phone = await _phone(session, house, incident, number)
    return await page(request, session, pages, "_phone_lines.html", incident=incident, phone=phone)


@router.get("/i/{slug}/phone/messages.json")
async def phone_messages(
    session: SessionDep, incident: IncidentDep, house: HouseDep, after: int = 0
) -> Response:
    """What was sent to invented numbers since message `after`; the drill's player listens here."""
    drill_only(incident)
    rows = await session.execute(
        queries.PHONE_MESSAGES, {"incident_id": incident.id, "after": after, "most": MOST_NEWS}
    )
    data_key = house.keys.data_key(incident.data_key_sealed)
    messages = [
        {
            "n": row.n,
            "to": unseal(data_key, row.peer_sealed).decode(),
            "text": row.text,
            "phrase": row.phrase,
            **{name: value for name, value in row.details.items() if name in ("digit", "case", "asks")},
        }
        for row in rows
    ]
    return JSONResponse({"generation": str(incident.generation), "messages": messages})


@router.post("/i/{slug}/phone")
async def send_from_phone(
    number: Annotated[str, Form(max_length=40)],
    text: Annotated[str, Form(max_length=10_000)],
    session: SessionDep,
    incident: IncidentDep,
    house: HouseDep,
) -> Response:
    """Text from an invented number, signed and received like any gateway's call."""
    drill_only(incident)
    sender = e164(number)
    if sender is None:
        raise BadForm("Make up a number with its country, like +1 767 555 0198.")
    console = house.channels["console"]
    (credentials,) = await all_credentials(session, house.keys, incident=incident, channel=console)
    url = f"{house.settings.base_url}/in/console/{incident.slug}"
    body = json.dumps({"id": f"page-{token_hex(12)}", "from": sender, "text": text}).encode()
    signature = sign(url, body, credentials.values["secret"])
    headers = {"content-type": "application/json", SIGNATURE: signature}
    inbound = console.receive(Call(method="POST", url=url, headers=headers, body=body), credentials)
    await receive_message(session, house.keys, incident=incident, inbound=inbound, raw=body, now=now())
    return RedirectResponse(f"/i/{incident.slug}/phone?number={sender.replace('+', '%2B')}", status_code=303)


async def _phone(session: AsyncSession, house: House, incident: Incident, number: str) -> PhoneView:
    sender = e164(number) or number
    rows = await session.execute(
        queries.PHONE_LINES, {"incident_id": incident.id, "lane": house.keys.index(sender)}
    )
    lines = [LineView(**dict(row)) for row in rows.mappings()]
    cast = await session.execute(queries.PHONE_CAST, {"incident_id": incident.id})
    data_key = house.keys.data_key(incident.data_key_sealed)
    known = {unseal(data_key, row.number_sealed).decode(): row.name for row in cast}
    return PhoneView(
        number=sender,
        name=known.get(sender, ""),
        lines=tuple(reversed(lines)),
        cast=tuple((dict.fromkeys(FREE_NUMBERS, "") | known).items()),
        examples=EXAMPLES,
    )
