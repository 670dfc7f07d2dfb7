"""The map as one file: to carry on a stick, to send by mail, to print. It asks nobody for anything.

folium writes the map; the page around it, its words and its table are ours. Leaflet, the styles and the
pictures stand in the file itself, and its content security policy lets nothing else in.
"""

import re
from base64 import b64encode
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.dates import format_date
from markupsafe import Markup

from web.assets import URL, VENDOR, asset
from web.language import locale_of
from web.render import STATIC, Renderer
from web.snapshot_facts import Snapshot
from web.snapshot_map import draw


def write_snapshot(pages: Renderer, facts: Snapshot, *, language: str) -> str:
    """Give the whole file, in one language."""
    locale, made_at = locale_of(language), facts.made_at.astimezone(ZoneInfo(facts.time_zone))
    newest = max((mark.day for mark in facts.marks), default=None)
    html, script = draw(facts, language)
    return pages.html(
        "snapshot.html",
        language=language,
        facts=facts,
        map_html=Markup(html),  # folium's, and nothing of ours is in it
        map_script=_script(script),
        leaflet=_script(_vendor("leaflet.js")),
        ours=_script((STATIC / "js/snapshot.js").read_text(encoding="utf-8")),
        style=Markup(_leaflet_style() + (STATIC / "css/snapshot.css").read_text(encoding="utf-8")),
        licences=_script(_vendor("licences.txt")),
        made=f"{format_date(made_at, 'long', locale=locale)}, {made_at:%H:%M}",
        until=format_date(newest, "long", locale=locale) if newest else "",
        day=lambda day: format_date(day, "medium", locale=locale),
    )


def _vendor(name: str) -> str:
    return _vendor_file(name).read_text(encoding="utf-8")


def _vendor_file(name: str) -> Path:
    return VENDOR / asset(name).removeprefix(URL)


def _script(code: str) -> Markup:
    """Code to stand inside a page: no word in it ends the script, or begins a comment that hides the end."""
    return Markup(re.sub(r"<(?=/script|!--|script)", r"\\x3c", code, flags=re.IGNORECASE))


@cache
def _leaflet_style() -> str:
    """Leaflet's style with its pictures inside."""

    def inside(found: re.Match[str]) -> str:
        picture = VENDOR / found[1]
        return f"url(data:image/png;base64,{b64encode(picture.read_bytes()).decode()})"

    style = _vendor("leaflet.css")
    return re.sub(r"url\((?!#)([^)]+)\)", inside, style)
