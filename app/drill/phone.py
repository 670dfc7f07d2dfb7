"""The network of the drill: carries texts to Konbit's console channel, and reads what came to the phones."""

import json
from dataclasses import dataclass

import httpx

from app.drill.decide import Heard
from ingest.channels.console import SIGNATURE, sign

IN_PATH = "/in/console/drill"
INBOX_PATH = "/i/drill/phone/messages.json"
UNREADABLE = {400, 413, 422}  # sending the same text again will not help


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbox:
    """What came to all phones since the last look. Another `generation` means that the drill was reset."""

    generation: str
    messages: tuple[Heard, ...]


class Phone:
    """Every invented person's phone, behind one HTTP client."""

    def __init__(self, http: httpx.AsyncClient, base_url: str, *, secret: str, signed_as: str = "") -> None:
        self._http = http
        self._base_url = base_url.rstrip("/")
        self._signed_as = (signed_as or base_url).rstrip("/")
        self._secret = secret

    async def send(self, key: str, sender: str, text: str, *, name: str = "") -> None:
        """Text Konbit; raises `httpx.HTTPError` when it should be tried again."""
        sent = {"id": key, "from": sender, "to": "", "name": name, "text": text}
        body = json.dumps(sent, ensure_ascii=False).encode()
        headers = {
            "content-type": "application/json",
            SIGNATURE: sign(self._signed_as + IN_PATH, body, self._secret),
        }
        answer = await self._http.post(self._base_url + IN_PATH, content=body, headers=headers)
        if answer.status_code not in UNREADABLE:
            answer.raise_for_status()

    async def look(self, after: int) -> Inbox:
        """Read what came after message number `after`; raises `httpx.HTTPError` or `ValueError`."""
        answer = await self._http.get(self._base_url + INBOX_PATH, params={"after": after})
        answer.raise_for_status()
        return read_inbox(answer.content)


def read_inbox(body: bytes) -> Inbox:
    """Read the simulator's JSON; raises `ValueError` when it is something else, like a page to wait on."""
    match json.loads(body):
        case {"generation": generation, "messages": list(messages)}:
            return Inbox(generation=str(generation), messages=tuple(_heard(message) for message in messages))
    raise ValueError("this is not the phones' inbox")


def _heard(message: object) -> Heard:
    match message:
        case {"n": int(n), "to": str(to), **more}:
            digit = more.get("digit")
            return Heard(
                n=n,
                to=to,
                phrase=str(more.get("phrase") or ""),
                text=str(more.get("text") or ""),
                digit=digit if isinstance(digit, int) else None,
                case=str(more.get("case") or ""),
                asks=str(more.get("asks") or ""),
            )
    raise ValueError("a message in the inbox has no number or no phone")
