"""What goods are called when they are said to somebody, and how much of them is on its way."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.messaging.say import Phrase, phrase, say
from app.models.incident import Incident
from app.supplies.lines import lines_of
from app.supplies.shapes import Line, Need
from ingest.catalog import load_catalog


def goods_words(item: str, unit: str) -> Phrase | str:
    """«water, litres», «blankets»: a kind of help in the reader's language, anything else as it was typed."""
    catalog = load_catalog()
    thing = phrase(f"category.{item}") if item in catalog.categories else item
    if f"unit.{unit}" not in catalog.languages["en"].phrases:
        return thing
    return phrase("supply.of", unit=phrase(f"unit.{unit}"), item=thing)


async def tell_part(
    session: AsyncSession, incident: Incident, need: Need, *, key: str, now: datetime
) -> None:
    """Tell the person who asked how much is coming, or came, while a part is open; a drive has nobody."""
    assert incident.id is not None
    lines = await lines_of(session, incident.id, need.id)
    line = first_open(lines)
    if need.drive or line is None:
        return
    part = line.coming + line.delivered if key == "supply.coming" else line.delivered
    values = {"part": part, "all": line.amount, "open": line.remaining}
    word = phrase(key, case=need.reference, goods=goods_words(line.item, line.unit), **values)
    await say(session, incident, word, contact_id=need.contact_id, report_id=need.id, now=now)


def first_open(lines: tuple[Line, ...]) -> Line | None:
    """The thing to speak of: the first that is lacking; a list of all would not fit a text."""
    return next((line for line in lines if line.remaining > 0), None)
