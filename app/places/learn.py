"""A pin teaches: what people called the place from now on means about this point, in this incident."""

from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from app.history import Happening, record
from app.places.find import facts_of, pin_by_number
from app.places.fitting import fitting_words
from app.places.forget import forget_pin
from geo.gazetteer.teach import Pin, Taught, teach


async def learn_pin(session: AsyncSession, incident_id: int, pin: Pin) -> Taught | None:
    """Keep what one pin teaches, in place of what the same case taught before; None when it teaches nothing.

    `pin.number` is the report's. Words that name somebody's home, or no place at all, teach nothing.
    """
    before = await pin_by_number(session, incident_id, pin.number)
    words = fitting_words(pin.words)
    kept = replace(pin, words=words)
    if before is not None and _same(before.pin, kept):
        return before
    if words:
        await teach(session, incident_id, [kept])
        await session.flush()
    after = await pin_by_number(session, incident_id, pin.number)
    if after is None or not _same(after.pin, kept):
        if after is not None:
            await forget_pin(session, incident_id, after, who=pin.who, now=pin.taught_at)
        return None
    happening = Happening(
        what="place.taught",
        who=pin.who,
        report_id=pin.number,
        before=facts_of(before.pin) if before else {},
        after=facts_of(after.pin),
    )
    record(session, incident_id, happening, now=pin.taught_at)
    return after


def _same(one: Pin, other: Pin) -> bool:
    """Whether two pins say the same of the same place; who says it, and when, is beside the matter."""
    return (one.words, one.point, one.radius_m) == (other.words, other.point, other.radius_m)
