"""The audit in the reader's words, as a page and as a file for a table."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from app.access.trail import Line
from app.api.desk.access_words import access_words, detail_words
from app.api.desk.history_words import happening_words, helper_happening_words, who_words, why_words
from app.api.words import Translate

LONGEST = 120
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
KINDS = (
    "report",
    "dispatch",
    "volunteer",
    "contact.revealed",
    "place",
    "approval",
    "alarm",
    "zone",
    "incident",
    "channel",
    "message",
    "bulletin",
    "huddle",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """One line: when, who, what, on which case or account, why, and what it was and is."""

    id: int
    at: datetime
    who: str
    what: str
    reference: str
    about: str
    why: str
    changes: tuple[str, ...]
    reveals: bool


def kind_words(_: Translate) -> tuple[tuple[str, str], ...]:
    """What the page may be narrowed to."""
    named = {
        "report": _("cases"),
        "dispatch": _("jobs"),
        "volunteer": _("helpers"),
        "contact.revealed": _("numbers looked at"),
        "place": _("places"),
        "approval": _("agreements"),
        "alarm": _("alarms"),
        "zone": _("zones"),
        "incident": _("settings"),
        "channel": _("gateways"),
        "message": _("messages"),
        "bulletin": _("bulletins"),
        "huddle": _("hand-overs"),
    }
    return tuple((kind, named[kind]) for kind in KINDS)


def line_views(lines: Sequence[Line], _: Translate, *, names: dict[str, str]) -> list[LineView]:
    """Put lines into words."""
    return [_view(line, _, names) for line in lines]


def _view(line: Line, _: Translate, names: dict[str, str]) -> LineView:
    own = line.what.startswith("staff.")
    what = access_words(line.what, _) if own else happening_words(line.what, _)
    if what == line.what:
        what = helper_happening_words(line.what, _)
    who = _("a stranger") if line.who == "stranger" else who_words(line.who, _, names=names)
    return LineView(
        id=line.id,
        at=line.at,
        who=who,
        what=what,
        reference=line.reference,
        about="" if line.about == who else line.about,
        why=why_words(line.why, _),
        changes=tuple(_changes(line.before, line.after, _)),
        reveals=line.reveals,
    )


def _changes(before: Mapping[str, object], after: Mapping[str, object], _: Translate) -> list[str]:
    """«urgency: 2 → 4»; what was not there before stands alone."""
    found = []
    for name in dict.fromkeys([*before, *after]):
        label, was, is_ = detail_words(name, _), _short(before.get(name)), _short(after.get(name))
        if was and is_ and was != is_:
            found.append(f"{label}: {was} → {is_}")
        elif was or is_:
            found.append(f"{label}: {is_ or f'{was} → –'}")
    return found


def _short(value: object) -> str:
    if value is None or value in ("", [], {}):
        return ""
    if isinstance(value, Mapping):
        words = ", ".join(f"{name} {_short(part)}" for name, part in value.items())
    elif isinstance(value, list):
        words = ", ".join(_short(part) for part in value)
    else:
        words = str(value)
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"


def audit_file(views: Sequence[LineView], _: Translate, *, time_zone: str) -> str:
    """Write lines as a table that any office program opens; no cell is taken for a formula."""
    sheet = io.StringIO()
    table = csv.writer(sheet)
    titles = (_("When"), _("Who"), _("What"), _("Case"), _("About"), _("Why"), _("Before and after"))
    table.writerow(titles)
    here = ZoneInfo(time_zone)
    for one in views:
        at = one.at.astimezone(here).isoformat(timespec="seconds")
        cells = (at, one.who, one.what, one.reference, one.about, one.why, "; ".join(one.changes))
        table.writerow([plain_cell(cell) for cell in cells])
    return "\ufeff" + sheet.getvalue()  # with the mark, spreadsheets read it as UTF-8


def plain_cell(words: str) -> str:
    """What begins like a formula is words all the same, also after spaces."""
    return f"'{words}" if words.lstrip(" ").startswith(FORMULA) or words.startswith(FORMULA) else words
