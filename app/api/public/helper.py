"""A helper's own page: what is needed near, what they said yes to, their hours and their rest."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.ext.asyncio import AsyncSession

from app.api.deps import HouseDep, PublicSessionDep, RendererDep, SessionDep
from app.api.pages import category_views, language_of, page
from app.api.public.helper_guest import Guest, GuestActsDep, GuestDep, put_helper_cookie
from app.api.public.helper_jobs import job_of, job_views
from app.api.public.helper_near import Asked, need_of_token, needs_near, squares_near
from app.api.public.helper_offer import change_own_offer, offer_view
from app.api.public.helper_said import ALARMING, said_words
from app.api.public.helper_views import DutyView, HelperPageView
from app.api.words import translator
from app.clock import now
from app.errors import BadForm, NotFound
from app.house import House
from app.messaging.receive import receive_from_page
from app.pipeline.helper import set_state
from app.pipeline.own_job import ACTS, act_on_job
from app.pipeline.step_forward import step_forward
from app.volunteers.rest import HOURS, rest_hours
from ingest.catalog import load_catalog
from ingest.clean import clean_text
from web.language import own_name
from web.render import Renderer

router = APIRouter(include_in_schema=False)
PRIVATE = {"Cache-Control": "no-store", "Referrer-Policy": "same-origin", "X-Robots-Tag": "noindex"}
FIELDS = ("vehicle", "reach_m", "load_cap", "daily_cap", "place")
LISTS = ("skills", "languages", "hours")
REACHES_KM = (2, 5, 10, 20, 50)
RESTS_H = (4, 12, 24, 48)
LONGEST = 1_600


@router.get("/i/{slug}/helper")
async def show_helper(
    slug: str,
    request: Request,
    session: SessionDep,
    public: PublicSessionDep,
    guest: GuestDep,
    pages: RendererDep,
    house: HouseDep,
) -> Response:
    """The page of whoever is signed in; anybody else is asked for their number."""
    if guest is None:
        return RedirectResponse(f"/i/{slug}/helper/sign-in", status_code=303)
    answer = await _page(request, session, public, pages, house, guest)
    put_helper_cookie(answer, guest.incident, guest.token, base_url=house.settings.base_url)
    return answer


@router.post("/i/{slug}/helper/job/{token}/{what}")
async def press(
    token: str,
    what: str,
    session: SessionDep,
    guest: GuestActsDep,
    house: HouseDep,
) -> Response:
    """One of the buttons of a job: the same verb as the word by text, at once."""
    if what not in ACTS:
        raise NotFound
    try:
        job = await job_of(session, house.keys, guest, token)
    except NotFound:
        return _back(guest, "gone")
    await act_on_job(session, guest.incident, job, what, now=now())
    return _back(guest, f"job.{what}")


@router.post("/i/{slug}/helper/job/{token}/words/send")
async def write(
    token: str,
    request: Request,
    session: SessionDep,
    public: PublicSessionDep,
    guest: GuestActsDep,
    house: HouseDep,
    pages: RendererDep,
    text: Annotated[str, Form(max_length=5_000)] = "",
) -> Response:
    """Pass words on to the person they go to, as a text of theirs with the code of the case before it."""
    words = clean_text(text)[0].strip()[:LONGEST]
    try:
        job = await job_of(session, house.keys, guest, token)
        if not (words and job.going):
            raise NotFound
    except NotFound:
        return await _page(
            request, session, public, pages, house, guest, status=400, said="gone", writing=text
        )
    minute = now().strftime("%Y%m%d%H%M")
    digest = hashlib.sha256(f"{guest.helper.id}\x1f{job.id}\x1f{words}\x1f{minute}".encode()).hexdigest()
    await receive_from_page(
        session,
        house.keys,
        incident=guest.incident,
        contact_id=guest.helper.contact_id,
        text_typed=f"{job.reference} {words}",
        external_id=f"helper-{digest[:40]}",
        now=now(),
    )
    return _back(guest, "written")


@router.post("/i/{slug}/helper/need/{token}")
async def offer_for(
    token: str,
    request: Request,
    session: SessionDep,
    public: PublicSessionDep,
    guest: GuestActsDep,
    house: HouseDep,
    pages: RendererDep,
) -> Response:
    """«I can do this»: offered, taken, or kindly not."""
    try:
        report_id = await need_of_token(session, public, house.keys, guest, token)
    except NotFound:
        return await _page(request, session, public, pages, house, guest, status=404, said="need.over")
    became = await step_forward(session, guest.incident, guest.helper, report_id, now=now())
    return _back(guest, f"need.{became.value}")


@router.post("/i/{slug}/helper/duty")
async def change_duty(
    session: SessionDep,
    guest: GuestActsDep,
    state: Annotated[str, Form(max_length=10)] = "",
    hours: Annotated[str, Form(max_length=3)] = "",
) -> Response:
    """On duty, off duty, or some hours of rest."""
    chosen = rest_hours(int(hours)) if hours.isascii() and hours.isdigit() else HOURS
    if state not in ("duty", "off", "rest"):
        raise BadForm("Choose duty, off or rest.")
    await set_state(session, guest.incident_id, guest.helper, state, hours=chosen, who=guest.who, now=now())
    return _back(guest, f"duty.{state}", part="duty")


@router.post("/i/{slug}/helper/offer")
async def change_offer(
    request: Request,
    session: SessionDep,
    public: PublicSessionDep,
    guest: GuestActsDep,
    house: HouseDep,
    pages: RendererDep,
) -> Response:
    """What they offer, where, how far, when; a fault is told beside its field and nothing typed is lost."""
    form = await request.form()
    typed = {name: str(form.get(name, ""))[:200] for name in FIELDS}
    lists = {name: tuple(str(one)[:40] for one in form.getlist(name)) for name in LISTS}
    _ = translator(language_of(request, pages, guest.incident))
    if errors := await change_own_offer(session, guest, lists=lists, typed=typed, _=_):
        return await _page(
            request,
            session,
            public,
            pages,
            house,
            guest,
            status=400,
            typed=typed,
            lists=lists,
            errors=errors,
        )
    return _back(guest, "saved", part="offer")


def _back(guest: Guest, said: str, *, part: str = "") -> Response:
    anchor = f"#{part}" if part else ""
    return RedirectResponse(f"{guest.page}?{urlencode({'said': said})}{anchor}", status_code=303)


async def _page(
    request: Request,
    session: AsyncSession,
    public: AsyncSession,
    pages: Renderer,
    house: House,
    guest: Guest,
    *,
    status: int = 200,
    said: str = "",
    typed: Mapping[str, str] | None = None,
    lists: Mapping[str, Sequence[str]] | None = None,
    errors: Mapping[str, str] | None = None,
    writing: str = "",
) -> Response:
    language = language_of(request, pages, guest.incident)
    moment, helper = now(), guest.helper
    _ = translator(language)
    key = said or request.query_params.get("said", "")
    jobs = await job_views(session, house.keys, guest, language=language, now=moment)
    near = await needs_near(public, house.keys, guest, Asked.of(request.query_params), language=language)
    view = HelperPageView(
        name=helper.name,
        jobs=tuple(job for job in jobs if job.state not in ("asked", "proposed")),
        asked=tuple(job for job in jobs if job.state == "asked"),
        offered=tuple(job for job in jobs if job.state == "proposed"),
        near=replace(near, squares=await squares_near(house.database, guest)),
        duty=DutyView(
            on_duty=helper.on_duty, rest_until=helper.rest_until if helper.is_resting(moment) else None
        ),
        offer=offer_view(helper, language, typed=typed, lists=lists, errors=errors),
        said=said_words(key, _),
        alarming=key in ALARMING,
        writing=writing,
    )
    answer = await page(
        request,
        session,
        pages,
        "helper.html",
        incident=guest.incident,
        status=status,
        view=view,
        csrf=guest.csrf,
        path=guest.page,
        categories=category_views(language),
        reaches_km=REACHES_KM,
        rests_h=RESTS_H,
        speakable=tuple((code, own_name(code)) for code in load_catalog().languages),
    )
    answer.headers.update(PRIVATE)
    return answer
