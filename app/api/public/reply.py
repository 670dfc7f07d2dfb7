"""What a person writes on the page of their case, read with care: whatever bytes came, no word is lost."""

import hashlib
from dataclasses import dataclass

from fastapi import Request

from app.api.deps import whole_body
from app.clock import now
from app.errors import BadForm
from geo.coordinates import checked_pin
from geo.errors import BadCoordinates
from ingest.clean import clean_text, parse_form
from ingest.errors import Malformed
from ingest.shapes import Pin

LONGEST = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What was written on the page of a case; `again`: they were not helped after all."""

    text: str = ""
    pin: Pin | None = None
    key: str = ""
    again: bool = False

    def print_of(self, token: str) -> str:
        """Tell one pressing of a button from another: by the page's key, on an older page by the minute."""
        once = self.key or now().strftime("%Y%m%d%H%M")
        place = f"{self.pin.lat},{self.pin.lon}" if self.pin else ""
        told = "\x1f".join((token, self.text, place, once))
        return hashlib.sha256(told.encode()).hexdigest()[:40]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Words that could not be taken, to be shown again with the reason."""

    text: str
    fault: str


async def read_reply(request: Request) -> tuple[Reply, str]:
    """Read the form, and the catalog key of what keeps us from taking it: empty when all is well."""
    try:
        typed = parse_form(await whole_body(request)).first
    except (BadForm, Malformed):
        return Reply(), "form.error.long"
    text = clean_text(typed.get("text", ""))[0].strip()
    reply = Reply(
        text=text,
        pin=_pin(typed.get("lat", ""), typed.get("lon", "")),
        key=typed.get("key", "")[:64],
        again="again" in typed,
    )
    return reply, "form.error.long" if len(text) > LONGEST else ""


def _pin(lat: str, lon: str) -> Pin | None:
    """A position that a phone gave; nobody typed it, so a broken one is left out."""
    try:
        point = checked_pin(lat, lon)
    except BadCoordinates:
        return None
    return Pin(lat=str(point.lat), lon=str(point.lon), label="")
