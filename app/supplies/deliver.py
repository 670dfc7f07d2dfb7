"""What came: counted in parts, never above what was promised unless somebody says so, and undone by hand."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.errors import Conflict
from app.models.dispatch import GOING
from app.models.incident import Incident
from app.models.report import ReportState
from app.supplies.amounts import DIGITS, checked_amount, sane, whole
from app.supplies.lines import lines_of, lock_need, widen
from app.supplies.pledges import hold_pledge, note, pledges_of, pledges_of_job, release_pledge, set_pledge
from app.supplies.promise import job_of, promise_shares
from app.supplies.shapes import Line, Promised
from app.supplies.words import tell_part


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """What one DONE brought of a need with quantities; `lacking`: a part that nobody has promised remains."""

    lines: tuple[Line, ...]

    @property
    def lacking(self) -> bool:
        """Whether somebody must still be found."""
        return any(line.remaining > 0 for line in self.lines)


async def deliver(
    session: AsyncSession,
    incident: Incident,
    pledge_id: int,
    *,
    amount: float,
    who: str,
    now: datetime,
    seen: float | None = None,
    more: bool = False,
) -> float:
    """Count a part of a promise as come and return how much has now.

    `seen`: how much had come when the page was looked at, so that two presses at once count once. `more`:
    they brought more than they promised.
    """
    assert incident.id is not None
    amount = checked_amount(amount)
    _need, pledge = await hold_pledge(session, incident.id, pledge_id)
    if seen is not None and round(seen, DIGITS) != pledge.delivered:
        raise Conflict(
            f"Somebody counted this just now: {pledge.delivered:g} came. Look again before you act."
        )
    if pledge.released_at is not None:
        raise Conflict("This promise was released; take it up again before you count what came.")
    came = round(pledge.delivered + amount, DIGITS)
    if came > pledge.amount and not more:
        left = max(0.0, pledge.amount - pledge.delivered)
        raise Conflict(f"Only {left:g} of this promise are still to come; say so if they brought more.")
    await _count(session, incident.id, pledge, came, what="pledge.delivered", who=who, now=now)
    return came


async def undeliver(
    session: AsyncSession, incident: Incident, pledge_id: int, *, amount: float, who: str, now: datetime
) -> float:
    """Take back a count that was wrong; the case looks for what is lacking then."""
    assert incident.id is not None
    amount = checked_amount(amount)
    need, pledge = await hold_pledge(session, incident.id, pledge_id)
    if amount > pledge.delivered:
        raise Conflict(f"{pledge.delivered:g} came of this promise; take back at most that.")
    came = round(pledge.delivered - amount, DIGITS)
    await _count(session, incident.id, pledge, came, what="pledge.undone", who=who, now=now)
    await widen(session, incident.id, need, who=who, now=now)
    return came


async def _count(
    session: AsyncSession,
    incident_id: int,
    pledge: Promised,
    came: float,
    *,
    what: str,
    who: str,
    now: datetime,
) -> None:
    await set_pledge(session, incident_id, pledge, released_at=pledge.released_at, delivered=came)
    before: dict[str, object] = {"delivered": pledge.delivered}
    after: dict[str, object] = {"pledge": pledge.id, "item": pledge.item, "delivered": came}
    note(
        session,
        incident_id,
        what,
        pledge.report_id,
        pledge.dispatch_id,
        who=who,
        now=now,
        before=before,
        after=after,
    )


async def deliver_for_job(
    session: AsyncSession, incident: Incident, dispatch_id: int, *, amount: float | None, now: datetime
) -> Delivered | None:
    """Take a helper's DONE, with how much came where they say it; None for a need without quantities.

    Call it before the job is finished. Without an amount all that they promised came. Less came: the rest is
    open again. More came: no more is counted than was lacking.
    """
    assert incident.id is not None
    job = await job_of(session, incident.id, dispatch_id, GOING)
    if job is None:
        return None
    need, volunteer_id = job
    if not await lines_of(session, incident.id, need.id):
        return None
    pledges = await pledges_of_job(session, incident.id, dispatch_id)
    if not pledges:  # they went on a coordinator's word, or before the need was counted
        pledges = await promise_shares(
            session, incident, need, dispatch_id, volunteer_id, amount=sane(amount), now=now
        )
    for number, pledge in enumerate(one for one in pledges if one.live):
        await _bring(session, incident, pledge, amount if number == 0 else None, now=now)
    await widen(session, incident.id, need, now=now)
    lines = await lines_of(session, incident.id, need.id)
    await tell_part(session, incident, need, key="supply.came", now=now)
    return Delivered(lines=lines)


async def _bring(
    session: AsyncSession, incident: Incident, pledge: Promised, amount: float | None, *, now: datetime
) -> None:
    """Count one promise as brought, all of it or as much as was said, and end what did not come."""
    assert incident.id is not None
    who = f"contact:{pledge.helper_contact_id}"
    if amount is None:
        said = pledge.coming
    else:
        lines = await lines_of(session, incident.id, pledge.report_id)
        line = next(line for line in lines if line.id == pledge.need_line_id)
        said = min(whole(max(0.0, amount), pledge.unit), round(pledge.coming + line.remaining, DIGITS))
    if said > 0:
        came = round(pledge.delivered + said, DIGITS)
        await _count(session, incident.id, pledge, came, what="pledge.delivered", who=who, now=now)
    if said < pledge.coming:
        await release_pledge(session, incident, pledge.id, who=who, now=now)


async def count_as_missing(
    session: AsyncSession, incident: Incident, report_id: int, *, who: str, now: datetime
) -> None:
    """Before a done case is opened again: the person says that nothing came, so nothing is counted."""
    assert incident.id is not None
    need = await lock_need(session, incident.id, report_id)
    if need.state is not ReportState.DONE:
        return
    for pledge in await pledges_of(session, incident.id, report_id):
        if pledge.dispatch_id is not None and pledge.delivered > 0:
            await undeliver(session, incident, pledge.id, amount=pledge.delivered, who=who, now=now)
