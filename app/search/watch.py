"""Who hears of what is new in a view: by e-mail or by text, at most every so often."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.errors import BadForm, NotFound
from app.history import Happening, record
from app.messaging.numbers import person_of_number
from app.models.desk import TellBy
from app.models.incident import Incident
from app.search import queries
from app.search.views import view_by_id
from app.security import Keys, same
from ingest.phone import e164

EVERY_S = (900, 3_600, 21_600, 86_400)


async def watch_view(
    session: AsyncSession,
    keys: Keys,
    incident: Incident,
    view_id: int,
    *,
    staff_id: int,
    tell_by: TellBy,
    every_s: int,
    number: str = "",
    staff_name: str = "",
    now: datetime,
) -> int:
    """Tell somebody from now on, or change how often; raises `BadForm` with what to mend."""
    assert incident.id is not None
    await view_by_id(session, incident.id, view_id, staff_id=staff_id)
    if every_s not in EVERY_S:
        raise BadForm("Choose how often from the list.")
    contact_id = None
    if tell_by is TellBy.TEXT:
        ours = e164(number, region=incident.country)
        if ours is None:
            raise BadForm(f"«{number}» is no phone number; write it like +15095550142.")
        contact_id = await person_of_number(session, keys, incident, ours, name=staff_name, now=now)
    values = {
        "incident_id": incident.id,
        "view_id": view_id,
        "staff_id": staff_id,
        "tell_by": tell_by.value,
        "contact_id": contact_id,
        "every_s": every_s,
        "now": now,
    }
    watch_id = int((await session.execute(queries.WATCH, values)).scalar_one())
    after = {"view": view_id, "by": tell_by.value, "every_s": every_s}
    happening = Happening(what="view.watched", who=f"staff:{staff_id}", after=after)
    record(session, incident.id, happening, now=now)
    return watch_id


async def unwatch_view(
    session: AsyncSession, incident_id: int, watch_id: int, *, staff_id: int, now: datetime
) -> None:
    """Tell somebody no more; pressing twice changes nothing."""
    which = {"incident_id": incident_id, "id": watch_id, "staff_id": staff_id}
    view_id = (await session.execute(queries.UNWATCH, which)).scalar_one_or_none()
    if view_id is not None:
        happening = Happening(what="view.unwatched", who=f"staff:{staff_id}", after={"view": view_id})
        record(session, incident_id, happening, now=now)


def leave_token(keys: Keys, incident_id: int, watch_id: int) -> str:
    """The unguessable end of the link in a letter that ends it, without signing in."""
    return keys.link("view_watch", str(incident_id), str(watch_id))


async def watch_of_link(
    session: AsyncSession, keys: Keys, incident_id: int, watch_id: int, *, token: str
) -> tuple[int, str] | None:
    """Whose letters a link ends, and of which view; None where they have ended. Raises `NotFound`."""
    if not same(token, leave_token(keys, incident_id, watch_id)):
        raise NotFound
    row = (await session.execute(queries.WATCH_OWNER, {"incident_id": incident_id, "id": watch_id})).first()
    return (row.staff_id, row.name) if row is not None else None
