"""Brings the public tables to what strangers may see now, a batch at a time: gather, decide, act."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from app.follower import queries
from app.follower.count import WIDTH, Mark, differences
from app.follower.showing import ONE_HOME_LEVEL, Case, Showing
from app.follower.veil import hide_reports
from app.follower.verdict import Due, Verdict, decide, judge
from app.models.incident import Incident
from geo.tiles import LEVEL

MOST = 500  # events looked at, and cases whose time has come, in one transaction
CHANGES_KEPT = timedelta(minutes=10)
NUMBERS = ("n0", "n1", "n2", "n3", "n4", "helped", "m0", "m1", "m2", "m3", "m4")
FACTS = ("kind", "category", "urgency", "state", "radius_m", "morton", "day")


async def publish(
    session: AsyncSession, incident: Incident, positions: Mapping[int, int], *, key: bytes, now: datetime
) -> int:
    """Look at some reports, each with the newest event it is in, and at what has waited; return how many."""
    assert incident.id is not None
    until = now - timedelta(seconds=incident.publish_delay_s)
    zone = ZoneInfo(incident.time_zone)
    verdicts = judge(await _cases(session, incident.id, positions), positions, key=key, zone=zone, now=now)
    due = await _due(session, incident.id, until)
    decided = decide(verdicts, due, until=until)
    await hide_reports(session, incident.id, verdicts)
    known = await _shown(session, incident.id, [*decided.show, *decided.hide])
    await _write(session, incident.id, decided.show, decided.hide, known=known, now=now)
    # first what is over: what waits from here on is newer than all of it
    await _wait_no_more(session, incident.id, decided.settled)
    await _wait(session, incident.id, decided.wait)
    return len(verdicts) + len(due)


async def _cases(session: AsyncSession, incident_id: int, positions: Mapping[int, int]) -> list[Case]:
    if not positions:
        return []
    which = {"incident_id": incident_id, "ids": sorted(positions), "home_shift": 2 * (LEVEL - ONE_HOME_LEVEL)}
    return [Case(**row) for row in (await session.execute(queries.CASES, which)).mappings()]


async def _due(session: AsyncSession, incident_id: int, until: datetime) -> list[Due]:
    which = {"incident_id": incident_id, "until": until, "most": MOST}
    found = await session.execute(queries.DUE, which)
    return [Due(row.case_key, row.position, Showing.from_kept(row.showing)) for row in found]


async def _shown(
    session: AsyncSession, incident_id: int, case_keys: Sequence[bytes]
) -> dict[bytes, Mapping[str, object]]:
    if not case_keys:
        return {}
    found = await session.execute(queries.SHOWN, {"incident_id": incident_id, "case_keys": case_keys})
    return {row["case_key"]: {**row} for row in found.mappings()}


async def _write(
    session: AsyncSession,
    incident_id: int,
    show: Mapping[bytes, Showing],
    hide: Sequence[bytes],
    *,
    known: Mapping[bytes, Mapping[str, object]],
    now: datetime,
) -> None:
    """Write what is shown and hidden, with its counts, and name the squares that changed."""
    changed = {case: seen for case, seen in show.items() if not _same(known.get(case), seen)}
    gone = [case for case in hide if case in known]
    came = [_mark_of(seen) for seen in changed.values()]
    went = [_mark_of_row(known[case]) for case in (*changed, *gone) if case in known]
    if gone:
        await session.execute(queries.HIDE, {"incident_id": incident_id, "case_keys": gone})
    if changed:
        await _show(session, incident_id, changed, known=known, now=now)
    if came or went:
        await _count(session, incident_id, came=came, went=went)
        await _tell(session, incident_id, {mark.change for mark in (*came, *went)}, now=now)


def _same(row: Mapping[str, object] | None, seen: Showing) -> bool:
    return row is not None and all(row[name] == getattr(seen, name) for name in FACTS)


def _mark_of(seen: Showing) -> Mark:
    return Mark(seen.category, seen.grade, seen.state == "helped", seen.morton, seen.day)


def _mark_of_row(row: Mapping[str, object]) -> Mark:
    return Mark(row["category"], row["grade"], row["state"] == "helped", row["morton"], row["day"])  # type: ignore[arg-type]


async def _show(
    session: AsyncSession,
    incident_id: int,
    seen: Mapping[bytes, Showing],
    *,
    known: Mapping[bytes, Mapping[str, object]],
    now: datetime,
) -> None:
    shown = list(seen.values())
    areas = await _areas(session, incident_id, seen, known)
    values = {
        "incident_id": incident_id,
        "now": now,
        "case_keys": list(seen),
        "kinds": [one.kind for one in shown],
        "categories": [one.category for one in shown],
        "urgencies": [one.urgency for one in shown],
        "grades": [one.grade for one in shown],
        "states": [one.state for one in shown],
        "areas": [areas[one.morton] for one in shown],
        "lons": [one.point.lon for one in shown],
        "lats": [one.point.lat for one in shown],
        "radii_m": [one.radius_m for one in shown],
        "mortons": [one.morton for one in shown],
        "days": [one.day for one in shown],
    }
    await session.execute(queries.SHOW, values)


async def _areas(
    session: AsyncSession,
    incident_id: int,
    seen: Mapping[bytes, Showing],
    known: Mapping[bytes, Mapping[str, object]],
) -> dict[int, str]:
    """Name the quarter or town around each spot; a case that has not moved keeps the name it has."""
    areas = {int(str(row["morton"])): str(row["area"]) for row in known.values()}
    spots = {one.morton: one.point for one in seen.values() if one.morton not in areas}
    if not spots:
        return areas
    where = {
        "spots": list(spots),
        "lons": [point.lon for point in spots.values()],
        "lats": [point.lat for point in spots.values()],
    }
    found = await session.execute(queries.AREAS, {"incident_id": incident_id} | where)
    return areas | {row.spot: row.name or "" for row in found}


async def _count(
    session: AsyncSession, incident_id: int, *, came: Iterable[Mark], went: Sequence[Mark]
) -> None:
    changes = differences(came=came, went=went)
    if not changes:
        return
    levels, days, cells, categories = (list(part) for part in zip(*changes, strict=True))
    rows = {"incident_id": incident_id} | {
        "levels": levels,
        "days": days,
        "cells": cells,
        "categories": categories,
    }
    numbers = zip(*changes.values(), strict=True)
    added: dict[str, object] = {name: list(part) for name, part in zip(NUMBERS, numbers, strict=True)}
    assert len(added) == WIDTH
    await session.execute(queries.COUNT, rows | added)
    if went:
        await session.execute(queries.DROP_EMPTY, rows)


async def _tell(session: AsyncSession, incident_id: int, cells: Iterable[int], *, now: datetime) -> None:
    """Name the squares that changed, for open pages; what is older than some minutes nobody waits for."""
    which = {"incident_id": incident_id}
    await session.execute(queries.CHANGED, which | {"cells": sorted(cells), "now": now})
    await session.execute(queries.FORGET_CHANGES, which | {"before": now - CHANGES_KEPT})


async def _wait(session: AsyncSession, incident_id: int, verdicts: Sequence[Verdict]) -> None:
    """Keep what cases look like now for when their delay is over, where it differs from what is known."""
    keys = [verdict.case_key for verdict in verdicts]
    if not keys:
        return
    which = {"incident_id": incident_id, "case_keys": keys}
    waiting = {row.case_key: row.showing for row in await session.execute(queries.WAITING, which)}
    shown = await _shown(session, incident_id, keys)
    fresh = [one for one in verdicts if not _expected(one, waiting, shown)]
    if not fresh:
        return
    values = {
        "incident_id": incident_id,
        "case_keys": [one.case_key for one in fresh],
        "positions": [one.position for one in fresh],
        "ats": [one.at for one in fresh],
        "showings": [json.dumps(one.showing.kept()) for one in fresh if one.showing],
    }
    await session.execute(queries.WAIT, values)


def _expected(
    verdict: Verdict,
    waiting: Mapping[bytes, Mapping[str, object]],
    shown: Mapping[bytes, Mapping[str, object]],
) -> bool:
    assert verdict.showing is not None
    if verdict.case_key in waiting:
        return waiting[verdict.case_key] == verdict.showing.kept()
    return _same(shown.get(verdict.case_key), verdict.showing)


async def _wait_no_more(session: AsyncSession, incident_id: int, settled: Mapping[bytes, int]) -> None:
    if settled:
        values = {"case_keys": list(settled), "positions": list(settled.values())}
        await session.execute(queries.WAIT_NO_MORE, {"incident_id": incident_id} | values)
