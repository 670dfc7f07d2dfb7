"""Doubles at the narrowest seam: a gateway that answers httpx as Twilio would, and fails when told to."""

from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from secrets import token_hex
from urllib.parse import parse_qsl

import httpx

WHATSAPP = "whatsapp:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """One text that the gateway took."""

    sid: str
    to: str
    text: str
    scheme: str
    status_url: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Mishap:
    """What goes wrong with one call: an answer of another kind, or a line that breaks."""

    status: int = 0  # 0: the line breaks
    code: int = 0
    retry_after_s: int = 0
    taken: bool = False  # the gateway had the text before it went wrong


class FakeTwilio:
    """The message resource of Twilio's API, as far as we use it. `calls` lists every request that came."""

    def __init__(self) -> None:
        self.taken: list[Taken] = []
        self.calls: list[httpx.Request] = []
        self._mishaps: deque[Mishap] = deque()

    def goes_wrong(self, *mishaps: Mishap) -> None:
        """Let the next calls fail, one after the other."""
        self._mishaps.extend(mishaps)

    def texts_to(self, number: str) -> list[Taken]:
        """Every text that reached one number, by SMS or WhatsApp."""
        return [text for text in self.taken if text.to == number]

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.calls.append(request)
        mishap = self._mishaps.popleft() if self._mishaps else None
        if request.method == "GET":
            return self._fail(mishap, request) if mishap else self._listed(request.url.params["To"])
        if mishap and not mishap.taken:
            return self._fail(mishap, request)
        taken = self._take(dict(parse_qsl(request.content.decode())))
        return self._fail(mishap, request) if mishap else httpx.Response(201, json={"sid": taken.sid})

    def _take(self, fields: dict[str, str]) -> Taken:
        scheme = "whatsapp" if fields["To"].startswith(WHATSAPP) else "sms"
        taken = Taken(
            sid=f"SM{token_hex(16)}",
            to=fields["To"].removeprefix(WHATSAPP),
            text=fields["Body"],
            scheme=scheme,
            status_url=fields.get("StatusCallback", ""),
            at=datetime.now(UTC),
        )
        self.taken.append(taken)
        return taken

    def _listed(self, to: str) -> httpx.Response:
        messages = [
            {"sid": text.sid, "body": text.text, "date_created": format_datetime(text.at)}
            for text in reversed(self.texts_to(to.removeprefix(WHATSAPP)))
        ]
        return httpx.Response(200, json={"messages": messages})

    def _fail(self, mishap: Mishap, request: httpx.Request) -> httpx.Response:
        if not mishap.status:
            # before anything was sent, or after: httpx tells the two apart, and so must we
            broken = httpx.ReadError if mishap.taken else httpx.ConnectError
            raise broken("the line broke", request=request)
        headers = {"retry-after": str(mishap.retry_after_s)} if mishap.retry_after_s else {}
        return httpx.Response(mishap.status, json={"code": mishap.code or mishap.status}, headers=headers)
