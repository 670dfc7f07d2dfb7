"""A coordinator mends what a pin taught: other words, or a better point."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.history import Happening, record
from app.places.find import facts_of, pin_by_number
from app.places.fitting import fitting_words
from app.places.forget import report_of
from geo.gazetteer.teach import Taught, teach
from geo.point import Point


async def correct_pin(
    session: AsyncSession,
    incident_id: int,
    taught: Taught,
    *,
    words: str,
    point: Point,
    who: str,
    now: datetime,
) -> bool:
    """Let a pin teach these words at this point instead; say False when such words cannot be taught."""
    fitting = fitting_words(words)
    if not fitting:
        return False
    mended = replace(taught.pin, words=fitting, point=point, who=who, taught_at=now)
    if (mended.words, mended.point) == (taught.pin.words, taught.pin.point):
        return True
    await teach(session, incident_id, [mended])
    await session.flush()
    stored = await pin_by_number(session, incident_id, mended.number, origin=mended.origin)
    if stored is None or stored.pin.words != fitting:
        return False
    happening = Happening(
        what="place.corrected",
        who=who,
        report_id=report_of(taught),
        before=facts_of(taught.pin),
        after=facts_of(mended),
    )
    record(session, incident_id, happening, now=now)
    return True
