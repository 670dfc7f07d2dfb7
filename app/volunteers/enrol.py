"""An offer becomes a helper who can be found, and duty decides whether they are."""

from dataclasses import dataclass
from datetime import datetime
from secrets import choice

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from app.history import Happening, record
from app.volunteers import queries
from app.volunteers.duty import refresh_able
from app.volunteers.duty import set_duty as set_duty
from app.volunteers.find import Helper as Helper
from app.volunteers.find import volunteer_by_id as volunteer_by_id
from app.volunteers.find import volunteer_by_reference as volunteer_by_reference
from app.volunteers.find import volunteer_of as volunteer_of
from geo.place import Located
from geo.spatial import ewkt
from ingest.reference import new_reference

DEFAULT_REACH_M = 5_000


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
    await refresh_able(session, incident_id, helper_id, now=now)
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
    await refresh_able(session, incident_id, helper.id, now=now)
    happening = Happening(
        what="volunteer.placed", who=f"contact:{helper.contact_id}", after={"place": located.name}
    )
    record(session, incident_id, happening, now=now)


async def drop_skills(session: AsyncSession, incident_id: int, helper: Helper, names: list[str]) -> None:
    """Take away what an offer was wrongly read as; `enrol_volunteer`, called next, lets the search know."""
    values = {"incident_id": incident_id, "id": helper.id, "names": names}
    await session.execute(queries.DROP_SKILLS, values)
