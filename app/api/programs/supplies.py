"""For other programs of coordinators: what a case needs, who brings it, what came, and supply drives."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field
from sqlalchemy.ext.asyncio import AsyncSession

from app.api.deps import Desk, DispatcherDep, SessionDep, ViewerDep
from app.api.desk.press import find_case
from app.api.desk.supplies import check_line, check_pledge, find_helper
from app.clock import now
from app.pipeline.drive import NewDrive, open_drive
from app.reports.shapes import Case
from app.supplies.amounts import MOST
from app.supplies.by_hand import promise_by_hand
from app.supplies.deliver import deliver, undeliver
from app.supplies.lines import LONGEST_ITEM, lines_of, set_line, withdraw_line
from app.supplies.pledges import pledges_of, release_pledge, renew_pledge
from app.supplies.totals import drives_of, totals_of

router = APIRouter(prefix="/api/v1/incidents/{slug}", tags=["desk"])
Amount = Annotated[float, Field(gt=0, le=MOST, allow_inf_nan=False)]
Item = Annotated[str, Field(min_length=1, max_length=LONGEST_ITEM)]


class PledgeOut(BaseModel):
    """A part of a line that one helper brings. `stands`: neither was it released nor its job given up."""

    id: int
    helper: str
    amount: float
    delivered: float
    stands: bool


class GoodsOut(BaseModel):
    """One thing that a case needs. `remaining`: neither come nor promised."""

    id: int
    item: str
    unit: str
    amount: float
    pledged: float
    delivered: float
    remaining: float
    pledges: list[PledgeOut] = []


class LineIn(BaseModel):
    """A thing that is needed; with an `id`, a line to change."""

    item: Item
    amount: Amount
    unit: Annotated[str, Field(max_length=LONGEST_ITEM)] = ""
    id: int | None = None


class PledgeIn(BaseModel):
    """A promise in a helper's name; `helper` is the code that the desk knows them by."""

    line: int
    helper: Annotated[str, Field(max_length=8)]
    amount: Amount


class DeliveryIn(BaseModel):
    """What came. `seen`: how much had come when you looked, so that two calls at once count once."""

    amount: Amount
    seen: float | None = None
    more: Annotated[bool, Field(description="They brought more than they promised.")] = False


class TakenBackIn(BaseModel):
    """How much was counted wrongly."""

    amount: Amount


class DriveIn(BaseModel):
    """A collection: what, how much, and where it is brought."""

    item: Item
    amount: Amount
    unit: Annotated[str, Field(max_length=LONGEST_ITEM)] = ""
    place: Annotated[str, Field(max_length=300)] = ""


class DriveOut(BaseModel):
    """A collection that is going on; anybody may text PLEDGE, its reference and a number."""

    reference: str
    place: str
    lines: list[GoodsOut]


class TotalOut(BaseModel):
    """One kind of goods over all open needs and all helpers."""

    item: str
    unit: str
    amount: float
    delivered: float
    remaining: float
    cases: int
    free: float
    helpers: int


class SuppliesOut(BaseModel):
    """What is lacking, what helpers hold that nobody was promised, and the drives."""

    totals: list[TotalOut]
    drives: list[DriveOut]


@router.get("/supplies")
async def supplies(desk: ViewerDep, session: SessionDep) -> SuppliesOut:
    """Sum what is lacking and what is held."""
    totals = await totals_of(session, desk.incident_id)
    return SuppliesOut(
        totals=[TotalOut.model_validate(one, from_attributes=True) for one in totals],
        drives=[
            DriveOut.model_validate(one, from_attributes=True)
            for one in await drives_of(session, desk.incident_id)
        ],
    )


@router.post("/drives", status_code=201)
async def drives(new: DriveIn, desk: DispatcherDep, session: SessionDep) -> DriveOut:
    """Open a supply drive."""
    wanted = NewDrive(**new.model_dump())
    case = await open_drive(session, desk.incident, wanted, who=desk.who, now=now())
    return DriveOut(reference=case.reference, place=case.place_name, lines=await _goods(session, desk, case))


@router.get("/reports/{reference}/lines")
async def lines(reference: str, desk: ViewerDep, session: SessionDep) -> list[GoodsOut]:
    """Say what a case needs, and who brings what of it."""
    return await _goods(session, desk, await find_case(session, desk, reference))


@router.post("/reports/{reference}/lines")
async def put_line(reference: str, line: LineIn, desk: DispatcherDep, session: SessionDep) -> list[GoodsOut]:
    """Add a thing that is needed or change it; 409 below what came and what is promised."""
    case = await find_case(session, desk, reference)
    await set_line(
        session,
        desk.incident_id,
        case.id,
        line_id=line.id,
        item=line.item,
        amount=line.amount,
        unit=line.unit,
        who=desk.who,
        now=now(),
    )
    return await _goods(session, desk, case)


@router.delete("/reports/{reference}/lines/{line_id}")
async def drop_line(reference: str, line_id: int, desk: DispatcherDep, session: SessionDep) -> list[GoodsOut]:
    """Take a thing off the list; 409 while promises stand."""
    case = await find_case(session, desk, reference)
    await check_line(session, desk, case, line_id)
    await withdraw_line(session, desk.incident_id, line_id, who=desk.who, now=now())
    return await _goods(session, desk, case)


@router.post("/reports/{reference}/pledges")
async def pledge(reference: str, new: PledgeIn, desk: DispatcherDep, session: SessionDep) -> list[GoodsOut]:
    """Promise a part in a helper's name; 409 above what is lacking or what they hold."""
    case = await find_case(session, desk, reference)
    await check_line(session, desk, case, new.line)
    whose = (await find_helper(session, desk, new.helper)).id
    await promise_by_hand(
        session,
        desk.incident,
        case.id,
        new.line,
        volunteer_id=whose,
        amount=new.amount,
        who=desk.who,
        now=now(),
    )
    return await _goods(session, desk, case)


@router.post("/reports/{reference}/pledges/{pledge_id}/deliveries")
async def delivery(
    reference: str, pledge_id: int, came: DeliveryIn, desk: DispatcherDep, session: SessionDep
) -> list[GoodsOut]:
    """Count what came; 409 above what was promised unless `more` says so."""
    case = await find_case(session, desk, reference)
    await check_pledge(session, desk, case, pledge_id)
    await deliver(session, desk.incident, pledge_id, who=desk.who, now=now(), **came.model_dump())
    return await _goods(session, desk, case)


@router.post("/reports/{reference}/pledges/{pledge_id}/deliveries/undo")
async def take_back(
    reference: str, pledge_id: int, wrong: TakenBackIn, desk: DispatcherDep, session: SessionDep
) -> list[GoodsOut]:
    """Take back what was counted wrongly."""
    case = await find_case(session, desk, reference)
    await check_pledge(session, desk, case, pledge_id)
    await undeliver(session, desk.incident, pledge_id, amount=wrong.amount, who=desk.who, now=now())
    return await _goods(session, desk, case)


@router.post("/reports/{reference}/pledges/{pledge_id}/release")
async def release(reference: str, pledge_id: int, desk: DispatcherDep, session: SessionDep) -> list[GoodsOut]:
    """Let a helper off their promise; what came stays counted."""
    case = await find_case(session, desk, reference)
    await check_pledge(session, desk, case, pledge_id)
    await release_pledge(session, desk.incident, pledge_id, who=desk.who, now=now())
    return await _goods(session, desk, case)


@router.post("/reports/{reference}/pledges/{pledge_id}/renew")
async def renew(reference: str, pledge_id: int, desk: DispatcherDep, session: SessionDep) -> list[GoodsOut]:
    """Undo a release; 409 where somebody has promised that part since."""
    case = await find_case(session, desk, reference)
    await check_pledge(session, desk, case, pledge_id)
    await renew_pledge(session, desk.incident, pledge_id, who=desk.who, now=now())
    return await _goods(session, desk, case)


async def _goods(session: AsyncSession, desk: Desk, case: Case) -> list[GoodsOut]:
    found = await lines_of(session, desk.incident_id, case.id)
    promised = await pledges_of(session, desk.incident_id, case.id)
    return [
        GoodsOut(
            **{key: getattr(line, key) for key in GoodsOut.model_fields if key != "pledges"},
            pledges=[
                PledgeOut(
                    id=one.id,
                    helper=one.helper,
                    amount=one.amount,
                    delivered=one.delivered,
                    stands=one.live,
                )
                for one in promised
                if one.need_line_id == line.id
            ],
        )
        for line in found
    ]
