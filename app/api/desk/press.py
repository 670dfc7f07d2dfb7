"""One press of a button on a report: who pressed, on which case, and the report as it is afterwards."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Form, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.ext.asyncio import AsyncSession

from app.access.powers import Power
from app.api.deps import Desk, HouseDep, RendererDep, SessionDep, acts
from app.api.desk.first import find_detail, whole
from app.api.desk.frame import desk_part
from app.api.desk.shapes import DoneView, RevealedView
from app.api.desk.views.lists import looking_from
from app.api.pages import language_of
from app.clock import now
from app.errors import NotFound
from app.house import House
from app.reports.find import report_by_reference
from app.reports.shapes import Case
from app.safety.alarms import see_alarms
from app.triage.lease import AtHand, take_next
from web.render import Renderer


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """What every button of a report needs."""

    request: Request
    session: AsyncSession
    pages: Renderer
    house: House
    desk: Desk
    case: Case

    async def shown(self, revealed: RevealedView | None = None, *, done: DoneView | None = None) -> Response:
        """Answer with the report as it is now, and with what was `done` to it."""
        return await shown(
            self.request,
            self.session,
            self.pages,
            self.house,
            self.desk,
            self.case.reference,
            revealed=revealed,
            done=done,
        )

    async def next_shown(self, query: str, done: DoneView) -> Response:
        """Answer with the next of the list that this case was in, in the same round trip: it is theirs now.

        The case that was decided has been looked at; the one that opens by itself has not.
        """
        desk, case = self.desk, self.case
        await see_alarms(self.session, desk.incident_id, case.id, who=desk.who, now=now())
        await self.session.flush()
        answer = (self.request, self.session, self.pages, self.house, desk)
        return await next_shown(*answer, query=query, leaving=case, done=done)


def _by(power: Power) -> Callable[..., Awaitable[Press]]:
    """A press that asks for a power."""

    async def press(
        reference: str,
        request: Request,
        desk: Annotated[Desk, Depends(acts(power))],
        session: SessionDep,
        pages: RendererDep,
        house: HouseDep,
    ) -> Press:
        case = await find_case(session, desk, reference)
        return Press(request=request, session=session, pages=pages, house=house, desk=desk, case=case)

    return press


# the list that somebody goes on with once a case is decided; none: the case stays in hand
NextOf = Annotated[str | None, Form(max_length=2_000)]
# by what the button asks of whoever presses it
PressDep = Annotated[Press, Depends(_by(Power.VERIFY))]
DispatchPressDep = Annotated[Press, Depends(_by(Power.DISPATCH))]
CoordinatePressDep = Annotated[Press, Depends(_by(Power.COORDINATE))]


async def find_case(session: AsyncSession, desk: Desk, reference: str) -> Case:
    """The report of a code; raises `NotFound`."""
    case = await report_by_reference(session, desk.incident_id, reference)
    if case is None:
        raise NotFound(f"There is no case {reference} here.")
    return case


async def shown(
    request: Request,
    session: AsyncSession,
    pages: Renderer,
    house: House,
    desk: Desk,
    reference: str,
    *,
    revealed: RevealedView | None = None,
    done: DoneView | None = None,
) -> Response:
    """The report after the change: the part for htmx, the whole desk for a browser without JavaScript.

    Whoever presses a button looks at the case. Its alarms end last, after the report's row was held: a text
    that raises one holds them in the same order.
    """
    await session.flush()
    case = await find_case(session, desk, reference)
    await see_alarms(session, desk.incident_id, case.id, who=desk.who, now=now())
    language = language_of(request, pages, desk.incident)
    if "hx-request" in request.headers:
        await session.flush()
        detail = await find_detail(session, house, desk, reference, language, revealed=revealed)
        return await desk_part(request, session, pages, "desk/_next.html", desk, detail=detail, done=done)
    if revealed is not None:  # an address that could be opened again would show it again
        await session.flush()
        return await whole(request, session, pages, house, desk, reference, revealed=revealed)
    return RedirectResponse(f"/desk/{desk.incident.slug}?report={reference}", status_code=303)


async def next_shown(
    request: Request,
    session: AsyncSession,
    pages: Renderer,
    house: House,
    desk: Desk,
    *,
    query: str,
    leaving: Case | None = None,
    done: DoneView | None = None,
) -> Response:
    """Claim the next of a list and show it, with what was just done to the one before."""
    at = now()
    looking = await looking_from(session, desk, query, now=at)
    here = AtHand(id=leaving.id, urgency=leaving.urgency, created_at=leaving.created_at) if leaving else None
    staff_id = desk.person.staff_id
    reference = await take_next(
        session, desk.incident_id, looking.view, staff_id=staff_id, now=at, leaving=here
    )
    if "hx-request" not in request.headers:
        said = "&".join(part for part in (looking.query, f"report={reference}" if reference else "") if part)
        return RedirectResponse(f"/desk/{desk.incident.slug}?{said}", status_code=303)
    language = language_of(request, pages, desk.incident)
    detail = await find_detail(session, house, desk, reference, language) if reference else None
    facts = {"detail": detail, "looking": looking, "done": done}
    return await desk_part(request, session, pages, "desk/_next.html", desk, **facts)
