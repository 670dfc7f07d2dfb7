"""Cuts out of a text the pieces that may name a place, each with what speaks for it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.catalog import Hit, Kind
from ingest.places.landmarks import Landmarks, is_name
from ingest.words import Gap, Words

LONGEST = 7  # words in one piece of an address; its «street», «of», «old» and numbers are not counted
MOST = 30  # words of it in all: every word of a text may begin a piece, and a long text must not take long
MOST_DIGITS = 5  # of a house or a street; more are a telephone
LONGEST_BACK = 2  # words in small letters before «… mahallesi», «… najik»
_RELATIONS = {"live": 2.5, "near": 2.0, "in": 1.0}
_AFTER = {"after": 2.0, "in_after": 1.0}  # «… yakınında», «… ma»
_BESIDE = ("near", "after")
_GLUED = 1.0
_KIND = 0.9
_NO_PLACE = -9.0


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, what speaks for them in points, and by which rule they were found."""

    first: int
    stop: int
    score: float
    rule: str


def read_pieces(words: Words, hits: tuple[Hit, ...], marks: Landmarks) -> Iterator[Piece]:
    """Look beside «near» and «in», around each «street», and at names and what is numbered."""
    for hit in hits:
        if hit.kind is Kind.RELATION and hit.name in _AFTER:
            yield from _back(words, marks, hit.first, hit.name)
        elif hit.kind is Kind.RELATION:
            yield from _forward(words, marks, hit)
    for at in sorted(marks.kinds):
        yield from _piece(words, marks, _start(words, marks, at), _KIND, "kind")
    for at in marks.fronts:
        yield from _piece(words, marks, at, _GLUED, "glued")
    for at in marks.endings:
        yield from _back(words, marks, at + 1, "glued")
    for at in range(len(words.all) - 1):  # «Delmas 33» with nothing before it
        if at not in marks.known and _is_short_number(words, at + 1):
            yield from _piece(words, marks, at, 0.0, "numbered")
        elif _is_bare_name(words, marks, at):
            yield from _piece(words, marks, at, 0.0, "bare")


def _forward(words: Words, marks: Landmarks, hit: Hit) -> Iterator[Piece]:
    """Take the words behind a relation, and the relation's last word where it is a kind: «kafou Solèy»."""
    pieces = _piece(words, marks, hit.stop, _RELATIONS[hit.name], hit.name)
    kind = hit.stop - 1
    for piece in pieces:
        named = hit.name == "near" and kind in marks.kinds and piece.first == hit.stop
        yield replace(piece, first=kind) if named else piece


def _is_short_number(words: Words, at: int) -> bool:
    return words.all[at].form[0].isdecimal() and len(words.all[at].form) <= MOST_DIGITS


def _is_bare_name(words: Words, marks: Landmarks, at: int) -> bool:
    if at in marks.known or not is_name(words, at) or words.all[at].gap == Gap.STOP:
        return False
    for before in range(at, max(at - LONGEST, 0), -1):
        if before in marks.called:
            return False
        if not is_name(words, before - 1):
            break
    return True


def _start(words: Words, marks: Landmarks, at: int) -> int:
    """Begin before a kind that follows its name: «Mill Street», «cumhuriyet mahallesi»."""
    if marks.kind_last:
        return _behind(words, marks, at + 1)
    for before in range(at - 1, max(at - LONGEST, -1), -1):
        if words.all[at].gap > Gap.SPACE or not is_name(words, before) or before in marks.ends:
            break
        at = before
    return at


def _back(words: Words, marks: Landmarks, stop: int, rule: str) -> Iterator[Piece]:
    """Take the words before one that follows its place; «hamro gaun ma» names none, «pul najik» does."""
    if stop < len(words.all) and words.all[stop].gap > Gap.SPACE and rule != "glued":
        return
    first = _behind(words, marks, stop)
    while first < stop and _is_little(words, marks, first):
        first += 1
    bare = all(at in marks.known and at not in marks.owners for at in range(first, stop))
    if first == stop or _is_nowhere(marks, first, stop, rule) or (bare and rule != "after"):
        return
    yield Piece(first, stop, _AFTER.get(rule, _GLUED) + _worth(words, marks, first, stop), rule)


def _behind(words: Words, marks: Landmarks, stop: int) -> int:
    """Go back for as long as the words may belong to a name; no small word stands before a capital."""
    first, small, named = stop, 0, False
    while first > 0 and stop - first < LONGEST:
        at = first - 1
        if first < stop and (words.all[first].gap > Gap.SPACE or at in marks.endings):
            break
        if at in marks.kinds or at in marks.inside or at in marks.told:
            first = at
            continue
        if at in marks.ends or (at in marks.known and not is_name(words, at)):
            break
        if words.all[at].form[0].isdecimal():
            if first not in marks.kinds and first < stop:
                break
        elif is_name(words, at):
            named = True
        else:
            small += 1
            if named or small > LONGEST_BACK:
                break
        first = at
    return first


def _is_little(words: Words, marks: Landmarks, at: int) -> bool:
    """Tell the «the» and «of» that no name begins with from the «San» that one does."""
    if at not in marks.inside or at in marks.kinds:
        return False
    return words.all[at].gap is Gap.STOP or not is_name(words, at)


def _is_parted(words: Words, marks: Landmarks, at: int) -> bool:
    """Tell a comma from the colon of «No: 4»."""
    word, before = words.all[at], words.all[at - 1]
    if word.gap <= Gap.SPACE:
        return False
    numbered = word.form[0].isdecimal() and (at - 1 in marks.kinds or at - 1 in marks.inside)
    return not (numbered and word.gap is Gap.PAUSE and ":" in words.text[before.end : word.start])


def _goes_on(words: Words, at: int) -> bool:
    """Tell the «An» of «legliz Sent An» from the article; after a number a capital begins a sentence."""
    return is_name(words, at) and not words.all[at - 1].form[0].isdecimal()


def _piece(words: Words, marks: Landmarks, first: int, base: float, rule: str) -> Iterator[Piece]:
    """Take words for as long as they may belong to a name."""
    stop, free = first, LONGEST
    while stop < min(len(words.all), first + MOST):
        if stop > first and (_is_parted(words, marks, stop) or stop - 1 in marks.endings):
            break
        if stop in marks.ends and not (stop > first and _goes_on(words, stop)):
            break
        if stop > first and stop in marks.closes:
            stop += 1
            break
        if not _is_free(words, marks, stop):
            free -= 1
            if free < 0:
                break
        stop += 1
    stop = _without_what_follows(words, marks, first, stop)
    while stop > first and stop - 1 in marks.inside and stop - 1 not in marks.closes:
        stop -= 1
    while first < stop and _is_little(words, marks, first):
        first += 1
    if first < stop and not _is_nowhere(marks, first, stop, rule):
        yield Piece(first, stop, base + _worth(words, marks, first, stop), rule)


def _is_free(words: Words, marks: Landmarks, at: int) -> bool:
    """Tell a word that does not make a name too long: «street», a number, «of», «old»."""
    return any(at in free for free in (marks.kinds, marks.inside, marks.told)) or (
        words.all[at].form[0].isdecimal()
    )


def _is_nowhere(marks: Landmarks, first: int, stop: int, rule: str) -> bool:
    """Tell «in the school» from «behind the school», which is a place for who knows the neighbourhood."""
    if stop > marks.never.get(first, 0):
        return False
    return rule not in _BESIDE or marks.beside.isdisjoint(range(first, stop))


def _without_what_follows(words: Words, marks: Landmarks, first: int, stop: int) -> int:
    """Leave small words behind the kind out, where that comes last: «gazi mahallesi perişan»."""
    if not marks.kind_last or marks.kinds.isdisjoint(range(first, stop)):
        return stop
    while stop - 1 not in marks.kinds and not words.all[stop - 1].form[0].isdecimal():
        if is_name(words, stop - 1):
            break
        stop -= 1
    return stop


def _worth(words: Words, marks: Landmarks, first: int, stop: int) -> float:
    at = range(first, stop)
    names = [n for n in at if n not in marks.known and not words.all[n].form[0].isdecimal()]
    numbers = [n for n in at if words.all[n].form[0].isdecimal()]
    kinds = marks.kinds.intersection(at)
    if len(numbers) == stop - first:
        return _NO_PLACE  # «tuko 10»: they are ten
    if not names and not (numbers and kinds):
        return 1.0 if any(is_name(words, n) for n in kinds) else 0.5 if kinds else -1.0
    worth = 0.5 * min(len(names), 2)
    worth += 1.0 if numbers and names else 0.0
    worth += 1.5 if kinds else 0.0
    return worth + (1.0 if any(is_name(words, n) for n in names) else 0.0)
