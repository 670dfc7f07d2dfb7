"""A helper's own jobs in words: the exact place as the rules of a text allow, and never more than that."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.api import queries
from app.api.pages import category_view
from app.api.public.helper_guest import Guest
from app.api.public.helper_views import JobView
from app.api.views import LineView
from app.dispatch.offered import own_jobs
from app.dispatch.shapes import Job
from app.dispatch.told import knows_place, map_told, place_told, rough_told
from app.dispatch.words import map_link, what_words
from app.errors import NotFound
from app.messaging.prompts import open_prompts
from app.messaging.say import Phrase, in_language
from app.models.dispatch import DispatchState
from app.models.message import PromptKind
from app.security import Keys

GONE = "This job is not yours any more. Your page says what is."
SHORT = 16


def job_token(keys: Keys, guest: Guest, dispatch_id: int) -> str:
    """Name a job on its helper's page: of no use to anybody else, and to them in no other incident."""
    return keys.link("helper-job", str(guest.incident_id), str(guest.helper.id), str(dispatch_id))[:SHORT]


async def job_of(session: AsyncSession, keys: Keys, guest: Guest, token: str) -> Job:
    """Find one of the helper's own jobs; raises `NotFound` for any other."""
    for job in await own_jobs(session, guest.incident_id, guest.helper.id):
        if job_token(keys, guest, job.id) == token:
            return job
    raise NotFound(GONE)


async def job_views(
    session: AsyncSession, keys: Keys, guest: Guest, *, language: str, now: datetime
) -> list[JobView]:
    """Say each of the helper's jobs, questions and offers in words."""
    jobs = await own_jobs(session, guest.incident_id, guest.helper.id)
    prompts = await open_prompts(session, guest.incident_id, contact_id=guest.helper.contact_id, now=now)
    checked = {one.dispatch_id for one in prompts if one.kind is PromptKind.CHECK}
    return [
        await _view(session, keys, guest, job, language=language, checking=job.id in checked) for job in jobs
    ]


async def _view(
    session: AsyncSession, keys: Keys, guest: Guest, job: Job, *, language: str, checking: bool
) -> JobView:
    exact = job.going and await knows_place(session, guest.incident_id, job)
    told = place_told if exact else rough_told
    place = _said(await told(session, guest.incident_id, job), language)
    link = map_link(job.point) if exact and job.point is not None else ""
    beside = _said(await map_told(session, guest.incident_id, job), language) if exact else ""
    return JobView(
        token=job_token(keys, guest, job.id),
        state=job.state.value,
        reference=job.reference if job.going else "",
        # what they only offered they know as strangers do: for how many it is, the desk tells
        what=_said(
            what_words(job.category, None if job.state is DispatchState.PROPOSED else job.people), language
        ),
        icon=category_view(job.category, language).icon,
        urgency=job.urgency,
        place=place,
        map_link=link,
        beside="" if beside == link else beside.replace(link, "").strip(" ,.()"),
        exact=exact,
        distance_m=job.distance_m,
        check_at=job.check_in_at if job.going else None,
        checking=checking,
        expires_at=job.expires_at,
        lines=await _lines(session, guest, job) if job.going else (),
    )


async def _lines(session: AsyncSession, guest: Guest, job: Job) -> tuple[LineView, ...]:
    values = {
        "incident_id": guest.incident_id,
        "report_id": job.report_id,
        "contact_id": guest.helper.contact_id,
    }
    rows = await session.execute(queries.CASE_LINES, values)
    return tuple(LineView(**dict(row)) for row in rows.mappings())


def _said(words: Phrase | str, language: str) -> str:
    return words if isinstance(words, str) else in_language(words, language)
