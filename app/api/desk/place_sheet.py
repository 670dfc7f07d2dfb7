"""The sheet of a place that is open to everybody, as it was typed: read whole, or only what came."""

from collections.abc import Mapping

from fastapi import Request
from sqlalchemy.ext.asyncio import AsyncSession

from app.api.deps import Desk
from app.errors import BadForm
from app.facilities.check import LONGEST_NAME
from app.facilities.read_file import kind_of, number_of
from app.facilities.shapes import Changes, NewPlace
from app.hours import parse_hours
from app.models.incident import Incident
from geo.coordinates import checked_pin
from geo.geocoder import Evidence
from geo.locate import locate
from geo.point import Point

WIDEST_M = 500.0  # a wider name does not say to which door people should go
FIELDS = ("kind", "name", "place", "lat", "lon", "hours", "capacity", "free", "stock", "source")
WORDS = ("name", "place", "stock", "source")
NUMBERS = ("capacity", "free")


async def typed_sheet(request: Request, desk: Desk) -> dict[str, str]:
    """What came with a press, by its field; `note-ht` is a note in one language."""
    form = await request.form()
    names = (*FIELDS, "full", *(f"note-{code}" for code in desk.incident.languages))
    return {name: str(form[name]).strip() for name in names if name in form}


async def place_from(session: AsyncSession, incident: Incident, sheet: Mapping[str, str]) -> NewPlace:
    """Read a whole sheet; raises what is to be mended first."""
    kind = kind_of(sheet.get("kind", ""))
    if not sheet.get("name"):
        raise BadForm(f"Give the place a name of at most {LONGEST_NAME} letters.")
    return NewPlace(
        kind=kind,
        name=sheet["name"],
        place=sheet.get("place", ""),
        point=await point_from(session, incident, sheet),
        source=sheet.get("source", ""),
        capacity=number_of(sheet.get("capacity", "")),
        free=number_of(sheet.get("free", "")),
        stock=sheet.get("stock", ""),
        hours=parse_hours(sheet.get("hours", "")),
        notes=_notes(sheet),
    )


async def changes_from(session: AsyncSession, incident: Incident, sheet: Mapping[str, str]) -> Changes:
    """Read the fields that came; one that did not says nothing."""
    changes = Changes()
    for name in WORDS:
        if name in sheet:
            changes[name] = sheet[name]  # type: ignore[literal-required]
    for name in NUMBERS:
        if name in sheet:
            changes[name] = number_of(sheet[name])  # type: ignore[literal-required]
    if "kind" in sheet:
        changes["kind"] = kind_of(sheet["kind"])
    if sheet.get("lat") or sheet.get("lon"):
        changes["point"] = await point_from(session, incident, sheet)
    if "hours" in sheet:
        changes["hours"] = parse_hours(sheet["hours"])
    if "full" in sheet:
        changes["full"] = sheet["full"] == "true"
    if any(name.startswith("note-") for name in sheet):
        changes["notes"] = _notes(sheet)
    return changes


async def point_from(session: AsyncSession, incident: Incident, sheet: Mapping[str, str]) -> Point:
    """Take the pin, else the street or landmark that was written, else the place's own name."""
    if sheet.get("lat") or sheet.get("lon"):
        return checked_pin(sheet.get("lat", ""), sheet.get("lon", ""))
    assert incident.id is not None
    for words in (sheet.get("place", ""), sheet.get("name", "")):
        if not words:
            continue
        asked = Evidence(incident_id=incident.id, text=words, words=words, area=incident.area)
        found = await locate(session, asked)
        if found is not None and found.radius_m <= WIDEST_M and incident.area.holds(found.point):
            return found.point
    raise BadForm("No street or landmark of this name is known here; click on the map to set the pin.")


def _notes(sheet: Mapping[str, str]) -> dict[str, str]:
    return {
        name.removeprefix("note-"): words
        for name, words in sheet.items()
        if name.startswith("note-") and words
    }
