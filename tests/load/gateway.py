"""A gateway on loopback that real workers post their texts to, and that can say when each of them came."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus

import httpx

from tests.fakes import FakeTwilio, Taken


class Gateway(FakeTwilio):
    """The fake gateway behind a socket. `came_s` says when each of `taken` came."""

    def __init__(self) -> None:
        super().__init__()
        self.came_s: list[float] = []
        self.url = ""
        self._news = asyncio.Event()

    async def text_to(self, number: str, *, after: int, most_s: float = 30.0) -> tuple[Taken, float]:
        """Wait for the next text to a number behind the first `after` of all; with the time it came."""
        async with asyncio.timeout(most_s):
            while True:
                self._news.clear()
                for text, came_s in zip(self.taken[after:], self.came_s[after:], strict=True):
                    if text.to == number:
                        return text, came_s
                await self._news.wait()

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one connection, call after call, until it closes."""
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                writer.write(await self._answer(head, reader))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass  # the other side is gone: workers are killed while they talk
        finally:
            writer.close()

    async def _answer(self, head: bytes, reader: asyncio.StreamReader) -> bytes:
        first, *lines = head.decode("latin-1").rstrip().split("\r\n")
        method, target, _ = first.split(" ")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        response = self(httpx.Request(method, f"{self.url}{target}", content=body))
        self.came_s += [time.perf_counter()] * (len(self.taken) - len(self.came_s))
        self._news.set()
        status = f"HTTP/1.1 {response.status_code} {HTTPStatus(response.status_code).phrase}\r\n"
        kind = f"content-type: application/json\r\ncontent-length: {len(response.content)}\r\n\r\n"
        return (status + kind).encode() + response.content


@asynccontextmanager
async def open_gateway() -> AsyncIterator[Gateway]:
    """Listen on a free port of this machine."""
    gateway = Gateway()
    server = await asyncio.start_server(gateway.talk, "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()[:2]
    gateway.url = f"http://{host}:{port}"
    try:
        yield gateway
    finally:
        server.close()
