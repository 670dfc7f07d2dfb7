"""A better place for a report, by the pin or by words, and what the pin teaches."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import Response

from app.api.desk.press import Press, PressDep
from app.clock import now
from app.dispatch.moved import tell_moved
from app.errors import BadForm
from app.pipeline.where import has_moved
from app.places.find import DESK
from app.places.forget import forget_report
from app.places.learn import learn_pin
from app.reports.find import earlier_points
from app.reports.place import place_report
from geo.coordinates import checked_pin
from geo.gazetteer.teach import Pin
from geo.geocoder import Evidence
from geo.locate import locate
from geo.place import Kind, Located

router = APIRouter(include_in_schema=False)
PIN_RADIUS_M = 50.0
PINNED = "desk"  # the source of a place that was set on the map or typed as numbers: not found by a name


@router.post("/desk/{slug}/report/{reference}/place")
async def place(
    press: PressDep,
    lat: Annotated[str, Form(max_length=40)] = "",
    lon: Annotated[str, Form(max_length=40)] = "",
    words: Annotated[str, Form(max_length=300)] = "",
) -> Response:
    """Set a better place, by the pin or by words; a pin teaches what the sender's words for it mean."""
    session, desk, case = press.session, press.desk, press.case
    typed = words.strip()
    located = await _locate(press, lat, lon, typed)
    pinned = located.source == PINNED
    said = case.place_text or located.words if pinned else typed
    await place_report(session, desk.incident_id, case, located, who=desk.who, now=now(), words=said)
    if has_moved(case, located):
        await tell_moved(session, desk.incident, case.id, now=now())
    await _teach(press, located, words=said if pinned else "")
    return await press.shown()


@router.post("/desk/{slug}/report/{reference}/untaught")
async def untaught(press: PressDep) -> Response:
    """Take back what the pin of a case taught; the case stays where it was put."""
    await _untaught(press)
    return await press.shown()


async def _untaught(press: Press) -> None:
    desk = press.desk
    await forget_report(press.session, desk.incident_id, press.case.id, who=desk.who, now=now())


async def _teach(press: Press, located: Located, *, words: str) -> None:
    """Let a pin stand for the words; a place that was found by its name teaches nothing new."""
    if not words:
        await _untaught(press)
        return
    pin = Pin(
        words=words,
        point=located.point,
        radius_m=located.radius_m,
        who=press.desk.who,
        origin=DESK,
        number=press.case.id,
        taught_at=now(),
    )
    await learn_pin(press.session, press.desk.incident_id, pin)


async def _locate(press: Press, lat: str, lon: str, words: str) -> Located:
    case, incident_id = press.case, press.desk.incident_id
    if lat and lon:
        return Located(
            point=checked_pin(lat, lon),
            radius_m=PIN_RADIUS_M,
            name=words or case.place_name,
            kind=Kind.WRITTEN,
            source=PINNED,
            words=words,
            trail=("A coordinator set the pin.",),
        )
    if not words:
        raise BadForm("Drag the pin, or write a place.")
    earlier = await earlier_points(
        press.session, incident_id, contact_id=case.contact_id, now=now(), besides=case.id
    )
    area = press.desk.incident.area
    told = Evidence(incident_id=incident_id, text=words, words=words, area=area, earlier=earlier)
    found = await locate(press.session, told)
    if found is None:
        raise BadForm(f"No place called «{words}» is known here; drag the pin instead.")
    if (
        found.kind is Kind.WRITTEN
    ):  # numbers, or a link to a map: a pin that was typed, which teaches no words
        return replace(found, name=case.place_name, source=PINNED, words="")
    return found
