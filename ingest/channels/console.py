"""The phone simulator: a drill's people text through it, and what is sent to them stays in the house."""

import hashlib
import hmac
import json
import re

import httpx

from ingest.channel import Channel
from ingest.clean import clean_values, parse_form
from ingest.errors import Forged, Malformed
from ingest.shapes import Answer, Call, Credentials, Inbound, Outbound, Pin, Scheme

SIGNATURE = "x-konbit-signature"
ID = re.compile(r"[A-Za-z0-9_.:-]{1,64}")
SENDER = re.compile(r"\+[0-9]{6,15}|[\w .'-]{1,40}")


def sign(url: str, body: bytes, secret: str) -> str:
    """Make the signature header's value for one call to the simulator's address."""
    return hmac.new(secret.encode(), url.encode() + body, hashlib.sha256).hexdigest()


class Console(Channel):
    """It speaks JSON or a form: id, from, to, text, a name, and lat with lon for a shared position."""

    name = "console"
    secrets = ("secret",)
    only_drill = True
    leaves_house = False

    def receive(self, call: Call, credentials: Credentials) -> Inbound:
        """Check the signature over address and body, and read the simulated text."""
        secret, given = credentials.values.get("secret"), call.headers.get(SIGNATURE, "")
        if not secret or not hmac.compare_digest(sign(call.url, call.body, secret).encode(), given.encode()):
            raise Forged
        sent, misread = _sent(call)
        values, mended = clean_values(sent)
        external_id, sender = values.get("id", ""), values.get("from", "").strip()
        if not ID.fullmatch(external_id) or not SENDER.fullmatch(sender):
            raise Malformed("a simulated text has an id and a from: a number, or the name of a person")
        lat, lon = values.get("lat", ""), values.get("lon", "")
        if "text" not in values and not (lat and lon):
            raise Malformed("a simulated text has a text or a position")
        return Inbound(
            channel=self.name,
            scheme=Scheme.SMS,
            external_id=external_id,
            sender=sender,
            recipient=values.get("to") or credentials.number,
            text=values.get("text", ""),
            pin=Pin(lat=lat, lon=lon) if lat and lon else None,
            flags=(*misread, *mended),
            profile_name=values.get("name", "").strip(),
        )

    def answer(self, case_path: str) -> Answer:
        """Tell the simulator where the case can be followed."""
        return Answer(
            status=200, content_type="application/json", body=json.dumps({"case": case_path}).encode()
        )

    async def send(self, http: httpx.AsyncClient, message: Outbound, credentials: Credentials) -> str:
        """The stored message is the delivery: the simulator's page shows it."""
        return message.key


def _sent(call: Call) -> tuple[dict[str, str], tuple[str, ...]]:
    if "json" not in call.headers.get("content-type", ""):
        form = parse_form(call.body)
        return form.first, form.flags
    try:
        sent = json.loads(call.body)
    except (ValueError, RecursionError) as error:
        raise Malformed("the body is not JSON") from error
    if not isinstance(sent, dict):
        raise Malformed("the body is JSON, but no object with id, from and text")
    return {name: str(value) for name, value in sent.items() if value is not None}, ()
