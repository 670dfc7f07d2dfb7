"""One bounded call to a geocoder: so long, so much, to that address alone, and what each refusal means."""

import json
from asyncio import timeout
from contextlib import aclosing
from typing import NoReturn

import httpx

from geo.errors import GeocoderBusy, GeocoderRefused
from geo.online.service import Inquiry

TIMEOUT = httpx.Timeout(5, connect=3)
TOTAL_S = 10.0  # a server that drips a byte now and then would never run into the others
MOST_BYTES = 256 * 1024
LONGEST_WAIT_S = 3_600.0


async def fetch(http: httpx.AsyncClient, inquiry: Inquiry, *, agent: str, total_s: float = TOTAL_S) -> object:
    """Return the JSON of an answer; raises `GeocoderBusy` or `GeocoderRefused`, silent about the words."""
    headers = {
        "user-agent": agent,
        "accept": "application/json",
        "accept-encoding": "identity",  # what unpacks to a thousand times its size cannot be counted in time
        **inquiry.headers,
    }
    request = http.build_request("GET", inquiry.url, params=inquiry.params, headers=headers, timeout=TIMEOUT)
    request.headers.pop("cookie", None)  # who is asked twice need not know us again
    try:
        async with (
            timeout(total_s),
            aclosing(await http.send(request, stream=True, follow_redirects=False)) as response,
        ):
            _check(response)
            body = await _body(response)
    except (TimeoutError, httpx.RequestError) as error:
        raise GeocoderBusy("the geocoder could not be reached, or took too long") from error
    return _json(body)


def _check(response: httpx.Response) -> None:
    status = response.status_code
    if status in (408, 425, 429) or status >= 500:
        asked = response.headers.get("retry-after", "")
        wait_s = min(float(asked), LONGEST_WAIT_S) if asked.isdecimal() else None
        raise GeocoderBusy(f"the geocoder is busy (HTTP {status})", wait_s=wait_s)
    if 300 <= status < 400:
        raise GeocoderRefused(f"the geocoder sends us elsewhere (HTTP {status}); set the address it names")
    if status != 200:
        raise GeocoderRefused(f"the geocoder refused the question (HTTP {status})")
    if response.headers.get("content-encoding", "identity") != "identity":
        raise GeocoderRefused("the geocoder packs its answer, although it was asked not to")


async def _body(response: httpx.Response) -> bytes:
    body = bytearray()
    async for chunk in response.aiter_bytes():
        body += chunk
        if len(body) > MOST_BYTES:
            raise GeocoderRefused(f"the geocoder's answer is longer than {MOST_BYTES} bytes")
    return bytes(body)


def _json(body: bytes) -> object:
    try:
        answer: object = json.loads(body, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise GeocoderRefused("the geocoder's answer is no JSON; is this a geocoder?") from error
    return answer


def _no_number(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number")
