"""Asking a gateway for what somebody sent: only where the channel says, only so much, only so long."""

import asyncio

import httpx

from app.media.kinds import MOST_BYTES, Unshown
from ingest.errors import GiveUp, TryLater
from ingest.shapes import MediaRequest

MOST_S = 15.0
MOST_STEPS = 3
BUSY = frozenset({401, 408, 425, 429})  # 401: the account is at fault, which somebody may mend
TOO_BIG = f"it is larger than {MOST_BYTES // 1024 // 1024} MB"


async def fetch(http: httpx.AsyncClient, request: MediaRequest) -> bytes:
    """Get the bytes; raises `TryLater`, `GiveUp`, or `Unshown` for too many of them."""
    try:
        async with asyncio.timeout(MOST_S):
            return await _follow(http, request)
    except TimeoutError as slow:
        raise TryLater(f"the gateway took longer than {MOST_S:.0f} s") from slow
    except httpx.RequestError as broken:
        raise TryLater("the gateway could not be reached") from broken


async def _follow(http: httpx.AsyncClient, request: MediaRequest) -> bytes:
    """Follow where the gateway leads: each step is checked, and the secret goes with the first alone."""
    url, auth = httpx.URL(request.url), request.auth
    for _ in range(MOST_STEPS):
        who = httpx.BasicAuth(*auth) if auth else None
        async with http.stream("GET", url, auth=who, follow_redirects=False) as answer:
            if not answer.has_redirect_location:
                return await _taken(answer)
            url, auth = url.join(answer.headers["location"]), None
        if origin(url) not in request.origins:
            raise GiveUp("the gateway leads to an address that is not one of its own")
    raise GiveUp("the gateway leads from one address to the next without an end")


def origin(url: httpx.URL) -> str:
    """Name scheme, host and port: «https://media.example.com»."""
    port = f":{url.port}" if url.port else ""
    return f"{url.scheme}://{url.host}{port}"


async def _taken(answer: httpx.Response) -> bytes:
    status = answer.status_code
    if status in BUSY or status >= 500:
        asked = answer.headers.get("retry-after", "")
        wait_s = float(asked) if asked.isdecimal() else None
        raise TryLater("the gateway is busy", code=str(status), wait_s=wait_s)
    if not answer.is_success:
        raise GiveUp("the gateway does not have it any more", code=str(status))
    said = answer.headers.get("content-length", "")
    if said.isdecimal() and int(said) > MOST_BYTES:
        raise Unshown(TOO_BIG)
    content = bytearray()
    async for part in answer.aiter_bytes():
        content += part
        if len(content) > MOST_BYTES:
            raise Unshown(TOO_BIG)
    return bytes(content)
