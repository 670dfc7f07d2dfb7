"""One plan for the whole board: read it, solve it outside any transaction, ask for what is wanted of it."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from sqlalchemy.ext.asyncio import AsyncSession

from app.db import Database
from app.dispatch.offer import ask_helper, has_room
from app.dispatch.shapes import Suggestion
from app.dispatch.steps import tally
from app.dispatch.suggest import suggest_helper
from app.errors import Conflict, KonbitError
from app.history import MACHINE
from app.hours import hour_of_week
from app.matching.board import count_needs, hold_plan, read_board
from app.matching.choose import Stand, may_ask
from app.matching.columns import Board, Flag
from app.matching.improve import Choice, Improvement, improve, still
from app.matching.kinds import is_sensitive
from app.matching.weights import weigh
from app.models.incident import Incident
from app.pipeline import queries
from app.pipeline.ask import ask_by_hand
from app.reports.find import lock_report
from ingest.catalog import load_catalog

MOST_NEEDS = 50_000


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one choice; `trouble` is empty when the helper was asked."""

    choice: Choice
    trouble: str = ""


async def plan_board(
    database: Database, incident: Incident, *, now: datetime, waiting_s: float | None = None
) -> Improvement:
    """Plan every open need; with `waiting_s` those alone that the incident lets the machine ask for.

    Raises `Conflict` beyond a size that one processor plans in a minute.
    """
    assert incident.id is not None
    async with database.session() as session:
        board = await _read(session, incident, now=now)
    if waiting_s is not None:
        board = board.waiting(_left_to_machine(board, incident, waiting_s=waiting_s))
    return await asyncio.to_thread(improve, board, weights=weigh(incident.weights))


def _left_to_machine(board: Board, incident: Incident, *, waiting_s: float) -> Flag:
    """The needs that hop 3 found nobody for, and that the incident lets the machine ask for."""
    needs = board.needs
    alone = [
        _may_ask_alone(incident, urgency=urgency, categories=categories)
        for urgency, categories in zip(needs.urgency.tolist(), needs.categories, strict=True)
    ]
    waits = (needs.age_s >= waiting_s) & (needs.asked == 0)
    return np.array(alone, dtype=np.bool_) & waits & ~needs.risky & ~needs.stopped


def _may_ask_alone(incident: Incident, *, urgency: int, categories: Sequence[str]) -> bool:
    catalog = load_catalog()
    if catalog.is_risky(categories) or (catalog.needs_person(categories) and not incident.drill):
        return False
    stand = Stand(urgency=urgency, sensitive=is_sensitive(categories))
    return may_ask(stand, automation=incident.automation, auto_urgency=incident.auto_urgency)


async def _read(session: AsyncSession, incident: Incident, *, now: datetime) -> Board:
    assert incident.id is not None
    count = await count_needs(session, incident.id)
    if count > MOST_NEEDS:
        raise Conflict(
            f"{count} needs are open and one plan holds {MOST_NEEDS} at most; close what is done first."
        )
    return await read_board(session, incident.id, hour=hour_of_week(now, incident.time_zone), now=now)


async def ask_choices(
    session: AsyncSession,
    incident: Incident,
    choices: Sequence[Choice],
    *,
    staff_id: int | None,
    now: datetime,
) -> list[Told]:
    """Ask one after the other; what is not possible any more is told, and the rest goes on.

    Without `staff_id` the machine asks. Each choice is looked at again, as it is with those before it asked.
    """
    assert incident.id is not None
    await hold_plan(session, incident.id)
    ids = [choice.report_id for choice in choices]
    await session.execute(queries.HOLD_NEEDS, {"incident_id": incident.id, "ids": ids})
    board = await _read(session, incident, now=now)
    weights = weigh(incident.weights)
    told = []
    for choice in choices:
        found = still(board, choice, weights=weights)
        if found is None:
            told.append(Told(choice, "This helper cannot be asked for this case any more."))
            continue
        try:
            async with session.begin_nested():
                await _ask(session, incident, found, staff_id=staff_id, now=now)
        except KonbitError as refused:
            told.append(Told(found, str(refused)))
            continue
        board.take(found.report_id, found.volunteer_id)
        told.append(Told(found))
    return told


async def _ask(
    session: AsyncSession, incident: Incident, choice: Choice, *, staff_id: int | None, now: datetime
) -> None:
    assert incident.id is not None
    case = await lock_report(session, incident.id, choice.report_id)
    if staff_id is None and (await tally(session, incident.id, case.id)).asked:
        raise Conflict("Somebody is asked for this case already.")  # hop 3 was quicker
    suggestion = Suggestion(
        volunteer_id=choice.volunteer_id,
        score=choice.score,
        distance_m=choice.distance_m,
        reasons=choice.reasons,
    )
    dispatch_id = await suggest_helper(session, incident.id, case.id, suggestion, now=now)
    if staff_id is None:
        if not await has_room(session, incident.id, choice.volunteer_id, now=now):
            raise Conflict("This helper is asked for another case just now.")
        await ask_helper(session, incident, dispatch_id, now=now, who=MACHINE)
        return
    who = f"staff:{staff_id}"
    await ask_by_hand(session, incident, case, dispatch_id, who=who, staff_id=staff_id, now=now)
