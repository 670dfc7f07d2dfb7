"""The nearest place that is open to everybody, named beside our answer to a need, never instead of it."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.dispatch.words import distance_words
from app.facilities.find import nearest_place
from app.facilities.shapes import OpenPlace
from app.facilities.state import changes_at, today
from app.history import Happening, record
from app.hours import hour_of_week
from app.messaging.say import Phrase, phrase
from app.models.facility import FacilityKind
from app.models.incident import Incident
from app.models.report import LIVE, ReportKind
from app.pipeline.receipt import LIFE_AT_RISK
from app.reports.shapes import Case
from ingest.catalog import load_catalog

REACH_M = 5_000.0  # beyond the circle of the case: what people walk in an hour or so
NARROW_M = 500.0  # a wider circle knows no distance to anything

# which need is met where
FOR = {
    "water": FacilityKind.WATER,
    "food": FacilityKind.FOOD,
    "shelter": FacilityKind.SHELTER,
    "medical": FacilityKind.CLINIC,
    "power": FacilityKind.CHARGING,
    "hygiene": FacilityKind.TOILETS,
    "sanitation": FacilityKind.TOILETS,
    "clothing": FacilityKind.GOODS,
    "information": FacilityKind.INFORMATION,
}


async def name_nearby(
    session: AsyncSession, incident: Incident, case: Case, *, now: datetime
) -> tuple[Phrase, ...]:
    """Find the words for the nearest open place of a case and note them; nothing where none should be said.

    It is said once for a case, and never to somebody in danger: who should stay hidden, or wait to be got
    out, is not sent across a town.
    """
    assert incident.id is not None
    kinds, hour = kinds_for(case), hour_of_week(now, incident.time_zone)
    if not kinds or case.point is None:
        return ()
    found = await nearest_place(
        session,
        incident.id,
        case.id,
        point=case.point,
        kinds=kinds,
        hour=hour,
        within_m=REACH_M + (case.radius_m or 0.0),
        now=now,
    )
    if found is None:
        return ()
    after = {"facility": found.reference, "called": found.name, "distance_m": round(found.distance_m or 0)}
    named = Happening(what="facility.named", report_id=case.id, after=after)
    record(session, incident.id, named, now=now)
    return (place_phrase(found, case, hour=hour),)


def kinds_for(case: Case) -> tuple[FacilityKind, ...]:
    """Which kinds of place meet a need, its first first; none for what is no open need, or in danger."""
    if case.kind is not ReportKind.NEED or case.state not in LIVE or case.drive:
        return ()
    if case.risky or case.urgency >= LIFE_AT_RISK or load_catalog().is_risky(case.categories):
        return ()
    return tuple(dict.fromkeys(FOR[name] for name in case.categories if name in FOR))


def place_phrase(found: OpenPlace, case: Case, *, hour: int) -> Phrase:
    """Say a place with its street, how far it is where that is known, and the hours of the day."""
    street = found.place if found.place.casefold() != found.name.casefold() else ""
    place: Phrase | str = phrase("open_place.at", name=found.name, place=street) if street else found.name
    if found.distance_m is not None and (case.radius_m or 0.0) <= NARROW_M:
        place = phrase("open_place.away", place=place, distance=distance_words(found.distance_m))
    if not found.hours:
        return phrase("open_place", place=place)
    opens = hour if hour in found.hours else changes_at(found.hours, hour)
    return phrase("open_place.hours", hours=today(found.hours, opens or 0), place=place)
