"""Finds the words that seem to name a place; where that is, `geo.locate` finds out."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ingest.catalog import Hit, Kind
from ingest.letters import is_spelled
from ingest.shapes import PlaceWords
from ingest.words import Gap, Words

LONGEST = 7  # words in one piece of an address
SHORT = 6  # words of a text that may be nothing but a place
LEAST = 1.5  # points; below it we say nothing
_RELATIONS = {"live": 2.5, "near": 2.0, "in": 1.0, "after": 2.0}
_NAME = 3  # words that may be a name where no capital tells them from others
_ENDS = frozenset(
    (Kind.COMMON, Kind.INTENT, Kind.PEOPLE, Kind.NOISE, Kind.URGENCY, Kind.RELATION, Kind.LACKING)
)
_WANTS = frozenset((Kind.INTENT, Kind.LACKING))
_SPEAKS = frozenset((Kind.INTENT, Kind.CATEGORY, Kind.NOISE, Kind.ANSWER, Kind.URGENCY))


@dataclass(frozen=True, slots=True)
class _Piece:
    first: int
    stop: int
    score: float


@dataclass(frozen=True, slots=True)
class _Marks:
    """What the words of a text are for a place: where one may begin, what belongs inside, what ends it."""

    kinds: frozenset[int]  # street, church …
    inside: frozenset[int]  # of, saint …
    ends: frozenset[int]
    never: Mapping[int, int]  # «nan lari a» is nowhere: for each such word, how far that goes
    called: frozenset[int]  # where a person's name begins: «mwen rele …»
    known: frozenset[int]


def read_place(words: Words, hits: tuple[Hit, ...]) -> PlaceWords | None:
    """Give the likeliest piece of the text, joined with those that go on from it: «Delmas 33, ri Jasmin»."""
    marks = _marks(words, hits)
    pieces = sorted(set(_pieces(words, hits, marks)), key=lambda piece: (piece.first, -piece.score))
    best = max(pieces, key=lambda piece: (piece.score, -piece.first), default=None)
    if best is None or best.score < LEAST:
        return _whole(words, hits)
    first, stop = _joined(words, best, [piece for piece in pieces if piece.score >= LEAST])
    return _words(words, first, stop)


def _words(words: Words, first: int, stop: int) -> PlaceWords:
    start, end = words.span(first, stop)
    return PlaceWords(text=words.text[start:end], span=(start, end))


def _marks(words: Words, hits: tuple[Hit, ...]) -> _Marks:
    at: dict[str, set[int]] = defaultdict(set)
    for hit in hits:
        covered = range(hit.first, hit.stop)
        at["known"].update(covered)
        if hit.kind is Kind.PLACE and hit.name != "called":
            at[hit.name].update(covered)
        elif hit.kind in _ENDS or (hit.kind is Kind.CATEGORY and hit.strong):
            at["ends"].update(covered)
        elif hit.kind is Kind.CATEGORY:  # «the pipe» is nowhere, «Radyo Grillo» may be a place
            at["ends"].update(n for n in covered if not _is_name(words, n))
    never: dict[int, int] = {}
    for hit in hits:
        if hit.kind is Kind.NOWHERE:
            never.update((n, max(hit.stop, never.get(n, 0))) for n in range(hit.first, hit.stop))
    # «no» is short for a number, and not in «no sale agua»
    kinds = at["kind"] - {hit.first for hit in hits if hit.kind in _WANTS and hit.stop > hit.first + 1}
    inside = at["inside"] - kinds
    return _Marks(
        kinds=frozenset(kinds),
        inside=frozenset(inside),
        ends=frozenset(at["ends"] - kinds - inside),
        never=never,
        called=frozenset(hit.stop for hit in hits if hit.kind is Kind.PLACE and hit.name == "called"),
        known=frozenset(at["known"]),
    )


def _pieces(words: Words, hits: tuple[Hit, ...], marks: _Marks) -> Iterator[_Piece]:
    for hit in hits:
        if hit.kind is Kind.RELATION:
            if hit.name == "after":
                yield from _before(words, marks, hit)
            else:
                yield from _piece(words, marks, hit.stop, _RELATIONS[hit.name])
    for at in sorted(marks.kinds):
        yield from _piece(words, marks, _back(words, marks, at), 0.9)
    for at in range(len(words.all) - 1):  # «Delmas 33» with nothing before it
        numbered = at not in marks.known and words.all[at + 1].form[0].isdecimal()
        if numbered or _is_bare_name(words, marks, at):
            yield from _piece(words, marks, at, 0.0)


def _before(words: Words, marks: _Marks, relation: Hit) -> Iterator[_Piece]:
    """Take the name that stands before its relation: «पाटन ढोका नजिक»."""
    first = relation.first
    while first > 0 and relation.first - first < _NAME and words.all[first].gap <= Gap.SPACE:
        if first - 1 in marks.ends or first - 1 in marks.never:
            break
        first -= 1
    if first < relation.first:
        worth = _RELATIONS[relation.name] + _worth(words, marks, first, relation.first)
        yield _Piece(first, relation.first, worth)


def _is_bare_name(words: Words, marks: _Marks, at: int) -> bool:
    if at in marks.known or not _is_name(words, at) or words.all[at].gap == Gap.STOP:
        return False
    for before in range(at, max(at - LONGEST, 0), -1):
        if before in marks.called:
            return False
        if not _is_name(words, before - 1):
            break
    return True


def _back(words: Words, marks: _Marks, at: int) -> int:
    """Begin before a kind that follows its name: «Mill Street»."""
    for before in range(at - 1, max(at - LONGEST, -1), -1):
        if words.all[at].gap > Gap.SPACE or not _is_name(words, before) or before in marks.ends:
            break
        at = before
    return at


def _is_name(words: Words, at: int) -> bool:
    return words.all[at].capital and not words.shouted


def _goes_on(words: Words, at: int) -> bool:
    """Tell the «An» of «legliz Sent An» from the article; after a number a capital begins a sentence."""
    return _is_name(words, at) and not words.all[at - 1].form[0].isdecimal()


def _piece(words: Words, marks: _Marks, first: int, base: float) -> Iterator[_Piece]:
    """Take words for as long as they may belong to a name."""
    stop = first
    while stop < min(first + LONGEST, len(words.all)):
        if stop > first and words.all[stop].gap > Gap.SPACE:
            break
        if stop in marks.ends and not (stop > first and _goes_on(words, stop)):
            break
        stop += 1
    while stop > first and stop - 1 in marks.inside:
        stop -= 1
    while first < stop and first in marks.inside and first not in marks.kinds:
        first += 1
    if first < stop and stop > marks.never.get(first, 0):
        yield _Piece(first, stop, base + _worth(words, marks, first, stop))


def _worth(words: Words, marks: _Marks, first: int, stop: int) -> float:
    at = range(first, stop)
    names = [n for n in at if n not in marks.known and not words.all[n].form[0].isdecimal()]
    numbers = [n for n in at if words.all[n].form[0].isdecimal()]
    kinds = marks.kinds.intersection(at)
    if not names and not (numbers and kinds):
        return 1.0 if any(_is_name(words, n) for n in kinds) else 0.5 if kinds else -1.0
    worth = 0.5 * min(len(names), 2)
    worth += 1.0 if numbers and names else 0.0
    worth += 1.5 if kinds else 0.0
    return worth + (1.0 if any(_is_name(words, n) for n in names) else 0.0)


def _joined(words: Words, best: _Piece, pieces: list[_Piece]) -> tuple[int, int]:
    """Grow the best piece over pieces right beside it, a comma or one small word between them."""
    first, stop = best.first, best.stop
    for piece in pieces:
        goes_on = stop <= piece.first <= stop + 2 and not _broken(words, stop, piece.first)
        if goes_on or piece.first <= stop < piece.stop:
            stop = piece.stop
    for piece in reversed(pieces):
        if piece.stop <= first <= piece.stop + 2 and not _broken(words, piece.stop, first):
            first = piece.first
    return first, stop


def _broken(words: Words, start: int, stop: int) -> bool:
    return any(words.all[at].gap == Gap.STOP for at in range(start, stop + 1))


def _whole(words: Words, hits: tuple[Hit, ...]) -> PlaceWords | None:
    """Take a short text that says nothing else for a place: the answer to «where is it?»."""
    if not 0 < len(words.all) <= SHORT or any(hit.kind in _SPEAKS or hit.name == "called" for hit in hits):
        return None
    shown = any(word.capital or word.form[0].isdecimal() for word in words.all)
    if not shown and (hits or len(words.all) > _NAME or any(_has_case(word.form) for word in words.all)):
        return None  # scripts without capitals show no names: there, a place is what has no other meaning
    if not any(is_spelled(word.form) for word in words.all):
        return None
    return _words(words, 0, len(words.all))


def _has_case(form: str) -> bool:
    return form[0].lower() != form[0].upper()
