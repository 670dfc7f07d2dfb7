"""Goods as the supply verbs hand them around: what is needed, what is promised, what is held."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import RowMapping

from app.models.report import ReportState
from app.supplies.amounts import DIGITS


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One countable thing of a need. `remaining` is what nobody has promised yet and what has not come."""

    id: int
    report_id: int
    item: str
    unit: str
    amount: float
    pledged: float  # in promises that stand
    delivered: float  # ever, also by promises that stand no more
    remaining: float

    @property
    def coming(self) -> float:
        """What is promised and not yet there."""
        return round(max(0.0, self.amount - self.delivered - self.remaining), DIGITS)

    @classmethod
    def of(cls, row: RowMapping) -> "Line":
        """Make a line of one row; sums of fractions lose their dust here."""
        counted = {key: round(row[key], DIGITS) for key in ("amount", "pledged", "delivered", "remaining")}
        return cls(**dict(row) | counted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised:
    """A part of a line that one helper brings. `live`: it stands, and its job does."""

    id: int
    need_line_id: int
    report_id: int
    volunteer_id: int
    dispatch_id: int | None
    stock_id: int | None
    item: str
    unit: str
    amount: float
    delivered: float
    released_at: datetime | None
    live: bool
    live_again: bool  # it would stand if it were not released
    helper: str  # the code of the helper
    helper_name: str
    helper_contact_id: int

    @property
    def coming(self) -> float:
        """What of it is still to come."""
        return round(max(0.0, self.amount - self.delivered), DIGITS) if self.live else 0.0

    @classmethod
    def of(cls, row: RowMapping) -> "Promised":
        """Make a promise of one row."""
        counted = {key: round(row[key], DIGITS) for key in ("amount", "delivered")}
        return cls(**dict(row) | counted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Goods that a helper has, and what of them no promise has taken."""

    id: int
    item: str
    unit: str
    amount: float
    free: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """The facts of a report that the supply verbs need while they hold its row."""

    id: int
    reference: str
    contact_id: int
    state: ReportState
    drive: bool
    places_wanted: int
    taken: int  # helpers who said yes: on it or done
