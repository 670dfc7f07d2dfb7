"""An offer becomes a helper who can be found."""

from dataclasses import dataclass
from datetime import datetime
from secrets import choice

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from app.history import Happening, record
from app.models.volunteer import Vehicle
from app.volunteers import queries
from app.volunteers.duty import refresh_able
from app.volunteers.find import Helper, volunteer_by_id, volunteer_of
from app.volunteers.pair import suggest_buddy
from app.volunteers.skills import reach_for, skills_for
from app.volunteers.stock import Goods, hold_stock
from geo.place import Located
from geo.spatial import ewkt
from ingest.reference import new_reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """What a person offers, as far as they said it."""

    contact_id: int
    skills: tuple[str, ...]
    words: str
    located: Located | None
    on_duty: bool = True  # not before a typed number has been confirmed
    trades: tuple[str, ...] = ()
    vehicle: Vehicle = Vehicle.NONE
    languages: tuple[str, ...] = ()
    hours: tuple[int, ...] | None = None
    goods: tuple[Goods, ...] = ()


async def enrol_volunteer(
    session: AsyncSession, incident_id: int, enrolment: Enrolment, *, now: datetime, who: str = ""
) -> int:
    """Make a helper or add to what a known one offers; open needs near them are looked at again."""
    before = await volunteer_of(session, incident_id, enrolment.contact_id)
    values = _values(enrolment, before) | {"incident_id": incident_id, "now": now}
    helper_id = await _insert(session, values)
    await refresh_able(session, incident_id, helper_id, now=now)
    helper = await volunteer_by_id(session, incident_id, helper_id)
    who = who or f"contact:{enrolment.contact_id}"
    happening = Happening(
        what="volunteer.enrolled",
        who=who,
        before=_told(before) if before else {},
        after=_told(helper),
    )
    record(session, incident_id, happening, now=now)
    await hold_stock(
        session, incident_id, helper.id, enrolment.goods, reference=helper.reference, who=who, now=now
    )
    if before is None:
        await suggest_buddy(session, incident_id, helper, now=now)
    return helper_id


def _values(enrolment: Enrolment, before: Helper | None) -> dict[str, object]:
    located = enrolment.located
    return {
        "contact_id": enrolment.contact_id,
        "skills": list(skills_for(enrolment.skills, trades=enrolment.trades, vehicle=enrolment.vehicle)),
        "trades": list(enrolment.trades),
        "vehicle": enrolment.vehicle,
        "languages": list(enrolment.languages),
        "hours": list(enrolment.hours) if enrolment.hours is not None else None,
        "words": enrolment.words,
        "reach_m": _reach(enrolment.vehicle, before),
        "on_duty": enrolment.on_duty,
        "place_name": located.name if located else "",
        "point": ewkt(located.point) if located else None,
    }


def _reach(vehicle: Vehicle, before: Helper | None) -> int:
    """A vehicle they name now decides, unless somebody has set their reach by hand."""
    if before is None:
        return reach_for(vehicle)
    untouched = before.reach_m == reach_for(before.vehicle)
    return reach_for(vehicle) if untouched and vehicle is not Vehicle.NONE else before.reach_m


def _told(helper: Helper) -> dict[str, object]:
    return {
        "helper": helper.reference,
        "skills": list(helper.skills),
        "trades": list(helper.trades),
        "vehicle": helper.vehicle.value,
        "place": helper.place_name,
    }


async def _insert(session: AsyncSession, values: dict[str, object]) -> int:
    for length in (4, 4, 4, 5, 6, 7):
        try:
            async with session.begin_nested():
                row = await session.execute(
                    queries.ENROL, values | {"reference": new_reference(choice, length)}
                )
                return int(row.scalar_one())
        except IntegrityError as taken:
            if "reference" not in str(taken.orig):
                raise
    raise RuntimeError("no free volunteer reference after six draws")


async def move_volunteer(
    session: AsyncSession,
    incident_id: int,
    helper: Helper,
    located: Located,
    *,
    now: datetime,
    who: str = "",
) -> None:
    """Give a helper a place, so that near needs find them."""
    values = {
        "incident_id": incident_id,
        "id": helper.id,
        "place_name": located.name,
        "point": ewkt(located.point),
    }
    await session.execute(queries.MOVE, values)
    await refresh_able(session, incident_id, helper.id, now=now)
    happening = Happening(
        what="volunteer.placed",
        who=who or f"contact:{helper.contact_id}",
        before={"helper": helper.reference, "place": helper.place_name},
        after={"helper": helper.reference, "place": located.name},
    )
    record(session, incident_id, happening, now=now)


async def drop_skills(session: AsyncSession, incident_id: int, helper: Helper, names: list[str]) -> None:
    """Take away what an offer was wrongly read as; `enrol_volunteer`, called next, lets the search know."""
    values = {"incident_id": incident_id, "id": helper.id, "names": names}
    await session.execute(queries.DROP_SKILLS, values)
