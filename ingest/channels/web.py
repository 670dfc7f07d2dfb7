"""The public form: one more gateway, whose sender is a person and whose faults are explained, not refused."""

import re
from collections.abc import Mapping

import httpx

from ingest.channel import Channel
from ingest.clean import clean_text, parse_form
from ingest.errors import Malformed
from ingest.phone import e164
from ingest.shapes import Answer, Call, Credentials, Inbound, Outbound, Pin, Scheme

KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")
CATEGORY = re.compile(r"[a-z_]{1,32}")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
KINDS = {"need", "offer", "safe"}
VEHICLES = {"", "none", "bicycle", "motorbike", "car", "truck", "boat"}
HOURS = {"morning", "afternoon", "evening", "night", "weekend", "weekday"}
ONCE = (
    "key",
    "kind",
    "who",
    "words",
    "people",
    "place",
    "lat",
    "lon",
    "name",
    "phone",
    "language",
    "vehicle",
    "website",
)
TICKED = ("hours", "speaks")  # of a helper: when they can come, and in which languages
LONGEST_OF = {"words": 5_000, "who": 500, "place": 300, "name": 100}


class Web(Channel):
    """Optional among the credentials: `country` («HT»), for phone numbers that are typed without «+»."""

    name = "web"
    leaves_house = False

    def receive(self, call: Call, credentials: Credentials) -> Inbound:
        """Read the form. What a person can mend is raised as `Malformed.fields`, all of it at once.

        The hidden `key` is made with the page: pressing the button twice is one message.
        """
        form = parse_form(call.body)
        typed, mended = _typed(form.values)
        categories = tuple(filter(None, form.values.get("category", ())))
        ticked = {name: tuple(filter(None, form.values.get(name, ()))) for name in TICKED}
        wrong = _faults(typed, categories, credentials) | _untrue(ticked)
        wrong |= dict.fromkeys(set(form.repeated) & set(ONCE), "form.error.repeated")
        if wrong:
            raise Malformed("some fields of this form need another look", fields=wrong)
        pin = _pin(typed)
        lost_pin = ("bad_position",) if pin is None and typed["lat"] + typed["lon"] else ()
        return Inbound(
            channel=self.name,
            scheme=Scheme.WEB,
            external_id=typed["key"],
            sender=f"web:{typed['key']}",
            recipient=credentials.number,
            text=_told(typed),
            pin=pin,
            flags=(*form.flags, *mended, *lost_pin),
            profile_name=typed["name"],
            fields=_fields(typed, categories, credentials) | _boxes(ticked),
        )

    def answer(self, case_path: str) -> Answer:
        """Send the browser on to the page of the case, so that reloading posts nothing twice."""
        return Answer(status=303, content_type="text/plain", headers={"Location": case_path})

    async def send(self, http: httpx.AsyncClient, message: Outbound, credentials: Credentials) -> str:
        """The stored message is the delivery: the person reads it on the page of the case."""
        return message.key


def _typed(values: Mapping[str, tuple[str, ...]]) -> tuple[dict[str, str], tuple[str, ...]]:
    typed: dict[str, str] = {}
    flags: dict[str, None] = {}
    for field in ONCE:
        text, mended = clean_text(values.get(field, ("",))[0])
        typed[field] = text.strip()
        flags |= dict.fromkeys(mended)
    return typed, tuple(flags)


def _faults(
    typed: Mapping[str, str], categories: tuple[str, ...], credentials: Credentials
) -> dict[str, str]:
    """Each faulty field with the catalog key of what to do about it."""
    safe = typed["kind"] == "safe"
    right = {
        "who": typed["who"] or not safe,
        "words": typed["words"] or categories or safe,
        "key": KEY.fullmatch(typed["key"]),
        "kind": typed["kind"] in KINDS,
        "category": all(map(CATEGORY.fullmatch, categories)),
        "people": not typed["people"] or _people(typed["people"]),
        "phone": not typed["phone"] or _phone(typed["phone"], credentials),
        "language": not typed["language"] or LANGUAGE.fullmatch(typed["language"]),
        "vehicle": typed["vehicle"] in VEHICLES,
        "website": not typed["website"],  # people do not see it; what fills every field is a machine
    }
    wrong = {field: f"form.error.{field}" for field, is_right in right.items() if not is_right}
    too_long = {f: "form.error.long" for f, longest in LONGEST_OF.items() if len(typed[f]) > longest}
    return wrong | too_long


def _told(typed: Mapping[str, str]) -> str:
    """The words that are read, searched and shown: who is safe stands before what they say of it."""
    who = typed["who"] if typed["kind"] == "safe" else ""
    return "\n".join(filter(None, (who, typed["words"])))


def _untrue(ticked: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Boxes that our page does not have."""
    right = {
        "hours": HOURS.issuperset(ticked["hours"]),
        "speaks": all(map(LANGUAGE.fullmatch, ticked["speaks"])),
    }
    return {field: f"form.error.{field}" for field, is_right in right.items() if not is_right}


def _boxes(ticked: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """What was ticked, each list as one field; blanks are left out."""
    return {field: ",".join(dict.fromkeys(names)) for field, names in ticked.items() if names}


def _people(typed: str) -> int:
    """How many; 0 stands for what is no number of people. The digits of every script count."""
    return int(typed) if typed.isdecimal() and len(typed) <= 5 else 0


def _phone(typed: str, credentials: Credentials) -> str | None:
    return e164(typed, region=credentials.values.get("country"))


def _pin(typed: Mapping[str, str]) -> Pin | None:
    """The browser's position. People cannot mend it, so a broken one is dropped and flagged, not refused."""
    try:
        lat, lon = float(typed["lat"]), float(typed["lon"])
    except ValueError:
        return None
    if not (abs(lat) <= 90 and abs(lon) <= 180):  # asked this way round, «nan» is no position either
        return None
    return Pin(lat=typed["lat"], lon=typed["lon"], label=typed["place"])


def _fields(
    typed: Mapping[str, str], categories: tuple[str, ...], credentials: Credentials
) -> dict[str, str]:
    """What the person chose or filled in beside the words; blanks are left out."""
    people, phone = _people(typed["people"]), _phone(typed["phone"], credentials)
    fields = {
        "kind": typed["kind"],
        "who": typed["who"] if typed["kind"] == "safe" else "",
        "category": ",".join(dict.fromkeys(categories)),
        "people": str(people or ""),
        "place": typed["place"],
        "name": typed["name"],
        "phone": phone or "",
        "language": typed["language"],
        "vehicle": typed["vehicle"],
    }
    return {field: value for field, value in fields.items() if value}
