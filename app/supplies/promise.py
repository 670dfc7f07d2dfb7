"""What a helper brings with their job: «YES 1 15» promises 15 of the 40, «YES 1» all that fits."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.history import MACHINE
from app.messaging.say import phrase, say
from app.models.dispatch import GOING, DispatchState
from app.models.incident import Incident
from app.supplies import queries
from app.supplies.amounts import possible, sane
from app.supplies.lines import lines_of, lock_need, widen
from app.supplies.pledges import held_by, pledges_of_job, promise, stock_for
from app.supplies.shapes import Held, Line, Need, Promised
from app.supplies.stock import keep_up
from app.supplies.words import goods_words, tell_part


async def make_room(
    session: AsyncSession, incident: Incident, dispatch_id: int, *, amount: float | None, now: datetime
) -> None:
    """Before a YES is taken: want one helper more if it leaves a part open, so that nobody is sent away."""
    assert incident.id is not None
    job = await job_of(session, incident.id, dispatch_id, (DispatchState.ASKED,))
    if job is None:
        return
    need, volunteer_id = job
    lines = await lines_of(session, incident.id, need.id)
    if need.taken >= need.places_wanted or await pledges_of_job(session, incident.id, dispatch_id):
        return
    held = await held_by(session, incident.id, volunteer_id)
    shares = shares_of(lines, held, amount)
    if any(line.remaining > shares.get(line.id, 0.0) for line in lines):
        await widen(session, incident.id, need, now=now, more=1)


async def promise_for_job(
    session: AsyncSession, incident: Incident, dispatch_id: int, *, amount: float | None, now: datetime
) -> tuple[Promised, ...]:
    """After a YES was taken: promise what was said or what fits, look for the rest, tell both sides."""
    assert incident.id is not None
    job = await job_of(session, incident.id, dispatch_id, GOING)
    if job is None:
        return ()
    need, volunteer_id = job
    if await pledges_of_job(session, incident.id, dispatch_id):
        return await pledges_of_job(session, incident.id, dispatch_id)  # a second YES promises nothing more
    made = await promise_shares(session, incident, need, dispatch_id, volunteer_id, amount=amount, now=now)
    await widen(session, incident.id, need, now=now)
    for one in made:
        bring = phrase("supply.bring", n=one.amount, goods=goods_words(one.item, one.unit))
        await say(session, incident, bring, contact_id=one.helper_contact_id, report_id=need.id, now=now)
    await tell_part(session, incident, need, key="supply.coming", now=now)
    return made


async def promise_shares(
    session: AsyncSession,
    incident: Incident,
    need: Need,
    dispatch_id: int,
    volunteer_id: int,
    *,
    amount: float | None,
    now: datetime,
) -> tuple[Promised, ...]:
    """Promise one helper's share of every line; the report's row is held."""
    assert incident.id is not None
    lines = await lines_of(session, incident.id, need.id)
    held = await held_by(session, incident.id, volunteer_id)
    for line_id, share in shares_of(lines, held, amount).items():
        line = next(line for line in lines if line.id == line_id)
        await keep_up(session, incident.id, volunteer_id, stock_for(held, line), share, now=now)
        await promise(
            session,
            incident,
            line_id,
            volunteer_id=volunteer_id,
            amount=share,
            dispatch_id=dispatch_id,
            who=MACHINE,
            now=now,
        )
    return await pledges_of_job(session, incident.id, dispatch_id)


def shares_of(lines: tuple[Line, ...], held: tuple[Held, ...], amount: float | None) -> dict[int, float]:
    """Divide one helper's yes over the lines of a need: line id to amount.

    A helper whose goods we know brings those; of whom we know nothing, everything that is lacking. An amount
    that was said is about the first of these, and their own word about what they have goes before ours.
    """
    lacking = [line for line in lines if line.remaining > 0]
    known = [line for line in lacking if (stock := stock_for(held, line)) and stock.free > 0]
    chosen = known or lacking
    shares: dict[int, float] = {}
    for number, line in enumerate(chosen):
        said = sane(amount) if number == 0 else None
        stock = stock_for(held, line) if known else None
        free = stock.free if stock and said is None else None
        shares[line.id] = possible(said, remaining=line.remaining, held=free, unit=line.unit)
    return {line_id: share for line_id, share in shares.items() if share > 0}


async def job_of(
    session: AsyncSession, incident_id: int, dispatch_id: int, states: Collection[DispatchState]
) -> tuple[Need, int] | None:
    """Hold the report of a job and say who the helper is; None where the job is in no such state."""
    which = {"incident_id": incident_id, "id": dispatch_id}
    row = (await session.execute(queries.REPORT_OF_JOB, which)).first()
    if row is None:
        return None
    need = await lock_need(session, incident_id, row.report_id)
    row = (await session.execute(queries.REPORT_OF_JOB, which)).one()  # it may have moved before we held it
    return (need, int(row.volunteer_id)) if row.state in states else None
