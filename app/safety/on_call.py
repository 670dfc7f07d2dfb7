"""The rota: which coordinators are texted when something must be seen, in which order, at which hours."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.errors import BadForm, NotFound
from app.history import Happening, record
from app.hours import hour_of_week, write_hours
from app.jobs import defer
from app.messaging.numbers import person_of_number
from app.messaging.people import may_be_asked
from app.models.incident import Incident
from app.safety import queries
from app.safety.alarms import CALL
from app.safety.shapes import Watcher
from app.security import Keys
from ingest.catalog import load_catalog
from ingest.phone import e164

LAST_TURN = 99


async def put_on_call(
    session: AsyncSession,
    keys: Keys,
    incident: Incident,
    *,
    staff_id: int,
    number: str,
    language: str = "",
    turn: int = 0,
    hours: Sequence[int] | None = None,
    who: str,
    now: datetime,
) -> int:
    """Put a coordinator into the rota, or change number, turn or hours; what waits is tried at once."""
    assert incident.id is not None
    member = (
        await session.execute(queries.MEMBER, {"incident_id": incident.id, "staff_id": staff_id})
    ).first()
    if member is None:
        raise BadForm("Only a coordinator of this incident can be on call.")
    ours = e164(number, region=incident.country)
    if ours is None:
        raise BadForm(f"«{number}» is no phone number; write it like +15095550142.")
    if not 0 <= turn <= LAST_TURN:
        raise BadForm(f"A turn is a number from 0 to {LAST_TURN}; the smallest is called first.")
    if language and language not in load_catalog().languages:
        raise BadForm(f"Konbit does not speak «{language}».")
    contact_id = await person_of_number(
        session, keys, incident, ours, name=member.name, language=language, now=now
    )
    values = {
        "incident_id": incident.id,
        "staff_id": staff_id,
        "contact_id": contact_id,
        "turn": turn,
        "hours": list(hours) if hours is not None else None,
        "now": now,
    }
    # first, for the chore too locks alarms before the rota
    await _wake(session, incident.id, now=now)
    row_id = int((await session.execute(queries.PUT_ON_CALL, values)).scalar_one())
    after = {"staff": staff_id, "turn": turn, "hours": write_hours(hours)}
    record(session, incident.id, Happening(what="on_call.put", who=who, after=after), now=now)
    return row_id


async def take_off_call(
    session: AsyncSession, incident_id: int, staff_id: int, *, who: str, now: datetime
) -> None:
    """Take a coordinator out of the rota; raises `NotFound`."""
    values = {"incident_id": incident_id, "staff_id": staff_id}
    row = (await session.execute(queries.TAKE_OFF_CALL, values)).first()
    if row is None:
        raise NotFound("This person is not on call; look at the list again.")
    before = {"staff": staff_id, "turn": row.turn, "hours": write_hours(row.hours)}
    record(session, incident_id, Happening(what="on_call.taken_off", who=who, before=before), now=now)


async def rota_of(session: AsyncSession, incident_id: int) -> list[Watcher]:
    """List everybody in the rota by turn, and whether their number takes texts."""
    rows = (await session.execute(queries.ROTA, {"incident_id": incident_id})).mappings().all()
    return [
        Watcher(
            **dict(row)
            | {
                "hours": None if row["hours"] is None else tuple(row["hours"]),
                "reachable": await may_be_asked(session, incident_id, row["contact_id"]),
            }
        )
        for row in rows
    ]


async def on_call_now(session: AsyncSession, incident: Incident, *, now: datetime) -> list[Watcher]:
    """List who watches at this hour and can be reached, by turn."""
    assert incident.id is not None
    hour = hour_of_week(now, incident.time_zone)
    return [one for one in await rota_of(session, incident.id) if one.reachable and one.watches(hour)]


async def _wake(session: AsyncSession, incident_id: int, *, now: datetime) -> None:
    rows = await session.execute(queries.WAKE, {"incident_id": incident_id, "now": now})
    for alarm_id in rows.scalars():
        await defer(session, CALL, at=now, incident_id=incident_id, alarm_id=alarm_id)


async def may_be_on_call(session: AsyncSession, incident_id: int) -> list[tuple[int, str]]:
    """List the coordinators of an incident by name: account and name."""
    rows = await session.execute(queries.MEMBERS, {"incident_id": incident_id})
    return [(row.id, row.name) for row in rows]
