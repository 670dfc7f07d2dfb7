"""The desk's page of the plan for all needs together: what it would change, why, and asking for it.

These handlers open their transactions themselves: the solver's seconds fall between two of them.
"""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from pydantic import BaseModel

from app.access.accounts import check_role
from app.access.powers import LEAST, Power
from app.access.sessions import check_csrf
from app.api.deps import Desk, HouseDep, RendererDep, signed_in
from app.api.desk.frame import PRIVATE, desk_page
from app.api.desk.views.plan import plan_view
from app.api.pages import language_of
from app.clock import now
from app.errors import BadForm
from app.house import House
from app.incidents.find import incident_by_slug
from app.matching.board import cases_of, people_of
from app.matching.improve import Choice, Totals
from app.pipeline.plan import Told, ask_choices, plan_board
from web.render import Renderer

router = APIRouter(include_in_schema=False)
api = APIRouter(prefix="/api/v1", tags=["desk"])
MOST_ASKED = 200


@router.get("/desk/{slug}/plan")
async def show_plan(slug: str, request: Request, pages: RendererDep, house: HouseDep) -> Response:
    """The plan as of now."""
    desk = await _at_desk(request, house, slug, Power.SEE)
    return await _shown(request, pages, house, desk, told=())


@router.post("/desk/{slug}/plan")
async def ask_plan(
    slug: str,
    request: Request,
    pages: RendererDep,
    house: HouseDep,
    csrf: Annotated[str, Form(max_length=64)] = "",
    only: Annotated[str, Form(max_length=20)] = "",
    ask: Annotated[list[str] | None, Form(max_length=MOST_ASKED)] = None,
) -> Response:
    """Ask one helper of the plan, or all that are ticked; what is not possible any more is told."""
    desk = await _at_desk(request, house, slug, Power.DISPATCH)
    check_csrf(desk.person, csrf)
    wanted = [only] if only else (ask or [])
    if not wanted:
        raise BadForm("Tick at least one line of the plan, then press the button again.")
    told = await _ask(house, desk, wanted)
    return await _shown(request, pages, house, desk, told=told)


class ChoiceOut(BaseModel):
    """One helper for one case."""

    case: str
    helper: str
    distance_m: float
    score: float
    reasons: list[str]
    instead_of: str | None
    needed_for: str | None


class LackOut(BaseModel):
    """A case that stays without a helper, or with too few."""

    case: str
    places: int
    why: str


class TotalsOut(BaseModel):
    """How a plan stands."""

    cases: int
    places_by_urgency: list[int]  # from 1 to 4
    distance_m: float


class PlanOut(BaseModel):
    """The plan for all needs together, beside what asking one by one would lead to."""

    choices: list[ChoiceOut]
    unmet: list[LackOut]
    planned: TotalsOut
    one_by_one: TotalsOut
    needs: int
    helpers: int


@api.get("/incidents/{slug}/plan")
async def plan_out(slug: str, request: Request, house: HouseDep, response: Response) -> PlanOut:
    """Plan all open needs together, for the signed in."""
    desk = await _at_desk(request, house, slug, Power.SEE)
    plan = await plan_board(house.database, desk.incident, now=now())
    needs = {one.report_id for one in plan.choices} | {one.report_id for one in plan.lacks}
    people = {one.volunteer_id for one in plan.choices} | {one.instead_of or 0 for one in plan.choices}
    async with house.database.session() as session:
        cases = {row.id: row.reference for row in await cases_of(session, desk.incident_id, ids=needs)}
        names = {row.id: row.reference for row in await people_of(session, desk.incident_id, ids=people)}
    response.headers.update(PRIVATE)
    return PlanOut(
        choices=[_choice_out(one, cases, names) for one in plan.choices],
        unmet=[LackOut(case=cases[one.report_id], places=one.places, why=one.why) for one in plan.lacks],
        planned=_totals_out(plan.planned),
        one_by_one=_totals_out(plan.alone),
        needs=plan.needs,
        helpers=plan.helpers,
    )


def _choice_out(one: Choice, cases: dict[int, str], names: dict[int, str]) -> ChoiceOut:
    return ChoiceOut(
        case=cases[one.report_id],
        helper=names[one.volunteer_id],
        distance_m=round(one.distance_m, 1),
        score=one.score,
        reasons=list(one.reasons),
        instead_of=names.get(one.instead_of or 0),
        needed_for=cases.get(one.needed_for or 0),
    )


def _totals_out(totals: Totals) -> TotalsOut:
    return TotalsOut(
        cases=totals.needs, places_by_urgency=list(totals.met), distance_m=round(totals.distance_m, 1)
    )


async def _at_desk(request: Request, house: House, slug: str, power: Power) -> Desk:
    """Who sits here, known before and after the solver's seconds by a transaction that is over."""
    async with house.database.session() as session:
        incident = await incident_by_slug(session, slug)
        person = await signed_in(request, session)
        assert incident.id is not None
        role = await check_role(session, incident.id, person.staff_id, LEAST[power])
    return Desk(incident=incident, incident_id=incident.id, person=person, role=role)


async def _ask(house: House, desk: Desk, wanted: Sequence[str]) -> list[Told]:
    """Ask in the order of the page: the urgent are there first."""
    pairs = [tuple(one.upper().partition(":")[::2]) for one in dict.fromkeys(wanted)]
    async with house.database.session() as session:
        cases = await cases_of(session, desk.incident_id, references=[case for case, _ in pairs])
        people = await people_of(session, desk.incident_id, references=[helper for _, helper in pairs])
        by_case = {row.reference: row.id for row in cases}
        by_name = {row.reference: row.id for row in people}
        choices = [
            Choice(report_id=by_case[case], volunteer_id=by_name[helper], distance_m=0, score=0, reasons=())
            for case, helper in pairs
            if case in by_case and helper in by_name
        ]
        if len(choices) < len(pairs):
            raise BadForm("A line of this plan is not known here; look at the plan again.")
        return await ask_choices(session, desk.incident, choices, staff_id=desk.person.staff_id, now=now())


async def _shown(
    request: Request, pages: Renderer, house: House, desk: Desk, *, told: Sequence[Told]
) -> Response:
    language = language_of(request, pages, desk.incident)
    plan = await plan_board(house.database, desk.incident, now=now())
    async with house.database.session() as session:
        view = await plan_view(
            session,
            desk.incident_id,
            plan,
            language=language,
            told=told,
            may_act=desk.may(Power.DISPATCH),
        )
        return await desk_page(request, session, pages, "desk/plan.html", desk, plan=view, told=bool(told))
