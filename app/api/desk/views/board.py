"""What the board shows: every job by its state, who should have been heard of, what nobody has yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from app.api import queries
from app.api.deps import Desk
from app.api.desk.shapes import QueueRowView
from app.api.desk.sight import Eyes, eyes_of
from app.api.desk.views.detail import queue_row
from app.api.desk.views.job import HelperView, job_view, reasons_of
from app.models.dispatch import GOING
from app.triage.narrow import Narrow

STATES = ("stopped", "asked", "accepted", "on_way", "there", "done")
MOST_JOBS = 300
MOST_OPEN = 12
MOST_DUE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class CardView:
    """One case and one helper's part in it; without a helper nobody fits."""

    row: QueueRowView
    helper: HelperView | None

    @property
    def key(self) -> str:
        """Tells one card from another, whatever its column."""
        return f"{self.row.reference}-{self.helper.reference}" if self.helper else self.row.reference


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnView:
    """One state and the jobs in it, those that need a hand first."""

    state: str
    cards: tuple[CardView, ...]

    @property
    def late(self) -> int:
        """How many somebody should look at."""
        return sum(1 for card in self.cards if card.helper and card.helper.late)


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardView:
    """The board as it is at one moment."""

    columns: tuple[ColumnView, ...]
    due: tuple[CardView, ...]  # check-ins that come next, and those that are past
    waiting: tuple[CardView, ...]  # looked at, and nobody has it: with whoever fits best
    position: int = 0

    @property
    def stopped(self) -> ColumnView:
        """What stands above everything."""
        return self.columns[0]


async def job_rows(
    session: AsyncSession, desk: Desk, narrow: Narrow, *, now: datetime, team: str = ""
) -> Sequence[RowMapping]:
    """The jobs under way: what went wrong and who was not heard of first."""
    found = await session.execute(
        queries.DESK_BOARD, _values(desk, narrow, now=now, most=MOST_JOBS) | {"team": team}
    )
    return found.mappings().all()


async def board_view(
    session: AsyncSession, desk: Desk, narrow: Narrow, *, language: str, now: datetime, team: str = ""
) -> BoardView:
    """Look at the whole board; a place on it is as exact as this person may know it."""
    eyes = await eyes_of(session, desk, now=now)
    narrow = eyes.narrow(narrow)
    rows = await job_rows(session, desk, narrow, now=now, team=team)
    jobs = [_card(row, language, now, eyes) for row in rows]
    nobody = await session.execute(queries.BOARD_OPEN, _values(desk, narrow, now=now, most=MOST_OPEN))
    waiting = tuple(_card(row, language, now, eyes) for row in nobody.mappings())
    return arrange(jobs, waiting)


def arrange(jobs: Sequence[CardView], waiting: Sequence[CardView]) -> BoardView:
    """Put the jobs into their columns, the late ones first, and the check-ins by their minute."""
    columns = tuple(
        ColumnView(
            state=state,
            cards=tuple(
                sorted(
                    (card for card in jobs if card.helper and card.helper.state == state),
                    key=lambda card: not (card.helper and card.helper.late),
                )
            ),
        )
        for state in STATES
    )
    due = sorted(
        (card for card in jobs if card.helper and card.helper.state in GOING and card.helper.due_at),
        key=lambda card: (-(card.helper.missed if card.helper else 0), _due(card)),
    )
    return BoardView(columns=columns, due=tuple(due[:MOST_DUE]), waiting=tuple(waiting))


def _due(card: CardView) -> datetime:
    assert card.helper is not None
    assert card.helper.due_at is not None
    return card.helper.due_at


def _card(row: RowMapping, language: str, now: datetime, eyes: Eyes) -> CardView:
    job = job_view(row, now, reasons=reasons_of(row["reasons"], language)) if row["helper"] else None
    return CardView(row=queue_row(row, language, now, eyes=eyes), helper=job)


def _values(desk: Desk, narrow: Narrow, *, now: datetime, most: int) -> dict[str, object]:
    who = {"incident_id": desk.incident_id, "staff_id": desk.person.staff_id}
    return narrow.values(now) | who | {"now": now, "most": most}
