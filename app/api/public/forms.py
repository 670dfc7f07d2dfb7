"""«I need help», «I can help», «I am safe»: the public forms, which work on the oldest phone."""

import json
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from secrets import token_urlsafe

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from sqlalchemy.ext.asyncio import AsyncSession

from app.api import queries
from app.api.deps import HouseDep, IncidentDep, RendererDep, SessionDep
from app.api.doors import find_channel
from app.api.inbound import call_of
from app.api.pages import category_views, language_of, page
from app.api.views import FormView
from app.api.words import form_error, translator
from app.clock import now
from app.errors import BadForm
from app.house import House
from app.messaging.accounts import all_credentials
from app.messaging.receive import receive_message
from app.messaging.shapes import Stored
from app.metrics import DOUBLED, RECEIVED
from app.models.incident import Incident
from ingest.clean import parse_form
from ingest.errors import Malformed
from ingest.shapes import Inbound

router = APIRouter(include_in_schema=False)
KIND_OF = {"report": "need", "offer": "offer", "safe": "safe"}


@router.get("/i/{slug}/report")
@router.get("/i/{slug}/offer")
@router.get("/i/{slug}/safe")
async def show_form(
    request: Request, session: SessionDep, incident: IncidentDep, pages: RendererDep
) -> Response:
    """An empty form with a key of its own, so that pressing the button twice is one message."""
    language = language_of(request, pages, incident)
    form = FormView(kind=_kind(request), key=token_urlsafe(18), categories=category_views(language))
    return await page(request, session, pages, "form.html", incident=incident, form=form)


@router.post("/i/{slug}/report")
@router.post("/i/{slug}/offer")
@router.post("/i/{slug}/safe")
async def take_form(
    request: Request, session: SessionDep, incident: IncidentDep, pages: RendererDep, house: HouseDep
) -> Response:
    """Store what was written and lead to its page; a fault is told beside its field, and nothing is lost."""
    web = find_channel(house, incident, "web")
    language = language_of(request, pages, incident)
    try:
        call = await call_of(request, house)
    except BadForm:
        form = _filled(request, b"", {"words": "form.error.long"}, language)
        return await page(request, session, pages, "form.html", incident=incident, status=400, form=form)
    credentials = await all_credentials(session, house.keys, incident=incident, channel=web)
    try:
        inbound = _with_language(web.receive(call, credentials[0]), language)
        if inbound.fields.get("kind") == "offer" and not inbound.fields.get("phone"):
            raise Malformed(fields={"phone": "form.error.phone_needed"})
    except Malformed as faults:
        form = _filled(request, call.body, faults.fields, language)
        return await page(request, session, pages, "form.html", incident=incident, status=400, form=form)
    stored = await _store(session, house, incident, inbound, call.body)
    (RECEIVED if stored.fresh else DOUBLED).labels(channel="web").inc()
    own_page = f"/i/{incident.slug}/case/{stored.link_token}"
    if request.headers.get("accept") == "application/json":  # a phone that kept it for want of network
        return JSONResponse({"page": own_page}, status_code=201)
    return RedirectResponse(own_page, status_code=303)


async def _store(
    session: AsyncSession, house: House, incident: Incident, inbound: Inbound, body: bytes
) -> Stored:
    """Store it once. Other words under the same key are of the same person, and are not lost."""
    at = now()
    stored = await receive_message(session, house.keys, incident=incident, inbound=inbound, raw=body, now=at)
    if stored.fresh or await _is_the_same(session, house, incident, inbound):
        return stored
    told = json.dumps([inbound.text, sorted(inbound.fields.items())], ensure_ascii=False)
    more = f"{inbound.external_id}-{sha256(told.encode()).hexdigest()[:16]}"
    other = replace(inbound, external_id=more)
    return await receive_message(session, house.keys, incident=incident, inbound=other, raw=body, now=at)


async def _is_the_same(session: AsyncSession, house: House, incident: Incident, inbound: Inbound) -> bool:
    """Whether the button was pressed twice, or the form was changed in between."""
    values = {"incident_id": incident.id, "external_id": inbound.external_id}
    first = (await session.execute(queries.FORM_STORED, values)).one()
    pin = (inbound.pin.lat, inbound.pin.lon) if inbound.pin else (None, None)
    number = inbound.fields.get("phone", "")
    given = (inbound.text, *pin, house.keys.index(number).hex() if number else None, _told(inbound.fields))
    return bool(given == (first.text, first.lat, first.lon, first.phone, _told(first.fields)))


def _told(fields: Mapping[str, str]) -> dict[str, str]:
    """What a person filled in; the number is kept elsewhere, sealed, and the language is the page's."""
    return {name: value for name, value in fields.items() if name not in ("phone", "language")}


def _kind(request: Request) -> str:
    return KIND_OF[request.url.path.rsplit("/", 1)[-1]]


def _with_language(inbound: Inbound, language: str) -> Inbound:
    """Answer in the language of the page, unless the form says another."""
    return replace(inbound, fields={"language": language, **inbound.fields})


def _filled(request: Request, body: bytes, faults: dict[str, str], language: str) -> FormView:
    _ = translator(language)
    typed = parse_form(body)
    values = dict(typed.first)
    fresh_key = "key" in faults or not values.get("key")
    return FormView(
        kind=_kind(request),
        key=token_urlsafe(18) if fresh_key else values["key"],
        categories=category_views(language),
        values=values,
        chosen=tuple(typed.values.get("category", ())),
        hours=tuple(typed.values.get("hours", ())),
        speaks=tuple(typed.values.get("speaks", ())),
        errors={field: form_error(key, _) for field, key in faults.items()}
        or {"words": form_error("form.error.words", _)},
    )
