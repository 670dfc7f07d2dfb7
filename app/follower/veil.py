"""Sensitive needs: kept apart, and told once an hour as squares in which enough people have one."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from app.follower import queries
from app.follower.verdict import Verdict
from app.models.incident import Incident
from geo.tiles import cell_centre
from geo.veil import veil


async def hide_reports(session: AsyncSession, incident_id: int, verdicts: Sequence[Verdict]) -> None:
    """Keep which sensitive needs there are now; strangers learn of it at the next full hour."""
    if not verdicts:
        return
    keys = {"incident_id": incident_id, "case_keys": [verdict.case_key for verdict in verdicts]}
    found = await session.execute(queries.HIDDEN, keys)
    known = {row.case_key: (row.cell, row.reporter) for row in found}
    over = [one.case_key for one in verdicts if one.hidden is None and one.case_key in known]
    if over:
        await session.execute(queries.DROP_HIDDEN, {"incident_id": incident_id, "case_keys": over})
    kept = [
        (one.case_key, one.hidden.cell, one.hidden.reporter, one.at)
        for one in verdicts
        if one.hidden and known.get(one.case_key) != (one.hidden.cell, one.hidden.reporter)
    ]
    if kept:
        names = ("case_keys", "cells", "reporters", "ats")
        values = {name: list(part) for name, part in zip(names, zip(*kept, strict=True), strict=True)}
        await session.execute(queries.KEEP_HIDDEN, {"incident_id": incident_id} | values)


async def draw_veil(
    session: AsyncSession, incident: Incident, *, last_at: datetime | None, now: datetime
) -> datetime:
    """Count the squares anew when the hour has changed (in a drill: the minute); return when that was.

    By the clock and not by what happened: the moment of a count tells nothing of whoever asked before it.
    """
    hour = now.replace(second=0, microsecond=0) if incident.drill else _full_hour(now)
    if last_at is None or last_at >= hour:
        return last_at or hour
    assert incident.id is not None
    await _count_squares(
        session, incident.id, until=hour - timedelta(seconds=incident.publish_delay_s), now=hour
    )
    return hour


async def _count_squares(session: AsyncSession, incident_id: int, *, until: datetime, now: datetime) -> None:
    found = await session.execute(queries.ALL_HIDDEN, {"incident_id": incident_id, "until": until})
    squares = veil((row.cell, row.reporter) for row in found)
    await session.execute(queries.LIFT_VEIL, {"incident_id": incident_id})
    if not squares:
        return
    middles = [cell_centre(square.cell, square.level) for square in squares]
    values = {
        "incident_id": incident_id,
        "now": now,
        "levels": [square.level for square in squares],
        "cells": [square.cell for square in squares],
        "numbers": [square.at_least for square in squares],
        "lons": [middle.lon for middle in middles],
        "lats": [middle.lat for middle in middles],
    }
    await session.execute(queries.VEIL, values)


def _full_hour(now: datetime) -> datetime:
    return now.replace(minute=0, second=0, microsecond=0)
