"""Counts how many text messages a text is charged as, and writes it so that it is charged as fewer."""

import unicodedata
from collections.abc import Iterable

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_ESCAPED = frozenset("\f^{}\\[~]|€")  # each takes an escape and a character

# what fits alone, and what fits when each part also carries its number
_SEPTETS = (160, 153)
_UNITS = (70, 67)
# how people write what their phone's alphabet has not; what takes its accents off by itself is not listed
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("‘’‚‹›′", "'"),
        **dict.fromkeys("“”„«»″", '"'),
        **dict.fromkeys("‐‑–—−", "-"),
        **dict.fromkeys("\u00a0\u2009\u202f", " "),
        "…": "...",
        "•": "*",
        "ı": "i",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "œ": "oe",
        "Œ": "OE",
    }
)


def is_gsm7(text: str) -> bool:
    """Tell whether a text fits the phone networks' own alphabet, in which more than twice as much fits."""
    return all(character in _BASIC or character in _ESCAPED for character in text)


def segments(text: str) -> int:
    """Count the messages that a text needs; no character is torn in two between them."""
    if is_gsm7(text):
        return _parts((2 if character in _ESCAPED else 1 for character in text), _SEPTETS)
    return _parts((2 if ord(character) > 0xFFFF else 1 for character in text), _UNITS)


def thrifty(text: str) -> str:
    """Write letters outside the alphabet plainly («á» as «a») where that saves a part, and only there."""
    if is_gsm7(text):
        return text
    plain = "".join(character if character in _BASIC else _bare(character) for character in text)
    return plain if is_gsm7(plain) and segments(plain) < segments(text) else text


def _bare(character: str) -> str:
    letters = unicodedata.normalize("NFKD", character.translate(_PLAIN))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _parts(widths: Iterable[int], room: tuple[int, int]) -> int:
    alone, joined = room
    sizes = list(widths)
    if sum(sizes) <= alone:
        return 1
    count, used = 1, 0
    for size in sizes:
        if used + size > joined:
            count, used = count + 1, 0
        used += size
    return count
