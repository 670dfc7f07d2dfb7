"""For the desk and other programs of coordinators: open needs, who is suggested and why, each step of a job.

Each step answers with the need as it is now; one that is not possible (any more) is a 409 that says why.
"""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response
from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from app.api import queries
from app.api.deps import Desk, SessionDep, ViewerDep
from app.api.desk.frame import PRIVATE
from app.api.desk.moves import Move, move, reveal
from app.api.desk.press import CoordinatePressDep, DispatchPressDep, Press, PressDep
from app.api.desk.sight import Eyes, eyes_of
from app.api.desk.views.board import job_rows
from app.api.desk.views.care import AgreedView, CareView, care_view, kin_view
from app.api.desk.views.detail import queue_row
from app.api.desk.views.job import HelperView, helper_views, job_view
from app.api.programs.dispatch_shapes import (
    AgreedOut,
    ApproveIn,
    CareOut,
    DispatchOut,
    FreeIn,
    HelperIn,
    JobOut,
    NeedOut,
    NumberOut,
    PlacesIn,
    RevealIn,
    RiskyIn,
    TellIn,
)
from app.clock import now
from app.errors import NotFound
from app.reports.settle import want_helpers
from app.safety.alarms import see_alarms
from app.safety.approve import approve, withdraw_approval
from app.safety.risk import mark_risky
from app.triage.narrow import Narrow

router = APIRouter(prefix="/api/v1/incidents/{slug}", tags=["desk"])
LANGUAGE = "en"  # of the questions and reasons: programs read them, and people who read what programs keep


@router.get("/needs")
async def needs(
    desk: ViewerDep,
    session: SessionDep,
    before: Annotated[int | None, Query(ge=1)] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
) -> list[NeedOut]:
    """List the open needs, the newest first, each with its suggestions and their reasons."""
    values = {"incident_id": desk.incident_id, "before": before or 2**62, "most": limit}
    rows = (await session.execute(queries.OPEN_NEEDS, values)).mappings().all()
    eyes = await eyes_of(session, desk, now=now())
    return [await _need(session, desk, row, eyes) for row in rows]


@router.get("/needs/{reference}")
async def need(reference: str, desk: ViewerDep, session: SessionDep) -> NeedOut:
    """One case, as it is now."""
    return await _out(session, desk, reference)


@router.get("/dispatches")
async def dispatches(desk: ViewerDep, session: SessionDep) -> list[DispatchOut]:
    """List the jobs under way: what went wrong and who was not heard of first."""
    rows = await job_rows(session, desk, Narrow(), now=now())
    eyes = await eyes_of(session, desk, now=now())
    return [
        DispatchOut(
            reference=row["reference"],
            category=row["category"],
            urgency=row["urgency"],
            place=queue_row(row, LANGUAGE, now(), eyes=eyes).place,
            job=_job(job_view(row, now(), reasons=row["reasons"])),
        )
        for row in rows
    ]


@router.post("/needs/{reference}/ask")
async def ask(call: DispatchPressDep, whom: HelperIn) -> NeedOut:
    """Ask a suggested helper by text; 409 while questions or another coordinator's word are missing."""
    return await _moved(call, Move.ASK, whom)


@router.post("/needs/{reference}/accept")
async def accept(call: DispatchPressDep, whom: HelperIn) -> NeedOut:
    """Note a yes on the telephone; a helper who was only suggested is asked by it, with the same care."""
    return await _moved(call, Move.ACCEPT, whom)


@router.post("/needs/{reference}/decline")
async def decline(call: DispatchPressDep, whom: HelperIn) -> NeedOut:
    """Note a no on the telephone."""
    return await _moved(call, Move.DECLINE, whom)


@router.post("/needs/{reference}/set-out")
async def set_out(call: DispatchPressDep, whom: HelperIn) -> NeedOut:
    """Note that a helper set out."""
    return await _moved(call, Move.SET_OUT, whom)


@router.post("/needs/{reference}/arrive")
async def arrive(call: DispatchPressDep, whom: HelperIn) -> NeedOut:
    """Note that a helper is there."""
    return await _moved(call, Move.ARRIVE, whom)


@router.post("/needs/{reference}/done")
async def done(call: DispatchPressDep, whom: HelperIn) -> NeedOut:
    """Note that a helper is done; the person is asked whether help came."""
    return await _moved(call, Move.DONE, whom)


@router.post("/needs/{reference}/release")
async def release(call: DispatchPressDep, whom: FreeIn) -> NeedOut:
    """Free a helper who was asked or goes; they may be asked again."""
    return await _moved(call, Move.RELEASE, whom, why=whom.why)


@router.post("/needs/{reference}/tell-place")
async def tell_place(call: DispatchPressDep, whom: TellIn) -> NeedOut:
    """Text the exact place to a helper whose trust alone does not open it; the reason is kept."""
    return await _moved(call, Move.TELL_PLACE, whom, why=whom.why)


@router.post("/needs/{reference}/approve")
async def agree(call: CoordinatePressDep, given: ApproveIn) -> NeedOut:
    """Give a coordinator's word; twice is once."""
    desk, staff_id = call.desk, call.desk.person.staff_id
    await approve(call.session, desk.incident_id, call.case.id, given.kind, staff_id=staff_id, now=now())
    return await _now(call)


@router.post("/needs/{reference}/withdraw")
async def withdraw(call: CoordinatePressDep, given: ApproveIn) -> NeedOut:
    """Take a coordinator's own word back; who was asked stays asked."""
    desk, staff_id = call.desk, call.desk.person.staff_id
    await withdraw_approval(
        call.session, desk.incident_id, call.case.id, given.kind, staff_id=staff_id, now=now()
    )
    return await _now(call)


@router.post("/needs/{reference}/risky")
async def risky(call: DispatchPressDep, mark: RiskyIn) -> NeedOut:
    """Mark a case as risky, for two to agree and two to go, or take the mark away."""
    desk = call.desk
    await mark_risky(
        call.session, desk.incident_id, call.case.id, mark.risky, who=desk.who, why=mark.why, now=now()
    )
    return await _now(call)


@router.post("/needs/{reference}/places")
async def places(call: DispatchPressDep, wanted: PlacesIn) -> NeedOut:
    """Say how many helpers a case needs."""
    desk = call.desk
    await want_helpers(call.session, desk.incident_id, call.case, wanted.n, who=desk.who, now=now())
    return await _now(call)


@router.post("/needs/{reference}/reveal")
async def number(call: PressDep, whose: RevealIn, response: Response) -> NumberOut:
    """Give a number to a coordinator who says why; the answer must not be kept."""
    response.headers.update(PRIVATE)
    found = await reveal(
        call.session,
        call.house.keys,
        call.desk,
        call.case,
        helper=whose.helper,
        why=whose.why,
        now=now(),
    )
    return NumberOut(number=found.number)


async def _moved(call: Press, what: Move, whom: HelperIn, *, why: str = "") -> NeedOut:
    await move(call.session, call.desk, call.case, what, helper=whom.helper, why=why, now=now())
    return await _now(call)


async def _now(call: Press) -> NeedOut:
    """The need after a step; whoever takes one looks at the case."""
    await call.session.flush()
    await see_alarms(call.session, call.desk.incident_id, call.case.id, who=call.desk.who, now=now())
    return await _out(call.session, call.desk, call.case.reference)


async def _out(session: AsyncSession, desk: Desk, reference: str) -> NeedOut:
    values = {"incident_id": desk.incident_id, "reference": reference.upper()}
    row = (await session.execute(queries.DESK_ONE, values)).mappings().first()
    if row is None:
        raise NotFound(f"There is no case {reference} here.")
    return await _need(session, desk, row, await eyes_of(session, desk, now=now()))


async def _need(session: AsyncSession, desk: Desk, row: RowMapping, eyes: Eyes) -> NeedOut:
    """One need, its place and words as this person may know them."""
    incident_id, at = desk.incident_id, now()
    seen = queue_row(row, LANGUAGE, at, eyes=eyes)
    categories, merged_into = row["categories"], row["merged_into"]
    care = await care_view(session, desk, row["id"], categories=categories, language=LANGUAGE, now=at)
    kin = await kin_view(session, incident_id, row["id"], merged_into=merged_into)
    found = await helper_views(session, incident_id, row["id"], language=LANGUAGE, now=at)
    return NeedOut(
        cursor=row["id"],
        reference=row["reference"],
        state=row["state"],
        categories=list(categories),
        urgency=row["urgency"],
        people=row["people"],
        text=seen.words,
        language=row["language"],
        place=seen.place,
        lat=seen.lat,
        lon=seen.lon,
        radius_m=seen.radius_m,
        created_at=row["created_at"],
        places_wanted=row["places_wanted"],
        care=_care(care),
        helpers=[_job(one) for one in found],
        merged_into=kin.into or None,
        stands_for=list(kin.holds),
    )


def _care(care: CareView) -> CareOut:
    return CareOut(
        questions=list(care.questions),
        checked_by=[_agreed(one) for one in care.checked_by],
        risky=care.risky,
        why_risky=care.why_risky,
        agreed_by=[_agreed(one) for one in care.agreed_by],
        lacking=care.lacking,
    )


def _agreed(one: AgreedView) -> AgreedOut:
    return AgreedOut(name=one.name, at=one.at)


def _job(one: HelperView) -> JobOut:
    return JobOut(
        helper=one.reference,
        name=one.name,
        state=one.state,
        since_at=one.since_at,
        due_at=one.due_at,
        late=one.late,
        missed=one.missed,
        wave=one.wave,
        distance_m=one.distance_m,
        score=one.score,
        reasons=list(one.reasons),
        over_cap=one.over_cap,
        waits_for_place=one.waits_for_place,
    )
