"""The one small style that travels inside a page: a phone on 2G draws the form without asking a second time.

The content security policy names the hash of these bytes, so nothing else written into a page is ever obeyed.
"""

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

from markupsafe import Markup

FORM = Path(__file__).resolve().parent / "static" / "css" / "form.css"
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ROOM = re.compile(r"\s*([{};,>])\s*")


@cache
def form_style() -> Markup:
    """Give the style of the forms, without what only its writers read."""
    plain = _COMMENT.sub("", FORM.read_text(encoding="utf-8"))
    tight = _ROOM.sub(r"\1", " ".join(plain.split()))
    return Markup(tight.replace(";}", "}").strip())


@cache
def form_style_source() -> str:
    """Name that style as a policy does: `'sha256-…'`."""
    return f"'sha256-{b64encode(sha256(form_style().encode()).digest()).decode()}'"
