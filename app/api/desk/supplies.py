"""What a coordinator does with goods: say what is needed, who brings it, what came; open supply drives."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.ext.asyncio import AsyncSession

from app.access.powers import Power
from app.api.deps import Desk, DispatcherDep, RendererDep, SessionDep, ViewerDep
from app.api.desk.frame import desk_page
from app.api.desk.press import DispatchPressDep
from app.api.desk.views.supply import SuppliesView, drive_views, total_views
from app.api.pages import language_of
from app.clock import now
from app.errors import NotFound
from app.pipeline.drive import NewDrive, open_drive
from app.reports.shapes import Case
from app.supplies.by_hand import promise_by_hand
from app.supplies.deliver import deliver, undeliver
from app.supplies.lines import lines_of, set_line, withdraw_line
from app.supplies.pledges import pledges_of, release_pledge, renew_pledge
from app.volunteers.find import Helper, volunteer_by_reference

router = APIRouter(include_in_schema=False)
Words = Annotated[str, Form(max_length=40)]
Amount = Annotated[float, Form()]


@router.get("/desk/{slug}/supplies")
async def show_supplies(
    request: Request, desk: ViewerDep, session: SessionDep, pages: RendererDep
) -> Response:
    """What is lacking in all, what helpers hold, and the drives."""
    language = language_of(request, pages, desk.incident)
    view = SuppliesView(
        totals=await total_views(session, desk.incident_id, language=language),
        drives=await drive_views(session, desk.incident_id, language=language),
        may_act=desk.may(Power.DISPATCH),
    )
    return await desk_page(request, session, pages, "desk/supplies.html", desk, supplies=view)


@router.post("/desk/{slug}/supplies/drive")
async def drive(
    desk: DispatcherDep,
    session: SessionDep,
    item: Words,
    amount: Amount,
    unit: Words = "",
    place: Annotated[str, Form(max_length=300)] = "",
) -> Response:
    """Open a supply drive."""
    new = NewDrive(item=item, amount=amount, unit=unit.strip(), place=place)
    await open_drive(session, desk.incident, new, who=desk.who, now=now())
    return RedirectResponse(f"/desk/{desk.incident.slug}/supplies", status_code=303)


@router.post("/desk/{slug}/report/{reference}/lines")
async def line(
    press: DispatchPressDep,
    item: Words,
    amount: Amount,
    unit: Words = "",
    n: Annotated[int | None, Form()] = None,
) -> Response:
    """Add a thing that is needed, or change how much of it."""
    await set_line(
        press.session,
        press.desk.incident_id,
        press.case.id,
        line_id=n,
        item=item,
        amount=amount,
        unit=unit,
        who=press.desk.who,
        now=now(),
    )
    return await press.shown()


@router.post("/desk/{slug}/report/{reference}/lines/{n}/withdraw")
async def withdraw(press: DispatchPressDep, n: int) -> Response:
    """Take a thing off the list."""
    await check_line(press.session, press.desk, press.case, n)
    await withdraw_line(press.session, press.desk.incident_id, n, who=press.desk.who, now=now())
    return await press.shown()


@router.post("/desk/{slug}/report/{reference}/lines/{n}/promise")
async def promise(
    press: DispatchPressDep,
    n: int,
    helper: Annotated[str, Form(max_length=8)],
    amount: Amount,
) -> Response:
    """Promise a part in a helper's name."""
    await check_line(press.session, press.desk, press.case, n)
    whose = (await find_helper(press.session, press.desk, helper)).id
    await promise_by_hand(
        press.session,
        press.desk.incident,
        press.case.id,
        n,
        volunteer_id=whose,
        amount=amount,
        who=press.desk.who,
        now=now(),
    )
    return await press.shown()


@router.post("/desk/{slug}/report/{reference}/pledges/{n}/came")
async def came(
    press: DispatchPressDep,
    n: int,
    amount: Amount,
    seen: Annotated[float | None, Form()] = None,
    more: Annotated[bool, Form()] = False,
) -> Response:
    """Count what a helper brought."""
    await check_pledge(press.session, press.desk, press.case, n)
    await deliver(
        press.session,
        press.desk.incident,
        n,
        amount=amount,
        seen=seen,
        more=more,
        who=press.desk.who,
        now=now(),
    )
    return await press.shown()


@router.post("/desk/{slug}/report/{reference}/pledges/{n}/uncame")
async def uncame(
    press: DispatchPressDep,
    n: int,
    amount: Amount,
) -> Response:
    """Take back what was counted wrongly."""
    await check_pledge(press.session, press.desk, press.case, n)
    await undeliver(press.session, press.desk.incident, n, amount=amount, who=press.desk.who, now=now())
    return await press.shown()


@router.post("/desk/{slug}/report/{reference}/pledges/{n}/release")
async def release(press: DispatchPressDep, n: int) -> Response:
    """Let a helper off their promise."""
    await check_pledge(press.session, press.desk, press.case, n)
    await release_pledge(press.session, press.desk.incident, n, who=press.desk.who, now=now())
    return await press.shown()


@router.post("/desk/{slug}/report/{reference}/pledges/{n}/renew")
async def renew(press: DispatchPressDep, n: int) -> Response:
    """Undo a release."""
    await check_pledge(press.session, press.desk, press.case, n)
    await renew_pledge(press.session, press.desk.incident, n, who=press.desk.who, now=now())
    return await press.shown()


async def find_helper(session: AsyncSession, desk: Desk, reference: str) -> Helper:
    """The helper of a code; raises `NotFound`."""
    helper = await volunteer_by_reference(session, desk.incident_id, reference.strip().upper())
    if helper is None:
        raise NotFound(f"There is no helper {reference} here.")
    return helper


async def check_line(session: AsyncSession, desk: Desk, case: Case, line_id: int) -> None:
    """Raise `NotFound` unless the line is of this case."""
    if line_id not in {line.id for line in await lines_of(session, desk.incident_id, case.id)}:
        raise NotFound("This is not needed any more; look at the page again.")


async def check_pledge(session: AsyncSession, desk: Desk, case: Case, pledge_id: int) -> None:
    """Raise `NotFound` unless the promise is to this case."""
    if pledge_id not in {pledge.id for pledge in await pledges_of(session, desk.incident_id, case.id)}:
        raise NotFound("There is no such promise; look at the page again.")
