"""How well the coordinators know a helper: in general, and for one kind of need where that differs."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.errors import BadForm
from app.history import Happening, record
from app.models.volunteer import Trust
from app.volunteers import queries
from app.volunteers.find import Helper
from ingest.catalog import load_catalog


def checked_trust(general: str, by_kind: Mapping[str, str]) -> tuple[Trust, dict[str, Trust]]:
    """Read trust as a form or a call gives it; raises `BadForm` with what to write."""
    known = load_catalog().categories
    for name in by_kind:
        if name not in known:
            raise BadForm(f"«{name}» is no kind of need; write one of: {', '.join(known)}.")
    return _level(general), {name: _level(level) for name, level in by_kind.items() if level}


def _level(written: str) -> Trust:
    if written not in set(Trust):
        raise BadForm(f"«{written}» is no trust; write new, known or vetted.")
    return Trust(written)


async def trust_helper(
    session: AsyncSession,
    incident_id: int,
    helper: Helper,
    *,
    trust: Trust,
    by_kind: Mapping[str, Trust],
    who: str,
    why: str = "",
    now: datetime,
) -> None:
    """Say how far a helper is trusted; needs near them are looked at again, for more may be theirs now."""
    kinds = {name: level.value for name, level in sorted(by_kind.items())}
    if (trust, kinds) == (helper.trust, helper.trust_by_kind):
        return
    values = {"incident_id": incident_id, "id": helper.id, "trust": trust, "by_kind": kinds}
    await session.execute(queries.SET_TRUST, values)
    await session.execute(queries.WAKE_NEEDS, {"incident_id": incident_id, "id": helper.id, "now": now})
    happening = Happening(
        what="volunteer.trusted",
        who=who,
        before={
            "helper": helper.reference,
            "trust": helper.trust.value,
            "trust_by_kind": helper.trust_by_kind,
        },
        after={"helper": helper.reference, "trust": trust.value, "trust_by_kind": kinds},
        why=why,
    )
    record(session, incident_id, happening, now=now)
