"""What was found, with the words in their place: everything that a list of hits shows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.messaging.mask import mask
from app.search import queries
from app.search.find import Found
from app.search.snippet import Bit, best_of, snippet


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One report that was found. `said`: a later message in which the words stand."""

    reference: str
    kind: str
    category: str
    urgency: int
    people: int | None
    state: str
    language: str
    at: datetime
    placed: bool
    merged_into: str
    words: tuple[Bit, ...]
    said: tuple[Bit, ...]
    place: tuple[Bit, ...]
    person: tuple[Bit, ...]


async def hits_of(
    session: AsyncSession,
    incident_id: int,
    found: Found,
    *,
    open_words: bool,
    knows_place: Callable[[int, Sequence[str]], bool],
) -> tuple[Hit, ...]:
    """Look up what was found, in its order.

    Without `open_words` no text shows a number or address, and nobody is named. Where `knows_place` (report,
    categories) says no, the quarter or town stands for the place.
    """
    which = {"incident_id": incident_id, "ids": list(found.ids)}
    rows = {row.id: row for row in await session.execute(queries.FOUND, which)}
    threads: dict[int, list[str]] = {}
    for line in await session.execute(queries.THREADS, which):
        threads.setdefault(line.report_id, []).append(line.text)
    shown = _whole if open_words else mask
    hits = []
    for report_id in found.ids:
        row = rows[report_id]
        later: Sequence[str] = [shown(text) for text in threads.get(report_id, ()) if text != row.text]
        words = snippet(shown(row.text), found.marked)
        place = row.place_name or row.place_text if knows_place(row.id, row.categories) else row.area
        marked = any(bit.marked for bit in words)
        hits.append(
            Hit(
                reference=row.reference,
                kind=row.kind,
                category=row.category,
                urgency=row.urgency,
                people=row.people,
                state=row.state,
                language=row.language,
                at=row.created_at,
                placed=row.placed,
                merged_into=row.merged_into or "",
                words=words,
                said=() if marked else best_of(later, found.marked),
                place=snippet(shown(place), found.marked),
                person=snippet(row.person, found.marked) if open_words else (),
            )
        )
    return tuple(hits)


def _whole(text: str) -> str:
    return text
