"""What stands around every page of the desk: who is here, what they may press, what calls for a hand."""

from dataclasses import dataclass
from typing import Any

from fastapi import Request
from fastapi.responses import Response
from sqlalchemy.ext.asyncio import AsyncSession

from app.access.powers import powers_of
from app.api import queries
from app.api.deps import Desk
from app.api.pages import page
from web.render import Renderer

PRIVATE = {"Cache-Control": "no-store"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameView:
    """The frame of a desk page; `may` holds the names of powers, as `"verify" in frame.may`."""

    home: str  # /desk/{slug}
    csrf: str
    staff: str
    role: str
    may: frozenset[str]
    alarms_open: int = 0
    troubles_open: int = 0


async def frame_of(session: AsyncSession, desk: Desk) -> FrameView:
    """Look up the frame."""
    open_ = (await session.execute(queries.DESK_FRAME, {"incident_id": desk.incident_id})).one()
    return FrameView(
        home=f"/desk/{desk.incident.slug}",
        csrf=desk.person.csrf,
        staff=desk.person.name or desk.person.email,
        role=desk.role.value,
        may=frozenset(power.value for power in powers_of(desk.role)),
        alarms_open=open_.alarms,
        troubles_open=open_.troubles,
    )


def part_frame(desk: Desk) -> FrameView:
    """The frame for a part of a page, which shows no menu: nothing is looked up."""
    return FrameView(
        home=f"/desk/{desk.incident.slug}",
        csrf=desk.person.csrf,
        staff=desk.person.name or desk.person.email,
        role=desk.role.value,
        may=frozenset(power.value for power in powers_of(desk.role)),
    )


async def desk_page(
    request: Request,
    session: AsyncSession,
    pages: Renderer,
    template: str,
    desk: Desk,
    *,
    status: int = 200,
    **facts: Any,
) -> Response:
    """Answer with one whole page of the desk; its template extends `desk/_page.html`."""
    frame = await frame_of(session, desk)
    answer = await page(
        request,
        session,
        pages,
        template,
        incident=desk.incident,
        status=status,
        frame=frame,
        csrf=frame.csrf,
        **facts,
    )
    answer.headers.update(PRIVATE)
    return answer


async def desk_part(
    request: Request, session: AsyncSession, pages: Renderer, template: str, desk: Desk, **facts: Any
) -> Response:
    """Answer with one part of the desk, for the page that swaps it in."""
    frame = part_frame(desk)
    answer = await page(
        request, session, pages, template, incident=desk.incident, frame=frame, csrf=frame.csrf, **facts
    )
    answer.headers.update(PRIVATE)
    return answer
