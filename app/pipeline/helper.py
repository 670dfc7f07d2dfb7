"""What a coordinator does to a helper: one verb each, and what follows from it in the same transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.dispatch.offer import forget_suggestions
from app.errors import BadForm, Conflict, NotFound
from app.messaging.numbers import person_of_number
from app.messaging.say import phrase, say
from app.models.incident import Incident
from app.models.volunteer import Vehicle
from app.security import Keys
from app.volunteers.change import Offer, change_helper, set_back
from app.volunteers.check import check_known, known_trades
from app.volunteers.duty import set_duty
from app.volunteers.enrol import Enrolment, enrol_volunteer, move_volunteer
from app.volunteers.find import Helper, volunteer_by_id, volunteer_by_reference, volunteer_of
from app.volunteers.listing import happening
from app.volunteers.pair import pair_helper
from app.volunteers.rest import rest_helper
from app.volunteers.trust import checked_trust, trust_helper
from geo.geocoder import Evidence
from geo.locate import locate
from geo.place import Located
from ingest.catalog import FALLBACK, load_catalog
from ingest.phone import e164

LONGEST_NAME = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What a coordinator wrote down while somebody offered help on the telephone."""

    name: str
    number: str
    place: str
    skills: tuple[str, ...]
    trades: tuple[str, ...] = ()
    vehicle: Vehicle = Vehicle.NONE
    language: str = ""


async def find_helper(session: AsyncSession, incident_id: int, reference: str) -> Helper:
    """Find a helper by their code; raises `NotFound`."""
    helper = await volunteer_by_reference(session, incident_id, reference.strip().upper())
    if helper is None:
        raise NotFound(f"There is no helper {reference} here.")
    return helper


async def enrol_by_hand(
    session: AsyncSession, keys: Keys, incident: Incident, call: Call, *, who: str, now: datetime
) -> Helper:
    """Make a helper of somebody who called; raises `BadForm` with the one thing to mend."""
    assert incident.id is not None
    number = e164(call.number, region=incident.country or None)
    if number is None:
        raise BadForm("Write the number with its country, like +509 and the rest.")
    if not call.skills and not call.trades:
        raise BadForm("Choose at least one kind of help.")
    check_known(call.skills, call.trades)
    located = await find_place(session, incident, call.place) if call.place.strip() else None
    contact_id = await person_of_number(
        session,
        keys,
        incident,
        number,
        name=call.name.strip()[:LONGEST_NAME],
        language=call.language,
        now=now,
    )
    if await volunteer_of(session, incident.id, contact_id) is not None:
        raise Conflict("This number is a helper already; look for them in the list.")
    enrolment = Enrolment(
        contact_id=contact_id,
        skills=call.skills,
        words="",
        located=located,
        trades=call.trades,
        vehicle=call.vehicle,
        languages=(call.language,) if call.language else (),
    )
    helper_id = await enrol_volunteer(session, incident.id, enrolment, now=now, who=who)
    await say(session, incident, phrase("number.confirmed"), contact_id=contact_id, now=now)
    return await volunteer_by_id(session, incident.id, helper_id)


async def find_place(session: AsyncSession, incident: Incident, words: str) -> Located:
    """Find the place that words name; raises `BadForm` when nobody here knows it."""
    assert incident.id is not None
    told = Evidence(incident_id=incident.id, text=words, words=words, area=incident.area)
    found = await locate(session, told)
    if found is None:
        raise BadForm(f"No place called «{words}» is known here; write a street or a landmark.")
    return found


async def change_offer(
    session: AsyncSession,
    incident_id: int,
    helper: Helper,
    offer: Offer,
    *,
    who: str,
    why: str = "",
    now: datetime,
) -> bool:
    """Change what a helper offers; where something is taken away, what was suggested of them goes too."""
    changed = await change_helper(session, incident_id, helper, offer, who=who, why=why, now=now)
    if changed and not set(helper.skills) <= set(offer.skills):
        await forget_suggestions(session, incident_id, helper.id)
    return changed


async def place_helper(
    session: AsyncSession, incident: Incident, helper: Helper, words: str, *, who: str, now: datetime
) -> None:
    """Give a helper another base; suggestions that went out from the old one are made anew."""
    assert incident.id is not None
    located = await find_place(session, incident, words.strip())
    await move_volunteer(session, incident.id, helper, located, who=who, now=now)
    await forget_suggestions(session, incident.id, helper.id)


async def set_state(
    session: AsyncSession,
    incident_id: int,
    helper: Helper,
    state: str,
    *,
    hours: int | None = None,
    who: str,
    why: str = "",
    now: datetime,
) -> None:
    """Put a helper on duty, off duty or to rest, as they said by telephone."""
    if state == "rest":
        await rest_helper(session, incident_id, helper, hours=hours or 0, who=who, why=why, now=now)
    elif state in ("duty", "off"):
        await set_duty(session, incident_id, helper, state == "duty", who=who, why=why, now=now)
    else:
        raise BadForm("Choose duty, off or rest.")
    if state != "duty":
        await forget_suggestions(session, incident_id, helper.id)


async def trust(
    session: AsyncSession,
    incident_id: int,
    helper: Helper,
    general: str,
    by_kind: Mapping[str, str],
    *,
    who: str,
    why: str = "",
    now: datetime,
) -> None:
    """Say how far a helper is trusted, in general and by kind of need."""
    level, kinds = checked_trust(general, by_kind)
    await trust_helper(session, incident_id, helper, trust=level, by_kind=kinds, who=who, why=why, now=now)


async def pair(
    session: AsyncSession, incident_id: int, helper: Helper, buddy: str, *, who: str, now: datetime
) -> None:
    """Pair a helper with the one of a code, or with nobody where there is none."""
    other = await find_helper(session, incident_id, buddy) if buddy.strip() else None
    await pair_helper(session, incident_id, helper, other, who=who, now=now)


async def take_back(
    session: AsyncSession, incident_id: int, helper: Helper, event_id: int, *, who: str, now: datetime
) -> None:
    """Set what one event changed back to what it was; that is an event as well."""
    found = await happening(session, incident_id, helper.reference, event_id)
    if found is None:
        raise NotFound("There is no such change of this helper; look at the page again.")
    what, before = found
    if what == "volunteer.changed":
        offer = set_back(helper, before)
        await change_offer(session, incident_id, helper, offer, who=who, why="taken back", now=now)
    elif what == "volunteer.trusted":
        kinds = before["trust_by_kind"]
        by_kind = {str(name): str(level) for name, level in kinds.items()} if isinstance(kinds, dict) else {}
        await trust(
            session,
            incident_id,
            helper,
            str(before["trust"]),
            by_kind,
            who=who,
            why="taken back",
            now=now,
        )
    elif what == "volunteer.paired":
        await pair(session, incident_id, helper, str(before.get("buddy", "")), who=who, now=now)
    elif what in ("volunteer.on_duty", "volunteer.off_duty") and "on_duty" in before:
        state = "duty" if before["on_duty"] else "off"
        await set_state(session, incident_id, helper, state, who=who, why="taken back", now=now)
    else:
        raise BadForm("This cannot be set back; change it by hand.")


def named_like(typed: str, language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Find the kinds of need and the trades whose names, in a reader's language or English, are like this."""
    wanted = typed.strip().casefold()
    if not wanted:
        return (), ()
    catalog, spoken = load_catalog(), dict.fromkeys((language, FALLBACK))
    skills = (
        name
        for name in catalog.categories
        if any(wanted in catalog.category_label(code, name).casefold() for code in spoken)
    )
    trades = (
        name
        for name in known_trades()
        if any(wanted in catalog.skill_name(code, name).casefold() for code in spoken)
    )
    return tuple(skills), tuple(trades)
