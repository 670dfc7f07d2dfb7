"""What beside the words of a message bears on its meaning: a form's fields, a phone's pin."""

from collections.abc import Mapping
from dataclasses import replace

from geo.coordinates import checked_pin
from geo.errors import BadCoordinates
from geo.point import Point
from ingest.catalog import load_catalog
from ingest.shapes import Intent, Label, Reading, Urge, Urgency

KINDS = {name: Intent(name) for name in ("need", "offer", "safe", "missing", "info")}
MOST_PEOPLE = 10_000


def form_fields(details: Mapping[str, object]) -> dict[str, str]:
    """The fields of a form, empty for a text message."""
    fields = details.get("fields")
    return {str(key): str(value) for key, value in fields.items()} if isinstance(fields, dict) else {}


def with_fields(reading: Reading, fields: Mapping[str, str]) -> Reading:
    """Let what a person chose on a form stand above what was read from their words."""
    if not fields:
        return reading
    asked = dict.fromkeys(fields.get("category", "").split(","))
    chosen = [name for name in asked if name in load_catalog().categories]
    labels = tuple(Label(name=name, confidence=1.0) for name in chosen)
    read = tuple(label for label in reading.categories if label.name not in chosen)
    if chosen and fields.get("only"):  # a person at the desk says what it is, and so what it is not
        read = ()
    intent = KINDS.get(fields.get("kind", ""))
    people = _people(fields.get("people", ""))
    return replace(
        reading,
        intent=intent or reading.intent,
        intent_confidence=1.0 if intent else reading.intent_confidence,
        reply=None if intent else reading.reply,
        categories=labels + read,
        urgency=_urgency(fields.get("urgency", "")) or reading.urgency,
        people=people or reading.people,
        people_confidence=1.0 if people else reading.people_confidence,
        people_span=None if people else reading.people_span,  # the words tell another number
    )


def _people(typed: str) -> int:
    """Read a number of people from a form's field; 0 when it is none that can be."""
    if not typed.isdecimal() or len(typed) > len(str(MOST_PEOPLE)):
        return 0
    return int(typed) if int(typed) <= MOST_PEOPLE else 0


def _urgency(chosen: str) -> Urge | None:
    """Take the level that a coordinator chose."""
    if chosen not in {str(int(level)) for level in Urgency}:
        return None
    return Urge(level=Urgency(int(chosen)), confidence=1.0)


def typed_place(details: Mapping[str, object]) -> str:
    """The place in words of its own: a form's field, or the name and address beside a phone's pin."""
    if typed := form_fields(details).get("place", ""):
        return typed
    pin = details.get("pin")
    return str(pin.get("label", "")) if isinstance(pin, dict) else ""


def attached_pin(details: Mapping[str, object]) -> tuple[Point | None, str]:
    """The position a phone attached, or why it cannot be one; a bad pin never costs the message."""
    fields = form_fields(details)
    pin = details.get("pin")
    source = pin if isinstance(pin, dict) else fields
    lat, lon = str(source.get("lat", "")), str(source.get("lon", ""))
    if not (lat and lon):
        return None, ""
    try:
        return checked_pin(lat, lon), ""
    except BadCoordinates as bad:
        return None, str(bad)
