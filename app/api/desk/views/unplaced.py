"""What the page of cases without a place shows: the words, and the places they may mean."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from app.access.powers import Power
from app.api.deps import Desk
from app.api.desk.views.doubt import Doubt
from app.api.desk.views.spans import marked_spans
from app.api.pages import category_view
from app.api.views import CategoryView, MarkView, SpanView
from app.api.words import Translate, translator
from app.messaging.mask import mask
from app.reports.stored import stored_reading
from app.triage.unplaced.pins import proposals_of
from app.triage.unplaced.queue import count_unplaced
from app.triage.unplaced.suggest_place import Suggestion, suggest_places

PLACE = "place"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """One place to press on."""

    name: str
    lat: float
    lon: float
    radius_m: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnplacedItem:
    """One case without a place; `reference` is nothing that a stranger could use."""

    reference: str
    kind: str
    category: CategoryView
    urgency: int
    people: int | None
    language: str
    at: datetime
    spans: tuple[SpanView, ...]
    place_words: str
    places: tuple[PlaceView, ...]
    proposed: int  # people who said something already


@dataclass(frozen=True, slots=True, kw_only=True)
class UnplacedView:
    """The page. `typed`: what stood in a form that was refused."""

    item: UnplacedItem | None
    waiting: int
    skip: tuple[str, ...]
    strange: bool  # somebody far away: proposes, and sees the words alone
    done: str = ""
    how: str = ""
    error: str = ""
    typed: str = ""


async def unplaced_view(
    session: AsyncSession,
    desk: Desk,
    row: RowMapping | None,
    *,
    language: str,
    skip: Sequence[str],
    now: datetime,
    done: str = "",
    how: str = "",
    error: str = "",
    typed: str = "",
) -> UnplacedView:
    """Gather the page."""
    strange = not desk.may(Power.VERIFY)
    proposer = desk.who if strange else ""
    return UnplacedView(
        item=await _item(session, desk, row, language, strange=strange) if row is not None else None,
        waiting=await count_unplaced(session, desk.incident_id, proposer=proposer, now=now),
        skip=tuple(skip),
        strange=strange,
        done=done,
        how=how,
        error=error,
        typed=typed,
    )


async def _item(
    session: AsyncSession, desk: Desk, row: RowMapping, language: str, *, strange: bool
) -> UnplacedItem:
    proposals = await proposals_of(session, desk.incident_id, row["id"])
    places = await suggest_places(session, desk.incident, row, proposals=proposals, strange=strange)
    return UnplacedItem(
        reference=row["reference"],
        kind=row["kind"],
        category=category_view(row["category"], language),
        urgency=row["urgency"],
        people=row["people"],
        language=row["language"],
        at=row["created_at"],
        spans=spans_of(row, language, strange=strange),
        place_words=mask(row["place_text"]) if strange else row["place_text"],
        places=tuple(_place(one, translator(language)) for one in places),
        proposed=len(proposals),
    )


def spans_of(row: RowMapping, language: str, *, strange: bool) -> tuple[SpanView, ...]:
    """The words with the place marked; a stranger's are masked first, and marked where it still stands."""
    spans = _only_place(marked_spans(row["text"], stored_reading(row["reading"]), language))
    masked = mask(row["text"])
    if not strange or masked == row["text"]:
        return tuple(spans)
    words = next((one.text for one in spans if one.marks), "")
    before, found, after = masked.partition(words) if words else (masked, "", "")
    if not found:
        return (SpanView(text=masked, marks=()),)
    place = MarkView(what=PLACE, label="", doubt=Doubt.SURE)
    return tuple(
        SpanView(text=text, marks=marks)
        for text, marks in ((before, ()), (found, (place,)), (after, ()))
        if text
    )


def _only_place(spans: Iterable[SpanView]) -> list[SpanView]:
    """Here nothing but the place is looked for."""
    return [
        SpanView(text=one.text, marks=tuple(mark for mark in one.marks if mark.what == PLACE))
        for one in spans
    ]


def _place(one: Suggestion, _: Translate) -> PlaceView:
    why = {
        "proposed": _("somebody far away says so"),
        "taught": _("a pin taught this name"),
        "earlier": _("the sender was there before"),
        "named": _("the words name it"),
    }[one.how]
    return PlaceView(
        name=one.name, lat=one.point.lat, lon=one.point.lon, radius_m=round(one.radius_m), why=why
    )
