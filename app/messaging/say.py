"""Saying something to a person: in their language, by the road they last used, never against their will."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex
from typing import Any

from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncSession

from app.messaging import queries
from app.models.incident import Incident
from app.models.message import Direction, Message, MessageState
from ingest.catalog import FALLBACK, load_catalog

# said even to a number that asked for silence: the one sentence that confirms it
LAST_WORDS = frozenset({"stop"})
# said to a number that somebody typed into a form: the one question that proves it
FIRST_WORDS = frozenset({"number.confirm"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A catalog key and its values. A value that is itself a `Phrase` is said in the same language."""

    key: str
    values: "dict[str, str | int | float | Phrase]"


def phrase(key: str, **values: "str | int | float | Phrase") -> Phrase:
    """Name something to say."""
    return Phrase(key, values)


def in_language(what: Phrase, language: str) -> str:
    """Put a phrase into words, the phrases inside it first."""
    values = {
        name: in_language(value, language) if isinstance(value, Phrase) else value
        for name, value in what.values.items()
    }
    return load_catalog().phrase(language, what.key, **values)


def in_words(what: Sequence[Phrase], language: str) -> str:
    """Say phrases one after the other; what keeps safe and no native speaker has read, in English below."""
    said = " ".join(in_language(one, language) for one in what)
    doubted = [one for one in what if load_catalog().is_doubted(language, one.key)]
    return "\n".join([said, *(in_language(one, FALLBACK) for one in doubted)])


async def say(
    session: AsyncSession,
    incident: Incident,
    *what: Phrase,
    contact_id: int,
    now: datetime,
    report_id: int | None = None,
    vital: bool = False,
    may_wait: bool = False,
) -> datetime | None:
    """Queue one text, its phrases in order, or hold it with the reason where it may not go out.

    Returns when it is due, None when nothing goes out. `vital`: life or safety, which nothing holds back.
    `may_wait`: nobody waits for it now, so that it need not wake anybody at night.
    """
    assert incident.id is not None
    who = {"incident_id": incident.id, "contact_id": contact_id}
    contact = (await session.execute(queries.CONTACT, who)).one()
    addresses = (await session.execute(queries.ADDRESSES, who)).all()
    if not addresses:
        return None
    address = _best(addresses, what[0].key)
    reason = _hold(address, what[0].key)
    language = contact.language or incident.languages[0]
    session.add(
        Message(
            incident_id=incident.id,
            direction=Direction.OUT,
            channel=address.channel,
            scheme=address.scheme,
            external_id=f"out-{token_hex(12)}",
            lane=address.number_index,
            our_number=address.our_number,
            peer_sealed=address.number_sealed,
            text=in_words(what, language),
            phrase=what[0].key,
            details=_shown(what),
            contact_id=contact_id,
            report_id=report_id,
            state=MessageState.HELD if reason else MessageState.WAITING,
            reason=reason,
            due_at=None if reason else now,
            received_at=now,
            vital=vital,
        )
    )
    await session.flush()
    return None if reason else now


def _shown(what: Sequence[Phrase]) -> dict[str, object]:
    """Keep what a later reader may want: which digit, which case, and which question stands at the end."""
    shown: dict[str, object] = {
        name: value for one in what for name, value in one.values.items() if name in {"digit", "case"}
    }
    if what[-1].key.startswith("where."):
        shown["asks"] = what[-1].key
    return shown


def _best(addresses: Sequence[Row[Any]], key: str) -> Row[Any]:
    if key in FIRST_WORDS:
        return next((row for row in addresses if not row.confirmed), addresses[0])
    # a phone that has proved itself is nearer to a person than a web page they may never open again
    return min(
        addresses,
        key=lambda row: (not row.confirmed, row.silent, row.scheme == "web", -row.seen_at.timestamp()),
    )


def _hold(address: Row[Any], key: str) -> str:
    if address.silent and key not in LAST_WORDS:
        return "the number asked for silence"
    if not address.confirmed and key not in FIRST_WORDS:
        return "the number has not been confirmed by its owner"
    return ""
