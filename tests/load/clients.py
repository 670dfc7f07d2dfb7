"""Many clients at once over kept-alive connections, as little work a call as can be.

Requests are bytes made beforehand, answers are read just far enough to know where they end: what is measured
is the server. `python -m tests.load.hollow` is a server that only answers, to tell how fast the clients are.
"""

import asyncio
import itertools
import math
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import cast

LENGTH = b"content-length:"


@dataclass(frozen=True, slots=True)
class Request:
    """One call, ready to be written; `key` is by what its effect is found again."""

    key: str
    wire: bytes


@dataclass(slots=True)
class Harvest:
    """What came of one run of load."""

    seconds: float = 0.0
    busy_share: float = 0.0  # of one core, by the clients themselves
    accepted: list[str] = field(default_factory=list)  # keys of the calls that were answered with 200
    refused: list[int] = field(default_factory=list)  # the other answers; 0 is a broken line
    took_s: list[float] = field(default_factory=list)

    @property
    def per_s(self) -> float:
        """Accepted calls a second."""
        return len(self.accepted) / self.seconds

    def percentile_ms(self, share: float) -> float:
        """So long at most took this share of the answered calls."""
        return sorted(self.took_s)[min(len(self.took_s) - 1, int(share * len(self.took_s)))] * 1000


async def send_all(
    requests: Sequence[Request], *, port: int, clients: int, most_s: float = math.inf
) -> Harvest:
    """Send every request once, each client its next one as soon as it has its answer.

    After `most_s` no new one is sent, so that a slow machine is measured in the same time as a fast one.
    """
    loop, harvest, line = asyncio.get_running_loop(), Harvest(), _in_time(requests, most_s)
    made = [
        await loop.create_connection(lambda: _Client(line, harvest), "127.0.0.1", port)
        for _ in range(clients)
    ]
    busy_s, begun_s = time.process_time(), time.perf_counter()
    for _, client in made:
        client.send()
    try:
        await asyncio.gather(*(client.done for _, client in made))
    finally:
        for transport, _ in made:
            transport.abort()
    harvest.seconds = time.perf_counter() - begun_s
    harvest.busy_share = (time.process_time() - busy_s) / harvest.seconds
    return harvest


def _in_time(requests: Sequence[Request], most_s: float) -> Iterator[Request]:
    until_s = time.perf_counter() + most_s
    return itertools.takewhile(lambda _: time.perf_counter() < until_s, requests)


class _Client(asyncio.Protocol):
    def __init__(self, line: Iterator[Request], harvest: Harvest) -> None:
        self._line, self._harvest = line, harvest
        self._request: Request | None = None
        self._begun_s = 0.0
        self._answer = b""
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.WriteTransport, transport)  # uvloop's own is no subclass

    def send(self) -> None:
        self._request = next(self._line, None)
        if self._request is None:
            self.done.set_result(None)
            return
        self._begun_s = time.perf_counter()
        self._transport.write(self._request.wire)

    def data_received(self, data: bytes) -> None:
        self._answer += data
        status = whole_answer(self._answer)
        if status is None:
            return
        assert self._request is not None
        self._harvest.took_s.append(time.perf_counter() - self._begun_s)
        if status == 200:
            self._harvest.accepted.append(self._request.key)
        else:
            self._harvest.refused.append(status)
        self._answer = b""
        self.send()

    def connection_lost(self, error: Exception | None) -> None:
        if not self.done.done():
            self._harvest.refused.append(0)
            self.done.set_result(None)


def whole_answer(data: bytes) -> int | None:
    """The status of an answer that has come whole; None while some of it is missing."""
    end = data.find(b"\r\n\r\n")
    if end < 0:
        return None
    at = data.lower().find(LENGTH, 0, end)
    length = int(data[at + len(LENGTH) : data.find(b"\r\n", at)]) if at >= 0 else 0
    return int(data[9:12]) if len(data) >= end + 4 + length else None
