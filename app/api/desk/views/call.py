"""Gathers what the page of a call shows: what Konbit reads while it is typed, and which case it may be."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.api.desk.views.reading import reading_view
from app.api.pages import category_view
from app.api.views import CategoryView, ReadingView
from app.learning.adopted import adopted_lessons
from app.models.incident import Incident
from app.models.report import ReportKind
from app.pipeline.evidence import attached_pin, form_fields, typed_place, with_fields
from app.pipeline.taken import told_aloud
from app.reports.create import KIND_OF
from app.reports.shapes import Case
from app.reports.stored import stored_reading
from app.reports.twins import WINDOW, Twin, twins_of
from geo.geocoder import Evidence
from geo.locate import locate
from geo.place import Located
from ingest.read import read_message, to_json

HAS_TWINS = (ReportKind.NEED, ReportKind.OFFER, ReportKind.MISSING)


@dataclass(frozen=True, slots=True, kw_only=True)
class TwinView:
    """A case that may be the one spoken of."""

    reference: str
    text: str
    language: str
    at: datetime
    place: str
    distance_m: int | None
    category: CategoryView
    urgency: int
    state: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardView:
    """What is read of the words so far."""

    reading: ReadingView | None = None
    place: str = ""
    place_words: str = ""  # named and found nowhere
    lat: float | None = None
    lon: float | None = None
    radius_m: int = 0
    by_hand: bool = False
    twins: tuple[TwinView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenView:
    """The call that was just taken: the code to read out, and where the case can be followed."""

    reference: str
    added: bool
    category: CategoryView
    urgency: int
    place: str
    address: str
    number_asked: bool

    @property
    def spelled(self) -> str:
        """The code as it is read out: «K 7 F 3»."""
        return " ".join(self.reference)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallView:
    """The page: an empty form or one with faults, what was read, the call before."""

    key: str
    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    heard: HeardView = HeardView()
    taken: TakenView | None = None
    stored: bool = False  # taken, and still being read
    languages: tuple[tuple[str, str], ...] = ()


async def heard_view(
    session: AsyncSession,
    incident: Incident,
    details: Mapping[str, object],
    text: str,
    language: str,
    *,
    number_index: bytes | None,
    now: datetime,
) -> HeardView:
    """Read words that are still being typed, exactly as hop 2 will read them; nothing is written."""
    if not text.strip():
        return HeardView()
    assert incident.id is not None
    lessons = await adopted_lessons(session, incident.id)
    read = read_message(text, languages=tuple(incident.languages), lessons=lessons)
    reading = told_aloud(with_fields(read, form_fields(details)))
    pin, _flaw = attached_pin(details)
    typed, hint = typed_place(details), reading.place.text if reading.place else ""
    evidence = Evidence(
        incident_id=incident.id,
        text=f"{typed}\n{text}" if typed else text,
        words=typed or hint,
        pin=pin,
        area=incident.area,
    )
    located = await locate(session, evidence)
    kind = KIND_OF.get(reading.intent, ReportKind.OTHER)
    twins: tuple[Twin, ...] = ()
    if kind in HAS_TWINS:
        twins = await twins_of(
            session,
            incident.id,
            text=text,
            point=located.point if located else None,
            radius_m=located.radius_m if located else None,
            number_index=number_index,
            categories=[label.name for label in reading.categories],
            people=reading.people,
            kind=kind,
            since=now - WINDOW,
            now=now,
        )
    heard = HeardView(
        reading=reading_view(stored_reading(to_json(reading)), language, checked=False),
        by_hand=pin is not None,
        twins=tuple(_twin(one, language) for one in twins),
    )
    return _placed(heard, located, typed or hint)


def _placed(heard: HeardView, located: Located | None, words: str) -> HeardView:
    if located is None:
        return replace(heard, place_words=words)
    return replace(
        heard,
        place=located.name,
        lat=located.point.lat,
        lon=located.point.lon,
        radius_m=round(located.radius_m),
    )


def _twin(one: Twin, language: str) -> TwinView:
    return TwinView(
        reference=one.reference,
        text=one.text,
        language=one.language,
        at=one.at,
        place=one.place,
        distance_m=round(one.distance_m) if one.distance_m is not None else None,
        category=category_view(one.category, language),
        urgency=one.urgency,
        state=one.state,
        reasons=one.reasons,
    )


def taken_view(
    case: Case, language: str, *, base_url: str, slug: str, added: bool, number_asked: bool
) -> TakenView:
    """The case that a call became, ready to be read out."""
    return TakenView(
        reference=case.reference,
        added=added,
        category=category_view(case.category, language),
        urgency=case.urgency,
        place=case.place_name,
        address=f"{base_url}/i/{slug}/case/{case.link_token}",
        number_asked=number_asked,
    )
