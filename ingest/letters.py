"""How letters are made alike for looking up, in every script, and which of them make up a word."""

import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MOST_KEPT = 4096  # characters whose plain form is remembered
# letters that gateways and old phones lost come out as one or several of these
LOST = "?*\ufffd"
SIGNS = "👍👎👌✅❌🆘"  # the pictures that people answer with, each a word
_SCRIPTS = (range(0x300, 0x3100), range(0xA000, 0xAC00), range(0xFB00, 0x10000))  # the rest is Han and Hangul


def _marks() -> Iterator[str]:
    """Give the marks of all scripts as the runs that they stand in, «\u0300-\u036f»."""
    marks = [code for codes in _SCRIPTS for code in codes if unicodedata.category(chr(code)) in ("Mn", "Mc")]
    for _, run in itertools.groupby(enumerate(marks), lambda mark: mark[1] - mark[0]):
        codes = [code for _, code in run]
        yield f"{chr(codes[0])}-{chr(codes[-1])}"


# vowel signs and the like belong to the letter before them; Python's \w leaves them out
_MARKS = "".join(_marks())
_MARK = re.compile(f"[{_MARKS}]+")
_Q = rf"[{re.escape(LOST)}]"


def _words_of(letter: str, *more: str) -> re.Pattern[str]:
    spelled = rf"(?:(?<!\S){_Q}{{1,3}}(?={letter}))?{letter}+(?:{_Q}+{letter}+)*(?:{_Q}{{1,3}}(?!\S))?"
    return re.compile("|".join((r"\d+(?:[.,]\d+)*", spelled, *more)))


_WORD = _words_of(r"[^\W\d_]")  # nearly all texts are plain letters once they are folded
_WORD_WITH_MARKS = _words_of(rf"(?:[^\W\d_][{_MARKS}]*)", f"[{SIGNS}]")

# UTF-8 read as Latin-1 or Windows-1252, once: «Ã©» was «é»
_TWICE = re.compile(
    r"[ÂÃ][\x80-\xff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)
_CYRILLIC = r"\u0400-\u052f"
_APOSTROPHES = "'’‘ʼʻ`´′"
# Ukrainian's is a sign inside the word, «п'ять», and as often left out
_INSIDE = re.compile(rf"[{_APOSTROPHES}\"*](?<=[{_CYRILLIC}].)(?=[{_CYRILLIC}])")

# letters that people take for one another, or that their keyboards lack; by the scripts' own habits
_ALIKE = (
    dict.fromkeys(_APOSTROPHES, "'")
    | {"œ": "oe", "æ": "ae"}
    | dict(zip("ıøłđ", "iold", strict=True))
    | {"ґ": "г"}
    | dict(zip("ٱىیېکةہھە٫٬", "ايييكهههه.,", strict=True))
    | dict(zip("ीूईऊँशषव", "िुइउंससब", strict=True))
    | dict.fromkeys("ـ़्", "")
)
_ACCENTS = ((0x300, 0x36F), (0x591, 0x5C7), (0x64B, 0x65F), (0x670, 0x670), (0x6D6, 0x6ED))
_SKINS = range(0x1F3FB, 0x1F400)
_VARIANTS = range(0xFE00, 0xFE10)


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in plain small letters; `origin[i]` is where its i-th character came from."""

    text: str
    origin: Sequence[int]

    def words(self) -> Iterator[tuple[int, int]]:
        """Give where each word of the folded text begins and ends."""
        pattern = _WORD if self.text.isascii() else _WORD_WITH_MARKS
        return (found.span() for found in pattern.finditer(self.text))

    def end(self, stop: int, *, length: int) -> int:
        """Give where the characters before `stop` end in the original, which has `length` of them."""
        # accents typed as characters of their own belong to the letter before them
        return max(self.origin[stop - 1] + 1, self.origin[stop] if stop < len(self.origin) else length)


def fold(text: str) -> Folded:
    """Make letters alike: small, without what people leave out, digits of every script as 0 to 9."""
    if text.isascii():
        return Folded(text.lower(), range(len(text)))
    inside = {found.start() for found in _INSIDE.finditer(text)}
    if not inside and "Ã" not in text and "Â" not in text:
        folded = text.translate(_PLAIN)
        if _PLAIN.resized.isdisjoint(text):
            return Folded(folded, range(len(text)))
    pieces, origin = [], []
    for position, character in _mended(text):
        piece = "" if position in inside else _PLAIN[ord(character)]
        pieces.append(piece)
        origin.extend([position] * len(piece))
    return Folded("".join(pieces), origin)


def is_spelled(form: str) -> bool:
    """Tell a word of letters and their marks from numbers, pictures and words with a letter lost."""
    return form.isalpha() or (not form.isascii() and _MARK.sub("", form).isalpha())


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


class _Plain(dict[int, str]):
    """What each character is folded to, found out when it is first met; `resized`: none or several."""

    def __init__(self) -> None:
        super().__init__()
        self.resized: set[str] = set()

    def __missing__(self, code: int) -> str:
        plain = _fold(chr(code))
        if len(plain) != 1:
            self.resized.add(chr(code))
        if len(self) < MOST_KEPT:
            self[code] = plain
        return plain


_PLAIN = _Plain()


def _fold(character: str) -> str:
    if _is_unseen(character):
        return ""
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    if character in _ALIKE:
        return _ALIKE[character]
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", character).casefold())
    return "".join(_ALIKE.get(part, part) for part in plain if not _is_accent(part))


def _is_unseen(character: str) -> bool:
    """Find what has no shape of its own: joiners, marks of direction, halves of characters, skin tones."""
    code = ord(character)
    return unicodedata.category(character) in ("Cf", "Cs") or code in _VARIANTS or code in _SKINS


def _is_accent(character: str) -> bool:
    # only marks that people leave out: a Devanagari vowel sign is a mark too, and no accent
    code = ord(character)
    return any(first <= code <= last for first, last in _ACCENTS)
