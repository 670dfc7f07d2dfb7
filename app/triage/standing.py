"""Whether somebody has decided about a case, and until when it sleeps."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.history import Happening, record
from app.triage import queries


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a case stands in the lists."""

    triaged_at: datetime | None
    snoozed_until: datetime | None

    def as_data(self) -> dict[str, object]:
        """As an event remembers it."""
        return {
            "triaged_at": self.triaged_at.isoformat() if self.triaged_at else None,
            "snoozed_until": self.snoozed_until.isoformat() if self.snoozed_until else None,
        }

    @classmethod
    def from_data(cls, data: dict[str, object]) -> "Standing":
        """As it was when an event was written; one without a word of it knows of no decision."""
        return cls(triaged_at=_at(data.get("triaged_at")), snoozed_until=_at(data.get("snoozed_until")))


def _at(said: object) -> datetime | None:
    return datetime.fromisoformat(said) if isinstance(said, str) else None


async def standing_of(session: AsyncSession, incident_id: int, report_id: int) -> Standing:
    """Look it up; whoever changes it afterwards holds the report's row."""
    values = {"incident_id": incident_id, "report_id": report_id}
    row = (await session.execute(queries.STANDING, values)).one()
    return Standing(triaged_at=row.triaged_at, snoozed_until=row.snoozed_until)


async def set_standing(
    session: AsyncSession, incident_id: int, report_id: int, standing: Standing, *, now: datetime
) -> None:
    """Say where a case stands; nobody has it in hand any more."""
    values: dict[str, object] = {"incident_id": incident_id, "report_id": report_id}
    decided = {"triaged_at": standing.triaged_at, "snoozed_until": standing.snoozed_until, "now": now}
    await session.execute(queries.SET_STANDING, values | decided)


async def note_decided(session: AsyncSession, incident_id: int, report_id: int, *, now: datetime) -> Standing:
    """Take a case out of the first look, for somebody has decided; gives how it stood before."""
    values = {"incident_id": incident_id, "report_id": report_id, "now": now}
    row = (await session.execute(queries.DECIDED, values)).one()
    return Standing(triaged_at=row.triaged_at, snoozed_until=row.snoozed_until)


async def snooze_report(
    session: AsyncSession,
    incident_id: int,
    report_id: int,
    *,
    until_at: datetime,
    who: str,
    now: datetime,
    batch: str = "",
) -> None:
    """Let a case sleep: it leaves the lists and comes back by itself."""
    before = await standing_of(session, incident_id, report_id)
    after = Standing(triaged_at=before.triaged_at, snoozed_until=until_at)
    await set_standing(session, incident_id, report_id, after, now=now)
    happening = Happening(
        what="report.snoozed",
        who=who,
        report_id=report_id,
        before=before.as_data(),
        after=after.as_data() | ({"batch": batch} if batch else {}),
    )
    record(session, incident_id, happening, now=now)
