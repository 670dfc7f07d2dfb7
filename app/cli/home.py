"""Where a command works: the settings, a database that runs, and everything a process owns."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from app.config import Settings
from app.house import House, open_house
from app.launch import at_home

Result = TypeVar("Result")


def in_house(work: Callable[[House], Awaitable[Result]]) -> Result:
    """Start the database if it is down, open a house, and do the work in it."""
    with at_home(Settings()) as settings:
        return asyncio.run(_open(settings, work))


def visit(settings: Settings, work: Callable[[House], Awaitable[Result]]) -> Result:
    """Do the work where the database is known to run."""
    return asyncio.run(_open(settings, work))


async def _open(settings: Settings, work: Callable[[House], Awaitable[Result]]) -> Result:
    async with open_house(settings) as house:
        return await work(house)
