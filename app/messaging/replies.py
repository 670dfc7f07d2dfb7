"""Sentences that coordinators write often: what Konbit brings along, and what this desk has saved."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.errors import BadForm, NotFound
from app.history import Happening, record
from app.messaging import queries
from app.messaging.write import fill
from app.models.desk import SavedReply
from app.models.incident import Incident
from ingest.catalog import FALLBACK, load_catalog

BROUGHT = ("read", "where", "many", "hurt", "coming", "today_no", "emergency", "thanks")
LONGEST_NAME, LONGEST_TEXT = 60, 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One sentence to pick. `name` is empty for those that Konbit brings along."""

    key: str  # «k-where» of ours, «s-12» of this desk's
    name: str
    text: str
    language: str  # the one that it is given in: theirs, or the nearest we have


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """One saved reply with all its languages, to be kept up."""

    n: int
    name: str
    texts: Mapping[str, str]


async def replies_for(
    session: AsyncSession, incident: Incident, language: str, *, values: Mapping[str, str]
) -> tuple[Reply, ...]:
    """List what can be picked for a reader of `language`, filled in with what is known of the case."""
    assert incident.id is not None
    own = [
        Reply(key=f"s-{one.n}", name=one.name, text=fill(text, values), language=found)
        for one in await saved_replies(session, incident.id)
        for found, text in (in_nearest(one.texts, language, incident.languages[0]),)
    ]
    brought = [
        Reply(key=f"k-{name}", name="", text=brought_text(name, language, values), language=language)
        for name in BROUGHT
        if name != "emergency" or values.get("number")
    ]
    return (*own, *brought)


def brought_text(name: str, language: str, values: Mapping[str, str]) -> str:
    """Say one of ours in a language."""
    filled = {"case": values.get("code", ""), "emergency": values.get("number", "")}
    return load_catalog().phrase(language, f"reply.{name}", **filled)


def in_nearest(texts: Mapping[str, str], language: str, first: str) -> tuple[str, str]:
    """Choose the words in their language, else in the incident's, else in English, else in any."""
    for code in (language, first, FALLBACK, *texts):
        if texts.get(code):
            return code, texts[code]
    return language, ""


async def saved_replies(session: AsyncSession, incident_id: int) -> tuple[Saved, ...]:
    """List what this desk has saved, by name."""
    rows = await session.execute(queries.SAVED_REPLIES, {"incident_id": incident_id})
    return tuple(Saved(n=row.id, name=row.name, texts=row.texts) for row in rows)


async def save_reply(
    session: AsyncSession,
    incident: Incident,
    n: int | None,
    *,
    name: str,
    texts: Mapping[str, str],
    who: str,
    now: datetime,
) -> None:
    """Keep a new reply, or another wording of one; raises `BadForm` with what is missing."""
    assert incident.id is not None
    name = " ".join(name.split())[:LONGEST_NAME]
    kept = {code: text.strip()[:LONGEST_TEXT] for code, text in texts.items() if text.strip()}
    if not name or not kept:
        raise BadForm("Give it a name, and the words in one language at least.")
    if n is None:
        session.add(SavedReply(incident_id=incident.id, name=name, texts=kept, who=who, created_at=now))
        before: Mapping[str, object] = {}
    else:
        reply = await _reply(session, incident.id, n)
        before = {"name": reply.name, "texts": dict(reply.texts)}
        reply.name, reply.texts = name, kept
    after = {"name": name, "texts": kept}
    if before != after:
        happening = Happening(what="reply.saved", who=who, before=before, after=after)
        record(session, incident.id, happening, now=now)


async def end_reply(
    session: AsyncSession, incident_id: int, n: int, *, ended: bool = True, who: str, now: datetime
) -> None:
    """Take a reply out of the list, or put it back."""
    reply = await _reply(session, incident_id, n)
    reply.ended_at = now if ended else None
    what = "reply.ended" if ended else "reply.back"
    record(session, incident_id, Happening(what=what, who=who, after={"name": reply.name}), now=now)


async def _reply(session: AsyncSession, incident_id: int, n: int) -> SavedReply:
    reply = await session.get(SavedReply, (incident_id, n))
    if reply is None:
        raise NotFound("There is no such saved reply here; look at the list again.")
    return reply
