"""Writing down what happened, in the same transaction as the thing itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.models.event import Event

MACHINE = "machine"


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One thing that happened. `what` reads as noun and verb: «report.created»."""

    what: str
    who: str = MACHINE
    report_id: int | None = None
    dispatch_id: int | None = None
    message_id: int | None = None
    before: Mapping[str, object] = field(default_factory=dict)
    after: Mapping[str, object] = field(default_factory=dict)
    why: str = ""


def record(session: AsyncSession, incident_id: int, happening: Happening, *, now: datetime) -> None:
    """Add one event; it becomes readable with the commit of what it tells."""
    session.add(
        Event(
            incident_id=incident_id,
            at=now,
            who=happening.who,
            what=happening.what,
            report_id=happening.report_id,
            dispatch_id=happening.dispatch_id,
            message_id=happening.message_id,
            before=dict(happening.before),
            after=dict(happening.after),
            why=happening.why,
        )
    )
