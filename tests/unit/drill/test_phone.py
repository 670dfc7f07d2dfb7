"""The drill's network: what goes out is signed, what comes in is checked."""

import json

import httpx
import pytest

from app.drill.decide import Heard
from app.drill.phone import Phone, read_inbox
from ingest.channels.console import Console
from ingest.shapes import Call, Credentials

SECRET = "a secret of the drill"
BASE = "http://konbit.test"


def _phone(answer, **more) -> Phone:
    return Phone(httpx.AsyncClient(transport=httpx.MockTransport(answer)), BASE, secret=SECRET, **more)


async def test_a_text_passes_the_checks_of_the_console_channel():
    calls = []

    def answer(request: httpx.Request) -> httpx.Response:
        calls.append(
            Call(method="POST", url=str(request.url), headers=dict(request.headers), body=request.content)
        )
        return httpx.Response(200)

    await _phone(answer).send("drill-1-1", "+17675550100", "nou bezwen dlo pou bwè")
    credentials = Credentials(channel="console", number="4636", values={"secret": SECRET})
    inbound = Console().receive(calls[0], credentials)
    assert calls[0].url == f"{BASE}/in/console/drill"
    assert (inbound.external_id, inbound.sender) == ("drill-1-1", "+17675550100")
    assert (inbound.recipient, inbound.text) == ("4636", "nou bezwen dlo pou bwè")


async def test_a_text_is_signed_for_the_public_address():
    seen = []

    def answer(request: httpx.Request) -> httpx.Response:
        headers, body = dict(request.headers), request.content
        seen.append(Call(method="POST", url="https://help.test/in/console/drill", headers=headers, body=body))
        return httpx.Response(200)

    await _phone(answer, signed_as="https://help.test/").send("drill-1-1", "+17675550100", "dlo")
    credentials = Credentials(channel="console", number="4636", values={"secret": SECRET})
    assert Console().receive(seen[0], credentials).text == "dlo"


@pytest.mark.parametrize("status", [403, 404, 429, 500, 503])
async def test_a_server_that_is_not_ready_is_asked_again(status):
    with pytest.raises(httpx.HTTPStatusError):
        await _phone(lambda _: httpx.Response(status)).send("drill-1-1", "+17675550100", "dlo")


async def test_a_text_that_cannot_be_read_does_not_stop_the_others():
    await _phone(lambda _: httpx.Response(400)).send("drill-1-1", "+17675550100", "dlo")


def test_the_inbox_is_read_with_what_it_leaves_out():
    message = {"n": 12, "to": "+17675550150", "text": "…", "phrase": "ask", "digit": 1, "case": "K7F3"}
    asked = {"n": 14, "to": "+17675550150", "text": "…", "phrase": "receipt.need", "asks": "where.wide"}
    bare = {"n": 13, "to": "+17675550150", "text": "…", "phrase": None, "digit": None, "case": None}
    inbox = read_inbox(json.dumps({"generation": "g1", "messages": [message, bare, asked]}).encode())
    assert inbox.generation == "g1"
    assert inbox.messages == (
        Heard(n=12, to="+17675550150", text="…", phrase="ask", digit=1, case="K7F3"),
        Heard(n=13, to="+17675550150", text="…", phrase=""),
        Heard(n=14, to="+17675550150", text="…", phrase="receipt.need", asks="where.wide"),
    )


@pytest.mark.parametrize(
    "body", [b"<html>", b"[]", b'{"generation": "g"}', b'{"generation": 1, "messages": [{}]}']
)
def test_something_else_than_an_inbox_is_refused(body):
    with pytest.raises(ValueError):
        read_inbox(body)
