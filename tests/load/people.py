"""Invented people who text invented needs: endless, distinct, the same in every run."""

import hashlib
from random import Random
from urllib.parse import urlencode, urlsplit

from twilio.request_validator import RequestValidator

from app.drill.compose import a_need, sentences
from tests.factories import ACCOUNT_SID, OUR_NUMBER
from tests.load.clients import Request

PLACES = {"City": "", "State": "", "Zip": "", "Country": "US"}


def number(n: int) -> str:
    """The n-th phone: 100 numbers kept for fiction in every area code, 70,000 in all."""
    return f"+1{200 + n // 100 % 700}55501{n % 100:02}"


def needs(count: int, *, seed: int) -> list[str]:
    """Texts of people in need, in every language of the drill in turn."""
    rng, languages = Random(seed), sorted(sentences())
    return [a_need(languages[n % len(languages)], rng) for n in range(count)]


def webhooks(texts: list[str], *, url: str, token: str, run: str) -> list[Request]:
    """The calls that Twilio makes for them, signed for `url`; `run` makes their ids this run's own."""
    validator = RequestValidator(token)
    return [_webhook(validator, url, text, number(n), _sid(f"{run}/{n}")) for n, text in enumerate(texts)]


def _sid(name: str) -> str:
    return f"SM{hashlib.sha256(name.encode()).hexdigest()[:32]}"


def _webhook(validator: RequestValidator, url: str, text: str, sender: str, sid: str) -> Request:
    fields = {
        "ToCountry": "US",
        "SmsMessageSid": sid,
        "NumMedia": "0",
        "SmsSid": sid,
        "SmsStatus": "received",
        "Body": text,
        "To": OUR_NUMBER,
        "NumSegments": "1",
        "MessageSid": sid,
        "AccountSid": ACCOUNT_SID,
        "From": sender,
        "ApiVersion": "2010-04-01",
        **{f"From{name}": value for name, value in PLACES.items()},
        **{f"To{name}": value for name, value in PLACES.items()},
    }
    body = urlencode(fields).encode()
    where = urlsplit(url)
    head = (
        f"POST {where.path} HTTP/1.1\r\n"
        f"Host: {where.netloc}\r\n"
        f"Content-Type: application/x-www-form-urlencoded; charset=utf-8\r\n"
        f"Content-Length: {len(body)}\r\n"
        f"X-Twilio-Signature: {validator.compute_signature(url, fields)}\r\n"
        f"User-Agent: TwilioProxy/1.1\r\nAccept: */*\r\n\r\n"
    )
    return Request(key=sid, wire=head.encode() + body)
