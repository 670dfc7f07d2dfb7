"""One person twice: what a page offered with a known helper's number becomes theirs once they say yes."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.history import Happening, record
from app.volunteers import queries
from app.volunteers.enrol import Enrolment, enrol_volunteer
from app.volunteers.find import volunteer_of
from app.volunteers.signed_in import end_browsers
from app.volunteers.stock import move_stock
from geo.place import Kind, Located


async def join_helpers(
    session: AsyncSession, incident_id: int, *, from_contact: int, to_contact: int, now: datetime
) -> None:
    """Give the offers of one entry to the other, and let the first entry go; twice changes nothing."""
    gone = await volunteer_of(session, incident_id, from_contact)
    if gone is None or from_contact == to_contact:
        return
    kept = await volunteer_of(session, incident_id, to_contact)
    located = (
        Located(
            point=gone.point,
            radius_m=0.0,
            name=gone.place_name,
            kind=Kind.LANDMARK,
            source="form",
            words=gone.place_name,
        )
        if gone.point is not None
        else None
    )
    enrolment = Enrolment(
        contact_id=to_contact,
        skills=gone.skills,
        words=gone.words,
        located=located,
        trades=gone.trades,
        vehicle=gone.vehicle,
        languages=gone.languages,
        hours=gone.hours,
        on_duty=gone.on_duty or (kept is not None and kept.on_duty),
    )
    kept_id = await enrol_volunteer(session, incident_id, enrolment, now=now)
    await move_stock(session, incident_id, from_id=gone.id, to_id=kept_id)
    ids = {"incident_id": incident_id, "from_id": gone.id, "to_id": kept_id}
    await session.execute(queries.MOVE_BUDDIES, ids)
    await session.execute(queries.CLEAR_ABLE, {"incident_id": incident_id, "id": gone.id})
    await end_browsers(session, incident_id, gone.id)
    await session.execute(queries.DROP_ENTRY, {"incident_id": incident_id, "id": gone.id})
    people = {"incident_id": incident_id, "from_contact": from_contact, "to_contact": to_contact}
    await session.execute(queries.MOVE_OFFERS, people)
    kept = await volunteer_of(session, incident_id, to_contact)
    assert kept is not None
    happening = Happening(
        what="volunteer.joined",
        who=f"contact:{to_contact}",
        before={"helper": gone.reference},
        after={"helper": kept.reference},
        why="the same number",
    )
    record(session, incident_id, happening, now=now)
