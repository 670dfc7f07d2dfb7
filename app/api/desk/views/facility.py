"""What the page of places open to everybody is given: each with its sheet, and what can be taken back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from app.access.powers import Power
from app.api import queries
from app.api.deps import Desk
from app.api.desk.history_words import happening_words, who_words
from app.api.facility_views import PlaceView, place_view
from app.api.words import translator
from app.facilities.change import OPENS_OR_ENDS
from app.facilities.find import pressed_lately
from app.facilities.shapes import OpenPlace, hours_text
from app.models.incident import Incident

CHECK_AFTER = timedelta(hours=12)  # then somebody should make sure again
MOST_UNDO = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptView:
    """One place as the desk keeps it: how strangers see it, and what its sheet is filled in with."""

    shown: PlaceView
    unchecked: bool
    full: bool
    free: int | None
    capacity: int | None
    sheet: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PressView:
    """One press that can be taken back, in the reader's words."""

    n: int
    what: str
    name: str
    who: str
    at: datetime
    mine: bool  # whether this reader may


def kept_view(place: OpenPlace, incident: Incident, language: str, *, now: datetime) -> KeptView:
    """Show one place with the sheet to mend it by."""
    sheet = {
        "kind": place.kind.value,
        "name": place.name,
        "place": place.place,
        "lat": f"{place.point.lat:.6f}",
        "lon": f"{place.point.lon:.6f}",
        "hours": hours_text(place),
        "capacity": "" if place.capacity is None else str(place.capacity),
        "free": "" if place.free is None else str(place.free),
        "stock": place.stock,
        "source": place.source,
        **{f"note-{code}": words for code, words in place.notes.items()},
    }
    return KeptView(
        shown=place_view(place, incident, language, now=now),
        unchecked=now - place.checked_at >= CHECK_AFTER,
        full=place.full or place.free == 0,
        free=place.free,
        capacity=place.capacity,
        sheet=sheet,
    )


async def undo_views(session: AsyncSession, desk: Desk, language: str) -> list[PressView]:
    """List the presses that stand so still, the newest first."""
    _ = translator(language)
    staff = await session.execute(queries.STAFF_NAMES, {"incident_id": desk.incident_id})
    names = {f"staff:{row.id}": row.name or row.email for row in staff}
    return [
        PressView(
            n=one.event_id,
            what=happening_words(one.what, _),
            name=one.name,
            who=who_words(one.who, _, names=names),
            at=one.at,
            mine=desk.may(Power.COORDINATE if OPENS_OR_ENDS[one.what] else Power.DISPATCH),
        )
        for one in (await pressed_lately(session, desk.incident_id))[:MOST_UNDO]
    ]
