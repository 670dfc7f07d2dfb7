"""What was taught is taken back, and what was taken back is taught again."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.history import Happening, record
from app.places import queries
from app.places.find import DESK, facts_of, pin_by_number, pin_of
from geo.gazetteer.teach import Taught, forget, teach


async def forget_pin(
    session: AsyncSession, incident_id: int, taught: Taught, *, who: str, now: datetime
) -> None:
    """Take one pin back: its names mean what they meant without it."""
    await forget(session, incident_id, [taught.id])
    happening = Happening(
        what="place.forgotten", who=who, report_id=report_of(taught), before=facts_of(taught.pin)
    )
    record(session, incident_id, happening, now=now)


async def forget_report(
    session: AsyncSession, incident_id: int, report_id: int, *, who: str, now: datetime
) -> Taught | None:
    """Take back what the pin of a case taught; returns what that was."""
    taught = await pin_by_number(session, incident_id, report_id)
    if taught is not None:
        await forget_pin(session, incident_id, taught, who=who, now=now)
    return taught


async def undo_press(
    session: AsyncSession, incident_id: int, event_id: int, *, who: str, now: datetime
) -> str:
    """Teach again what was there before an event; returns the words, '' when there is nothing to undo."""
    event = (await session.execute(queries.HAPPENED, {"incident_id": incident_id, "id": event_id})).first()
    if event is None or event.what not in ("place.forgotten", "place.corrected") or not event.before:
        return ""
    pin = pin_of(event.before)
    await teach(session, incident_id, [pin])
    happening = Happening(
        what="place.taught",
        who=who,
        report_id=pin.number if pin.origin == DESK else None,
        after=facts_of(pin),
        why="taken back",
    )
    record(session, incident_id, happening, now=now)
    return pin.words


def report_of(taught: Taught) -> int | None:
    """The report whose pin this is, if it was set at the desk."""
    return taught.pin.number if taught.pin.origin == DESK else None
