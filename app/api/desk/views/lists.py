"""Which list somebody looks at, as the address says it, and its rows as the page shows them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qsl, urlencode

from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from app.api.deps import Desk
from app.api.desk.shapes import QueueRowView
from app.api.desk.sight import Eyes, eyes_of
from app.api.desk.views.detail import queue_row
from app.errors import BadForm
from app.search.find import find_ids
from app.triage.lists import ENOUGH, MOST_ALIKE, View, Waits, alike, counts_of, rows_of, some_rows
from app.triage.narrow import narrow_from

LISTS = frozenset(waits.value for waits in Waits)


@dataclass(frozen=True, slots=True, kw_only=True)
class Looking:
    """One person's view of one list. `chosen`: its rows are ticked, for they were asked for together."""

    view: View
    eyes: Eyes
    query: str  # the address of this very view, without the report in hand
    alike: str = ""

    @property
    def waits(self) -> Waits:
        """The list."""
        return self.view.waits


@dataclass(frozen=True, slots=True, kw_only=True)
class TabView:
    """One list among the five, with how many wait in it."""

    name: str
    number: str  # «999+» where nobody needs to know it better
    open: bool
    query: str


async def looking_at(
    session: AsyncSession, desk: Desk, given: Mapping[str, str], *, now: datetime
) -> Looking:
    """Read an address; raises `BadForm` with the sentence that mends it."""
    name, like = given.get("list", "") or Waits.LOOK.value, given.get("alike", "").strip()[:8]
    if name not in set(Waits):
        raise BadForm(f"«list» is one of: {', '.join(sorted(LISTS))}.")
    eyes, asked = await eyes_of(session, desk, now=now), narrow_from(given)
    narrow, ids = eyes.narrow(asked), None
    if like:
        ids, name = await alike(session, desk.incident_id, like), Waits.ALL.value
    elif narrow.q:
        staff_id = desk.person.staff_id
        ids = tuple(
            await find_ids(session, desk.incident_id, narrow, staff_id=staff_id, now=now, most=MOST_ALIKE)
        )
    waits = Waits(name)
    said = {"list": waits.value} | ({"alike": like.upper()} if like else {})
    query = "&".join(part for part in (urlencode(said), asked.query) if part)
    return Looking(view=View(waits=waits, narrow=narrow, ids=ids), eyes=eyes, query=query, alike=like.upper())


async def looking_from(session: AsyncSession, desk: Desk, query: str, *, now: datetime) -> Looking:
    """The same from the words that a form carries."""
    return await looking_at(session, desk, dict(parse_qsl(query)), now=now)


async def list_rows(
    session: AsyncSession, desk: Desk, looking: Looking, *, language: str, now: datetime
) -> tuple[QueueRowView, ...]:
    """The first rows of a list."""
    staff_id = desk.person.staff_id
    rows = await rows_of(session, desk.incident_id, looking.view, staff_id=staff_id, now=now)
    return _rows(rows, desk, looking, language, now)


async def rows_now(
    session: AsyncSession,
    desk: Desk,
    looking: Looking,
    *,
    references: Sequence[str],
    language: str,
    now: datetime,
) -> tuple[QueueRowView, ...]:
    """Rows that are on a screen, as they are now."""
    staff_id = desk.person.staff_id
    rows = await some_rows(
        session, desk.incident_id, looking.view, references=references, staff_id=staff_id, now=now
    )
    return _rows(rows, desk, looking, language, now)


def _rows(
    rows: Sequence[RowMapping], desk: Desk, looking: Looking, language: str, now: datetime
) -> tuple[QueueRowView, ...]:
    staff_id = desk.person.staff_id
    return tuple(queue_row(row, language, now, staff_id=staff_id, eyes=looking.eyes) for row in rows)


async def tabs_of(
    session: AsyncSession, incident_id: int, looking: Looking, *, now: datetime
) -> tuple[TabView, ...]:
    """The five lists with their counts; the filters go along from one to the other."""
    counts, narrowed = await counts_of(session, incident_id, now=now), looking.view.narrow.query
    return tuple(
        TabView(
            name=waits.value,
            number=f"{ENOUGH - 1}+" if counts[waits] >= ENOUGH else str(counts[waits]),
            open=waits is looking.waits and not looking.alike,
            query="&".join(part for part in (f"list={waits.value}", narrowed) if part),
        )
        for waits in Waits
    )
