"""What sign-in and account share: the browser's name, the caller's address, a sealed short cookie."""

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from datetime import datetime, timedelta

from fastapi import Request
from fastapi.responses import Response

from app.errors import BadForm
from app.security import Keys, WrongKey

HALF_COOKIE = "konbit_half"
QUESTION_COOKIE = "konbit_question"
QUESTION_LASTS = timedelta(minutes=5)
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


def browser_name(agent: str) -> str:
    """«Firefox, Linux»: enough for its owner to tell one from another."""
    browser = next((name for sign, name in BROWSERS if re.search(rf"\b{sign}", agent)), "")
    system = next((name for sign, name in SYSTEMS if sign in agent), "")
    return ", ".join(part for part in (browser, system) if part)


def browser_of(request: Request) -> str:
    """The browser that calls, by its own word."""
    return browser_name(request.headers.get("user-agent", ""))


def address_of(request: Request) -> str:
    """Where the call comes from; behind a proxy the server was told whether to believe it."""
    return request.client.host if request.client else ""


def seal_question(keys: Keys, state: Mapping[str, object], *, purpose: str, now: datetime) -> str:
    """Lock what must be remembered until a browser answers, so that it can lie in its own cookie."""
    kept = {"purpose": purpose, "until": (now + QUESTION_LASTS).timestamp(), "state": dict(state)}
    return urlsafe_b64encode(keys.seal_for_staff(json.dumps(kept).encode())).decode()


def open_question(keys: Keys, sealed: str, *, purpose: str, now: datetime) -> dict[str, object]:
    """Unlock it while it holds; raises `BadForm`."""
    try:
        kept = json.loads(keys.open_for_staff(urlsafe_b64decode(sealed)))
    except (WrongKey, ValueError) as wrong:
        raise BadForm("This took too long; please press the button once more.") from wrong
    if kept["purpose"] != purpose or kept["until"] < now.timestamp():
        raise BadForm("This took too long; please press the button once more.")
    return dict(kept["state"])


def put_cookie(
    answer: Response, name: str, value: str, *, base_url: str, lasts: timedelta | None = None
) -> None:
    """Set a cookie that scripts cannot read and other sites do not send with a press of theirs."""
    answer.set_cookie(
        name,
        value,
        httponly=True,
        samesite="lax",
        secure=base_url.startswith("https:"),
        path="/",
        max_age=int(lasts.total_seconds()) if lasts else None,
    )
