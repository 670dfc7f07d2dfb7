"""What is Twilio's own: its published signatures, what a signature protects, and finding a message again."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from twilio.request_validator import RequestValidator

from ingest.channels.twilio import Twilio
from ingest.errors import Forged, Malformed, Refused, TryLater
from ingest.shapes import Call, Credentials, Outbound, Scheme

URL = "https://konbit.example/in/twilio/drill"
TOKEN = "the token of the drill"
ACCOUNT = "AC00000000000000000000000000000001"
CREDENTIALS = Credentials(
    channel="twilio", number="+15095550100", values={"account_sid": ACCOUNT, "auth_token": TOKEN}
)
FIELDS = {
    "MessageSid": "SM0123456789abcdef0123456789abcdef",
    "AccountSid": ACCOUNT,
    "From": "+15095550142",
    "To": "+15095550100",
    "Body": "bezwen dlo",
    "NumMedia": "0",
}
SIGNATURE = RequestValidator(TOKEN).compute_signature(URL, FIELDS)


def call(fields: dict[str, str], *, url: str = URL, signature: str = SIGNATURE) -> Call:
    return Call(
        method="POST", url=url, headers={"x-twilio-signature": signature}, body=urlencode(fields).encode()
    )


# Published vectors


PUBLISHED = {
    "CallSid": "CA1234567890ABCDE",
    "Digits": "1234",
    "From": "+14158675309",
    "To": "+18005551212",
    "Caller": "+14158675309",
}
PUBLISHED_URL = "https://mycompany.com/myapp.php?foo=1&bar=2"
PUBLISHED_SIGNATURE = "RSOYDt4T1cUTdK1PDd93/VVr8B8="
PUBLISHED_CREDENTIALS = Credentials(
    channel="twilio", number="+18005551212", values={"account_sid": ACCOUNT, "auth_token": "12345"}
)


@pytest.mark.parametrize("url", [PUBLISHED_URL, PUBLISHED_URL.replace(".com", ".com:443")])
def test_the_published_signature_is_believed(url):
    # believed, and then found to be about a telephone call
    with pytest.raises(Malformed, match="no MessageSid"):
        Twilio().receive(call(PUBLISHED, url=url, signature=PUBLISHED_SIGNATURE), PUBLISHED_CREDENTIALS)


@pytest.mark.parametrize("url", [PUBLISHED_URL + "0", PUBLISHED_URL.replace("https", "http")])
def test_the_published_signature_is_good_for_its_address_alone(url):
    with pytest.raises(Forged):
        Twilio().receive(call(PUBLISHED, url=url, signature=PUBLISHED_SIGNATURE), PUBLISHED_CREDENTIALS)


def test_the_published_signature_of_a_repeated_field_is_refused():
    body = urlencode([("Sid", "CA123"), ("SidAccount", "AC123"), ("Digits", "5678"), ("Digits", "1234")])
    headers = {"x-twilio-signature": "IK+Dwps556ElfBT0I3Rgjkr1wJU="}
    with pytest.raises(Malformed, match="repeats"):
        Twilio().receive(
            Call(method="POST", url=PUBLISHED_URL, headers=headers, body=body.encode()), PUBLISHED_CREDENTIALS
        )


def test_a_call_by_get_is_told_what_to_change():
    by_get = Call(method="GET", url=URL, headers={"x-twilio-signature": SIGNATURE}, body=b"")
    with pytest.raises(Malformed, match="POST"):
        Twilio().receive(by_get, CREDENTIALS)


# What a signature protects


printable = st.text(st.characters(codec="utf-8"), max_size=20)


@given(field=st.sampled_from(sorted(FIELDS)), value=printable)
def test_no_field_can_be_changed(field, value):
    if value == FIELDS[field]:
        Twilio().receive(call(FIELDS), CREDENTIALS)
    else:
        with pytest.raises(Forged):
            Twilio().receive(call({**FIELDS, field: value}), CREDENTIALS)


@given(field=st.sampled_from(sorted(FIELDS)))
def test_no_field_can_be_taken_away(field):
    with pytest.raises(Forged):
        Twilio().receive(call({name: FIELDS[name] for name in FIELDS if name != field}), CREDENTIALS)


@given(tail=st.text(st.characters(codec="ascii", categories=("L", "N")), min_size=1))
def test_the_address_cannot_be_changed(tail):
    for url in (URL + tail, f"{URL}?{tail}", f"https://{tail}.example/in/twilio/drill"):
        with pytest.raises(Forged):
            Twilio().receive(call(FIELDS, url=url), CREDENTIALS)


@given(signature=st.text(min_size=1) | st.builds(lambda cut: SIGNATURE[:cut], st.integers(1, 27)))
def test_no_other_signature_will_do(signature):
    with pytest.raises(Forged):
        Twilio().receive(call(FIELDS, signature=signature), CREDENTIALS)


@given(data=st.data())
def test_no_two_fields_can_be_melted_into_one(data):
    """Twilio signs names and values in a row, with no mark between them; strict checks stand in for it."""
    names = sorted(FIELDS)
    first = data.draw(st.integers(0, len(names) - 2))
    keeper, swallowed = names[first], names[first + 1]
    melted = {**FIELDS, keeper: FIELDS[keeper] + swallowed + FIELDS[swallowed]}
    del melted[swallowed]
    assert RequestValidator(TOKEN).compute_signature(URL, melted) == SIGNATURE
    with pytest.raises(Refused):
        Twilio().receive(call(melted), CREDENTIALS)


# Finding a message again


SINCE = datetime(2026, 1, 12, 21, 53, 10, 500_000, tzinfo=UTC)
MESSAGE = Outbound(key="7", scheme=Scheme.SMS, recipient="+15095550142", text="Dlo ap vini.\nKa K7F3")


def listed(sid: str, body: str, created_at: datetime) -> dict[str, str | None]:
    written = created_at.strftime("%a, %d %b %Y %H:%M:%S +0000")
    return {"sid": sid, "body": body, "date_created": written, "date_sent": None}


async def find(*answers: httpx.Response) -> tuple[str | None, list[httpx.Request]]:
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return answers[len(asked) - 1]

    async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as http:
        return await Twilio().find(http, MESSAGE, CREDENTIALS, SINCE), asked


async def test_a_message_that_went_out_after_all_is_found():
    entries = [
        listed("SM3", "Lòt mesaj", SINCE),
        listed("SM2", "Dlo ap vini.\nKa K7F3 ", SINCE + timedelta(seconds=1)),
        listed("SM1", "Dlo ap vini.\nKa K7F3", SINCE - timedelta(days=1)),
    ]
    sid, [request] = await find(httpx.Response(200, json={"messages": entries}))
    assert sid == "SM2"
    assert request.url.path == f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json"
    assert request.url.params["To"] == "+15095550142"
    assert request.headers["authorization"].startswith("Basic ")


async def test_the_sentence_of_a_trial_account_does_not_hide_a_message():
    body = "Sent from your Twilio trial account - " + MESSAGE.text
    sid, _ = await find(httpx.Response(200, json={"messages": [listed("SM1", body, SINCE)]}))
    assert sid == "SM1"


@pytest.mark.parametrize(
    "entries",
    [
        [],
        [listed("SM1", "Lòt mesaj", SINCE)],
        [listed("SM1", MESSAGE.text, SINCE - timedelta(hours=1))],
        [{"sid": "SM1", "body": None}],
    ],
)
async def test_a_message_that_never_went_out_is_not_found(entries):
    sid, _ = await find(httpx.Response(200, json={"messages": entries}))
    assert sid is None


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(401),
        httpx.Response(429, headers={"retry-after": "3"}),
        httpx.Response(500),
        httpx.Response(200, text="<html>"),
        httpx.Response(200, json={}),
    ],
)
async def test_while_twilio_does_not_say_the_message_stays_unclear(answer):
    with pytest.raises(TryLater):
        await find(answer)


async def test_while_twilio_cannot_be_reached_the_message_stays_unclear():
    def answer(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("broken", request=request)

    async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as http:
        with pytest.raises(TryLater):
            await Twilio().find(http, MESSAGE, CREDENTIALS, SINCE)
