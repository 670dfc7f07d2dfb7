"""STOP and START: a number that asks for silence gets it at once, even from texts already in line."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.messaging import queries


async def stop_texts(
    session: AsyncSession, incident_id: int, *, our_number: str, number_index: bytes, now: datetime
) -> None:
    """Suppress a number and hold what was waiting to go to it."""
    await session.execute(
        queries.SUPPRESS, {"our_number": our_number, "number_index": number_index, "now": now}
    )
    await session.execute(
        queries.HOLD_WAITING, {"incident_id": incident_id, "lane": number_index, "now": now}
    )


async def start_texts(session: AsyncSession, *, our_number: str, number_index: bytes) -> None:
    """Let a number hear from us again."""
    await session.execute(queries.UNSUPPRESS, {"our_number": our_number, "number_index": number_index})
