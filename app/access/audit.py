"""Writing down what happens to accounts, in the same transaction as the thing itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.models.staff import AccessEvent

STRANGER = "stranger"


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """One thing that happened to an account; `staff_id` says whose, `who` who did it."""

    what: str
    who: str = ""  # empty: the account's own person
    staff_id: int | None = None
    incident_id: int | None = None
    details: Mapping[str, object] = field(default_factory=dict)


def note(session: AsyncSession, access: Access, *, now: datetime) -> None:
    """Add one line to the audit of accounts."""
    own = f"staff:{access.staff_id}" if access.staff_id is not None else STRANGER
    session.add(
        AccessEvent(
            at=now,
            incident_id=access.incident_id,
            staff_id=access.staff_id,
            who=access.who or own,
            what=access.what,
            details=dict(access.details),
        )
    )
