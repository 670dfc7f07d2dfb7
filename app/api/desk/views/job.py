"""What the desk shows of helpers and jobs: who was asked, who goes, how long, and who was not heard of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from app.api import queries
from app.api.words import reason_words, translator
from app.dispatch.late import is_late
from app.dispatch.told import waiting_for_place
from app.models.dispatch import GOING
from ingest.catalog import load_catalog

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class HelperView:
    """One helper suggested or asked for a report, with the reasons."""

    reference: str  # the volunteer's own short code
    name: str
    state: str  # proposed asked accepted on_way there done declined lapsed released left stopped
    distance_m: int | None
    score: float
    reasons: tuple[str, ...]
    since_at: datetime
    due_at: datetime | None = None  # asked: the answer; on the job: the next sign of life
    missed: int = 0  # check-ins that met silence
    late: bool = False  # longer than usual in this state, or missed: somebody should look
    wave: int = 0
    over_cap: bool = False  # more than they agreed to
    waits_for_place: bool = False  # goes, and was not told exactly where

    @property
    def going(self) -> bool:
        """Whether they said yes and are not yet done."""
        return self.state in GOING


async def helper_views(
    session: AsyncSession, incident_id: int, report_id: int, *, language: str, now: datetime
) -> tuple[HelperView, ...]:
    """Everybody between suggested and done for one report: what went wrong first, then who goes."""
    whose = {"incident_id": incident_id, "report_id": report_id}
    rows = (await session.execute(queries.DESK_HELPERS, whose | {"since": now - DAY})).mappings().all()
    waiting = await waiting_for_place(session, incident_id, report_id)
    return tuple(_helper(row, language, now, waiting=row["id"] in waiting) for row in rows)


def _helper(row: RowMapping, language: str, now: datetime, *, waiting: bool) -> HelperView:
    return job_view(
        row,
        now,
        reasons=reasons_of(row["reasons"], language),
        over_cap=row["over_cap"],
        waiting=waiting,
    )


def reasons_of(reasons: Iterable[str], language: str) -> list[str]:
    """Why this helper, in words; how near they are stands beside the name."""
    _, catalog = translator(language), load_catalog()
    return [
        reason_words(
            reason,
            _,
            category=lambda name: catalog.category_name(language, name),
            trade=lambda name: catalog.skill_name(language, name),
        )
        for reason in reasons
        if not reason.startswith("near:")
    ]


def job_view(
    row: RowMapping,
    now: datetime,
    *,
    reasons: Iterable[str] = (),
    over_cap: bool = False,
    waiting: bool = False,
) -> HelperView:
    """One helper's part in a case, from a row with the job's columns."""
    distance_m, going = row["distance_m"], row["job_state"] in GOING
    due_at = row["check_in_at"] if going else row["expires_at"]
    return HelperView(
        reference=row["helper"],
        name=row["helper_name"] or row["helper"],
        state=row["job_state"],
        distance_m=round(distance_m) if distance_m is not None else None,
        score=row["score"],
        reasons=tuple(reasons),
        since_at=row["since_at"],
        due_at=due_at,
        missed=row["missed"],
        late=is_late(
            row["job_state"],
            row["since_at"],
            now=now,
            due_at=due_at,
            missed=row["missed"],
            distance_m=distance_m,
            vehicle=row["vehicle"],
        ),
        wave=row["wave"],
        over_cap=over_cap,
        waits_for_place=waiting,
    )
