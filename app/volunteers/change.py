"""A coordinator changes what a helper is found for; each change is an event, and can be set back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.history import Happening, record
from app.models.volunteer import Vehicle
from app.volunteers import queries
from app.volunteers.duty import refresh_able
from app.volunteers.find import Helper


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """All that a coordinator may change of a helper at once; trust, buddy and duty have their own verbs."""

    skills: tuple[str, ...]
    trades: tuple[str, ...]
    vehicle: Vehicle
    languages: tuple[str, ...]
    reach_m: int
    hours: tuple[int, ...] | None
    load_cap: int
    daily_cap: int
    team: str


def offer_of(helper: Helper) -> Offer:
    """Give what a helper offers now."""
    return Offer(
        skills=helper.skills,
        trades=helper.trades,
        vehicle=helper.vehicle,
        languages=helper.languages,
        reach_m=helper.reach_m,
        hours=helper.hours,
        load_cap=helper.load_cap,
        daily_cap=helper.daily_cap,
        team=helper.team,
    )


def facts(offer: Offer) -> dict[str, object]:
    """Put an offer into the form that events and statements take."""
    return {
        "skills": list(offer.skills),
        "trades": list(offer.trades),
        "vehicle": offer.vehicle.value,
        "languages": list(offer.languages),
        "reach_m": offer.reach_m,
        "hours": list(offer.hours) if offer.hours is not None else None,
        "load_cap": offer.load_cap,
        "daily_cap": offer.daily_cap,
        "team": offer.team,
    }


async def change_helper(
    session: AsyncSession,
    incident_id: int,
    helper: Helper,
    offer: Offer,
    *,
    who: str,
    why: str = "",
    now: datetime,
) -> bool:
    """Write what a helper offers; says whether anything changed. The event holds only what did."""
    was, now_is = facts(offer_of(helper)), facts(offer)
    changed = [name for name in was if was[name] != now_is[name]]
    if not changed:
        return False
    await session.execute(queries.CHANGE, now_is | {"incident_id": incident_id, "id": helper.id})
    await refresh_able(session, incident_id, helper.id, now=now)
    happening = Happening(
        what="volunteer.changed",
        who=who,
        before={"helper": helper.reference} | {name: was[name] for name in changed},
        after={"helper": helper.reference} | {name: now_is[name] for name in changed},
        why=why,
    )
    record(session, incident_id, happening, now=now)
    return True


def set_back(helper: Helper, before: Mapping[str, object]) -> Offer:
    """Give the offer in which what one event changed is as it was before it; the rest stays as it is now."""
    told = facts(offer_of(helper))
    told |= {name: value for name, value in before.items() if name in told}
    hours = told["hours"]
    return Offer(
        skills=_texts(told["skills"]),
        trades=_texts(told["trades"]),
        vehicle=Vehicle(str(told["vehicle"])),
        languages=_texts(told["languages"]),
        reach_m=int(str(told["reach_m"])),
        hours=tuple(hours) if isinstance(hours, list) else None,
        load_cap=int(str(told["load_cap"])),
        daily_cap=int(str(told["daily_cap"])),
        team=str(told["team"]),
    )


def _texts(listed: object) -> tuple[str, ...]:
    return tuple(str(one) for one in listed) if isinstance(listed, list) else ()
