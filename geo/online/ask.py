"""Asks one online geocoder: what is kept first, then its turn, then the call, with no transaction open."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

import httpx

from geo.online.answer import as_located, choose
from geo.online.call import fetch
from geo.online.kept import keep_answer, kept_answers, take_turn
from geo.online.question import Question
from geo.online.service import Service
from geo.place import Located

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """How calls leave this house: by what connections, under which name, how far apart."""

    sessions: "Callable[[], AbstractAsyncContextManager[AsyncSession]]"  # each a transaction
    http: httpx.AsyncClient = field(repr=False)
    agent: str  # who we are, as the services' rules want it
    every_s: float


async def ask_service(
    line: Line, service: Service, question: Question, *, incident_id: int, now: datetime
) -> Located | None:
    """Find where the words are, None when the service knows no such place in the area.

    Raises `GeocoderBusy` or `GeocoderRefused`; both leave nothing behind but that we asked.
    """
    name, key, words = service.name, question.kept_as, question.words
    async with line.sessions() as session:
        for kept in await kept_answers(session, incident_id, key):
            if kept.service == name and kept.counts(now):
                inside = kept.found is not None and question.area.holds(kept.found.point)
                return as_located(kept.found, service=name, words=words) if kept.found and inside else None
        wait_s = await take_turn(session, incident_id, key, service=name, every_s=line.every_s)
    await asyncio.sleep(wait_s)
    answer = await fetch(line.http, service.inquiry(question), agent=line.agent)
    found = choose(service.read(answer, question), area=question.area)
    async with line.sessions() as session:
        await keep_answer(session, incident_id, key, service=name, found=found)
    return as_located(found, service=name, words=words) if found else None
