"""What changes at a place: beds, stock, hours, a full house; its end; and each of these back again."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.errors import Conflict, NotFound
from app.facilities import queries
from app.facilities.check import check_place
from app.facilities.shapes import Changes, OpenPlace, difference, facts_of, neat, row_of
from app.history import Happening, record
from app.models.incident import Incident

# Each press, and whether taking it back opens or ends a place for everybody.
OPENS_OR_ENDS = {
    "facility.opened": True,
    "facility.ended": True,
    "facility.changed": False,
    "facility.checked": False,
}
# what only says that somebody looked: another look since does not stand in the way
LOOKS = frozenset({"checked_at"})


@dataclass(frozen=True, slots=True)
class _Press:
    what: str
    before: Mapping[str, object]
    after: Mapping[str, object]


async def change_facility(
    session: AsyncSession, incident: Incident, reference: str, changes: Changes, *, who: str, now: datetime
) -> None:
    """Write down what is different by now; whoever says so has looked. Raises `BadForm` and `NotFound`."""
    assert incident.id is not None
    held = await _standing(session, incident.id, reference)
    said = replace(held, **changes, checked_at=now)
    said = replace(said, point=neat(said.point))
    if said.free and "free" in changes and "full" not in changes:
        said = replace(said, full=False)  # whoever counts free beds says that it is not full
    if changes.get("full") is False and said.free == 0:
        said = replace(said, free=None)  # there is room again, and nobody has counted
    check_place(incident, said)
    if not difference(facts_of(said), facts_of(held)).keys() - LOOKS:
        await _check(session, incident.id, held, who=who, now=now)
        return
    await _write(session, incident.id, held, facts_of(said), what="facility.changed", who=who, now=now)


async def check_facility(
    session: AsyncSession, incident_id: int, reference: str, *, who: str, now: datetime
) -> None:
    """Note that it is still so."""
    await _check(session, incident_id, await _standing(session, incident_id, reference), who=who, now=now)


async def end_facility(
    session: AsyncSession, incident_id: int, reference: str, *, who: str, now: datetime
) -> None:
    """Send nobody there any more; `Conflict` when it has ended."""
    held = await _standing(session, incident_id, reference)
    facts = facts_of(replace(held, ended_at=now))
    await _write(session, incident_id, held, facts, what="facility.ended", who=who, now=now)


async def which_press(session: AsyncSession, incident_id: int, event_id: int) -> str:
    """Name the press of an event; raises `NotFound` for what is no press on a place."""
    return (await _press(session, incident_id, event_id)).what


async def undo_facility(
    session: AsyncSession, incident_id: int, event_id: int, *, who: str, now: datetime
) -> None:
    """Put a place back as it stood before a press; raises `Conflict` when it is another by now."""
    press = await _press(session, incident_id, event_id)
    values = {"incident_id": incident_id, "id": event_id}
    before, after = dict(press.before), dict(press.after)
    held = await _held(session, incident_id, str(after["facility"]))
    if (await session.execute(queries.LATER, values)).first() is not None:
        raise Conflict("This was taken back already.")
    stands = facts_of(held)
    if press.what == "facility.opened":
        before = {"ended_at": now.isoformat()}
        after |= {"ended_at": None}
    if any(stands[name] != after.get(name) for name in before if name not in LOOKS):
        raise Conflict(f"«{held.name}» was changed again since; take that back first.")
    # whoever looked later has looked
    facts = stands | {name: was for name, was in before.items() if stands[name] == after.get(name)}
    await _write(session, incident_id, held, facts, what="facility.undone", who=who, now=now, undoes=event_id)


async def _check(
    session: AsyncSession, incident_id: int, held: OpenPlace, *, who: str, now: datetime
) -> None:
    facts = facts_of(replace(held, checked_at=now))
    await _write(session, incident_id, held, facts, what="facility.checked", who=who, now=now)


async def _write(
    session: AsyncSession,
    incident_id: int,
    held: OpenPlace,
    facts: Mapping[str, object],
    *,
    what: str,
    who: str,
    now: datetime,
    undoes: int = 0,
) -> None:
    await session.execute(queries.WRITE, row_of(facts) | {"incident_id": incident_id, "id": held.id})
    before = difference(facts_of(held), facts)
    after = {"facility": held.reference, "called": held.name, **difference(facts, facts_of(held))}
    after |= {"undoes": undoes} if undoes else {}
    record(session, incident_id, Happening(what=what, who=who, before=before, after=after), now=now)


async def _standing(session: AsyncSession, incident_id: int, reference: str) -> OpenPlace:
    held = await _held(session, incident_id, reference)
    if held.ended_at is not None:
        raise Conflict(f"«{held.name}» has ended already; look at the list again.")
    return held


async def _held(session: AsyncSession, incident_id: int, reference: str) -> OpenPlace:
    values = {"incident_id": incident_id, "reference": reference.upper()}
    row = (await session.execute(queries.HOLD, values)).mappings().first()
    if row is None:
        raise NotFound("There is no such place here; look at the list again.")
    return OpenPlace.of(row)


async def _press(session: AsyncSession, incident_id: int, event_id: int) -> _Press:
    row = (await session.execute(queries.PRESSED, {"incident_id": incident_id, "id": event_id})).first()
    if row is None or row.what not in OPENS_OR_ENDS:
        raise NotFound("There is no such step here.")
    return _Press(row.what, row.before, row.after)
