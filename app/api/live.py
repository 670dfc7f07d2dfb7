"""Live pages: the desk hears which cases changed, never what they say."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent

from app.access.accounts import check_role
from app.api import queries
from app.api.deps import HouseDep, signed_in
from app.incidents.find import incident_by_slug
from app.models.staff import Role

router = APIRouter(include_in_schema=False)
LOOK_S = 0.3


async def _listener(slug: str, request: Request, house: HouseDep) -> int:
    """Check who listens, in a transaction that ends before the long answer begins; give the incident's id."""
    async with house.database.session() as session:
        person = await signed_in(request, session)
        incident = await incident_by_slug(session, slug)
        assert incident.id is not None
        await check_role(session, incident.id, person.staff_id, Role.VIEWER)
        return incident.id


@router.get("/desk/{slug}/live", response_class=EventSourceResponse)
async def live(
    request: Request, house: HouseDep, incident_id: Annotated[int, Depends(_listener)], after: int = 0
) -> AsyncIterator[ServerSentEvent]:
    """Tell each change after event `after`; between two looks no connection is held."""
    last = request.headers.get("last-event-id", "")
    position = int(last) if last.isdecimal() else after
    while True:
        async with house.database.session() as session:
            news = await session.execute(queries.NEWS, {"incident_id": incident_id, "after": position})
            rows = news.all()
        if rows:
            position = rows[-1].position
            references = sorted({row.reference for row in rows if row.reference})
            changed = {"position": position, "references": references}
            yield ServerSentEvent(event="changed", data=changed, id=str(position))
        await asyncio.sleep(LOOK_S)
