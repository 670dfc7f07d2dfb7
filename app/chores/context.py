"""Hands the worker's house and the time to tasks: they are called with nothing but their own arguments."""

from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.chores import queries
from app.clock import now
from app.house import House

_house: ContextVar[House] = ContextVar("house")


def set_chore_house(house: House) -> None:
    """Say in which house the tasks of this worker run."""
    _house.set(house)


def chore_house() -> House:
    """The house of the worker that runs this task."""
    return _house.get()


async def moment(session: AsyncSession, *, here: Callable[[], datetime] = now) -> datetime:
    """Take the later of this host's clock and the database's, which started the task.

    On a host whose clock is behind, a timer would find that it is too early, and nobody would start it again.
    """
    started_at: datetime = (await session.execute(queries.STARTED_AT)).scalar_one()
    return max(here(), started_at.astimezone(UTC))
