"""On duty or off: the one switch that decides whether a helper is found at all."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.history import Happening, record
from app.volunteers import queries
from app.volunteers.find import Helper


async def set_duty(
    session: AsyncSession,
    incident_id: int,
    helper: Helper,
    on_duty: bool,
    *,
    now: datetime,
    who: str = "",
    why: str = "",
) -> None:
    """Put a helper on or off duty, and end their rest; off duty nobody finds them."""
    values = {"incident_id": incident_id, "id": helper.id, "on_duty": on_duty}
    await session.execute(queries.SET_DUTY, values)
    await refresh_able(session, incident_id, helper.id, now=now)
    happening = Happening(
        what="volunteer.on_duty" if on_duty else "volunteer.off_duty",
        who=who or f"contact:{helper.contact_id}",
        before={"helper": helper.reference, "on_duty": helper.on_duty},
        after={"helper": helper.reference, "on_duty": on_duty},
        why=why,
    )
    record(session, incident_id, happening, now=now)


async def refresh_able(session: AsyncSession, incident_id: int, helper_id: int, *, now: datetime) -> None:
    """Write anew for what a helper is found, and look again at the open needs they could answer."""
    which = {"incident_id": incident_id, "id": helper_id}
    await session.execute(queries.CLEAR_ABLE, which)
    await session.execute(queries.FILL_ABLE, which)
    await session.execute(queries.WAKE_NEEDS, which | {"now": now})


async def jobs_now(session: AsyncSession, incident_id: int, helper_id: int) -> int:
    """Count the jobs that a helper has said yes to and that are not over."""
    row = await session.execute(queries.JOBS_NOW, {"incident_id": incident_id, "id": helper_id})
    return int(row.scalar_one())
