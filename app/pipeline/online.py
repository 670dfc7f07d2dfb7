"""Online geocoders, where the operator set one: hop 2 notes what to look up, a job asks and places later."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app import clock
from app.config import Settings
from app.dispatch.moved import tell_moved
from app.incidents.find import incident_by_id
from app.jobs import defer
from app.models.incident import Incident
from app.models.report import LIVE, ReportKind
from app.pipeline import queries
from app.pipeline.outlook import Outlook, ask_services, services_of
from app.places.fitting import fitting_words
from app.reports.find import lock_report, report_by_id
from app.reports.place import place_report
from app.reports.shapes import Case
from app.volunteers.enrol import move_volunteer
from app.volunteers.find import volunteer_of
from geo.locate import SURE_M
from geo.online.question import Question, question_about
from geo.place import Kind, Located

JOB = "ask_geocoder"
LINE = "geocoder"  # its jobs run one after the other: who waits for a turn keeps no other worker busy


async def look_online(
    session: AsyncSession, incident: Incident, message_id: int, *, settings: Settings, now: datetime
) -> None:
    """Put a job on the list when a message left its report without a sure place; nothing is asked here."""
    if incident.drill or not services_of(settings):
        return
    assert incident.id is not None
    row = await session.execute(
        queries.REPORT_OF_MESSAGE, {"incident_id": incident.id, "message_id": message_id}
    )
    report_id = row.scalar()
    if report_id is None:
        return
    case = await report_by_id(session, incident.id, int(report_id))
    if question_of(case, incident) is not None:
        await defer(session, JOB, at=now, line=LINE, incident_id=incident.id, report_id=case.id)


def question_of(case: Case, incident: Incident) -> Question | None:
    """What to ask for a case: its place words and nothing else; None when its place is sure, or hopeless."""
    if case.kind is ReportKind.OTHER or case.state not in LIVE:
        return None
    return _question(case.place_text, incident, _heard(case))


def _question(place_words: str, incident: Incident, heard: Located | None) -> Question | None:
    area = incident.area
    if heard is not None and heard.radius_m <= SURE_M and area.holds(heard.point):
        return None
    question = question_about(place_words, area, heard=heard)
    if question is None or not fitting_words(place_words):  # somebody's home is nobody else's business
        return None
    return replace(question, country=incident.country, languages=tuple(incident.languages))


def _heard(case: Case) -> Located | None:
    if case.point is None:
        return None
    return Located(
        point=case.point,
        radius_m=case.radius_m or 0.0,
        name=case.place_name,
        kind=Kind.TOWN,
        source=case.place_source,
    )


async def find_online(outlook: Outlook, incident_id: int, report_id: int) -> None:
    """Ask for a report's place words and place it, unless somebody was quicker.

    Raises `GeocoderBusy` when it is worth coming back.
    """
    async with outlook.database.session() as session:
        incident = await incident_by_id(session, incident_id)
        before = await report_by_id(session, incident_id, report_id)
        question = question_of(before, incident)
        if question is None or await _placed_by_hand(session, incident_id, report_id):
            return
    found = await ask_services(outlook, question, incident_id=incident_id)
    if found is None or not _is_better(found, before, incident):
        return
    async with outlook.database.session() as session:
        case = await lock_report(session, incident_id, report_id)
        if case.state not in LIVE or _place(case) != _place(before):
            return
        if not await _placed_by_hand(session, incident_id, report_id):
            await _take(session, incident_id, case, found, now=clock.now())
            await tell_moved(session, incident, case.id, now=clock.now())


async def ask_online(
    outlook: Outlook, incident: Incident, place_words: str, known: Located | None
) -> Located | None:
    """Ask for place words now, for somebody who waits; None when nothing better than `known` is found."""
    assert incident.id is not None
    question = _question(place_words, incident, known)
    return await ask_services(outlook, question, incident_id=incident.id) if question else None


def _is_better(found: Located, case: Case, incident: Incident) -> bool:
    """Narrower than what we have; a phone abroad is narrow too, and not where help is needed."""
    known = case.point is not None and incident.area.holds(case.point)
    return not known or found.radius_m < (case.radius_m or 0.0)


def _place(case: Case) -> tuple[object, ...]:
    return (case.place_text, case.place_name, case.place_source, case.radius_m, case.point)


async def _placed_by_hand(session: AsyncSession, incident_id: int, report_id: int) -> bool:
    row = await session.execute(queries.PLACED_BY_HAND, {"incident_id": incident_id, "report_id": report_id})
    return bool(row.scalar())


async def _take(
    session: AsyncSession, incident_id: int, case: Case, found: Located, *, now: datetime
) -> None:
    """Place the case, and a helper along with their offer unless they have moved since."""
    who = f"geocoder:{found.source}"
    await place_report(session, incident_id, case, found, who=who, now=now, words=case.place_text)
    if case.kind is not ReportKind.OFFER:
        return
    helper = await volunteer_of(session, incident_id, case.contact_id)
    if helper is not None and helper.point in (None, case.point):
        await move_volunteer(session, incident_id, helper, found, now=now)
