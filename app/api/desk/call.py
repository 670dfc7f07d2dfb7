"""Taking calls: a report or a helper typed in as fast as it is spoken."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from secrets import token_urlsafe
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.datastructures import FormData

from app.access.powers import Power
from app.api.deps import Desk, HouseDep, RendererDep, SessionDep, VerifierDep, ViewerDep
from app.api.desk.frame import desk_page, desk_part
from app.api.desk.views.call import CallView, HeardView, TakenView, heard_view, taken_view
from app.api.doors import find_channel
from app.api.pages import category_views, language_of
from app.api.words import form_error, translator
from app.clock import now
from app.errors import NotAllowed
from app.house import House
from app.messaging.accounts import all_credentials
from app.messaging.receive import receive_message
from app.metrics import DOUBLED, RECEIVED
from app.pipeline.at_once import understand_at_once
from app.pipeline.taken import CHANNEL
from app.reports.find import report_by_reference, report_of_message
from ingest.catalog import load_catalog
from ingest.errors import Malformed
from ingest.phone import e164
from ingest.shapes import Call
from web.language import language_name
from web.render import Renderer

router = APIRouter(include_in_schema=False)
PATIENCE_S, LOOK_S = 2.0, 0.05  # how long a call waits for a worker that was quicker to take it
LONGEST = 5_000


@router.get("/desk/{slug}/call")
async def show_form(
    request: Request,
    desk: ViewerDep,
    session: SessionDep,
    pages: RendererDep,
    house: HouseDep,
    taken: Annotated[str, Query(max_length=12)] = "",
    added: bool = False,
    asked: bool = False,
    stored: bool = False,
) -> Response:
    """An empty form with a key of its own; above it the code of the call before, to be read out."""
    if not desk.may(Power.VERIFY):
        raise NotAllowed
    before: TakenView | None = None
    case = await report_by_reference(session, desk.incident_id, taken.upper()) if taken else None
    if case is not None:
        before = taken_view(
            case,
            language_of(request, pages, desk.incident),
            base_url=house.settings.base_url,
            slug=desk.incident.slug,
            added=added,
            number_asked=asked,
        )
    view = CallView(key=token_urlsafe(18), taken=before, stored=stored)
    return await _page(request, session, pages, desk, view)


@router.post("/desk/{slug}/call/read")
async def read(
    request: Request, desk: VerifierDep, session: SessionDep, pages: RendererDep, house: HouseDep
) -> Response:
    """What Konbit reads of the words so far, where that is, and which case it may be already."""
    heard = await _heard(request, session, pages, house, desk, _typed(await request.form()))
    return await desk_part(request, session, pages, "desk/_call_read.html", desk, heard=heard)


@router.post("/desk/{slug}/call")
async def save(
    request: Request, desk: VerifierDep, session: SessionDep, pages: RendererDep, house: HouseDep
) -> Response:
    """Store what was written down, read it at once, and give the code; a fault keeps every word."""
    form = await request.form()
    desk_channel = find_channel(house, desk.incident, CHANNEL)
    call = _call(request, house, form)
    (credentials,) = await all_credentials(session, house.keys, incident=desk.incident, channel=desk_channel)
    try:
        inbound = desk_channel.receive(call, credentials)
    except Malformed as faults:
        return await _faulty(request, session, pages, house, desk, _typed(form), faults.fields)
    inbound = replace(inbound, fields={**inbound.fields, "taken_by": desk.who})
    async with house.database.session() as storing:  # it is stored before it is read, as every message is
        kept = await receive_message(
            storing, house.keys, incident=desk.incident, inbound=inbound, raw=call.body, now=now()
        )
    (RECEIVED if kept.fresh else DOUBLED).labels(channel=CHANNEL).inc()
    at = {"channel": CHANNEL, "external_id": inbound.external_id}
    await understand_at_once(house.database, desk.incident, **at, now=now())
    reference = await _reference(house, desk, inbound.external_id)
    asked = bool(inbound.fields.get("phone")) and not inbound.fields.get("add_to")
    told = {"taken": reference} if reference else {"stored": "1"}
    told |= {"added": "1"} if inbound.fields.get("add_to") else {}
    told |= {"asked": "1"} if asked else {}
    return RedirectResponse(f"/desk/{desk.incident.slug}/call?{urlencode(told)}", status_code=303)


async def _reference(house: House, desk: Desk, external_id: str) -> str:
    """Find the case that the call became or was added to; empty while a worker still reads it."""
    for _ in range(int(PATIENCE_S / LOOK_S)):
        async with house.database.session() as session:
            case = await report_of_message(session, desk.incident_id, CHANNEL, external_id)
        if case is not None:
            return case.reference
        await asyncio.sleep(LOOK_S)
    return ""


def _typed(form: FormData) -> dict[str, str]:
    return {name: str(value)[:LONGEST] for name, value in form.items() if name != "csrf"}


def _call(request: Request, house: House, form: FormData) -> Call:
    """The call as the channel reads it, without the form secret."""
    body = urlencode([(name, str(value)) for name, value in form.multi_items() if name != "csrf"])
    url = f"{house.settings.base_url}{request.url.path}"
    return Call(method="POST", url=url, headers={}, body=body.encode())


async def _heard(
    request: Request,
    session: AsyncSession,
    pages: Renderer,
    house: House,
    desk: Desk,
    typed: Mapping[str, str],
) -> HeardView:
    number = e164(typed.get("phone", ""), region=desk.incident.country or None)
    details: dict[str, object] = {"fields": {**typed, "only": "1"}}
    return await heard_view(
        session,
        desk.incident,
        details,
        typed.get("words", ""),
        language_of(request, pages, desk.incident),
        number_index=house.keys.index(number) if number else None,
        now=now(),
    )


async def _faulty(
    request: Request,
    session: AsyncSession,
    pages: Renderer,
    house: House,
    desk: Desk,
    typed: Mapping[str, str],
    faults: Mapping[str, str],
) -> Response:
    _ = translator(language_of(request, pages, desk.incident))
    view = CallView(
        key=token_urlsafe(18) if "key" in faults or not typed.get("key") else typed["key"],
        values=typed,
        errors={name: form_error(key, _) for name, key in faults.items()},
        heard=await _heard(request, session, pages, house, desk, typed),
    )
    return await _page(request, session, pages, desk, view)


async def _page(
    request: Request, session: AsyncSession, pages: Renderer, desk: Desk, view: CallView
) -> Response:
    language = language_of(request, pages, desk.incident)
    codes = dict.fromkeys((*desk.incident.languages, *load_catalog().languages))
    view = replace(view, languages=tuple((code, language_name(code, language)) for code in codes))
    return await desk_page(
        request,
        session,
        pages,
        "desk/call.html",
        desk,
        status=400 if view.errors else 200,
        view=view,
        categories=category_views(language),
    )
