"""A gateway's store of photos and sounds: a real server on this machine, which fails when told to."""

import threading
from collections import deque
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from app.house import House
from app.models.incident import Incident
from tests import factories

MEDIA = f"/2010-04-01/Accounts/{factories.ACCOUNT_SID}/Messages/MM{'1' * 32}/Media/ME{'2' * 32}"


@dataclass
class Store:
    """What the server gives at its second address, the one without a secret; `asked` lists who came."""

    url: str = ""
    content: bytes = b""
    content_type: str = "image/jpeg"
    leads_to: str = "/kept/1"
    mishaps: deque[int] = field(default_factory=deque)  # statuses of the next answers
    asked: list[tuple[str, str]] = field(default_factory=list)  # path, authorization

    @property
    def address(self) -> str:
        """Where the message says that it is."""
        return self.url + MEDIA


@pytest.fixture
def store() -> Iterator[Store]:
    kept = Store()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            kept.asked.append((self.path, self.headers.get("authorization", "")))
            if kept.mishaps:
                self.send_response(kept.mishaps.popleft())
                self.send_header("content-length", "0")
                return self.end_headers()
            if self.path == MEDIA:
                self.send_response(307)
                self.send_header("location", kept.leads_to)
                self.send_header("content-length", "0")
                return self.end_headers()
            self.send_response(200)
            self.send_header("content-type", kept.content_type)
            self.end_headers()
            try:
                self.wfile.write(kept.content)
            except ConnectionError:
                self.close_connection = True  # whoever asks hangs up once it is too much

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["content-length"]))
            self.send_response(201)
            self.end_headers()
            self.wfile.write(b'{"sid": "SM1"}')

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    kept.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield kept
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
async def house(house: House) -> AsyncIterator[House]:
    """The same house with a real way out, which ends on this machine."""
    async with httpx.AsyncClient() as http:
        yield replace(house, http=http)


@pytest.fixture
async def incident(house: House, store: Store) -> Incident:
    """An incident whose gateway is the server above."""
    async with house.database.session() as session:
        return await factories.make_incident(session, house.keys, api_base=store.url)
