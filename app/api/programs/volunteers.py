"""For the desk and other programs of coordinators: who can help, and changing what is known of them."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from sqlalchemy.ext.asyncio import AsyncSession

from app.api.deps import Desk, DispatcherDep, HouseDep, SessionDep, ViewerDep
from app.clock import now
from app.errors import BadForm
from app.hours import write_hours
from app.models.volunteer import Trust, Vehicle
from app.pipeline.helper import (
    Call,
    change_offer,
    enrol_by_hand,
    find_helper,
    pair,
    place_helper,
    set_state,
    trust,
)
from app.volunteers.change import offer_of
from app.volunteers.check import read_offer
from app.volunteers.duty import jobs_now
from app.volunteers.find import Helper, volunteer_by_id, volunteer_by_reference
from app.volunteers.listing import Listed, list_helpers

router = APIRouter(prefix="/api/v1/incidents/{slug}/volunteers", tags=["desk"])


class ListedOut(BaseModel):
    """One helper in the list. `cursor` of the last one, given as `before`, leads to older ones."""

    cursor: int
    reference: str
    name: str
    skills: list[str]
    trades: list[str]
    vehicle: Vehicle
    trust: Trust
    on_duty: bool
    rest_until: datetime | None
    jobs: int
    load_cap: int
    team: str
    place: str
    placed: bool


class VolunteerOut(BaseModel):
    """One helper. Numbers are not shown here: the desk reveals one, with a reason."""

    reference: str
    name: str
    words: str
    skills: list[str]
    trades: list[str]
    vehicle: Vehicle
    languages: list[str]
    reach_m: int
    hours: str = Field(
        description="«mon-fri 18-24, sat 0-24»; empty: at any hour, in the incident's time zone"
    )
    trust: Trust
    trust_by_kind: dict[str, Trust]
    on_duty: bool
    rest_until: datetime | None
    jobs: int
    load_cap: int
    daily_cap: int
    team: str
    buddy: str | None
    place: str
    placed: bool


class VolunteerIn(BaseModel):
    """Somebody who offered help by telephone."""

    number: str = Field(max_length=30)
    name: str = Field(default="", max_length=80)
    place: str = Field(default="", max_length=300, description="a street or landmark, as people say it")
    skills: list[str] = Field(default_factory=list, max_length=20)
    trades: list[str] = Field(default_factory=list, max_length=20)
    vehicle: Vehicle = Vehicle.NONE
    language: str = Field(default="", max_length=8)


class VolunteerChange(BaseModel):
    """What should be different; what is left out stays as it is."""

    skills: list[str] | None = Field(default=None, max_length=20)
    trades: list[str] | None = Field(default=None, max_length=20)
    vehicle: Vehicle | None = None
    languages: list[str] | None = Field(default=None, max_length=20)
    reach_m: int | None = None
    hours: str | None = Field(default=None, max_length=200)
    load_cap: int | None = None
    daily_cap: int | None = None
    team: str | None = Field(default=None, max_length=100)
    place: str | None = Field(default=None, max_length=300)
    trust: Trust | None = None
    trust_by_kind: dict[str, Trust] | None = None
    buddy: str | None = Field(default=None, max_length=8, description="a helper's code; empty: nobody")
    state: str | None = Field(default=None, max_length=8, description="duty, off or rest")
    rest_hours: int | None = Field(default=None, ge=1, le=72)
    why: str = Field(default="", max_length=200)


@router.get("")
async def volunteers(
    desk: ViewerDep,
    session: SessionDep,
    q: Annotated[str, Query(max_length=80)] = "",
    before: Annotated[int | None, Query(ge=1)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> list[ListedOut]:
    """List helpers, the newest first; `q`: a name, code, team, place, skill or trade."""
    found = await list_helpers(
        session, desk.incident_id, search=q, skills=(q,), trades=(q,), before=before, most=limit
    )
    return [_listed(one) for one in found]


@router.get("/{reference}")
async def volunteer(reference: str, desk: ViewerDep, session: SessionDep) -> VolunteerOut:
    """One helper."""
    return await _out(session, desk, await find_helper(session, desk.incident_id, reference))


@router.post("", status_code=201)
async def enrol(told: VolunteerIn, desk: DispatcherDep, session: SessionDep, house: HouseDep) -> VolunteerOut:
    """Enrol somebody who called; 409 when their number is a helper already."""
    call = Call(
        name=told.name,
        number=told.number,
        place=told.place,
        skills=tuple(told.skills),
        trades=tuple(told.trades),
        vehicle=told.vehicle,
        language=told.language,
    )
    helper = await enrol_by_hand(session, house.keys, desk.incident, call, who=desk.who, now=now())
    return await _out(session, desk, helper)


@router.patch("/{reference}")
async def change(
    reference: str, wanted: VolunteerChange, desk: DispatcherDep, session: SessionDep
) -> VolunteerOut:
    """Change a helper; all that is given, or nothing when one field cannot be."""
    helper = await find_helper(session, desk.incident_id, reference)
    await _change_offer(session, desk, helper, wanted)
    if wanted.place is not None:
        await place_helper(session, desk.incident, helper, wanted.place, who=desk.who, now=now())
    if wanted.trust is not None or wanted.trust_by_kind is not None:
        level = wanted.trust or helper.trust
        kinds = helper.trust_by_kind if wanted.trust_by_kind is None else wanted.trust_by_kind
        await trust(session, desk.incident_id, helper, level, kinds, who=desk.who, why=wanted.why, now=now())
    if wanted.buddy is not None:
        await pair(session, desk.incident_id, helper, wanted.buddy, who=desk.who, now=now())
    if wanted.state is not None:
        await set_state(
            session,
            desk.incident_id,
            helper,
            wanted.state,
            hours=wanted.rest_hours,
            who=desk.who,
            why=wanted.why,
            now=now(),
        )
    await session.flush()
    found = await volunteer_by_reference(session, desk.incident_id, helper.reference)
    assert found is not None
    return await _out(session, desk, found)


async def _change_offer(session: AsyncSession, desk: Desk, helper: Helper, wanted: VolunteerChange) -> None:
    offer = offer_of(helper)
    lists = {
        "skills": offer.skills if wanted.skills is None else wanted.skills,
        "trades": offer.trades if wanted.trades is None else wanted.trades,
        "languages": offer.languages if wanted.languages is None else wanted.languages,
    }
    fields = {
        "vehicle": (wanted.vehicle or offer.vehicle).value,
        "reach_m": str(offer.reach_m if wanted.reach_m is None else wanted.reach_m),
        "hours": write_hours(offer.hours) if wanted.hours is None else wanted.hours,
        "load_cap": str(offer.load_cap if wanted.load_cap is None else wanted.load_cap),
        "daily_cap": str(offer.daily_cap if wanted.daily_cap is None else wanted.daily_cap),
        "team": offer.team if wanted.team is None else wanted.team,
    }
    meant, faults = read_offer(lists, fields)
    if faults:
        wrong = "; ".join(f"{field}: {sentence}" for field, sentence in faults.items())
        raise BadForm(wrong)
    await change_offer(session, desk.incident_id, helper, meant, who=desk.who, why=wanted.why, now=now())


def _listed(one: Listed) -> ListedOut:
    return ListedOut(
        cursor=one.id,
        reference=one.reference,
        name=one.name,
        skills=list(one.skills),
        trades=list(one.trades),
        vehicle=one.vehicle,
        trust=one.trust,
        on_duty=one.on_duty,
        rest_until=one.rest_until,
        jobs=one.jobs,
        load_cap=one.load_cap,
        team=one.team,
        place=one.place_name,
        placed=one.placed,
    )


async def _out(session: AsyncSession, desk: Desk, helper: Helper) -> VolunteerOut:
    buddy = await volunteer_by_id(session, desk.incident_id, helper.buddy_id) if helper.buddy_id else None
    return VolunteerOut(
        reference=helper.reference,
        name=helper.name,
        words=helper.words,
        skills=list(helper.skills),
        trades=list(helper.trades),
        vehicle=helper.vehicle,
        languages=list(helper.languages),
        reach_m=helper.reach_m,
        hours=write_hours(helper.hours),
        trust=helper.trust,
        trust_by_kind={name: Trust(level) for name, level in helper.trust_by_kind.items()},
        on_duty=helper.on_duty,
        rest_until=helper.rest_until,
        jobs=await jobs_now(session, desk.incident_id, helper.id),
        load_cap=helper.load_cap,
        daily_cap=helper.daily_cap,
        team=helper.team,
        buddy=buddy.reference if buddy else None,
        place=helper.place_name,
        placed=helper.point is not None,
    )
