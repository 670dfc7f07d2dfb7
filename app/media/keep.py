"""A photo or a voice note on its way: noted with its message, asked for once, sealed, shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.errors import NotFound
from app.jobs import defer
from app.media import queries
from app.models.media import MediaState
from app.security import new_token, seal, unseal
from ingest.shapes import Media

JOB = "fetch_media"
MOST = 10  # of one message; a gateway sends no more


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One thing to fetch, and by which of our accounts."""

    channel: str
    our_number: str
    media: Media


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One thing as it may be shown."""

    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """One thing in a thread. `state` says whether it is there; `reason`, in words, why it is not."""

    token: str
    content_type: str
    size: int
    state: MediaState
    reason: str


async def note_media(
    session: AsyncSession, incident_id: int, message_id: int, details: Mapping[str, object], *, now: datetime
) -> None:
    """Remember what came with a message and have it fetched; the same message again changes nothing."""
    for turn, item in enumerate(items_of(details), start=1):
        values = {
            "incident_id": incident_id,
            "token": new_token(),
            "message_id": message_id,
            "turn": turn,
            "content_type": item.content_type[:80],
            "now": now,
        }
        fresh = (await session.execute(queries.ADD, values)).scalar()
        if fresh is not None:
            await defer(session, JOB, at=now, incident_id=incident_id, media_id=int(fresh), tries=1)


def items_of(details: Mapping[str, object]) -> tuple[Media, ...]:
    """Read what a message has with it, as hop 1 wrote it down."""
    listed = details.get("media")
    if not isinstance(listed, list):
        return ()
    return tuple(
        Media(url=str(one.get("url", "")), content_type=str(one.get("type", "")).lower())
        for one in listed[:MOST]
        if isinstance(one, dict)
    )


async def waiting_media(session: AsyncSession, incident_id: int, media_id: int) -> Waiting | None:
    """Find what is still to be fetched; None when it is done."""
    values = {"incident_id": incident_id, "id": media_id}
    row = (await session.execute(queries.WAITING, values)).first()
    if row is None:
        return None
    items = items_of({"media": row.items})
    return Waiting(channel=row.channel, our_number=row.our_number, media=items[row.turn - 1])


async def keep(
    session: AsyncSession, incident_id: int, media_id: int, kept: Kept, *, data_key: bytes, now: datetime
) -> None:
    """Seal it with the incident's key and keep it in the database, where every host finds it."""
    await _settle(
        session,
        incident_id,
        media_id,
        MediaState.KEPT,
        content_type=kept.content_type,
        sealed=seal(data_key, kept.content),
        size=len(kept.content),
        now=now,
    )


async def put_off(
    session: AsyncSession, incident_id: int, media_id: int, state: MediaState, *, reason: str, now: datetime
) -> None:
    """Write down, for the desk, why it is not here."""
    await _settle(session, incident_id, media_id, state, reason=reason[:200], now=now)


async def _settle(
    session: AsyncSession,
    incident_id: int,
    media_id: int,
    state: MediaState,
    *,
    now: datetime,
    reason: str = "",
    content_type: str = "",
    sealed: bytes | None = None,
    size: int = 0,
) -> None:
    values = {
        "incident_id": incident_id,
        "id": media_id,
        "state": state,
        "reason": reason,
        "content_type": content_type,
        "sealed": sealed,
        "size": size,
        "now": now,
    }
    await session.execute(queries.SETTLE, values)


async def fetch_again(session: AsyncSession, incident_id: int, token: str, *, now: datetime) -> None:
    """Have it asked for once more; raises `NotFound` unless it failed."""
    found = (await session.execute(queries.AGAIN, {"incident_id": incident_id, "token": token})).scalar()
    if found is None:
        raise NotFound("This photo or sound is not one that failed.")
    await defer(session, JOB, at=now, incident_id=incident_id, media_id=int(found), tries=1)


async def kept_media(session: AsyncSession, incident_id: int, token: str, *, data_key: bytes) -> Kept:
    """Open one for somebody who may see it; raises `NotFound`."""
    row = (await session.execute(queries.KEPT, {"incident_id": incident_id, "token": token})).first()
    if row is None or row.sealed is None:
        raise NotFound("This photo or sound is not here.")
    return Kept(content_type=row.content_type, content=unseal(data_key, row.sealed))


async def media_of(session: AsyncSession, incident_id: int, report_id: int) -> dict[int, Sequence[Attached]]:
    """List what came with each message of a case, by the message's number."""
    found: dict[int, list[Attached]] = {}
    values = {"incident_id": incident_id, "report_id": report_id}
    for row in await session.execute(queries.OF_REPORT, values):
        one = Attached(
            token=row.token,
            content_type=row.content_type,
            size=row.size,
            state=MediaState(row.state),
            reason=row.reason,
        )
        found.setdefault(row.message_id, []).append(one)
    return {message_id: tuple(listed) for message_id, listed in found.items()}
