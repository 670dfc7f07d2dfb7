"""A coordinator writes to a person in their own words, by the same road and rules as all that we say."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from app.errors import BadForm
from app.history import Happening, record
from app.messaging import queries
from app.messaging.say import Line, Road, find_road, put_in_line
from app.messaging.spend import today
from app.models.incident import Incident
from ingest.clean import clean_text
from ingest.segments import segments, thrifty

KEY = "written"
TWICE = timedelta(seconds=30)  # so soon nobody says the same again on purpose
MOST_PARTS = 6  # about 900 letters; a longer letter costs more than a call
UNREACHED = {
    "the number asked for silence": (
        "This number texted STOP, so nothing is sent to it. Call them if it must be said."
    ),
    "the number has not been confirmed by its owner": (
        "Nobody has yet said YES from this number, so only that question was sent to it. Call them instead."
    ),
}
NO_ROAD = "No number and no page is known for this person, so nothing can be sent."


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What a writer should know before the first word: the language, the road, and why it is closed."""

    language: str
    counted: bool = False  # a carrier charges for each part
    page_only: bool = False  # they read it on the page of their case
    closed: str = ""
    waits: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Somebody who may be written to; `helper` is their code, empty for whoever asked for help."""

    contact_id: int
    helper: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What became of it."""

    parts: int
    waits: str = ""  # why it goes out later


async def readers_of(session: AsyncSession, incident_id: int, report_id: int) -> tuple[Reader, ...]:
    """List the people of a case, whoever asked first."""
    values = {"incident_id": incident_id, "report_id": report_id}
    rows = await session.execute(queries.PEOPLE_OF_CASE, values)
    found = {row.contact_id: Reader(**row._mapping) for row in reversed(rows.all())}
    return tuple(reversed(found.values()))


async def reach_of(session: AsyncSession, incident: Incident, *, contact_id: int, now: datetime) -> Reach:
    """Say how a person would be reached now."""
    road = await find_road(session, incident, KEY, contact_id=contact_id, now=now)
    if road is None:
        return Reach(language=incident.languages[0], closed=NO_ROAD)
    return Reach(
        language=road.language,
        counted=road.counted,
        page_only=road.silent,
        closed=_closed(road),
        waits=await _waits(session, incident, road, now=now),
    )


async def write_to(
    session: AsyncSession,
    incident: Incident,
    *,
    contact_id: int,
    report_id: int | None,
    text: str,
    who: str,
    now: datetime,
) -> Written:
    """Send what somebody wrote, once however often it is pressed; raises `BadForm` where it cannot go out."""
    assert incident.id is not None
    words = checked_words(text)
    road = await find_road(session, incident, KEY, contact_id=contact_id, now=now)
    if road is None:
        raise BadForm(NO_ROAD)
    if closed := _closed(road):
        raise BadForm(closed)
    parts = parts_of(words) if road.counted else int(not road.silent)
    said = thrifty(words) if road.counted else words
    if await _just_written(session, incident.id, road, said, report_id, now=now):
        return Written(parts=parts, waits=await _waits(session, incident, road, now=now))
    line = Line(text=said, key=KEY, segments=parts, details={"written_by": who})
    first = await put_in_line(
        session,
        incident,
        road,
        (line,),
        contact_id=contact_id,
        report_id=report_id,
        vital=False,
        due=now,  # somebody waits for it: no night holds it back
        now=now,
    )
    happening = Happening(what="message.written", who=who, report_id=report_id, message_id=first)
    record(session, incident.id, happening, now=now)
    return Written(parts=parts, waits=await _waits(session, incident, road, now=now))


async def _just_written(
    session: AsyncSession, incident_id: int, road: Road, text: str, report_id: int | None, *, now: datetime
) -> bool:
    """Tell whether the same words left for this number a moment ago; two presses come one after the other."""
    lane = road.address.number_index
    part = int.from_bytes(lane[:4], "big", signed=True)
    await session.execute(queries.LOCK_PERSON, {"incident_id": incident_id, "part": part})
    values = {
        "incident_id": incident_id,
        "lane": lane,
        "text": text,
        "report_id": report_id,
        "since": now - TWICE,
    }
    return (await session.execute(queries.JUST_WRITTEN, values)).first() is not None


def checked_words(text: str) -> str:
    """Clean what was typed; raises `BadForm` for nothing, and for more than a text may be."""
    words = clean_text(text)[0].strip()
    if not words:
        raise BadForm("Write something first.")
    if "{" in words:
        raise BadForm("Something in curly brackets is still to be filled in; write it out.")
    if (parts := parts_of(words)) > MOST_PARTS:
        raise BadForm(f"This takes {parts} text messages; shorten it to {MOST_PARTS}.")
    return words


def parts_of(text: str) -> int:
    """Count the parts that a carrier would charge for."""
    return segments(thrifty(text.strip())) if text.strip() else 0


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put in {code}, {place} and {number} where we have them; what we have not stays to be seen."""
    for name, value in values.items():
        if value:
            text = text.replace("{" + name + "}", value)
    return text


def _closed(road: Road) -> str:
    return UNREACHED.get(road.reason, f"It cannot go out now: {road.reason}.") if road.reason else ""


async def _waits(session: AsyncSession, incident: Incident, road: Road, *, now: datetime) -> str:
    assert incident.id is not None
    if road.silent or not (await today(session, incident.id, now=now)).full:
        return ""
    return "Today's limit of texts is reached: it goes out after midnight UTC, unless the limit is raised."
