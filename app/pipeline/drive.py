"""A coordinator opens a supply drive: a need of the desk's own, with a target instead of an asker."""

from dataclasses import dataclass, replace
from datetime import datetime
from secrets import token_urlsafe

from sqlalchemy.ext.asyncio import AsyncSession

from app.errors import BadForm
from app.models.incident import Incident
from app.models.person import Contact
from app.reports.create import Draft, create_report
from app.reports.find import report_by_id
from app.reports.shapes import Case
from app.supplies.amounts import checked_amount
from app.supplies.drive import mark_drive
from app.supplies.lines import set_line
from geo.geocoder import Evidence
from geo.locate import locate
from geo.place import Located
from ingest.read import read_message
from ingest.shapes import Intent, Label

LONGEST_PLACE = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDrive:
    """What is collected, how much, and where it is brought."""

    item: str
    amount: float
    unit: str = ""
    place: str = ""


async def open_drive(
    session: AsyncSession, incident: Incident, new: NewDrive, *, who: str, now: datetime
) -> Case:
    """Make the need that everybody may promise a part of; nobody's telephone stands behind it."""
    assert incident.id is not None
    item, amount = " ".join(new.item.split()), checked_amount(new.amount)
    if not item:
        raise BadForm("Name what is collected, like blankets.")
    located = await _locate(session, incident, new.place.strip())
    contact = Contact(incident_id=incident.id, created_at=now)  # without a number: nobody to text
    session.add(contact)
    await session.flush()
    assert contact.id is not None
    text = " ".join(part for part in (f"{amount:g}", new.unit, item) if part)
    read = read_message(text, languages=tuple(incident.languages))
    labels = read.categories or (Label(name="other", confidence=1.0),)
    reading = replace(
        read, intent=Intent.NEED, categories=labels, people=None, quantities=(), place=None, reply=None
    )
    draft = Draft(
        contact_id=contact.id,
        message_id=0,
        link_token=token_urlsafe(16),
        reading=reading,
        located=located,
        place_text=new.place.strip(),
    )
    case = await create_report(session, incident.id, draft, now=now)
    await set_line(session, incident.id, case.id, item=item, amount=amount, unit=new.unit, who=who, now=now)
    await mark_drive(session, incident.id, case.id, who=who, now=now)
    return await report_by_id(session, incident.id, case.id)


async def _locate(session: AsyncSession, incident: Incident, words: str) -> Located | None:
    if not words:
        return None
    assert incident.id is not None
    told = Evidence(incident_id=incident.id, text=words, words=words, area=incident.area)
    found = await locate(session, told)
    if found is None:
        raise BadForm(f"No place called «{words[:LONGEST_PLACE]}» is known here; try another name for it.")
    return found
