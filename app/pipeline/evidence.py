"""What beside the words of a message bears on its meaning: a form's fields, a phone's pin."""

from collections.abc import Mapping
from dataclasses import replace

from geo.coordinates import checked_pin
from geo.errors import BadCoordinates
from geo.point import Point
from ingest.catalog import load_catalog
from ingest.shapes import Intent, Label, Reading

KINDS = {"need": Intent.NEED, "offer": Intent.OFFER, "safe": Intent.SAFE}
MOST_PEOPLE = 10_000


def form_fields(details: Mapping[str, object]) -> dict[str, str]:
    """The fields of a form, empty for a text message."""
    fields = details.get("fields")
    return {str(key): str(value) for key, value in fields.items()} if isinstance(fields, dict) else {}


def with_fields(reading: Reading, fields: Mapping[str, str]) -> Reading:
    """Let what a person chose on a form stand above what was read from their words."""
    if not fields:
        return reading
    chosen = [name for name in fields.get("category", "").split(",") if name in load_catalog().categories]
    labels = tuple(Label(name=name, confidence=1.0) for name in chosen)
    read = tuple(label for label in reading.categories if label.name not in chosen)
    people = fields.get("people", "")
    intent = KINDS.get(fields.get("kind", ""))
    return replace(
        reading,
        intent=intent or reading.intent,
        intent_confidence=1.0 if intent else reading.intent_confidence,
        reply=None if intent else reading.reply,
        categories=labels + read,
        people=int(people) if people.isdecimal() and 0 < int(people) <= MOST_PEOPLE else reading.people,
    )


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
