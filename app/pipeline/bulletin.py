"""A bulletin answers a rumour: it is written, and whoever told of the rumour may hear it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.bulletins.write import tell_bulletin, write_bulletin
from app.models.incident import Incident
from app.reports.shapes import Case
from app.reports.twins import said_alike, twins_for


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBulletin:
    """What somebody at the desk wrote. `tell`: text it to those who told of the rumour."""

    texts: Mapping[str, str]
    source: str
    until_at: datetime | None = None
    tell: bool = False


async def answer_rumour(
    session: AsyncSession,
    incident: Incident,
    new: NewBulletin,
    *,
    case: Case | None,
    who: str,
    now: datetime,
) -> tuple[int, int]:
    """Publish a bulletin, for a rumour or for none; gives its id and how many are texted."""
    assert incident.id is not None
    bulletin_id = await write_bulletin(
        session,
        incident,
        texts=new.texts,
        source=new.source,
        until_at=new.until_at,
        report_id=case.id if case else None,
        who=who,
        now=now,
    )
    if case is None or not new.tell:
        return bulletin_id, 0
    await session.flush()
    ids = await who_said_so(session, incident.id, case)
    told = await tell_bulletin(session, incident, bulletin_id, report_ids=ids, who=who, now=now)
    return bulletin_id, told


async def who_said_so(session: AsyncSession, incident_id: int, case: Case) -> tuple[int, ...]:
    """Name the reports that tell the same: the rumour, its likely twins, and those of its very words."""
    twins = [twin.id for twin in await twins_for(session, incident_id, case) if twin.strong]
    return tuple({case.id, *twins, *await said_alike(session, incident_id, case)})
