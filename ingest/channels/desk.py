"""The desk as a way in: what a coordinator writes down from a call, the radio, a walk-in or paper."""

import hashlib
import json
import re
from collections.abc import Mapping

import httpx

from ingest.channel import Channel
from ingest.clean import clean_text, parse_form
from ingest.errors import Malformed
from ingest.phone import e164
from ingest.shapes import Answer, Call, Credentials, Inbound, Outbound, Pin, Scheme

KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")
NAME = re.compile(r"[a-z_]{0,32}")
LANGUAGE = re.compile(r"([a-z]{2,3}(-[A-Za-z0-9]{2,8})*)?")
REFERENCE = re.compile(r"[A-Za-z0-9]{0,8}")
KINDS = {"", "need", "offer", "safe", "missing", "info"}
HOW = {"call", "radio", "walk_in", "paper", "social"}
URGENCIES = {"", "1", "2", "3", "4"}
FIELDS = (
    "key",
    "words",
    "kind",
    "category",
    "urgency",
    "people",
    "place",
    "lat",
    "lon",
    "name",
    "phone",
    "language",
    "how",
    "add_to",
)
LONGEST = {"words": 5_000, "place": 300, "name": 80}
BESIDE = ("kind", "category", "urgency", "people", "place", "name", "phone", "language", "how", "add_to")


class Desk(Channel):
    """Optional among the credentials: `country` («HT»), for numbers that are typed without «+»."""

    name = "desk"
    leaves_house = False
    inside = True

    def receive(self, call: Call, credentials: Credentials) -> Inbound:
        """Read the form. What the coordinator can mend is raised as `Malformed.fields`, all of it at once.

        The hidden `key` is made with the page: pressing twice is one message, and going back to change a word
        is another one of the same caller, for no word is lost. Whoever called has no number that proves
        anything, so each call is a person of its own until their number says YES.
        """
        form = parse_form(call.body)
        typed, mended = _typed(form.first)
        if wrong := faults(typed, credentials):
            raise Malformed("some fields of this form need another look", fields=wrong)
        phone = e164(typed["phone"], region=credentials.values.get("country")) if typed["phone"] else ""
        fields = {name: typed[name] for name in BESIDE if typed[name]} | {"only": "1"}
        if phone:
            fields["phone"] = phone
        pin = Pin(lat=typed["lat"], lon=typed["lon"], label=typed["place"]) if typed["lat"] else None
        return Inbound(
            channel=self.name,
            scheme=Scheme.WEB,
            external_id=f"{typed['key']}.{_print(typed)}",
            sender=f"call:{typed['key']}",
            recipient=credentials.number,
            text=typed["words"],
            pin=pin,
            flags=mended,
            profile_name=typed["name"],
            fields=fields,
        )

    def answer(self, case_path: str) -> Answer:
        """Send the browser on."""
        return Answer(status=303, content_type="text/plain", headers={"Location": case_path})

    async def send(self, http: httpx.AsyncClient, message: Outbound, credentials: Credentials) -> str:
        """The stored message is the delivery: it is read on the page of the case, or read out."""
        return message.key


def _print(typed: Mapping[str, str]) -> str:
    """The same for the same words and fields alone."""
    written = json.dumps([typed[name] for name in FIELDS])
    return hashlib.sha256(written.encode()).hexdigest()[:12]


def faults(typed: Mapping[str, str], credentials: Credentials) -> dict[str, str]:
    """Each faulty field with the key of what to do about it."""
    right = {
        "key": KEY.fullmatch(typed["key"]),
        "words": typed["words"],
        "kind": typed["kind"] in KINDS,
        "category": NAME.fullmatch(typed["category"]),
        "urgency": typed["urgency"] in URGENCIES,
        "people": not typed["people"]
        or (typed["people"].isdecimal() and 0 < int(typed["people"][:6]) <= 10_000),
        "phone": not typed["phone"] or e164(typed["phone"], region=credentials.values.get("country")),
        "language": LANGUAGE.fullmatch(typed["language"]),
        "how": typed["how"] in HOW,
        "add_to": REFERENCE.fullmatch(typed["add_to"]),
        "lat": _is_position(typed["lat"], typed["lon"]),
    }
    wrong = {name: f"form.error.{name}" for name, is_right in right.items() if not is_right}
    too_long = {name: "form.error.long" for name, most in LONGEST.items() if len(typed[name]) > most}
    if typed["kind"] == "offer" and not typed["phone"]:
        wrong["phone"] = "form.error.phone_needed"
    return wrong | too_long


def _typed(values: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    typed: dict[str, str] = {}
    flags: dict[str, None] = {}
    for name in FIELDS:
        text, mended = clean_text(values.get(name, ""))
        typed[name] = text.strip()
        flags |= dict.fromkeys(mended)
    typed["how"] = typed["how"] or "call"
    return typed, tuple(flags)


def _is_position(lat: str, lon: str) -> bool:
    if not lat and not lon:
        return True
    try:
        return abs(float(lat)) <= 90 and abs(float(lon)) <= 180
    except ValueError:
        return False
