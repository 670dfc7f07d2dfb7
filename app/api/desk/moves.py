"""What a coordinator can do to one helper's part in a case: by the desk's buttons and by the API alike."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncSession

from app.api import queries
from app.api.deps import Desk
from app.api.desk.shapes import RevealedView
from app.dispatch.hand import decline_for, finish_for, on_way_for, release_job, reveal_place, there_for
from app.errors import Conflict
from app.pipeline.ask import accept_by_hand, ask_by_hand
from app.pipeline.decide import look_too
from app.reports.reveal import reveal_asker
from app.reports.shapes import Case
from app.security import Keys
from app.volunteers.find import volunteer_by_reference
from app.volunteers.reveal import reveal_number

LONGEST_WHY = 200


class Move(StrEnum):
    """One step by hand."""

    ASK = "ask"
    ACCEPT = "accept"  # said yes on the telephone
    DECLINE = "decline"  # said no on the telephone
    SET_OUT = "set-out"
    ARRIVE = "arrive"
    DONE = "done"
    RELEASE = "release"
    TELL_PLACE = "tell-place"


async def move(
    session: AsyncSession,
    desk: Desk,
    case: Case,
    what: Move,
    *,
    helper: str,
    why: str = "",
    now: datetime,
    batch: str = "",
) -> None:
    """Make one step; raises `Conflict` with what is so now when it is not possible (any more).

    Whoever asks has looked at the case: see `app.pipeline.decide.look_too`. `batch` names the press.
    """
    dispatch_id = await dispatch_of(session, desk.incident_id, case, helper)
    incident, who = desk.incident, desk.who
    match what:
        case Move.ASK:
            await look_too(session, incident, case.id, who=who, batch=batch, now=now, opens=False)
            staff_id = desk.person.staff_id
            await ask_by_hand(
                session, incident, case, dispatch_id, who=who, staff_id=staff_id, now=now, batch=batch
            )
        case Move.ACCEPT:
            await look_too(session, incident, case.id, who=who, batch=batch, now=now, opens=False)
            staff_id = desk.person.staff_id
            await accept_by_hand(session, incident, case, dispatch_id, who=who, staff_id=staff_id, now=now)
        case Move.DECLINE:
            await decline_for(session, incident, dispatch_id, who=who, now=now)
        case Move.SET_OUT:
            await on_way_for(session, incident, dispatch_id, who=who, now=now)
        case Move.ARRIVE:
            await there_for(session, incident, dispatch_id, who=who, now=now)
        case Move.DONE:
            await finish_for(session, incident, dispatch_id, who=who, now=now)
        case Move.RELEASE:
            await release_job(session, incident, dispatch_id, who=who, why=why.strip(), now=now)
        case Move.TELL_PLACE:
            await reveal_place(session, incident, dispatch_id, who=who, why=why, now=now)


async def dispatch_of(session: AsyncSession, incident_id: int, case: Case, helper: str) -> int:
    """Find a helper's part in a case by their code; raises `Conflict`."""
    values = {"incident_id": incident_id, "report_id": case.id, "helper": helper.strip().upper()}
    dispatch_id = (await session.execute(queries.DISPATCH_OF, values)).scalar()
    if dispatch_id is None:
        raise Conflict("This helper is not suggested any more; look at the list again.")
    return int(dispatch_id)


async def reveal(
    session: AsyncSession, keys: Keys, desk: Desk, case: Case, *, helper: str, why: str, now: datetime
) -> RevealedView:
    """Open the number of a helper of this case; without a code, of whoever asked. Both leave a trace."""
    incident, who = desk.incident, desk.who
    if not helper:
        number = await reveal_asker(session, keys, incident, case, who=who, why=why, now=now)
        return RevealedView(name="", number=number)
    await dispatch_of(session, desk.incident_id, case, helper)
    found = await volunteer_by_reference(session, desk.incident_id, helper.strip().upper())
    assert found is not None
    number = await reveal_number(session, keys, incident, found, who=who, why=why, now=now, report_id=case.id)
    return RevealedView(name=found.name or found.reference, number=number)
