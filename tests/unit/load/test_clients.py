"""The load's clients: what they count is what they were answered."""

import asyncio
from contextlib import asynccontextmanager

from tests.load.clients import Request, send_all, whole_answer

GOOD = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
BUSY = b"HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n"


def calls(count: int) -> list[Request]:
    return [Request(key=f"call {n}", wire=f"GET /{n} HTTP/1.1\r\n\r\n".encode()) for n in range(count)]


@asynccontextmanager
async def served(answers):
    """A server that gives each connection these answers in turn: its port, and the calls it had."""
    seen: list[bytes] = []
    handlers: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        handler = asyncio.current_task()
        assert handler is not None
        handlers.add(handler)
        try:
            await talk(reader, writer)
        finally:
            writer.close()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while line := await reader.readline():
            if line != b"\r\n":
                seen.append(line)
                continue
            answer = answers[(len(seen) - 1) % len(answers)]
            if answer is None:
                break
            for part in (answer[:20], answer[20:]):
                writer.write(part)
                await writer.drain()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        yield server.sockets[0].getsockname()[1], seen
    for handler in handlers:  # or they outlive the loop, and are warned of when nobody knows whose they are
        handler.cancel()
    await asyncio.gather(*handlers, return_exceptions=True)


async def test_every_call_is_made_once_whatever_the_number_of_clients():
    async with served([GOOD]) as (port, seen):
        harvest = await send_all(calls(50), port=port, clients=7)
    assert sorted(harvest.accepted) == sorted(call.key for call in calls(50))
    assert len(seen) == len(set(seen)) == len(harvest.took_s) == 50


async def test_only_a_200_counts_as_accepted():
    async with served([GOOD, BUSY]) as (port, _):
        harvest = await send_all(calls(10), port=port, clients=1)
    assert len(harvest.accepted) == 5
    assert harvest.refused == [503] * 5


async def test_a_line_that_breaks_is_no_answer():
    async with served([GOOD, None]) as (port, _):
        harvest = await send_all(calls(10), port=port, clients=1)
    assert harvest.accepted == ["call 0"]
    assert harvest.refused == [0]


async def test_when_the_time_is_up_nothing_new_is_sent():
    async with served([GOOD]) as (port, seen):
        harvest = await send_all(calls(10), port=port, clients=2, most_s=0)
    assert (seen, harvest.accepted, harvest.refused) == ([], [], [])


def test_an_answer_is_whole_when_its_body_is():
    assert whole_answer(GOOD) == 200
    assert whole_answer(GOOD[:-1]) is None
    assert whole_answer(b"HTTP/1.1 200 OK\r\nConte") is None
    assert whole_answer(BUSY) == 503
