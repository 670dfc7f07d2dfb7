"""Cuts a text into words, however it was typed and whatever the road did to its letters."""

import re
from collections.abc import Iterator

from ingest.letters import LOST, Folded, fold
from ingest.words import Gap, Word, Words

_LOST_RUN = re.compile(rf"[{re.escape(LOST)}]+")
_DRAWN_OUT = re.compile(r"([^\W\d_])\1{2,}")
_JOINED = frozenset(("", "-", "'", "`", "‐", "‑", "."))
# a full stop after these ends no sentence
_SHORT = frozenset(
    "st ste sn dr mr mrs mme pr past sr sra imp av ave avn bd blvd bvd rte rt no nr nro num prol pl"
    " вул ул просп пров пл бульв буд кв обл м с mah mh cad cd sok sk blv apt".split()
)
# Turkish counts its streets with a full stop: «5. sokak»
_COUNTED = frozenset(
    "sok sk sokak sokagi sokakta sokaktayiz sokaginda sokagindayiz cad cd cadde caddesi caddesinde caddede"
    " kat katta mah mh mahalle mahallesi blok kisim etap bolge".split()
)
SHORTEST_ASKING = 4  # «b? lekol» lost a letter, «kay la?» asks
# of all scripts: the danda and the bar typed in its place, Arabic question marks and semicolons, …
_STOPS = re.compile(r"[.!?;|\n\r\u2026\u0964\u0965\u061b\u061f\u06d4\u3002\u1362\u104b]")
_DIGIT = re.compile(r"\d")
_SPACES = re.compile(r"[\s_]+")


def normalise(text: str) -> Words:
    """Cut `text` into words that can be looked up, each with its place in the original."""
    folded = fold(text)
    words = tuple(_words(text, folded))
    shouted = _is_shouted(text) or _is_titled(words)
    return Words(text, words, shouted=shouted, numbered=_DIGIT.search(folded.text) is not None)


def _words(text: str, folded: Folded) -> Iterator[Word]:
    plain, origin = folded.text, folded.origin
    before, after = "", 0
    messy = bool(_LOST_RUN.search(plain) or _DRAWN_OUT.search(plain))
    moved = not isinstance(origin, range)  # no character is where it was
    for first, stop in folded.words():
        form = plain[first:stop]
        end = stop
        if messy:
            form = _tidy(form)
            end -= _is_asked(form)
        if moved:
            end = folded.end(end, length=len(text))
        start = origin[first]
        between = plain[after:first]
        gap = Gap.STOP if not before else Gap.SPACE if between == " " else _gap(before, between, form)
        yield Word(form, start, end, gap, text[start].isupper())
        before, after = form, stop


def _tidy(form: str) -> str:
    return _DRAWN_OUT.sub(r"\1\1", _LOST_RUN.sub("?", form))


def _is_asked(form: str) -> bool:
    """Tell a question mark from a lost letter at the end of a word."""
    return form[-1] == "?" and len(form) > SHORTEST_ASKING


def _gap(before: str, between: str, after: str) -> Gap:
    if between in _JOINED and (between != "." or len(before) == 1):
        return Gap.JOINED
    if between[:1] == "." and (before in _SHORT or (after in _COUNTED and before.isdecimal())):
        between = between[1:]
    if _STOPS.search(between) or _is_asked(before):
        return Gap.STOP
    return Gap.SPACE if not _SPACES.sub("", between).strip("#-'\"") else Gap.PAUSE


def _is_shouted(text: str) -> bool:
    large = sum(map(str.isupper, text))
    return large > 3 and large > sum(map(str.islower, text))


def _is_titled(words: tuple[Word, ...]) -> bool:
    return len(words) > 4 and sum(word.capital for word in words) > 0.7 * len(words)
