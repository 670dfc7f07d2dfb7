"""An offer becomes a helper who can be found, and duty decides whether they are."""

from dataclasses import dataclass
from datetime import datetime
from secrets import choice

from sqlalchemy import TextClause
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from app.history import Happening, record
from app.models.volunteer import Trust
from app.volunteers import queries
from geo.place import Located
from geo.point import Point
from geo.spatial import ewkt
from ingest.reference import new_reference

DEFAULT_REACH_M = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Helper:
    """The facts of one volunteer that other hops need."""

    id: int
    contact_id: int
    reference: str
    skills: tuple[str, ...]
    trust: Trust
    reach_m: int
    on_duty: bool
    place_name: str
    load_cap: int
    point: Point | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """What a person offers."""

    contact_id: int
    skills: tuple[str, ...]
    words: str
    located: Located | None
    on_duty: bool = True  # not before a typed number has been confirmed


async def enrol_volunteer(
    session: AsyncSession, incident_id: int, enrolment: Enrolment, *, now: datetime
) -> int:
    """Make a helper or add to what a known one offers; open needs near them are looked at again."""
    located = enrolment.located
    values: dict[str, object] = {
        "incident_id": incident_id,
        "contact_id": enrolment.contact_id,
        "skills": list(enrolment.skills),
        "words": enrolment.words,
        "reach_m": DEFAULT_REACH_M,
        "on_duty": enrolment.on_duty,
        "place_name": located.name if located else "",
        "point": ewkt(located.point) if located else None,
        "now": now,
    }
    helper_id = await _insert(session, values)
    await _refresh(session, incident_id, helper_id, now=now)
    happening = Happening(
        what="volunteer.enrolled",
        who=f"contact:{enrolment.contact_id}",
        after={"skills": list(enrolment.skills), "place": located.name if located else ""},
    )
    record(session, incident_id, happening, now=now)
    return helper_id


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
    session: AsyncSession, incident_id: int, helper: Helper, located: Located, *, now: datetime
) -> None:
    """Give a helper a place, so that near needs find them."""
    await session.execute(
        queries.MOVE,
        {
            "incident_id": incident_id,
            "id": helper.id,
            "place_name": located.name,
            "point": ewkt(located.point),
        },
    )
    await _refresh(session, incident_id, helper.id, now=now)
    happening = Happening(
        what="volunteer.placed", who=f"contact:{helper.contact_id}", after={"place": located.name}
    )
    record(session, incident_id, happening, now=now)


async def set_duty(
    session: AsyncSession, incident_id: int, helper: Helper, on_duty: bool, *, now: datetime
) -> None:
    """Put a helper on or off duty; off duty nobody finds them."""
    await session.execute(queries.SET_DUTY, {"incident_id": incident_id, "id": helper.id, "on_duty": on_duty})
    await _refresh(session, incident_id, helper.id, now=now)
    happening = Happening(
        what="volunteer.on_duty" if on_duty else "volunteer.off_duty", who=f"contact:{helper.contact_id}"
    )
    record(session, incident_id, happening, now=now)


async def drop_skills(session: AsyncSession, incident_id: int, helper: Helper, names: list[str]) -> None:
    """Take away what an offer was wrongly read as; `enrol_volunteer`, called next, lets the search know."""
    values = {"incident_id": incident_id, "id": helper.id, "names": names}
    await session.execute(queries.DROP_SKILLS, values)


async def _refresh(session: AsyncSession, incident_id: int, helper_id: int, *, now: datetime) -> None:
    who = {"incident_id": incident_id, "id": helper_id}
    await session.execute(queries.CLEAR_ABLE, who)
    await session.execute(queries.FILL_ABLE, who)
    await session.execute(queries.WAKE_NEEDS, who | {"now": now})


async def volunteer_of(session: AsyncSession, incident_id: int, contact_id: int) -> Helper | None:
    """Find the helper behind a contact."""
    return await _one(session, queries.OF_CONTACT, {"incident_id": incident_id, "contact_id": contact_id})


async def volunteer_by_id(session: AsyncSession, incident_id: int, helper_id: int) -> Helper:
    """Return a helper that is known to exist."""
    found = await _one(session, queries.BY_ID, {"incident_id": incident_id, "id": helper_id})
    assert found is not None
    return found


async def volunteer_by_reference(session: AsyncSession, incident_id: int, reference: str) -> Helper | None:
    """Find a helper by the code the desk knows them by."""
    return await _one(session, queries.BY_REFERENCE, {"incident_id": incident_id, "reference": reference})


async def _one(session: AsyncSession, statement: TextClause, values: dict[str, object]) -> Helper | None:
    row = (await session.execute(statement, values)).first()
    if row is None:
        return None
    return Helper(
        id=row.id,
        contact_id=row.contact_id,
        reference=row.reference,
        skills=tuple(row.skills),
        trust=Trust(row.trust),
        reach_m=row.reach_m,
        on_duty=row.on_duty,
        place_name=row.place_name,
        load_cap=row.load_cap,
        point=Point(lat=row.lat, lon=row.lon) if row.lat is not None else None,
    )
