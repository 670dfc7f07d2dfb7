"""Promises of goods: made, given back, taken up again; never more than is lacking or than is held."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.errors import Conflict, NotFound
from app.history import Happening, record
from app.models.incident import Incident
from app.supplies import queries
from app.supplies.amounts import DIGITS, checked_amount
from app.supplies.lines import hold_line, lines_of, lock_need, widen
from app.supplies.shapes import Held, Line, Need, Promised


async def promise(
    session: AsyncSession,
    incident: Incident,
    line_id: int,
    *,
    volunteer_id: int,
    amount: float,
    dispatch_id: int | None = None,
    stock_id: int | None = None,
    who: str,
    now: datetime,
) -> int:
    """Promise a part of a line and return the promise's id; twice for one job and line is once."""
    assert incident.id is not None
    amount = checked_amount(amount)
    need, line = await hold_line(session, incident.id, line_id)
    held = await held_by(session, incident.id, volunteer_id)
    stock = next((one for one in held if one.id == stock_id), None)
    if stock_id is None:
        stock = stock_for(held, line)
    values = {
        "incident_id": incident.id,
        "line_id": line_id,
        "volunteer_id": volunteer_id,
        "dispatch_id": dispatch_id,
        "stock_id": stock.id if stock else None,
        "amount": amount,
        "now": now,
    }
    if dispatch_id is not None and (standing := await _standing(session, incident.id, dispatch_id, line_id)):
        return standing.id
    check_room(amount, line, stock)
    made = int((await session.execute(queries.PROMISE, values)).scalar_one())
    after: dict[str, object] = {
        "pledge": made,
        "line": line_id,
        "item": line.item,
        "amount": amount,
        "volunteer": volunteer_id,
    }
    note(session, incident.id, "pledge.made", need.id, dispatch_id, who=who, now=now, after=after)
    return made


def check_room(amount: float, line: Line, stock: Held | None) -> None:
    """Raise `Conflict` where more would be promised than is lacking, or than is held."""
    if amount > line.remaining:
        raise Conflict(f"Only {line.remaining:g} are still lacking; promise at most that.")
    if stock is not None and amount > stock.free:
        raise Conflict(
            f"This helper has {stock.free:g} left; promise at most that, or change what they have."
        )


async def _standing(
    session: AsyncSession, incident_id: int, dispatch_id: int, line_id: int
) -> Promised | None:
    standing = await pledges_of_job(session, incident_id, dispatch_id)
    return next((one for one in standing if one.need_line_id == line_id and not one.released_at), None)


async def release_pledge(
    session: AsyncSession, incident: Incident, pledge_id: int, *, who: str, now: datetime
) -> None:
    """Let a helper off their promise; what came of it stays counted, the rest is lacking again."""
    assert incident.id is not None
    need, pledge = await hold_pledge(session, incident.id, pledge_id)
    if pledge.released_at is not None:
        return
    await set_pledge(session, incident.id, pledge, released_at=now)
    before = {"amount": pledge.amount, "delivered": pledge.delivered}
    after = {"pledge": pledge.id, "item": pledge.item, "amount": pledge.delivered}
    note(
        session,
        incident.id,
        "pledge.released",
        need.id,
        pledge.dispatch_id,
        who=who,
        now=now,
        before=before,
        after=after,
    )
    await widen(session, incident.id, need, who=who, now=now)


async def end_pledges(
    session: AsyncSession, incident: Incident, report_id: int, *, who: str, now: datetime
) -> None:
    """Free what is still to come of a case that needs it no more: their goods are for others again."""
    assert incident.id is not None
    await lock_need(session, incident.id, report_id)
    for pledge in await pledges_of(session, incident.id, report_id):
        if pledge.coming > 0:
            await release_pledge(session, incident, pledge.id, who=who, now=now)


async def renew_pledge(
    session: AsyncSession, incident: Incident, pledge_id: int, *, who: str, now: datetime
) -> None:
    """Undo a release, where nobody else has promised that part since."""
    assert incident.id is not None
    need, pledge = await hold_pledge(session, incident.id, pledge_id)
    if pledge.released_at is None:
        return
    if not pledge.live_again:
        raise Conflict("The job of this promise has ended; make a new promise instead.")
    if pledge.dispatch_id is not None and await _standing(
        session, incident.id, pledge.dispatch_id, pledge.need_line_id
    ):
        raise Conflict("This job has a newer promise; look at the page again before you act.")
    again = round(max(0.0, pledge.amount - pledge.delivered), DIGITS)
    line = next(one for one in await lines_of(session, incident.id, need.id) if one.id == pledge.need_line_id)
    held = await held_by(session, incident.id, pledge.volunteer_id)
    check_room(again, line, next((one for one in held if one.id == pledge.stock_id), None))
    await set_pledge(session, incident.id, pledge, released_at=None)
    before = {"amount": pledge.delivered}
    after = {"pledge": pledge.id, "item": pledge.item, "amount": pledge.amount}
    note(
        session,
        incident.id,
        "pledge.undone",
        need.id,
        pledge.dispatch_id,
        who=who,
        now=now,
        before=before,
        after=after,
    )


async def hold_pledge(session: AsyncSession, incident_id: int, pledge_id: int) -> tuple[Need, Promised]:
    """Find one promise with its report's row held; raises `NotFound`."""
    which = {"incident_id": incident_id, "id": pledge_id}
    report_id = (await session.execute(queries.REPORT_OF_PLEDGE, which)).scalar()
    if report_id is None:
        raise NotFound("There is no such promise; look at the page again.")
    need = await lock_need(session, incident_id, int(report_id))
    row = (await session.execute(queries.PLEDGE, which)).mappings().first()
    if row is None:
        raise NotFound("There is no such promise; look at the page again.")
    return need, Promised.of(row)


async def pledges_of(session: AsyncSession, incident_id: int, report_id: int) -> tuple[Promised, ...]:
    """List who promised what for a report, those that stand no more among them."""
    values = {"incident_id": incident_id, "report_id": report_id}
    rows = await session.execute(queries.PLEDGES_OF_REPORT, values)
    return tuple(Promised.of(row) for row in rows.mappings())


async def pledges_of_job(session: AsyncSession, incident_id: int, dispatch_id: int) -> tuple[Promised, ...]:
    """List what is brought with one job."""
    values = {"incident_id": incident_id, "dispatch_id": dispatch_id}
    rows = await session.execute(queries.PLEDGES_OF_JOB, values)
    return tuple(Promised.of(row) for row in rows.mappings())


async def held_by(session: AsyncSession, incident_id: int, volunteer_id: int) -> tuple[Held, ...]:
    """List a helper's goods and what no promise has taken of them; holds the rows, after the report's."""
    who = {"incident_id": incident_id, "volunteer_id": volunteer_id}
    await session.execute(queries.LOCK_STOCK, who)
    rows = await session.execute(queries.HELD, who)
    return tuple(Held(**dict(row) | {"free": round(row["free"], DIGITS)}) for row in rows.mappings())


def stock_for(held: tuple[Held, ...], line: Line) -> Held | None:
    """Choose what a promise is taken from: the same thing in the same unit, most of it first."""
    fitting = [one for one in held if (one.item, one.unit) == (line.item, line.unit)]
    return max(fitting, key=lambda one: one.free, default=None)


async def set_pledge(
    session: AsyncSession,
    incident_id: int,
    pledge: Promised,
    *,
    released_at: datetime | None,
    amount: float | None = None,
    delivered: float | None = None,
    stock_id: int | None = None,
) -> None:
    """Write a promise's new numbers; its report's row is held."""
    values = {
        "incident_id": incident_id,
        "id": pledge.id,
        "released_at": released_at,
        "amount": pledge.amount if amount is None else amount,
        "delivered": pledge.delivered if delivered is None else delivered,
        "stock_id": pledge.stock_id if stock_id is None else stock_id,
    }
    await session.execute(queries.SET_PLEDGE, values)


def note(
    session: AsyncSession,
    incident_id: int,
    what: str,
    report_id: int,
    dispatch_id: int | None,
    *,
    who: str,
    now: datetime,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> None:
    """Write down what became of a promise."""
    happening = Happening(
        what=what,
        who=who,
        report_id=report_id,
        dispatch_id=dispatch_id,
        before=before or {},
        after=after or {},
    )
    record(session, incident_id, happening, now=now)
