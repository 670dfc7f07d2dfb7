"""Two machines that answer each other must not talk all night, and nobody is texted more than they can read.

What was said with a number within the hour is counted from its last texts, before it is sent another.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from app.messaging import queries

HOUR = timedelta(hours=1)
LATELY = timedelta(minutes=10)
MOST_AN_HOUR = 20
MOST_VITAL = 2 * MOST_AN_HOUR
AGAIN = 3
# «yes» three times is a helper who is asked three times; loops of short words end at the hour's limit
SHORTEST_AGAIN = 16
# texts of one number that are looked at; as many in an hour, both ways, are no conversation of a person
WINDOW = 100

FLOODED = "this number was sent very many texts within an hour"
ANSWERED_BY_MACHINE = "the same text came again and again: a machine may answer there"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One text with a number within the hour; `done_at`: when one to us was read."""

    ours: bool
    held: bool
    reason: str
    text: str
    received_at: datetime
    done_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lately:
    """What went on with one number: texts to it and both ways in an hour, and the one that is answered now.

    `again`: how often that one came within ten minutes; `echoed`: it is a text of ours come back.
    """

    told: int = 0
    both: int = 0
    again: int = 0
    echoed: bool = False
    flooded: bool = False  # the desk knows already


async def said_lately(session: AsyncSession, incident_id: int, lane: bytes, *, now: datetime) -> Lately:
    """Look at the last texts with one number."""
    values = {"incident_id": incident_id, "lane": lane, "window": WINDOW, "hour_ago": now - HOUR}
    rows = (await session.execute(queries.LATELY, values)).mappings()
    return count([Said(**dict(row)) for row in rows], now=now)


def count(said: Sequence[Said], *, now: datetime) -> Lately:
    """Count the texts of an hour; the one that was read in this very transaction is the one we answer."""
    heard = next((_bare(one) for one in said if not one.ours and one.done_at == now), "")
    return Lately(
        told=sum(one.ours and not one.held for one in said),
        both=len(said),
        again=_again(said, heard, since_at=now - LATELY),
        echoed=bool(heard) and any(one.ours and _bare(one) == heard for one in said),
        flooded=any(one.reason == FLOODED for one in said),
    )


def _again(said: Sequence[Said], heard: str, *, since_at: datetime) -> int:
    if len(heard) < SHORTEST_AGAIN:
        return 0
    return sum(not one.ours and one.received_at > since_at and _bare(one) == heard for one in said)


def _bare(one: Said) -> str:
    return one.text.strip().casefold()


def hold_flood(lately: Lately, *, vital: bool) -> str:
    """Say why a text must not go out just now, or nothing. Life and safety have twice the room."""
    most = MOST_VITAL if vital else MOST_AN_HOUR
    if lately.told >= most or lately.both >= WINDOW:
        return FLOODED
    if not vital and (lately.again >= AGAIN or lately.echoed):
        return ANSWERED_BY_MACHINE
    return ""
