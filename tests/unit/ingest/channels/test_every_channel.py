"""What must hold for every gateway on the shelf, then what each one's table of calls says of it.

The world outside is an `httpx.MockTransport`. A new gateway brings `cases/<name>.toml` and, if it signs its
calls, one line in `SIGNERS`.
"""

import json
import logging
import pkgutil
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode

import httpx
import pytest
from twilio.request_validator import RequestValidator

import ingest.channels
from ingest import errors
from ingest.channel import Channel, shelf
from ingest.channels.console import sign
from ingest.errors import Forged, GiveUp, Malformed, TryLater, Unclear
from ingest.shapes import Call, Credentials, Outbound, Scheme

NAMES = sorted(module.name for module in pkgutil.iter_modules(ingest.channels.__path__))
TABLES = {path.stem: tomllib.loads(path.read_text()) for path in Path(__file__).parent.glob("cases/*.toml")}
HARD_TEXTS = {
    "Kreyòl": "Tanpri, nou grangou, pitit yo malad — 3 zòn",
    "Arabic": "نحتاج ماء ودواء في حي الزهور",
    "Amharic": "ውሃ እና ምግብ እንፈልጋለን",
    "emoji": "🆘👩‍👧‍👦 & 50% + «=»?",
    "1,600 characters": "é~" * 800,
}


def twilio_signs(call: Call, values: Mapping[str, str], *, signed_as: str = "utf-8") -> dict[str, str]:
    fields = dict(parse_qsl(call.body.decode(), keep_blank_values=True, encoding=signed_as))
    return {"x-twilio-signature": RequestValidator(values["auth_token"]).compute_signature(call.url, fields)}


def console_signs(call: Call, values: Mapping[str, str]) -> dict[str, str]:
    return {"x-konbit-signature": sign(call.url, call.body, values["secret"])}


SIGNERS: dict[str, Callable[..., dict[str, str]]] = {"twilio": twilio_signs, "console": console_signs}
SIGNED = sorted(SIGNERS)
LEAVING = sorted(name for name, channel in shelf().items() if name in NAMES and channel.leaves_house)


def credentials_of(name: str, **values: str) -> Credentials:
    given = TABLES[name]["credentials"]
    return Credentials(channel=name, number=given["number"], values={**given.get("values", {}), **values})


def call_of(name: str, case: Mapping[str, Any] = {}) -> Call:
    """Make the call that a case describes, signed with its credentials."""
    table = TABLES[name]
    headers = {"content-type": "application/x-www-form-urlencoded"}
    if "json" in case:
        headers, body = {"content-type": "application/json"}, case["json"].encode()
    elif "raw" in case:
        body = case["raw"].encode()
    else:
        fields = {**table["plain"], **case.get("with", {})}
        body = urlencode(
            {key: value for key, value in fields.items() if key not in case.get("without", ())}, doseq=True
        ).encode()
    call = Call(method="POST", url=table["url"], headers=headers, body=body)
    if name not in SIGNERS:
        return call
    how = {"signed_as": case["signed_as"]} if "signed_as" in case else {}
    return replace(
        call,
        headers=headers | SIGNERS[name](call, credentials_of(name, **case.get("values", {})).values, **how),
    )


def channel(name: str) -> Channel:
    return shelf()[name]


def message_of(case: Mapping[str, Any] = {}) -> Outbound:
    return Outbound(
        key="7",
        scheme=Scheme(case.get("scheme", "sms")),
        recipient="+15095550142",
        text=case.get("text", "Ka K7F3: dlo ap vini."),
        status_url=case.get("status_url"),
    )


async def send(name: str, message: Outbound, answer: Callable[[httpx.Request], httpx.Response]) -> str:
    async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as http:
        return await channel(name).send(http, message, credentials_of(name))


def answering(status: int, **answer: Any) -> Callable[[httpx.Request], httpx.Response]:
    return lambda request: httpx.Response(status, **answer)


def breaking(error: type[httpx.TransportError]) -> Callable[[httpx.Request], httpx.Response]:
    def answer(request: httpx.Request) -> httpx.Response:
        raise error("broken", request=request)

    return answer


# What must hold for all


def test_every_channel_is_found_and_has_its_table():
    assert set(NAMES) <= set(shelf())
    assert sorted(TABLES) == NAMES


@pytest.mark.parametrize("name", SIGNED)
@pytest.mark.parametrize(
    "what", ["no signature", "another secret", "another address", "another body", "half"]
)
def test_a_forged_call_is_refused(name, what):
    call, credentials = call_of(name), credentials_of(name)
    secrets = TABLES[name]["credentials"]["values"]
    forged = {
        "no signature": replace(call, headers={}),
        "another secret": replace(
            call, headers=SIGNERS[name](call, {key: f"not {value}" for key, value in secrets.items()})
        ),
        "another address": replace(call, url=call.url + "2"),
        "another body": replace(call, body=call.body.replace(b"Delmas", b"Delma5")),
        "half": replace(call, body=call.body[: len(call.body) // 2]),
    }[what]
    with pytest.raises(Forged):
        channel(name).receive(forged, credentials)


@pytest.mark.parametrize("name", NAMES)
def test_a_doubled_call_is_one_message(name):
    first, second = (channel(name).receive(call_of(name), credentials_of(name)) for _ in range(2))
    assert first.external_id
    assert first == second


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("text", HARD_TEXTS.values(), ids=HARD_TEXTS)
def test_every_script_and_a_long_text_come_in_whole(name, text):
    inbound = channel(name).receive(
        call_of(name, {"with": {TABLES[name]["text_field"]: text}}), credentials_of(name)
    )
    assert inbound.text == text
    assert inbound.flags == ()


@pytest.mark.parametrize("name", LEAVING)
@pytest.mark.parametrize("text", HARD_TEXTS.values(), ids=HARD_TEXTS)
async def test_every_script_and_a_long_text_go_out_whole(name, text):
    asked = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(dict(parse_qsl(request.content.decode())))
        return httpx.Response(201, json={"sid": "SM1"})

    await send(name, message_of({"text": text}), answer)
    assert [text in fields.values() for fields in asked] == [True]


@pytest.mark.parametrize("name", LEAVING)
@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (answering(429), TryLater),
        (answering(401), TryLater),
        (breaking(httpx.ConnectError), TryLater),
        (breaking(httpx.ConnectTimeout), TryLater),
        (breaking(httpx.PoolTimeout), TryLater),
        (answering(400), GiveUp),
        (answering(422), GiveUp),
        (answering(500), Unclear),
        (answering(503, text="<html>"), Unclear),
        (breaking(httpx.ReadTimeout), Unclear),
        (breaking(httpx.WriteError), Unclear),
        (breaking(httpx.RemoteProtocolError), Unclear),
    ],
)
async def test_what_went_wrong_outside_says_what_to_do(name, answer, error):
    with pytest.raises(error):
        await send(name, message_of(), answer)


@pytest.mark.parametrize("name", sorted(set(NAMES) - set(LEAVING)))
async def test_what_stays_in_the_house_asks_nobody(name):
    assert await send(name, message_of(), breaking(httpx.ConnectError)) == "7"


@pytest.mark.parametrize("name", NAMES)
async def test_no_secret_no_number_and_no_word_is_shown(name, caplog):
    """Neither in a repr, nor in an error, nor in a log however talkative."""
    caplog.set_level(logging.DEBUG)
    call, credentials = call_of(name), credentials_of(name)
    shown = [repr(credentials), repr(call), repr(message_of())]
    shown.append(repr(channel(name).receive(call, credentials)))
    for answer in (answering(201, json={"sid": "SM1"}), answering(400, json={"message": "+15095550142"})):
        try:
            await send(name, message_of(), answer)
        except GiveUp as error:
            shown.append(repr(error))
    shown.append(caplog.text)
    secrets = {credentials.values[secret] for secret in channel(name).secrets} - {
        credentials.values.get("account_sid")  # no secret: it stands in each of the gateway's addresses
    }
    for secret in secrets | {"5095550142", "dlo"}:
        assert secret not in "\n".join(shown)


@pytest.mark.parametrize("name", NAMES)
def test_the_credentials_it_asks_for_are_in_its_table(name):
    assert set(channel(name).secrets) <= set(credentials_of(name).values)


# What each table says


def cases(kind: str) -> list[Any]:
    return [
        pytest.param(name, case, id=f"{name}: {case['title']}")
        for name, table in sorted(TABLES.items())
        for case in table.get(kind, ())
    ]


def assert_becomes(result: Any, expected: Mapping[str, Any]) -> None:
    plain = json.loads(json.dumps(asdict(result)))
    for field, value in expected.items():
        assert plain[field] == (None if value == "none" else value), field


def assert_fails(case: Mapping[str, Any], attempt: pytest.ExceptionInfo[errors.ChannelError]) -> None:
    error = attempt.value
    assert type(error).__name__ == case["error"]
    assert case.get("says", "") in str(error)
    for field in {"code", "wait_s", "fields"} & set(case):
        assert getattr(error, field) == case[field]


@pytest.mark.parametrize(("name", "case"), cases("receive"))
def test_a_call_becomes_a_message(name, case):
    call, credentials = call_of(name, case), credentials_of(name, **case.get("values", {}))
    if "error" in case:
        with pytest.raises(errors.ChannelError) as attempt:
            channel(name).receive(call, credentials)
        assert_fails(case, attempt)
    else:
        assert_becomes(channel(name).receive(call, credentials), case["becomes"])


@pytest.mark.parametrize(("name", "case"), cases("receipt"))
def test_a_callback_becomes_a_receipt(name, case):
    call, credentials = call_of(name, case), credentials_of(name)
    if "error" in case:
        with pytest.raises(errors.ChannelError) as attempt:
            channel(name).receipt(call, credentials)
        assert_fails(case, attempt)
    else:
        assert_becomes(channel(name).receipt(call, credentials), case["becomes"])
        with pytest.raises(Forged):
            channel(name).receipt(replace(call, url=call.url + "x"), credentials)


@pytest.mark.parametrize("name", [name for name in NAMES if "receipt" not in TABLES[name]])
def test_a_channel_without_callbacks_takes_none(name):
    with pytest.raises(Malformed):
        channel(name).receipt(call_of(name), credentials_of(name))


@pytest.mark.parametrize(("name", "case"), cases("send"))
async def test_a_message_becomes_a_request(name, case):
    asked: list[dict[str, str]] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append({key: value for key, [value] in parse_qs(request.content.decode()).items()})
        given = case["answer"]
        return httpx.Response(given["status"], **{k: v for k, v in given.items() if k != "status"})

    credentials = credentials_of(name, **case.get("values", {}))
    async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as http:
        if "error" in case:
            with pytest.raises(errors.ChannelError) as attempt:
                await channel(name).send(http, message_of(case), credentials)
            assert_fails(case, attempt)
        else:
            assert await channel(name).send(http, message_of(case), credentials) == case["returns"]
            assert asked == [case["asks"]]
