"""The figures of the outcome board: what arrived, what is open, and how long people waited."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Row, TextClause
from sqlalchemy.ext.asyncio import AsyncSession

from app.outcomes import queries
from app.outcomes.period import Period

GROUPED = {0b1111: "all", 0b0111: "bucket", 0b1011: "area", 0b1101: "category", 0b1110: "language"}
MOST_GROUPS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """How long a number of cases waited; half waited at most `median_s`, nine in ten at most `p90_s`."""

    cases: int = 0
    answered: int = 0
    median_s: float | None = None
    p90_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waited:
    """The waits of a period: altogether, step by step, and by group, the largest group first."""

    whole: Waits
    steps: tuple[Waits, ...]
    groups: Mapping[str, tuple[tuple[str, Waits], ...]]  # area, category, language


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrivals:
    """What came in one step."""

    reports: int = 0
    needs: int = 0
    noise: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcomes:
    """All figures of one period; `backlog` has one number more than steps: before, and after each."""

    period: Period
    arrivals: tuple[Arrivals, ...]
    backlog: tuple[int, ...]
    open_old: int  # open needs that came more than a day ago
    first_reply: Waited
    help: Waited


async def outcomes_of(session: AsyncSession, incident_id: int, period: Period, *, now: datetime) -> Outcomes:
    """Gather the figures in five statements, however much happened."""
    values = {"incident_id": incident_id, **period.values()}
    steps = period.steps
    arrived = {row.bucket: row for row in await session.execute(queries.ARRIVED, values)}
    here = {"incident_id": incident_id, "day_ago": now - timedelta(days=1)}
    open_ = (await session.execute(queries.OPEN_NOW, here)).one()
    changes = {row.bucket: int(row.change) for row in await session.execute(queries.CHANGES, values)}
    return Outcomes(
        period=period,
        arrivals=tuple(_arrivals(arrived.get(at)) for at in steps),
        backlog=backlog(open_.open, [changes.get(at, 0) for at in steps]),
        open_old=open_.old,
        first_reply=await _waited(session, queries.FIRST_REPLY, values, steps),
        help=await _waited(session, queries.HELP, values, steps),
    )


def backlog(open_now: int, changes: Sequence[int]) -> tuple[int, ...]:
    """Walk back from what is open now: what was open before the first step, and after each."""
    found = [open_now]
    for change in reversed(changes):
        found.append(max(0, found[-1] - change))
    return tuple(reversed(found))


def waits_of(row: Row) -> Waits:
    """Read one row of waits; a percentile of nothing is nothing."""
    median, p90 = row.waits or (None, None)
    return Waits(cases=row.cases, answered=row.answered, median_s=median, p90_s=p90)


def _arrivals(row: Row | None) -> Arrivals:
    if row is None:
        return Arrivals()
    return Arrivals(reports=row.reports, needs=row.needs, noise=row.noise)


async def _waited(
    session: AsyncSession, statement: TextClause, values: Mapping[str, object], steps: Iterable[datetime]
) -> Waited:
    whole, by_step = Waits(), {}
    groups: dict[str, list[tuple[str, Waits]]] = {"area": [], "category": [], "language": []}
    for row in await session.execute(statement, values):
        name = GROUPED[row.grouped]
        if name == "all":
            whole = waits_of(row)
        elif name == "bucket":
            by_step[row.bucket] = waits_of(row)
        else:
            groups[name].append((getattr(row, name), waits_of(row)))
    return Waited(
        whole=whole,
        steps=tuple(by_step.get(at, Waits()) for at in steps),
        groups={name: _largest(found) for name, found in groups.items()},
    )


def _largest(found: list[tuple[str, Waits]]) -> tuple[tuple[str, Waits], ...]:
    return tuple(sorted(found, key=lambda one: (-one[1].cases, one[0]))[:MOST_GROUPS])
