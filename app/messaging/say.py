"""Saying something to a person: in their language, by the road they last used, never against their will."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex
from typing import Any

from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncSession

from app.history import Happening, record
from app.messaging import queries
from app.messaging.fit import Text, fit, whole
from app.messaging.floods import FLOODED, Lately, hold_flood, said_lately
from app.messaging.phrase import Phrase, in_language, in_words, phrase
from app.messaging.quiet import due_at, nights_of
from app.models.incident import Incident
from app.models.message import Direction, Message, MessageState

# whoever says something needs the phrases too
__all__ = ["Phrase", "in_language", "in_words", "phrase", "say"]

# said even to a number that asked for silence: the one sentence that confirms it
LAST_WORDS = frozenset({"stop"})
# said to a number that somebody typed into a form, or wrote down from a call: the question that proves it
FIRST_WORDS = frozenset({"number.confirm", "call.confirm"})


# values that the desk and the drill's phones look up beside the words
SHOWN = frozenset({"digit", "case", "relay_of"})
# a web page counts no parts and wakes nobody
SILENT_ROADS = frozenset({"web"})
COUNTED_ROADS = frozenset({"sms"})


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
    """Queue what is said, in as few texts as it needs, or hold it with the reason where it may not go out.

    Returns when it is due, None when nothing goes out. `vital`: life or safety, which neither quiet hours nor
    the day's limit hold back. `may_wait`: nobody waits for it now, so that it need not wake anybody at night.
    """
    road = await find_road(session, incident, what[0].key, contact_id=contact_id, vital=vital, now=now)
    if road is None:
        return None
    due = due_at(now, nights_of(incident)) if may_wait and not vital and not road.silent else now
    texts = _fitting(road.address, what, road.language)
    lines = [
        Line(text=one.text, key=one.phrases[0].key, segments=one.segments, details=_shown(one.phrases))
        for one in texts
    ]
    await put_in_line(
        session,
        incident,
        road,
        lines,
        contact_id=contact_id,
        report_id=report_id,
        vital=vital,
        due=due,
        now=now,
    )
    return None if road.reason else due


@dataclass(frozen=True, slots=True, kw_only=True)
class Road:
    """How a person is reached now, and why they must not be: `reason` is empty where they may."""

    address: Row[Any]
    language: str
    reason: str
    lately: Lately

    @property
    def silent(self) -> bool:
        """Whether it is a page, which wakes nobody and costs nothing."""
        return self.address.scheme in SILENT_ROADS

    @property
    def counted(self) -> bool:
        """Whether a carrier charges for each part of a text."""
        return self.address.scheme in COUNTED_ROADS


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One text, ready to go out."""

    text: str
    key: str
    segments: int
    details: Mapping[str, object]


async def find_road(
    session: AsyncSession,
    incident: Incident,
    key: str,
    *,
    contact_id: int,
    vital: bool = False,
    now: datetime,
) -> Road | None:
    """Find the road to a person, by which `key` would be said; None where there is none at all."""
    assert incident.id is not None
    who = {"incident_id": incident.id, "contact_id": contact_id}
    addresses = (await session.execute(queries.ROADS, who)).all()
    if not addresses:
        return None
    address = _best(addresses, key)
    lately = Lately()
    if not incident.drill and not _is_silent_road(address):
        lately = await said_lately(session, incident.id, address.number_index, now=now)
    reason = _hold(address, key) or hold_flood(lately, vital=vital)
    language = address.language or incident.languages[0]
    return Road(address=address, language=language, reason=reason, lately=lately)


async def put_in_line(
    session: AsyncSession,
    incident: Incident,
    road: Road,
    lines: Sequence[Line],
    *,
    contact_id: int,
    report_id: int | None,
    vital: bool,
    due: datetime,
    now: datetime,
) -> int:
    """Queue texts for a person, or hold them with the reason; returns the number of the first."""
    assert incident.id is not None
    address, reason = road.address, road.reason
    messages = [
        Message(
            incident_id=incident.id,
            direction=Direction.OUT,
            channel=address.channel,
            scheme=address.scheme,
            external_id=f"out-{token_hex(12)}",
            lane=address.number_index,
            our_number=address.our_number,
            peer_sealed=address.number_sealed,
            text=one.text,
            phrase=one.key,
            details=dict(one.details),
            contact_id=contact_id,
            report_id=report_id,
            state=MessageState.HELD if reason else MessageState.WAITING,
            reason=reason,
            due_at=None if reason else due,
            received_at=now,
            vital=vital,
            segments=one.segments,
        )
        for one in lines
    ]
    session.add_all(messages)
    await session.flush()
    first = messages[0].id
    assert first is not None
    if reason == FLOODED and not road.lately.flooded:
        flooded = Happening(what="contact.flooded", message_id=first, report_id=report_id, why=reason)
        record(session, incident.id, flooded, now=now)
    return first


def _fitting(address: Row[Any], what: Sequence[Phrase], language: str) -> tuple[Text, ...]:
    if address.scheme in COUNTED_ROADS:
        return fit(what, language)
    return whole(what, language, charged=0 if _is_silent_road(address) else 1)


def _is_silent_road(address: Row[Any]) -> bool:
    return address.scheme in SILENT_ROADS


def _shown(what: Sequence[Phrase]) -> dict[str, object]:
    """Keep what a later reader may want: digit, case, whose words were passed on, the question at the end."""
    shown: dict[str, object] = {
        name: value for one in what for name, value in one.values.items() if name in SHOWN
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
