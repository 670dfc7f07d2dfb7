"""«I need help» and «I can help»: the public forms, which work on the oldest phone."""

from dataclasses import replace
from secrets import token_urlsafe

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from app.api.deps import HouseDep, IncidentDep, RendererDep, SessionDep
from app.api.doors import find_channel
from app.api.inbound import call_of
from app.api.pages import category_views, language_of, page
from app.api.views import FormView
from app.api.words import form_error, translator
from app.clock import now
from app.messaging.accounts import all_credentials
from app.messaging.receive import receive_message
from app.metrics import DOUBLED, RECEIVED
from ingest.clean import parse_form
from ingest.errors import Malformed
from ingest.shapes import Inbound

router = APIRouter(include_in_schema=False)
KIND_OF = {"report": "need", "offer": "offer"}


@router.get("/i/{slug}/report")
@router.get("/i/{slug}/offer")
async def show_form(
    request: Request, session: SessionDep, incident: IncidentDep, pages: RendererDep
) -> Response:
    """An empty form with a key of its own, so that pressing the button twice is one message."""
    language = language_of(request, pages, incident)
    form = FormView(kind=_kind(request), key=token_urlsafe(18), categories=category_views(language))
    return await page(request, session, pages, "form.html", incident=incident, form=form)


@router.post("/i/{slug}/report")
@router.post("/i/{slug}/offer")
async def take_form(
    request: Request, session: SessionDep, incident: IncidentDep, pages: RendererDep, house: HouseDep
) -> Response:
    """Store what was written and lead to its page; a fault is told beside its field, and nothing is lost."""
    web = find_channel(house, incident, "web")
    call = await call_of(request, house)
    credentials = await all_credentials(session, house.keys, incident=incident, channel=web)
    language = language_of(request, pages, incident)
    try:
        inbound = _with_language(web.receive(call, credentials[0]), language)
        if inbound.fields.get("kind") == "offer" and not inbound.fields.get("phone"):
            raise Malformed(fields={"phone": "form.error.phone_needed"})
    except Malformed as faults:
        form = _filled(request, call.body, faults.fields, language)
        return await page(request, session, pages, "form.html", incident=incident, status=400, form=form)
    stored = await receive_message(
        session, house.keys, incident=incident, inbound=inbound, raw=call.body, now=now()
    )
    (RECEIVED if stored.fresh else DOUBLED).labels(channel="web").inc()
    return RedirectResponse(f"/i/{incident.slug}/case/{stored.link_token}", status_code=303)


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
