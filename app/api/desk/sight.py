"""Who at the desk sees exactly where a case is: decided here, for the map, the lists and the case alike."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncSession

from app.access.powers import Power, may
from app.api.deps import Desk
from app.models.staff import Role
from app.triage.atlas import queries
from app.triage.narrow import Narrow, widened
from ingest.catalog import load_catalog

REVEALED_FOR = timedelta(hours=12)


class Sight(StrEnum):
    """How well somebody may know a place."""

    EXACT = "exact"
    ROUGH = "rough"


def sight_of(role: Role, *, sensitive: bool, revealed: bool) -> Sight:
    """Decide for one case. `revealed`: this person said not long ago why they need it."""
    if may(role, Power.DISPATCH):
        return Sight.EXACT
    if not may(role, Power.VERIFY):
        return Sight.ROUGH
    return Sight.EXACT if revealed or not sensitive else Sight.ROUGH


@dataclass(frozen=True, slots=True, kw_only=True)
class Eyes:
    """One person at the desk, and what was shown to them for a reason."""

    role: Role
    revealed: frozenset[int] = frozenset()

    def sight(self, report_id: int, categories: Iterable[str]) -> Sight:
        """How well they see one case."""
        sensitive = bool(load_catalog().sensitive(categories))
        return sight_of(self.role, sensitive=sensitive, revealed=report_id in self.revealed)

    def knows_place(self, report_id: int, categories: Iterable[str]) -> bool:
        """Whether one case's place is exact to them."""
        return self.sight(report_id, categories) is Sight.EXACT

    @property
    def see_all(self) -> bool:
        """Every place is exact to them."""
        return sight_of(self.role, sensitive=True, revealed=False) is Sight.EXACT

    @property
    def see_none(self) -> bool:
        """No place is exact to them."""
        return sight_of(self.role, sensitive=False, revealed=True) is Sight.ROUGH

    def narrow(self, narrow: Narrow) -> Narrow:
        """Let an outline tell no more than rough places do: many small ones would lead to the door."""
        return narrow if self.see_all else widened(narrow)


async def eyes_of(session: AsyncSession, desk: Desk, *, now: datetime) -> Eyes:
    """Look up what somebody may see; only a role between the two needs the database."""
    if desk.may(Power.DISPATCH) or not desk.may(Power.VERIFY):
        return Eyes(role=desk.role)
    values = {"incident_id": desk.incident_id, "who": desk.who, "since": now - REVEALED_FOR}
    rows = await session.execute(queries.REVEALED, values)
    return Eyes(role=desk.role, revealed=frozenset(row.report_id for row in rows))
