"""What a helper says they bring, they have: our note of their goods follows their own word."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.history import Happening, record
from app.supplies import queries
from app.supplies.amounts import DIGITS
from app.supplies.shapes import Held


async def keep_up(
    session: AsyncSession,
    incident_id: int,
    volunteer_id: int,
    stock: Held | None,
    amount: float,
    *,
    now: datetime,
) -> None:
    """Raise our note of a helper's goods to what they say they bring; nothing is noted where nothing was."""
    if stock is None or amount <= stock.free:
        return
    more = round(stock.amount + amount - stock.free, DIGITS)
    await session.execute(queries.RAISE_STOCK, {"incident_id": incident_id, "id": stock.id, "amount": more})
    happening = Happening(
        what="stock.raised",
        before={"item": stock.item, "amount": stock.amount, "volunteer": volunteer_id},
        after={"item": stock.item, "amount": more, "volunteer": volunteer_id},
        why="their own word",
    )
    record(session, incident_id, happening, now=now)


async def hold_goods(
    session: AsyncSession,
    incident_id: int,
    volunteer_id: int,
    *,
    item: str,
    unit: str,
    amount: float,
    now: datetime,
) -> int:
    """Note goods of a helper of whom we knew none of this kind."""
    values = {
        "incident_id": incident_id,
        "volunteer_id": volunteer_id,
        "item": item,
        "unit": unit,
        "now": now,
    }
    return int((await session.execute(queries.ADD_STOCK, values | {"amount": amount})).scalar_one())
