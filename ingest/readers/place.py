"""Finds the words that seem to name a place; where that is, `geo.locate` finds out."""

from ingest.catalog import Hit, Kind
from ingest.catalog.glue import NO_GLUE, Glue
from ingest.catalog.sights import NO_SIGHTS, Sights
from ingest.letters import fold, is_spelled
from ingest.places.landmarks import Landmarks, has_case, is_name, read_landmarks
from ingest.places.pieces import Piece, read_pieces
from ingest.shapes import PlaceWords
from ingest.words import Gap, Words

SHORT = 6  # words of a text that may be nothing but a place
LONG = 16  # words of one that can be nothing else: streets, numbers and names
LEAST = 1.5  # points; below it we say nothing
_SPEAKS = frozenset((Kind.INTENT, Kind.CATEGORY, Kind.NOISE, Kind.ANSWER, Kind.URGENCY))
# How often each rule found where a message of 2010 was about, for 276 whose place volunteers had heard: 162
# share a word with what they wrote, 75 of the others were judged by eye. By that, «live» 90 of 93, «near»
# 16 of 16, «in» 83 of 85, «kind» 55 of 60, «numbered» 12 of 15, «bare» 5 of 7. The others: lower, by guess.
RIGHT = {
    "live": 0.96,
    "near": 0.96,
    "in": 0.96,
    "kind": 0.92,
    "numbered": 0.8,
    "bare": 0.7,
    "after": 0.85,
    "in_after": 0.75,
    "glued": 0.75,
    "whole": 0.6,
}


def read_place(
    words: Words, hits: tuple[Hit, ...], *, glue: Glue = NO_GLUE, sights: Sights = NO_SIGHTS
) -> PlaceWords | None:
    """Give the likeliest piece of the text, joined with those that go on from it: «Delmas 33, ri Jasmin».

    `glue`: the little words that the text's language glues to names; they are left out of the span.
    `sights`: its words for landmarks without a name.
    """
    marks = read_landmarks(words, hits, glue, sights)
    pieces = sorted(set(read_pieces(words, hits, marks)), key=lambda piece: (piece.first, -piece.score))
    best = max(pieces, key=lambda piece: (piece.score, -piece.first), default=None)
    if _is_all_names(words, marks) and not words.shouted:
        return _words(words, marks, 0, len(words.all), rule=best.rule if best else "whole")
    if best is None or best.score < LEAST:
        return _whole(words, hits, marks)
    related = {at for hit in hits if hit.kind is Kind.RELATION for at in range(hit.first, hit.stop)}
    first, stop = _joined(words, best, [piece for piece in pieces if piece.score >= LEAST], related)
    return _words(words, marks, first, stop, rule=best.rule)


def _words(words: Words, marks: Landmarks, first: int, stop: int, *, rule: str) -> PlaceWords:
    start, end = words.span(first, stop)
    start += len(_typed(words.text[start:end], marks.fronts.get(first, "")))
    ending = marks.endings.get(stop - 1) or marks.owners.get(stop - 1, "")
    end -= len(_typed(words.text[start:end], ending, back=True))
    return PlaceWords(text=words.text[start:end], span=(start, end), confidence=RIGHT[rule])


def _typed(text: str, glued: str, *, back: bool = False) -> str:
    """Find how a folded piece at the front or the back of a text was typed, its vowel signs with it."""
    if not glued:
        return ""
    cuts = (text[-size:] if back else text[:size] for size in range(1, len(text)))
    typed = ""
    for cut in cuts:
        if fold(cut).text == glued:
            typed = cut
        elif typed:
            break
    return typed


def _joined(words: Words, best: Piece, pieces: list[Piece], related: set[int]) -> tuple[int, int]:
    """Grow the best piece over pieces right beside it, a comma or one small word between them.

    A piece that reaches into it from before adds more than words that are `related`: «no Beco do Sol».
    """
    first, stop = best.first, best.stop
    for piece in pieces:
        goes_on = stop <= piece.first <= stop + 2 and not _broken(words, stop, piece.first)
        if goes_on or piece.first <= stop < piece.stop:
            stop = piece.stop
    for piece in reversed(pieces):
        leads = piece.stop <= first <= piece.stop + 2 and not _broken(words, piece.stop, first)
        reaches = piece.first < first < piece.stop and not related.issuperset(range(piece.first, first))
        if leads or reaches:
            first = piece.first
    return first, stop


def _broken(words: Words, start: int, stop: int) -> bool:
    return any(words.all[at].gap == Gap.STOP for at in range(start, stop + 1))


def _whole(words: Words, hits: tuple[Hit, ...], marks: Landmarks) -> PlaceWords | None:
    """Take a short text that says nothing else for a place: the answer to «where is it?»."""
    if not 0 < len(words.all) <= SHORT or any(hit.kind in _SPEAKS or hit.name == "called" for hit in hits):
        return None
    if not any(is_spelled(word.form) and at not in marks.ends for at, word in enumerate(words.all)):
        return None
    shown = any(word.capital or word.form[0].isdecimal() for word in words.all)
    if not shown and not _is_all_names(words, marks):
        return None
    return _words(words, marks, 0, len(words.all), rule="whole")


def _is_all_names(words: Words, marks: Landmarks) -> bool:
    """Tell a text of streets, numbers and names alone, «वडा नं 5, रामपुर»; small letters make no name."""
    if len(words.all) > LONG or not any(at not in marks.known for at in range(len(words.all))):
        return False
    return all(
        _is_part(words, marks, at) and (at == 0 or word.gap < Gap.STOP) for at, word in enumerate(words.all)
    )


def _is_part(words: Words, marks: Landmarks, at: int) -> bool:
    if at in marks.kinds or at in marks.inside or words.all[at].form[0].isdecimal():
        return True
    if at in marks.known or not is_spelled(words.all[at].form):
        return False
    return is_name(words, at) or not has_case(words, at)
