"""What a text looks like once it is cut into words, and how letters are made alike for looking up."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

# letters that gateways and old phones lost come out as one or several of these
LOST = "?*\ufffd"
_L = r"[^\W\d_]"
_Q = rf"[{re.escape(LOST)}]"
WORD = re.compile(
    rf"\d+(?:[.,]\d+)*|(?:(?<!\S){_Q}{{1,3}}(?={_L}))?{_L}+(?:{_Q}+{_L}+)*(?:{_Q}{{1,3}}(?!\S))?"
)

# UTF-8 read as Latin-1 or Windows-1252, once: «Ã©» was «é»
_TWICE = re.compile(
    r"[ÂÃ][\x80-\xff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)
_DROPPED = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")


class Gap(IntEnum):
    """What stands between a word and the one before it."""

    JOINED = 0  # nothing, a hyphen, an apostrophe
    SPACE = 1
    PAUSE = 2  # a comma, a colon, a bracket
    STOP = 3  # the end of a sentence or line, the beginning of the text


@dataclass(frozen=True, slots=True)
class Word:
    """One word: its form to look up («?» where a letter was lost), where it stands, what stands before it."""

    form: str
    start: int
    end: int
    gap: Gap
    capital: bool


@dataclass(frozen=True, slots=True)
class Words:
    """A whole text in words; `shouted` when capital letters mean nothing in it."""

    text: str
    all: tuple[Word, ...]
    shouted: bool = False

    def gap_after(self, stop: int) -> Gap:
        """Say what follows the words before `stop`; the end of the text is a `STOP`."""
        return self.all[stop].gap if stop < len(self.all) else Gap.STOP

    def span(self, first: int, stop: int) -> tuple[int, int]:
        """Give the characters of the original text that these words cover."""
        return self.all[first].start, self.all[stop - 1].end


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the text, from digits or words, and which words say it."""

    value: float
    first: int
    stop: int


@dataclass(frozen=True, slots=True)
class Gift:
    """An offer and its clause; not `sure`: somebody has a thing or a trade, and says no more."""

    first: int
    stop: int
    clause: range
    sure: bool


@dataclass(frozen=True, slots=True)
class Lack:
    """A sign that something is gone or sought, and the first word that names the thing."""

    first: int
    stop: int
    thing: int


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in plain small letters; `origin[i]` is where its i-th character came from."""

    text: str
    origin: Sequence[int]


def fold(text: str) -> Folded:
    """Make letters alike: small, without accents, digits of every script as 0 to 9."""
    if text.isascii():
        return Folded(text.lower(), range(len(text)))
    pieces: list[str] = []
    origin: list[int] = []
    for position, character in _mended(text):
        piece = _fold(character)
        pieces.append(piece)
        origin.extend([position] * len(piece))
    return Folded("".join(pieces), origin)


def _mended(text: str) -> Iterator[tuple[int, str]]:
    if "Ã" not in text and "Â" not in text:
        yield from enumerate(text)
        return
    at = 0
    for found in _TWICE.finditer(text):
        yield from enumerate(text[at : found.start()], at)
        at = found.end()
        mended = _once(found.group())
        if mended is None:
            yield from enumerate(found.group(), found.start())
        else:
            yield found.start(), mended
    yield from enumerate(text[at:], at)


def _once(pair: str) -> str | None:
    for encoding in ("latin-1", "cp1252"):
        try:
            return pair.encode(encoding).decode()
        except UnicodeError:
            continue
    return None


@lru_cache(maxsize=4096)
def _fold(character: str) -> str:
    if character in _DROPPED:
        return ""
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    if character == "’":
        return "'"
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", character).casefold())
    return "".join(part for part in plain if not _is_accent(part))


def _is_accent(character: str) -> bool:
    # only marks that people leave out: a Devanagari vowel sign is a mark too, and no accent
    code = ord(character)
    return 0x300 <= code <= 0x36F or 0x591 <= code <= 0x5C7 or 0x64B <= code <= 0x652
