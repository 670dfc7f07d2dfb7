"""Keeps what was learned and how it was judged; puts it into use, or takes it back."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.history import Happening, record
from app.learning import queries
from app.models.learning import Learning, LearningState
from ingest.model.learn import Learned

OPERATOR = "operator"  # whoever has the server's command line


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One learning as it is in the table."""

    id: int
    learned_at: datetime
    state: LearningState
    report: Mapping[str, object]
    lessons: bytes | None


async def keep_learning(session: AsyncSession, incident_id: int, learned: Learned, *, now: datetime) -> bool:
    """Write down what came of learning, and use it from now on if it is better.

    Say False, with nothing written, when just this is in use already.
    """
    packed = learned.lessons.to_bytes() if learned.lessons else None
    before = await in_use(session, incident_id)
    if packed is not None and before is not None and before.lessons == packed:
        return False
    state = LearningState.ADOPTED if packed is not None else LearningState.REFUSED
    row = Learning(
        incident_id=incident_id, learned_at=now, state=state, report=report_of(learned), lessons=packed
    )
    session.add(row)
    await session.flush()
    after = row.id if packed is not None else _id(before)
    happening = Happening(
        what=f"reading.{state.value}",
        who=OPERATOR,
        before={"learning": _id(before)},
        after={"learning": after, "texts": learned.texts, "said": learned.said},
        why=learned.outcome.value,
    )
    record(session, incident_id, happening, now=now)
    return True


async def undo_learning(session: AsyncSession, incident_id: int, *, now: datetime) -> int | None:
    """Read as before the last adoption, to the byte; returns which was taken back, None when none was."""
    undone = (await session.execute(queries.UNDO, {"incident_id": incident_id})).first()
    if undone is None:
        return None
    happening = Happening(
        what="reading.undone",
        who=OPERATOR,
        before={"learning": undone.id},
        after={"learning": _id(await in_use(session, incident_id))},
    )
    record(session, incident_id, happening, now=now)
    return int(undone.id)


async def learnings(session: AsyncSession, incident_id: int) -> list[Kept]:
    """List every learning of an incident, the oldest first."""
    rows = (await session.execute(queries.ALL, {"incident_id": incident_id})).mappings()
    return [Kept(**(dict(row) | {"state": LearningState(row["state"])})) for row in rows]


async def in_use(session: AsyncSession, incident_id: int) -> Kept | None:
    """Find the learning that messages are read with."""
    adopted = [kept for kept in await learnings(session, incident_id) if kept.state is LearningState.ADOPTED]
    return adopted[-1] if adopted else None


def report_of(learned: Learned) -> dict[str, object]:
    """The judgement in plain values: numbers and names of heads, no word of anybody's."""
    return {name: value for name, value in asdict(learned).items() if name != "lessons"}


def _id(kept: Kept | None) -> int | None:
    return kept.id if kept else None
