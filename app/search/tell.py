"""Saying that a view has something new: how many, which codes, the way there, and no word of anybody."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncSession

from app.access.powers import Power, may
from app.errors import BadForm
from app.mail import Letter
from app.messaging.say import in_language, phrase, say
from app.models.desk import TellBy
from app.models.incident import Incident
from app.models.staff import Role
from app.search import queries
from app.search.find import find_reports
from app.search.views import narrow_of
from app.search.watch import leave_token
from app.security import Keys
from app.triage.narrow import widened

TAKEN_FOR = timedelta(minutes=10)
LOOK_AGAIN = timedelta(seconds=55)  # the chore comes by every minute
TRY_AGAIN = timedelta(minutes=15)
SETTLED = timedelta(seconds=10)
MOST_AT_ONCE = 200
MOST_NEW = 99
MOST_CODES = 5
NO_MAIL = "Mail is not set up here: ask whoever runs Konbit."
UNREADABLE = "This view asks for something that is not known any more: keep it anew."
NO_ROAD = "This number cannot be texted just now."


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A letter that is written and not yet sent, with what becomes of the watch when it is."""

    watch_id: int
    letter: Letter
    seen_id: int
    every_s: int


async def incidents_with_news(session: AsyncSession, *, now: datetime) -> list[int]:
    """Name the incidents where somebody may have something to hear."""
    return list((await session.execute(queries.CROSS_INCIDENT_DUE, {"now": now})).scalars())


async def take_due(session: AsyncSession, incident_id: int, *, now: datetime) -> list[int]:
    """Take those whose turn it is; two workers never take the same."""
    values = {"incident_id": incident_id, "now": now, "until": now + TAKEN_FOR, "most": MOST_AT_ONCE}
    return sorted((await session.execute(queries.TAKE_DUE, values)).scalars())


async def tell_news(
    session: AsyncSession, keys: Keys, incident: Incident, watch_id: int, *, base_url: str, now: datetime
) -> Waiting | None:
    """Count what is new for one person; text them, or return the letter to send once nothing is open."""
    assert incident.id is not None
    which = {"incident_id": incident.id, "id": watch_id}
    watch = (await session.execute(queries.DUE_ONE, which)).first()
    if watch is None:
        return None
    if watch.role in (None, "volunteer") or not watch.theirs:  # they left the desk, or it is shared no more
        await session.execute(queries.FORGET_WATCH, which)
        return None
    try:
        seen_id, codes = await _news(session, incident.id, watch, now=now)
    except BadForm:  # kept by an older Konbit: one that nobody can read holds up no other
        at = now + TRY_AGAIN
        await note_told(session, incident.id, watch_id, seen_id=watch.seen_id, next_at=at, trouble=UNREADABLE)
        return None
    if not codes:
        await note_told(session, incident.id, watch_id, seen_id=seen_id, next_at=now + LOOK_AGAIN)
        return None
    home = f"{base_url}/desk/{incident.slug}"
    news = phrase(
        "view.news",
        n=min(len(codes), MOST_NEW),
        view=watch.name,
        codes=", ".join(codes[:MOST_CODES]) + ("…" if len(codes) > MOST_CODES else ""),
        link=f"{home}/views/{watch.view_id}",
    )
    if watch.tell_by == TellBy.TEXT:
        due_at = await say(session, incident, news, contact_id=watch.contact_id, now=now, may_wait=True)
        trouble, pause = ("", timedelta(seconds=watch.every_s)) if due_at else (NO_ROAD, TRY_AGAIN)
        told = seen_id if due_at else watch.seen_id
        await note_told(session, incident.id, watch_id, seen_id=told, next_at=now + pause, trouble=trouble)
        return None
    language = incident.languages[0]
    leave_url = f"{home}/views/leave/{watch_id}/{leave_token(keys, incident.id, watch_id)}"
    said = [in_language(news, language), in_language(phrase("view.leave", link=leave_url), language)]
    letter = Letter(
        to=watch.email,
        subject=f"{incident.name}: {watch.name} ({min(len(codes), MOST_NEW)})",
        text="\n\n".join(said) + "\n",
        leave_url=leave_url,
    )
    return Waiting(watch_id=watch_id, letter=letter, seen_id=seen_id, every_s=watch.every_s)


async def note_told(
    session: AsyncSession,
    incident_id: int,
    watch_id: int,
    *,
    seen_id: int,
    next_at: datetime,
    trouble: str = "",
) -> None:
    """Write down up to where somebody was told, when they may hear again, and what went wrong."""
    values = {"seen_id": seen_id, "next_at": next_at, "trouble": trouble}
    await session.execute(queries.TOLD, {"incident_id": incident_id, "id": watch_id} | values)


async def _news(
    session: AsyncSession, incident_id: int, watch: Row[Any], *, now: datetime
) -> tuple[int, list[str]]:
    """Up to which report was looked, and the codes of those that are new, the newest first."""
    upto = {"incident_id": incident_id, "after": watch.seen_id, "until": now - SETTLED}
    seen_id = int((await session.execute(queries.SEEN_UPTO, upto)).scalar_one())
    if seen_id <= watch.seen_id:
        return int(watch.seen_id), []
    narrow = narrow_of(watch.query)
    if not may(Role(watch.role), Power.DISPATCH):
        narrow = widened(narrow)
    found = await find_reports(
        session,
        incident_id,
        narrow,
        staff_id=watch.staff_id,
        now=now,
        most=MOST_NEW + 1,
        before=seen_id + 1,
        after=watch.seen_id,
    )
    rows = await session.execute(queries.NEW_CODES, {"incident_id": incident_id, "ids": list(found.ids)})
    return seen_id, list(rows.scalars())
