import asyncio
import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
import pytest

from geo.errors import GeocoderBusy, GeocoderRefused
from geo.online.call import MOST_BYTES, fetch
from geo.online.service import Inquiry

INQUIRY = Inquiry(url="https://maps.example/search", params={"q": "rue du moulin"})


async def _fetch(answer: httpx.Response | Exception) -> tuple[object, list[httpx.Request]]:
    calls: list[httpx.Request] = []

    def answering(request: httpx.Request) -> httpx.Response:
        calls.append(request)
        if isinstance(answer, Exception):
            raise answer
        return answer

    async with httpx.AsyncClient(transport=httpx.MockTransport(answering)) as http:
        return await fetch(http, INQUIRY, agent="Konbit (desk@konbit.example)"), calls


async def test_a_call_says_who_asks_and_nothing_else_goes_out():
    answer, (request,) = await _fetch(httpx.Response(200, json=[1]))
    assert answer == [1]
    assert str(request.url) == "https://maps.example/search?q=rue+du+moulin"
    assert request.headers["user-agent"] == "Konbit (desk@konbit.example)"
    assert set(request.headers) == {"host", "user-agent", "accept", "accept-encoding", "connection"}


async def test_a_cookie_that_a_geocoder_sets_never_comes_back_to_it():
    cookies = []

    def answering(request: httpx.Request) -> httpx.Response:
        cookies.append(request.headers.get("cookie"))
        return httpx.Response(200, json=[], headers={"set-cookie": "who=you; Path=/"})

    async with httpx.AsyncClient(transport=httpx.MockTransport(answering)) as http:
        for _ in range(2):
            await fetch(http, INQUIRY, agent="Konbit")
    assert cookies == [None, None]


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503])
async def test_a_busy_geocoder_is_asked_again_later(status):
    with pytest.raises(GeocoderBusy) as busy:
        await _fetch(httpx.Response(status, headers={"retry-after": "90"}))
    assert busy.value.wait_s == 90


@pytest.mark.parametrize("asked", ["", "Wed, 21 Oct 2026 07:28:00 GMT", "-5"])
async def test_a_wait_that_is_no_number_of_seconds_is_ours_to_choose(asked):
    with pytest.raises(GeocoderBusy) as busy:
        await _fetch(httpx.Response(429, headers={"retry-after": asked}))
    assert busy.value.wait_s is None


async def test_nobody_makes_us_wait_for_days():
    with pytest.raises(GeocoderBusy) as busy:
        await _fetch(httpx.Response(429, headers={"retry-after": "999999999"}))
    assert busy.value.wait_s == 3_600


@pytest.mark.parametrize(
    "failure", [httpx.ConnectError("no"), httpx.ReadTimeout("slow"), httpx.ReadError("")]
)
async def test_a_line_that_breaks_is_tried_again(failure):
    with pytest.raises(GeocoderBusy, match="could not be reached"):
        await _fetch(failure)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 204])
async def test_a_refusal_is_final(status):
    with pytest.raises(GeocoderRefused, match=str(status)):
        await _fetch(httpx.Response(status))


@pytest.mark.parametrize("to", ["https://elsewhere.example/", "/other", "http://169.254.169.254/latest"])
async def test_no_redirect_is_followed(to):
    with pytest.raises(GeocoderRefused, match="elsewhere"):
        await _fetch(httpx.Response(302, headers={"location": to}))


@pytest.mark.parametrize(
    "body",
    [b"", b"<html>log in</html>", b'[{"lat": NaN}]', b'{"a": Infinity}', b"\xff\xfe", b"[" * 100_000, b"{"],
)
async def test_what_is_no_json_is_said_to_be_none(body):
    with pytest.raises(GeocoderRefused, match="no JSON"):
        await _fetch(httpx.Response(200, content=body))


async def test_an_endless_answer_is_cut_off():
    with pytest.raises(GeocoderRefused, match="longer than"):
        await _fetch(httpx.Response(200, content=b" " * (MOST_BYTES + 1)))


async def test_a_packed_answer_is_not_unpacked():
    packed = httpx.Response(200, content=gzip.compress(b" " * 10**7), headers={"content-encoding": "gzip"})
    with pytest.raises(GeocoderRefused, match="packs"):
        await _fetch(packed)


async def test_what_goes_wrong_is_told_without_the_words():
    for answer in (httpx.Response(429), httpx.Response(404), httpx.ConnectError("no")):
        with pytest.raises((GeocoderBusy, GeocoderRefused)) as error:
            await _fetch(answer)
        assert "moulin" not in str(error.value)


async def test_a_server_that_never_ends_is_given_up():
    async def never(_: httpx.Request) -> httpx.Response:
        await asyncio.Event().wait()
        raise AssertionError

    async with httpx.AsyncClient(transport=httpx.MockTransport(never)) as http:
        with pytest.raises(GeocoderBusy, match="too long"):
            await fetch(http, INQUIRY, agent="Konbit", total_s=0.01)


class _Page(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        elsewhere = self.path.startswith("/moved")
        body = (
            b""
            if elsewhere
            else f'{{"path": "{self.path}", "agent": "{self.headers["user-agent"]}"}}'.encode()
        )
        self.send_response(302 if elsewhere else 200)
        self.send_header("location", "/search")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """A test's server says nothing."""


@pytest.fixture
def loopback() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Page) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


async def test_over_a_real_socket_a_question_arrives_and_an_answer_comes_back(loopback):
    async with httpx.AsyncClient() as http:
        asked = Inquiry(url=f"{loopback}/search", params={"q": "वडा 5 & x"})
        answer = await fetch(http, asked, agent="Konbit")
        assert answer == {"path": "/search?q=%E0%A4%B5%E0%A4%A1%E0%A4%BE+5+%26+x", "agent": "Konbit"}
        with pytest.raises(GeocoderRefused, match="elsewhere"):
            await fetch(http, Inquiry(url=f"{loopback}/moved", params={}), agent="Konbit")
        closed = Inquiry(url="http://127.0.0.1:9", params={})
        with pytest.raises(GeocoderBusy):
            await fetch(http, closed, agent="Konbit")
