"""Which language a page speaks: what was asked for by hand, else chosen before, else the browser wants."""

from collections.abc import Sequence
from functools import cache

from babel import Locale, UnknownLocaleError

SOURCE = "en"  # the language that the templates are written in


def choose_language(
    query: str | None, cookie: str | None, *, accept_language: str | None, offered: Sequence[str]
) -> str:
    """The first of the reader's wishes that is offered; with none, the first offered."""
    by_root = {_root(code): code for code in reversed(offered)}
    for wish in (query or "", cookie or "", *_wishes(accept_language or "")):
        if wish in offered:
            return wish
        if _root(wish) in by_root:
            return by_root[_root(wish)]
    return offered[0] if offered else SOURCE


def _wishes(header: str) -> list[str]:
    """Codes of an Accept-Language header, the most wanted first."""
    wanted = []
    for part in header.split(","):
        code, _, quality = part.strip().partition(";q=")
        weight = _weight(quality)
        if code and weight > 0:
            wanted.append((-weight, code))
    return [code for _, code in sorted(wanted, key=lambda one: one[0])]


def _weight(quality: str) -> float:
    try:
        return float(quality or "1")
    except ValueError:
        return 0


def _root(code: str) -> str:
    return code.replace("_", "-").partition("-")[0].lower()


@cache
def locale_of(code: str) -> Locale:
    """Babel's locale of a code; ours stay usable when Babel has never heard of one."""
    try:
        return Locale.parse(code.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse(SOURCE)


@cache
def own_name(code: str) -> str:
    """A language's name as its speakers write it: `Français`. Babel adds the country only where we do."""
    locale = locale_of(code)
    name = (locale.display_name if "-" in code else locale.get_language_name()) or code
    return name[:1].upper() + name[1:]


@cache
def language_name(code: str, reader: str) -> str:
    """What the speakers of one language call another: `créole haïtien`."""
    return locale_of(reader).languages.get(code) or own_name(code)


@cache
def direction(code: str) -> str:
    """`rtl` where people write from right to left, else `ltr`."""
    return locale_of(code).text_direction
