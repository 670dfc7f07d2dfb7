"""Live pages: the desk hears which cases changed, never what they say."""

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent
from sqlalchemy.ext.asyncio import AsyncSession

from app.access.accounts import check_role
from app.access.powers import LEAST, Power
from app.access.sessions import look_who
from app.api.deps import COOKIE, HouseDep, signed_in
from app.api.desk.live.news import News
from app.api.desk.live.rooms import Rooms
from app.clock import now
from app.db import Database
from app.errors import NotAllowed
from app.incidents.find import incident_by_slug

router = APIRouter(include_in_schema=False)
CHECK_S = 30.0  # who was signed out or lost the role hears nothing a minute later


@dataclass(frozen=True, slots=True)
class Ear:
    """Who listens, and to which incident."""

    incident_id: int
    staff_id: int
    cookie: str


async def _ear(slug: str, request: Request, house: HouseDep) -> Ear:
    """Check who listens, in a transaction that ends before the long answer begins."""
    async with house.database.session() as session:
        person = await signed_in(request, session)
        incident = await incident_by_slug(session, slug)
        assert incident.id is not None
        await check_role(session, incident.id, person.staff_id, LEAST[Power.SEE])
        return Ear(incident.id, person.staff_id, request.cookies.get(COOKIE, ""))


def rooms(request: Request) -> Rooms:
    """The rooms of this process."""
    found = request.app.state.rooms
    assert isinstance(found, Rooms)
    return found


@router.get("/desk/{slug}/live", response_class=EventSourceResponse)
async def live(
    request: Request, house: HouseDep, ear: Annotated[Ear, Depends(_ear)], after: int = 0
) -> AsyncIterator[ServerSentEvent]:
    """Tell each change after event `after`; FastAPI itself sends a heartbeat every 15 s."""
    last = request.headers.get("last-event-id", "")
    position = int(last) if last.isdecimal() else after
    check_at = time.monotonic() + CHECK_S
    async with rooms(request).join(house.database, ear.incident_id, after=position) as queue:
        while True:
            try:
                news = await asyncio.wait_for(queue.get(), check_at - time.monotonic())
            except TimeoutError:
                if not await _may_still_listen(house.database, ear):
                    return
                check_at = time.monotonic() + CHECK_S
                continue
            if news is None:
                return
            yield _event(news)


def _event(news: News) -> ServerSentEvent:
    return ServerSentEvent(event="changed", data=news.as_data(), id=str(news.position))


async def _may_still_listen(database: Database, ear: Ear) -> bool:
    async with database.session() as session:
        return await _is_here(session, ear)


async def _is_here(session: AsyncSession, ear: Ear) -> bool:
    """An open page is no sign of life: a session that nobody uses ends although its page listens."""
    person = await look_who(session, ear.cookie, now=now())
    if person is None or person.staff_id != ear.staff_id:
        return False
    try:
        await check_role(session, ear.incident_id, ear.staff_id, LEAST[Power.SEE])
    except NotAllowed:
        return False
    return True
