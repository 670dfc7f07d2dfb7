"""Twilio: SMS and WhatsApp, as signed form posts in and REST calls out."""

import itertools
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache

import httpx
from twilio.request_validator import RequestValidator

from ingest.channel import Channel
from ingest.clean import clean_values, form_readings
from ingest.errors import Forged, GiveUp, Malformed, TryLater, Unclear
from ingest.phone import e164, is_possible
from ingest.shapes import (
    Answer,
    Call,
    Credentials,
    Fate,
    Inbound,
    Media,
    MediaRequest,
    Outbound,
    Pin,
    Receipt,
    Scheme,
)

SID = re.compile(r"(SM|MM)[0-9a-f]{32}")
WHATSAPP = "whatsapp:"
# a name or a short code instead of a number; anything longer is not what Twilio signs as a sender
NUMBER = re.compile(r"\+[0-9]{1,20}")
SHORT_OR_NAME = re.compile(r"[0-9]{3,10}|(?=.*[A-Za-z])[A-Za-z0-9 &._+-]{1,11}")
API = "https://api.twilio.com"
TIMEOUT = httpx.Timeout(15, connect=5)

FATES = {
    **dict.fromkeys(("accepted", "scheduled", "queued", "sending"), Fate.QUEUED),
    "sent": Fate.SENT,
    "delivered": Fate.DELIVERED,
    "read": Fate.READ,
    **dict.fromkeys(("undelivered", "failed", "canceled"), Fate.FAILED),
}

BUSY = {"20429", "21611", "63018"}  # too fast, our queue is full, WhatsApp's limit
# The account is at fault and not the message: giving up would lose every message until somebody mends the
# credentials, so it waits, with the code for the desk to see.
OUR_ACCOUNT = {"20003", "20005", "20404"}
ACCOUNT_WAIT_S = 300.0
WHY = {
    "21211": "this is not a number that can be reached",
    "21408": "our account may not send to this country",
    "21610": "this person has opted out of our number",
    "21614": "this number cannot take text messages",
    "21617": "this text is longer than the gateway takes",
    "63003": "this number is not on WhatsApp",
    "63016": "WhatsApp takes free text only within 24 hours of the person's last message",
}
# where Twilio keeps what people sent; its own address leads on to one of them
MEDIA_STORES = (
    "https://media.twiliocdn.com",
    "https://mms.twiliocdn.com",
    "https://s3-external-1.amazonaws.com",
)
MEDIA_PATH = re.compile(
    r"/2010-04-01/Accounts/(AC[0-9a-f]{32})/Messages/(SM|MM)[0-9a-f]{32}/Media/ME[0-9a-f]{32}"
)
SAME_CLOCK = timedelta(minutes=10)  # how far our clock and Twilio's may be apart


class Twilio(Channel):
    """`To` is one of our numbers; with `messaging_service_sid`, any number of that service.

    Optional among the credentials: `messaging_service_sid`, `whatsapp_number`, `api_base`.
    """

    name = "twilio"
    secrets = ("account_sid", "auth_token")
    options = ("messaging_service_sid", "whatsapp_number")  # never api_base: a form must not steer our calls

    def receive(self, call: Call, credentials: Credentials) -> Inbound:
        """Read an SMS or WhatsApp message. Unknown fields are no fault: Twilio adds them unannounced."""
        values, mended = _signed(call, credentials, needs=("MessageSid", "AccountSid", "From", "To"))
        scheme, sender, odd = _sender(values["From"])
        pin, media = _pin(values), _media(values)
        if "Body" not in values and not pin and not media:
            raise Malformed("a message has a Body, a position or a photo; this one has none of them")
        return Inbound(
            channel=self.name,
            scheme=scheme,
            external_id=values["MessageSid"],
            sender=sender,
            recipient=_ours(values, credentials),
            text=values.get("Body", ""),
            pin=pin,
            media=media,
            flags=(*mended, *odd),
            profile_name=values.get("ProfileName", ""),
            fields={"opt_out": values["OptOutType"]} if values.get("OptOutType") else {},
        )

    def receipt(self, call: Call, credentials: Credentials) -> Receipt:
        """Read how far a message of ours has come."""
        values, _ = _signed(call, credentials, needs=("MessageSid", "AccountSid", "MessageStatus"))
        fate = FATES.get(values["MessageStatus"])
        if fate is None:
            raise Malformed("MessageStatus is none of those that Twilio gives to a message of ours")
        return Receipt(external_id=values["MessageSid"], fate=fate, code=values.get("ErrorCode") or None)

    def answer(self, case_path: str) -> Answer:
        """An empty TwiML document: stored, and nothing to send back on this call."""
        return Answer(
            status=200,
            content_type="text/xml",
            body=b'<?xml version="1.0" encoding="UTF-8"?><Response/>',
        )

    async def send(self, http: httpx.AsyncClient, message: Outbound, credentials: Credentials) -> str:
        """Post one message. Twilio knows no idempotency key, so whatever may have arrived is `Unclear`."""
        fields = {**_road(message, credentials), "Body": message.text}
        if message.status_url:
            fields["StatusCallback"] = message.status_url
        try:
            response = await http.post(
                _messages_url(credentials), data=fields, auth=_auth(credentials), timeout=TIMEOUT
            )
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise TryLater("Twilio could not be reached") from error
        except httpx.RequestError as error:
            raise Unclear("the connection to Twilio broke before it answered") from error
        return _sid(response)

    async def find(
        self, http: httpx.AsyncClient, message: Outbound, credentials: Credentials, since: datetime
    ) -> str | None:
        """Look through the newest 100 messages to this person for the one with this text.

        No filter by DateSent, since a message that still waits at Twilio has none; its creation is compared.
        """
        question = {"To": _road(message, credentials)["To"], "PageSize": "100"}
        try:
            response = await http.get(
                _messages_url(credentials), params=question, auth=_auth(credentials), timeout=TIMEOUT
            )
        except httpx.RequestError as error:
            raise TryLater("Twilio could not be asked about a message") from error
        if response.status_code != 200:
            raise _later(response)
        listed = _json(response).get("messages")
        if not isinstance(listed, list):
            raise TryLater("Twilio did not list our messages")
        for entry in listed:
            if isinstance(entry, dict) and _is_it(entry, message.text, since - SAME_CLOCK):
                return str(entry["sid"])
        return None

    def media_request(self, media: Media, credentials: Credentials) -> MediaRequest:
        """Ask for it as our account, and follow to where Twilio keeps it as nobody."""
        base = _base(credentials)
        path = media.url.removeprefix(base)
        found = MEDIA_PATH.fullmatch(path)
        if path == media.url or found is None or found[1] != credentials.values["account_sid"]:
            raise GiveUp("the address of this photo or sound is not one of our account at Twilio")
        own = () if base == API else (base,)  # another host stands in for Twilio, and for its stores
        return MediaRequest(url=media.url, auth=_auth(credentials), origins=(*MEDIA_STORES, *own))


def _signed(
    call: Call, credentials: Credentials, *, needs: tuple[str, ...]
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the clean fields and what was mended in them, or raise: all of it must be right."""
    token, signature = credentials.values.get("auth_token"), call.headers.get("x-twilio-signature")
    if not token or not signature:
        raise Forged("without a token or a signature nothing is believed")
    if call.method != "POST":
        raise Malformed("Twilio must be set to call with POST")
    for form in form_readings(call.body):
        if form.repeated:  # the signature sees a repeated field as one, so it proves nothing about the others
            raise Malformed("Twilio sends each field once; this call repeats one")
        if RequestValidator(token).validate(call.url, form.first, signature):
            break
    else:
        raise Forged
    for field in needs:
        if field not in form.values:
            raise Malformed(f"this call has no {field}")
    if form.first["AccountSid"] != credentials.values.get("account_sid"):
        raise Forged("this call is about another account")
    if not SID.fullmatch(form.first["MessageSid"]):
        raise Malformed("MessageSid is not SM or MM and 32 hexadecimal digits")
    values, mended = clean_values(form.first)
    return values, (*form.flags, *mended)


def _scheme(address: str) -> tuple[Scheme, str]:
    number = address.removeprefix(WHATSAPP)
    return (Scheme.SMS if number == address else Scheme.WHATSAPP), number


def _sender(address: str) -> tuple[Scheme, str, tuple[str, ...]]:
    scheme, number = _scheme(address)
    if NUMBER.fullmatch(number):
        # kept even if no such number can be: the words count, and the desk sees the flag
        return scheme, number, () if is_possible(number) else ("odd_sender",)
    if SHORT_OR_NAME.fullmatch(number):
        return scheme, number, ()
    raise Malformed("From is no number, no short code and no sender name")


def _ours(values: Mapping[str, str], credentials: Credentials) -> str:
    """Which of our numbers the message went to; a call for somebody else's is not for this incident."""
    scheme, number = _scheme(values["To"])
    service = credentials.values.get("messaging_service_sid")
    if number != _our_number(scheme, credentials) and not (
        service and values.get("MessagingServiceSid") == service
    ):
        raise Malformed("To is not the number that this incident has on Twilio; check the number")
    return number


def _our_number(scheme: Scheme, credentials: Credentials) -> str:
    number = credentials.values.get("whatsapp_number") if scheme is Scheme.WHATSAPP else None
    return _as_called(number or credentials.number) or credentials.number


@lru_cache(maxsize=64)  # our own few numbers, asked for with every call
def _as_called(number: str) -> str | None:
    return e164(number)


def _pin(values: Mapping[str, str]) -> Pin | None:
    """What WhatsApp shares as a place; the name and address are worth having without the numbers too."""
    lat, lon = values.get("Latitude", ""), values.get("Longitude", "")
    label = ", ".join(dict.fromkeys(filter(None, (values.get("Label"), values.get("Address")))))
    return Pin(lat=lat, lon=lon, label=label) if (lat and lon) or label else None


def _media(values: Mapping[str, str]) -> tuple[Media, ...]:
    numbers = itertools.takewhile(lambda n: values.get(f"MediaUrl{n}"), itertools.count())
    return tuple(
        Media(url=values[f"MediaUrl{n}"], content_type=values.get(f"MediaContentType{n}", ""))
        for n in numbers
    )


def _road(message: Outbound, credentials: Credentials) -> dict[str, str]:
    number = _our_number(message.scheme, credentials)
    service = credentials.values.get("messaging_service_sid")
    match message.scheme:
        case Scheme.WHATSAPP:
            return {"To": WHATSAPP + message.recipient, "From": WHATSAPP + number}
        case Scheme.SMS if service:
            return {"To": message.recipient, "MessagingServiceSid": service}
        case Scheme.SMS:
            return {"To": message.recipient, "From": number}
        case _:
            raise GiveUp("Twilio reaches telephones only")


def _messages_url(credentials: Credentials) -> str:
    return f"{_base(credentials)}/2010-04-01/Accounts/{credentials.values['account_sid']}/Messages.json"


def _base(credentials: Credentials) -> str:
    return (credentials.values.get("api_base") or API).rstrip("/")


def _auth(credentials: Credentials) -> tuple[str, str]:
    return credentials.values["account_sid"], credentials.values["auth_token"]


def _sid(response: httpx.Response) -> str:
    """The id of the message that Twilio took, or what its refusal means for us."""
    status, answer = response.status_code, _json(response)
    code = str(answer.get("code") or status)
    if response.is_success:
        if isinstance(sid := answer.get("sid"), str):
            return sid
        raise Unclear("Twilio took a message and did not say its id")
    if status in {401, 429} or status < 400 or code in BUSY | OUR_ACCOUNT:
        raise _later(response)
    if status == 408 or status >= 500:
        raise Unclear("Twilio failed after it had the message", code=code)
    # Twilio's own sentence repeats the number, so ours stands in for it
    raise GiveUp(WHY.get(code, "Twilio refuses this message"), code=code)


def _later(response: httpx.Response) -> TryLater:
    code = str(_json(response).get("code") or response.status_code)
    if response.status_code == 401 or code in OUR_ACCOUNT:
        return TryLater(
            "Twilio does not know our account; check its credentials", code=code, wait_s=ACCOUNT_WAIT_S
        )
    asked = response.headers.get("retry-after", "")
    return TryLater("Twilio is busy", code=code, wait_s=float(asked) if asked.isdecimal() else None)


def _json(response: httpx.Response) -> Mapping[str, object]:
    try:
        answer = response.json()
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}


def _is_it(entry: Mapping[str, object], text: str, earliest: datetime) -> bool:
    body, created = entry.get("body"), entry.get("date_created")
    if not isinstance(body, str) or not isinstance(created, str):
        return False
    # a trial account puts a sentence before every text
    same = " ".join(body.split()).endswith(" ".join(text.split()))
    return same and parsedate_to_datetime(created) >= earliest
