"""Goods that a helper holds, as they last said it: an offer of the same goods again replaces the amount."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.history import Happening, record
from app.volunteers import queries

MOST = 1_000_000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Goods:
    """So much of something: 40 blankets, 20 litres of water."""

    item: str
    amount: float
    unit: str = ""


def counted(offered: Sequence[Goods]) -> tuple[Goods, ...]:
    """Add up the same goods of one text, and leave out what nobody can hold."""
    totals: dict[tuple[str, str], float] = {}
    for one in offered:
        if 0 < one.amount <= MOST:
            totals[one.item, one.unit] = totals.get((one.item, one.unit), 0.0) + one.amount
    return tuple(Goods(item=item, unit=unit, amount=min(MOST, n)) for (item, unit), n in totals.items())


async def hold_stock(
    session: AsyncSession,
    incident_id: int,
    helper_id: int,
    offered: Sequence[Goods],
    *,
    reference: str,
    who: str,
    now: datetime,
) -> None:
    """Note what a helper holds; an amount never falls below what they have promised already."""
    for one in counted(offered):
        values = {
            "incident_id": incident_id,
            "volunteer_id": helper_id,
            "item": one.item,
            "unit": one.unit,
            "amount": one.amount,
        }
        changed = (await session.execute(queries.CHANGE_STOCK, values)).first()
        if changed is None:
            await session.execute(queries.ADD_STOCK, values | {"now": now})
        what = {"helper": reference, "item": one.item, "unit": one.unit}
        happening = Happening(
            what="stock.held",
            who=who,
            before={**what, "amount": changed.was} if changed else {},
            after={**what, "amount": changed.amount if changed else one.amount},
        )
        record(session, incident_id, happening, now=now)


async def move_stock(session: AsyncSession, incident_id: int, *, from_id: int, to_id: int) -> None:
    """Hand all goods of one entry to another of the same person."""
    await session.execute(
        queries.MOVE_STOCK, {"incident_id": incident_id, "from_id": from_id, "to_id": to_id}
    )
