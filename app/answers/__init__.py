"""What people text to us as a command, one file each; nobody keeps a list of them.

A module here has `COMMAND`, the word that the reader found (`ingest.shapes.Reply.command`), and
`async def answer(session, situation) -> int | None`, which does it and returns the report it was about.
"""

import importlib
import pkgutil
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy.ext.asyncio import AsyncSession

from app.messaging.shapes import Claimed, OpenPrompt, Person
from app.models.incident import Incident
from ingest.shapes import Reading, Reply


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """Who said what, when, with which questions open between us."""

    incident: Incident
    incident_id: int
    message: Claimed
    person: Person
    reading: Reading
    prompts: tuple[OpenPrompt, ...]
    now: datetime

    @property
    def reply(self) -> Reply:
        """The command that was texted: there is one wherever an answer is called."""
        assert self.reading.reply is not None
        return self.reading.reply


Answer = Callable[[AsyncSession, Situation], Awaitable[int | None]]


@cache
def shelf() -> dict[str, Answer]:
    """Find every command by looking into this folder."""
    modules = [
        importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)
    ]
    return {module.COMMAND: module.answer for module in modules}
