"""Gathers what the page of taught names shows, in the coordinator's language."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from app.api import queries
from app.api.views import PinView, UndoView
from app.api.words import taught_by_words, translator
from app.places.find import Agreed, agreement, best_known, references, undoable
from app.places.forget import report_of
from geo.gazetteer.teach import Taught

MOST_UNDO = 5


async def pin_views(
    session: AsyncSession, incident_id: int, shown: Sequence[Taught], language: str
) -> tuple[PinView, ...]:
    """Give each pin with how many people agree with it, who set it, and on which case."""
    agreed = await agreement(session, incident_id, shown)
    cases = await references(session, incident_id, shown)
    names, _ = await _staff(session, incident_id), translator(language)
    return tuple(
        _pin_view(
            taught,
            best_known(taught, agreed),
            who=taught_by_words(taught.pin.who, _, names=names),
            case=cases.get(report_of(taught) or 0, ""),
        )
        for taught in shown
    )


def _pin_view(taught: Taught, known: Agreed | None, *, who: str, case: str) -> PinView:
    pin = taught.pin
    return PinView(
        n=taught.id,
        words=pin.words,
        lat=pin.point.lat,
        lon=pin.point.lon,
        radius_m=round(pin.radius_m),
        name=known.name if known else "",
        agree=known.pins if known else 0,
        who=who,
        at=pin.taught_at,
        case=case,
    )


async def undo_views(session: AsyncSession, incident_id: int, language: str) -> tuple[UndoView, ...]:
    """Give what was taken back or mended lately, the newest first."""
    names, _ = await _staff(session, incident_id), translator(language)
    return tuple(
        UndoView(
            n=one.event_id,
            words=one.words,
            forgotten=one.what == "place.forgotten",
            who=taught_by_words(one.who, _, names=names),
            at=one.at,
        )
        for one in (await undoable(session, incident_id))[:MOST_UNDO]
    )


async def _staff(session: AsyncSession, incident_id: int) -> dict[str, str]:
    staff = await session.execute(queries.STAFF_NAMES, {"incident_id": incident_id})
    return {f"staff:{row.id}": row.name or row.email for row in staff}
