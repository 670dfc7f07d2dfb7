"""Gathers the box in which a coordinator writes to a person, and the replies to pick from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.errors import BadForm
from app.messaging.replies import BROUGHT, brought_text, replies_for
from app.messaging.write import Reach, Reader, parts_of, reach_of
from app.models.incident import Incident
from app.reports.shapes import Case
from web.language import language_name

ASKER = "asker"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderView:
    """One person to write to. `key` is what the form sends: «asker», or a helper's code."""

    key: str
    name: str
    language: str
    reads: str  # the language's name, as the coordinator says it
    reach: Reach


@dataclass(frozen=True, slots=True, kw_only=True)
class PickView:
    """One reply to pick, as the coordinator reads it."""

    key: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteView:
    """The box: to whom, in which language, what was typed, and what it would cost."""

    here: str  # where it is sent
    back: str
    title: str
    people: tuple[ReaderView, ...]
    chosen: ReaderView
    picks: tuple[PickView, ...]
    text: str = ""
    parts: int = 0
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What a form sent: to whom, which words, which reply to put in."""

    to: str = ""
    text: str = ""
    pick: str = ""
    error: str = ""


def values_of(incident: Incident, case: Case | None) -> dict[str, str]:
    """Say what {code}, {place} and {number} stand for."""
    return {
        "code": case.reference if case else "",
        "place": case.place_name if case else "",
        "number": incident.emergency_number,
    }


def reader_key(reader: Reader) -> str:
    """Name a person in a form."""
    return reader.helper or ASKER


def chosen_reader(readers: Sequence[Reader], key: str) -> Reader:
    """Find whom a form means; raises `BadForm`."""
    for reader in readers:
        if reader_key(reader) == (key or reader_key(readers[0])):
            return reader
    raise BadForm("Choose whom you write to; this person is no longer part of the case.")


async def write_view(
    session: AsyncSession,
    incident: Incident,
    case: Case | None,
    readers: Sequence[Reader],
    letter: Letter,
    *,
    here: str,
    back: str,
    title: str,
    language: str,
    now: datetime,
) -> WriteView:
    """The box as it stands, with the picked reply put in."""
    assert incident.id is not None
    people = [await _reader_view(session, incident, one, language, now=now) for one in readers]
    key = reader_key(chosen_reader(readers, letter.to))
    chosen = next(one for one in people if one.key == key)
    values = values_of(incident, case)
    replies = await replies_for(session, incident, chosen.language, values=values)
    picked = next((one.text for one in replies if one.key == letter.pick), "")
    text = " ".join(part for part in (letter.text.strip(), picked) if part)
    ours = {f"k-{name}": brought_text(name, language, values) for name in BROUGHT}
    return WriteView(
        here=here,
        back=back,
        title=title,
        people=tuple(people),
        chosen=chosen,
        picks=tuple(PickView(key=one.key, label=one.name or ours[one.key]) for one in replies),
        text=text,
        parts=parts_of(text),
        error=letter.error,
    )


async def _reader_view(
    session: AsyncSession, incident: Incident, reader: Reader, language: str, *, now: datetime
) -> ReaderView:
    reach = await reach_of(session, incident, contact_id=reader.contact_id, now=now)
    return ReaderView(
        key=reader_key(reader),
        name=reader.name,
        language=reach.language,
        reads=language_name(reach.language, language),
        reach=reach,
    )
