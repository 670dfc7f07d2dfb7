"""A server that answers every call with 200 and does nothing else: `python -m tests.load.hollow PORT`."""

import asyncio
import sys
from typing import cast

import uvloop

ANSWER = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"
LENGTH = b"Content-Length:"


class _Hollow(asyncio.Protocol):
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.WriteTransport, transport)  # uvloop's own is no subclass
        self._call = b""

    def data_received(self, data: bytes) -> None:
        self._call += data
        end, at = self._call.find(b"\r\n\r\n"), self._call.find(LENGTH)
        if end < 0:
            return
        length = int(self._call[at + len(LENGTH) : self._call.find(b"\r\n", at)])
        if len(self._call) >= end + 4 + length:
            self._call = b""
            self._transport.write(ANSWER)


async def answer(port: int) -> None:
    """Answer until ended."""
    server = await asyncio.get_running_loop().create_server(_Hollow, "127.0.0.1", port)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(answer(int(sys.argv[1])))
