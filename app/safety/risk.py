"""Which jobs are risky: marked by a coordinator, by their kind, or in a place where nobody should be."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.errors import NotFound
from app.history import MACHINE, Happening, record
from app.models.volunteer import Trust
from app.safety import queries
from ingest.catalog import load_catalog


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """Why a case is risky, and how many are to go."""

    marked: bool
    by_kind: bool
    in_hazard: bool
    places_wanted: int

    @property
    def risky(self) -> bool:
        """Whether two coordinators must agree, and two helpers go."""
        return self.marked or self.by_kind or self.in_hazard


async def risk_of(session: AsyncSession, incident_id: int, report_id: int, *, now: datetime) -> Risk:
    """Look at a case as it is now; raises `NotFound`."""
    values = {"incident_id": incident_id, "report_id": report_id, "now": now}
    row = (await session.execute(queries.RISK, values)).first()
    if row is None:
        raise NotFound
    return Risk(
        marked=row.marked,
        by_kind=load_catalog().is_risky(row.categories),
        in_hazard=row.in_hazard,
        places_wanted=row.places_wanted,
    )


async def mark_risky(
    session: AsyncSession,
    incident_id: int,
    report_id: int,
    risky: bool,
    *,
    who: str = MACHINE,
    why: str = "",
    now: datetime,
) -> bool:
    """Mark a case as risky, for two to go, or take the mark away; say False when it was so already."""
    values = {"incident_id": incident_id, "report_id": report_id, "risky": risky, "now": now}
    marked = (await session.execute(queries.MARK_RISKY, values)).first()
    if marked is None:
        return False
    happening = Happening(
        what="report.risky",
        who=who,
        report_id=report_id,
        before={"risky": not risky, "places_wanted": marked.wanted_before},
        after={"risky": risky, "places_wanted": marked.places_wanted},
        why=why,
    )
    record(session, incident_id, happening, now=now)
    return True


async def helper_trust(
    session: AsyncSession, incident_id: int, dispatch_id: int, *, kinds: Iterable[str]
) -> Trust:
    """Say how far the helper of a job is trusted for these kinds of need: as far as for the least of them."""
    values = {"incident_id": incident_id, "dispatch_id": dispatch_id}
    row = (await session.execute(queries.HELPER_TRUST, values)).one()
    return least_trust(Trust(row.trust), row.trust_by_kind, kinds)


def least_trust(general: Trust, by_kind: Mapping[str, str], kinds: Iterable[str]) -> Trust:
    """Take the trust for each kind, above the general one, and of these the least."""
    order = list(Trust)
    held = [Trust(by_kind.get(kind, general)) for kind in kinds]
    return min(held, key=order.index, default=general)
