"""What a need lacks, thing by thing: counted, and changed by a coordinator's hand."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.errors import BadForm, Conflict, NotFound
from app.history import MACHINE, Happening, record
from app.models.report import ReportState
from app.supplies import queries
from app.supplies.amounts import DIGITS, checked_amount
from app.supplies.shapes import Line, Need

LONGEST_ITEM = 40
MOST_PLACES = 99
MATCHED = (ReportState.NEW, ReportState.OPEN, ReportState.ASKED, ReportState.ACCEPTED)


async def lines_of(session: AsyncSession, incident_id: int, report_id: int) -> tuple[Line, ...]:
    """List what a report needs, and how much of each is promised, has come, and is still lacking."""
    rows = await session.execute(queries.LINES, {"incident_id": incident_id, "report_id": report_id})
    return tuple(Line.of(row) for row in rows.mappings())


async def lock_need(session: AsyncSession, incident_id: int, report_id: int) -> Need:
    """Hold a report's row: whoever counts what is promised counts alone."""
    values = {"incident_id": incident_id, "report_id": report_id}
    row = (await session.execute(queries.LOCK_NEED, values)).mappings().first()
    if row is None:
        raise NotFound
    taken = int((await session.execute(queries.TAKEN, values)).scalar_one())
    return Need(**dict(row) | {"state": ReportState(row["state"])}, taken=taken)


async def hold_line(session: AsyncSession, incident_id: int, line_id: int) -> tuple[Need, Line]:
    """Find one line with its report's row held; raises `NotFound`."""
    found = await session.execute(queries.REPORT_OF_LINE, {"incident_id": incident_id, "id": line_id})
    report_id = found.scalar()
    if report_id is None:
        raise NotFound("This is not needed any more; look at the page again.")
    need = await lock_need(session, incident_id, int(report_id))
    lines = await lines_of(session, incident_id, need.id)
    line = next((line for line in lines if line.id == line_id), None)
    if line is None:
        raise NotFound("This is not needed any more; look at the page again.")
    return need, line


async def set_line(
    session: AsyncSession,
    incident_id: int,
    report_id: int,
    *,
    item: str,
    amount: float,
    unit: str = "",
    line_id: int | None = None,
    who: str,
    now: datetime,
) -> int:
    """Add a thing that is needed, or change how much of it: never below what came and what is coming."""
    need = await lock_need(session, incident_id, report_id)
    item, amount = " ".join(item.split()), checked_amount(amount)
    if not 0 < len(item) <= LONGEST_ITEM:
        raise BadForm(f"Name what is needed in 1 to {LONGEST_ITEM} letters.")
    lines = await lines_of(session, incident_id, report_id)
    before = next((line for line in lines if line.id == line_id), None)
    if line_id is not None and before is None:
        raise NotFound("This is not needed any more; look at the page again.")
    bound = round(before.delivered + before.coming, DIGITS) if before else 0.0
    if amount < bound:
        raise Conflict(f"{bound:g} have come or are promised; release promises before you need less.")
    values = {"incident_id": incident_id, "item": item, "amount": amount, "unit": unit.strip()}
    if before is None:
        added = await session.execute(queries.ADD_LINE, values | {"report_id": report_id})
        line_id = int(added.scalar_one())
    else:
        await session.execute(queries.CHANGE_LINE, values | {"id": before.id})
    happening = Happening(
        what="line.changed" if before else "line.added",
        who=who,
        report_id=report_id,
        before={"item": before.item, "amount": before.amount, "unit": before.unit} if before else {},
        after={"line": line_id, "item": item, "amount": amount, "unit": unit.strip()},
    )
    record(session, incident_id, happening, now=now)
    await widen(session, incident_id, need, who=who, now=now)
    assert line_id is not None
    return line_id


async def withdraw_line(
    session: AsyncSession, incident_id: int, line_id: int, *, who: str, now: datetime
) -> None:
    """Take a thing off the list; what has come of it stays counted."""
    _need, line = await hold_line(session, incident_id, line_id)
    if line.coming > 0:
        raise Conflict(f"{line.coming:g} are promised; release that before you take this off the list.")
    which = {"incident_id": incident_id, "id": line_id}
    if line.delivered > 0:
        left = {"item": line.item, "unit": line.unit, "amount": line.delivered}
        await session.execute(queries.CHANGE_LINE, which | left)
    else:
        await session.execute(queries.DROP_EMPTY_PLEDGES, which)
        await session.execute(queries.DROP_LINE, which)
    happening = Happening(
        what="line.withdrawn",
        who=who,
        report_id=line.report_id,
        before={"line": line_id, "item": line.item, "amount": line.amount, "unit": line.unit},
        after={"amount": line.delivered},
    )
    record(session, incident_id, happening, now=now)


async def widen(
    session: AsyncSession, incident_id: int, need: Need, *, now: datetime, who: str = MACHINE, more: int = 0
) -> None:
    """Want one helper more than have said yes while something is lacking; hop 3 then looks for them.

    `more`: helpers who say yes in this same moment. A drive is open to all and looks for nobody.
    """
    if need.drive or need.state not in MATCHED:
        return
    lacking = any(line.remaining > 0 for line in await lines_of(session, incident_id, need.id))
    places = min(need.taken + more + 1, MOST_PLACES)
    if not lacking or need.places_wanted >= places:
        return
    values = {"incident_id": incident_id, "report_id": need.id, "places": places, "now": now}
    await session.execute(queries.WIDEN, values)
    happening = Happening(
        what="report.wanted",
        who=who,
        report_id=need.id,
        before={"places": need.places_wanted},
        after={"places": places},
        why="a part is still lacking",
    )
    record(session, incident_id, happening, now=now)
