"""The piece of a text in which the words stand, cut so that a person sees them at a glance."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from app.search.words import Piece, pieces_of

BEFORE = 60  # characters shown before the first word found …
WIDE = 220  # … and in all


@dataclass(frozen=True, slots=True)
class Bit:
    """A run of characters, marked or not. Nothing here is HTML: the page escapes every one."""

    text: str
    marked: bool = False


def snippet(text: str, marked: Collection[str]) -> tuple[Bit, ...]:
    """Cut the best piece out of a text; without a word found it is the beginning."""
    hits = [piece for piece in pieces_of(text) if piece.word in marked]
    begin, end = _window(text, hits)
    bits: list[Bit] = [Bit("…")] if begin else []
    at = begin
    for hit in hits:
        if hit.start < at or hit.end > end:
            continue
        bits += [Bit(text[at : hit.start]), Bit(text[hit.start : hit.end], marked=True)]
        at = hit.end
    bits.append(Bit(text[at:end]))
    if end < len(text):
        bits.append(Bit("…"))
    return tuple(bit for bit in bits if bit.text)


def best_of(texts: Iterable[str], marked: Collection[str]) -> tuple[Bit, ...]:
    """The piece of several texts with the most different words found; empty when none has any."""
    best, most = "", 0
    for text in texts:
        held = len({piece.word for piece in pieces_of(text)} & set(marked))
        if held > most:
            best, most = text, held
    return snippet(best, marked) if most else ()


def _window(text: str, hits: list[Piece]) -> tuple[int, int]:
    if len(text) <= WIDE:
        return 0, len(text)
    begin = max(0, hits[0].start - BEFORE) if hits else 0
    if begin:  # at the beginning of a word
        begin = text.find(" ", begin) + 1 or begin
    end = min(len(text), begin + WIDE)
    return begin, text.rfind(" ", begin, end) if end < len(text) and " " in text[begin:end] else end
