"""Reports can be found by their words: written a moment after they happened, in batches, beside the line.

Hop 2 writes nothing for it. What happened to a report is an event, events are numbered after their commit
(`app.follower`), and whoever reads them by number misses none: so a report is written anew when it was read,
corrected, placed, answered or closed, once for all that happened to it in the same moment.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.search import queries
from app.search.words import Source, counted, document_of

MOST = 1_000  # events, and messages, in one transaction


async def incidents_unsearched(session: AsyncSession, *, now: datetime) -> list[int]:
    """Name the incidents in which something happened that the search does not know."""
    return list((await session.execute(queries.CROSS_INCIDENT_BEHIND, {"until": now})).scalars())


async def follow_words(session: AsyncSession, incident_id: int, *, now: datetime) -> int:
    """Write anew the reports that the next events and messages are about; return how many those were.

    `now`: messages that came later wait, for one stored at this moment may get a smaller number than another.
    """
    whose = {"incident_id": incident_id}
    await session.execute(queries.BEGIN, whose)
    stand = (await session.execute(queries.TAKE_UP, whose)).first()
    if stand is None:
        return 0
    asked = whose | {"position": stand.position, "message_id": stand.message_id, "until": now, "most": MOST}
    events = (await session.execute(queries.EVENTS, asked)).all()
    messages = (await session.execute(queries.MESSAGES, asked)).all()
    spoken = [row.id for row in messages if row.report_id is not None]
    joined = await session.execute(queries.JOINED, whose | {"ids": spoken}) if spoken else None
    changed = {row.report_id for row in events} | set(joined.scalars() if joined else ())
    await keep_reports(session, incident_id, sorted(changed - {None}))
    position = events[-1].position if events else stand.position
    message_id = messages[-1].id if messages else stand.message_id
    if events or messages:
        await session.execute(queries.HAND_ON, whose | {"position": position, "message_id": message_id})
    return max(len(events), len(messages))


async def keep_reports(session: AsyncSession, incident_id: int, ids: Sequence[int]) -> None:
    """Write the words of some reports as they are now, and count what came and what went."""
    if not ids:
        return
    which = {"incident_id": incident_id, "ids": list(ids)}
    before = {row.report_id: set(row.words) for row in await session.execute(queries.KEPT, which)}
    rows = (await session.execute(queries.SOURCES, which)).mappings().all()
    written = [
        document_of(
            incident_id,
            Source(**{**row, "categories": tuple(row["categories"]), "texts": tuple(row["texts"])}),
        )
        for row in rows
    ]
    kept = [row["report_id"] for row in rows]
    documents = [text for text, _ in written]
    await session.execute(queries.KEEP, {"incident_id": incident_id, "ids": kept, "documents": documents})
    came = counted(words for _, words in written)
    went = counted(before.get(report_id, set()) for report_id in kept)
    changed = {word: came.get(word, 0) - went.get(word, 0) for word in sorted({*came, *went})}
    changed = {word: n for word, n in changed.items() if n and not word.startswith("span:")}
    if changed:
        counts = {"words": list(changed), "counts": list(changed.values())}
        await session.execute(queries.COUNT_WORDS, {"incident_id": incident_id} | counts)
