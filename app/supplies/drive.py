"""A supply drive: a need with a target that anybody may promise a part of, by its public code."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncSession

from app.history import Happening, record
from app.messaging.say import phrase, say
from app.models.incident import Incident
from app.supplies import queries
from app.supplies.amounts import DIGITS, possible, sane
from app.supplies.deliver import deliver
from app.supplies.lines import MATCHED, lines_of, lock_need
from app.supplies.pledges import held_by, note, promise, release_pledge, set_pledge, stock_for
from app.supplies.shapes import Line, Need, Promised
from app.supplies.stock import hold_goods, keep_up
from app.supplies.words import first_open, goods_words


class Given(StrEnum):
    """What becomes of a promise to a drive."""

    TAKEN = "taken"
    FULL = "full"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gift:
    """A promise to a drive as it stands: how much of which line."""

    given: Given
    amount: float = 0.0
    line: Line | None = None


async def mark_drive(
    session: AsyncSession, incident_id: int, report_id: int, *, who: str, now: datetime
) -> None:
    """Open a need to everybody's promises; from then on no helper is looked for."""
    values = {"incident_id": incident_id, "report_id": report_id, "now": now}
    await session.execute(queries.MARK_DRIVE, values)
    record(session, incident_id, Happening(what="drive.opened", who=who, report_id=report_id), now=now)


async def drive_by_reference(session: AsyncSession, incident_id: int, reference: str) -> int | None:
    """Find a drive by its code, which is public; any other case's code finds nothing here."""
    values = {"incident_id": incident_id, "reference": reference.upper()}
    found = (await session.execute(queries.DRIVE, values)).scalar()
    return None if found is None else int(found)


async def pledge_to_drive(
    session: AsyncSession,
    incident: Incident,
    report_id: int,
    *,
    volunteer_id: int,
    contact_id: int,
    amount: float,
    now: datetime,
) -> Gift:
    """Take a helper's promise, no more than is lacking; said again, the last word is what counts."""
    assert incident.id is not None
    need = await lock_need(session, incident.id, report_id)
    if need.state not in MATCHED:
        return Gift(given=Given.ENDED)
    lines = await lines_of(session, incident.id, report_id)
    mine = await _mine(session, incident.id, report_id, volunteer_id)
    standing = next((one for one in mine if one.coming > 0), None)
    line = next((one for one in lines if standing and one.id == standing.need_line_id), first_open(lines))
    if line is None:
        return Gift(given=Given.FULL)
    room = round(line.remaining + (standing.coming if standing else 0.0), DIGITS)
    share = possible(amount, remaining=room, held=None, unit=line.unit)
    await _store(
        session, incident.id, line, volunteer_id, share - (standing.coming if standing else 0), now=now
    )
    if standing is None:
        who = f"contact:{contact_id}"
        await promise(session, incident, line.id, volunteer_id=volunteer_id, amount=share, who=who, now=now)
    else:
        await _change(session, incident.id, need, standing, share, now=now)
    return Gift(given=Given.TAKEN, amount=share, line=line)


async def _store(
    session: AsyncSession, incident_id: int, line: Line, volunteer_id: int, more: float, *, now: datetime
) -> None:
    """Let our note of their goods follow what they say they give."""
    stock = stock_for(await held_by(session, incident_id, volunteer_id), line)
    if stock is None and more > 0:
        goods = {"item": line.item, "unit": line.unit}
        await hold_goods(session, incident_id, volunteer_id, amount=more, now=now, **goods)
    await keep_up(session, incident_id, volunteer_id, stock, more, now=now)


async def _change(
    session: AsyncSession, incident_id: int, need: Need, standing: Promised, share: float, *, now: datetime
) -> None:
    amount = round(standing.delivered + share, DIGITS)
    if amount == standing.amount:
        return
    await set_pledge(session, incident_id, standing, released_at=None, amount=amount)
    who = f"contact:{standing.helper_contact_id}"
    before = {"amount": standing.amount}
    after = {"pledge": standing.id, "item": standing.item, "amount": amount}
    note(session, incident_id, "pledge.made", need.id, None, who=who, now=now, before=before, after=after)


async def deliver_to_drive(
    session: AsyncSession,
    incident: Incident,
    reference: str,
    *,
    volunteer_id: int,
    contact_id: int,
    amount: float | None,
    now: datetime,
) -> int | None:
    """Count what somebody brought for a drive that they promised to, and thank them.

    Returns the drive's report; None where the code is no drive's, or they promised nothing. Said twice, what
    has come in full is not counted again: who brings more promises more.
    """
    assert incident.id is not None
    report_id = await drive_by_reference(session, incident.id, reference)
    if report_id is None:
        return None
    await lock_need(session, incident.id, report_id)
    mine = await _mine(session, incident.id, report_id, volunteer_id)
    if not mine:
        return None
    pledge = next((one for one in mine if one.coming > 0), mine[-1])
    lines = await lines_of(session, incident.id, report_id)
    room = next(line.remaining for line in lines if line.id == pledge.need_line_id)
    said = pledge.coming if amount is None else min(max(0.0, amount), round(pledge.coming + room, DIGITS))
    if pledge.coming > 0 and sane(said):
        who = f"contact:{contact_id}"
        await deliver(session, incident, pledge.id, amount=said, who=who, now=now, more=True)
    await _thank(session, incident, reference, report_id, volunteer_id, contact_id, pledge, now=now)
    return report_id


async def _thank(
    session: AsyncSession,
    incident: Incident,
    reference: str,
    report_id: int,
    volunteer_id: int,
    contact_id: int,
    pledge: Promised,
    *,
    now: datetime,
) -> None:
    assert incident.id is not None
    lines = await lines_of(session, incident.id, report_id)
    line = next(line for line in lines if line.id == pledge.need_line_id)
    mine = await _mine(session, incident.id, report_id, volunteer_id)
    word = phrase(
        "pledge.came",
        n=sum(one.delivered for one in mine if one.need_line_id == line.id),
        goods=goods_words(line.item, line.unit),
        case=reference.upper(),
        part=line.delivered,
        all=line.amount,
    )
    await say(session, incident, word, contact_id=contact_id, report_id=report_id, now=now)


async def leave_drive(
    session: AsyncSession,
    incident: Incident,
    reference: str,
    *,
    volunteer_id: int,
    contact_id: int,
    now: datetime,
) -> int | None:
    """Let somebody off what they promised to a drive, without a reason asked; None where there is nothing."""
    assert incident.id is not None
    report_id = await drive_by_reference(session, incident.id, reference)
    if report_id is None:
        return None
    open_ones = [one for one in await _mine(session, incident.id, report_id, volunteer_id) if one.coming > 0]
    if not open_ones:
        return None
    for one in open_ones:
        await release_pledge(session, incident, one.id, who=f"contact:{contact_id}", now=now)
    word = phrase("pledge.off", case=reference.upper())
    await say(session, incident, word, contact_id=contact_id, report_id=report_id, now=now)
    return report_id


async def _mine(
    session: AsyncSession, incident_id: int, report_id: int, volunteer_id: int
) -> tuple[Promised, ...]:
    values = {"incident_id": incident_id, "report_id": report_id, "volunteer_id": volunteer_id}
    rows = await session.execute(queries.PLEDGES_OF_HELPER, values)
    return tuple(one for one in map(Promised.of, rows.mappings()) if one.live)
