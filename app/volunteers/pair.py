"""A newcomer goes with somebody the coordinators know: the machine suggests a buddy, a coordinator pairs."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.errors import BadForm
from app.history import MACHINE, Happening, record
from app.models.volunteer import Trust
from app.volunteers import queries
from app.volunteers.find import Helper, volunteer_by_id

MOST_NEWCOMERS = 3  # that one helper takes along


def check_buddy(helper: Helper, buddy: Helper) -> None:
    """Raise `BadForm` for a pair that keeps nobody safe."""
    if buddy.id == helper.id:
        raise BadForm("Nobody is their own buddy; choose another helper.")
    if buddy.trust is Trust.NEW:
        raise BadForm(f"{buddy.reference} is new too; choose a helper whom the coordinators know.")


async def find_buddy(session: AsyncSession, incident_id: int, helper: Helper) -> Helper | None:
    """Find the nearest known helper on duty who shares a skill and has room for one more."""
    if helper.point is None:
        return None
    values = {"incident_id": incident_id, "id": helper.id, "most": MOST_NEWCOMERS}
    found = (await session.execute(queries.NEAREST_BUDDY, values)).scalar()
    return await volunteer_by_id(session, incident_id, int(found)) if found is not None else None


async def suggest_buddy(
    session: AsyncSession, incident_id: int, helper: Helper, *, now: datetime
) -> Helper | None:
    """Note for the desk who could go with a newcomer; nothing is decided by it."""
    if helper.trust is not Trust.NEW or helper.buddy_id is not None:
        return None
    buddy = await find_buddy(session, incident_id, helper)
    if buddy is not None:
        happening = Happening(
            what="volunteer.buddy_suggested",
            who=MACHINE,
            after={"helper": helper.reference, "buddy": buddy.reference},
            why="the nearest known helper with a skill in common",
        )
        record(session, incident_id, happening, now=now)
    return buddy


async def pair_helper(
    session: AsyncSession,
    incident_id: int,
    helper: Helper,
    buddy: Helper | None,
    *,
    who: str,
    why: str = "",
    now: datetime,
) -> None:
    """Pair a helper with a buddy, or with nobody; raises `BadForm` for a buddy who is none."""
    if buddy is not None:
        check_buddy(helper, buddy)
    if helper.buddy_id == (buddy.id if buddy else None):
        return
    earlier = await volunteer_by_id(session, incident_id, helper.buddy_id) if helper.buddy_id else None
    values = {"incident_id": incident_id, "id": helper.id, "buddy_id": buddy.id if buddy else None}
    await session.execute(queries.SET_BUDDY, values)
    happening = Happening(
        what="volunteer.paired",
        who=who,
        before={"helper": helper.reference, "buddy": earlier.reference if earlier else ""},
        after={"helper": helper.reference, "buddy": buddy.reference if buddy else ""},
        why=why,
    )
    record(session, incident_id, happening, now=now)
