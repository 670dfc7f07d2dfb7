"""Reads a short answer to something we asked: «wi», «YES 1», «done k7f3», «STOP»."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.catalog import Hit, Hits, Kind
from ingest.letters import fold
from ingest.reference import LENGTH, LONGEST, looks_like_reference
from ingest.shapes import Reply
from ingest.words import Gap, Words

MOST_DIGITS = 4  # of the hours of a rest; whoever takes them cuts them down to what we allow
STOP_REACH = 3  # words that may stand beside STOP and still be about stopping
_CODE = re.compile(rf"(?<![^\W_])[^\W_]{{{LENGTH},{LONGEST}}}(?![^\W_])")
_ALONE = "status"  # who texts a case reference and nothing else asks how it stands
_ONLY_ASKED = frozenset(("yes", "no", "here", "on_way"))
_BEGUN = frozenset(("unsafe", "update"))  # whatever follows: a cry, and news of one's own case
_CASES = frozenset(("done", "cancel", "status", "update", "pledge"))
_COUNTS = frozenset(("done", "pledge"))  # their one number says how much, no question is meant
_MOST_DIGITS = 2  # of the number of a question
_MOST = 1_000_000  # of anything; more is a slip of the thumb
_NUMBER = re.compile(r"\d{1,12}(?:[.,]\d{1,3})?|\d{1,3}(?:[.,]\d{3})+|\d{13,}")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:[.,]\d{3})+")
_DUTIES = frozenset(("duty", "off", "rest"))  # said by helpers, unasked
_CRIES = frozenset(("unsafe", "help"))  # these are heard unasked, and with a slip in them


@dataclass(frozen=True, slots=True)
class _Numbers:
    """The numbers right behind a command: the question's and how much; `used` are the words that say so."""

    digit: int | None = None
    amount: float | None = None
    used: int = 0


@dataclass(frozen=True, slots=True)
class _Rest:
    """The words that are neither the reference nor mere politeness; `polite`: there was some."""

    at: tuple[int, ...]
    polite: bool


def read_reply(words: Words, hits: Hits, *, answering: bool = False) -> Reply | None:
    """Find the command that a text is, or begins with. `answering`: we have asked this person something."""
    reference, inside = _reference(words, hits)
    rest = _rest(words, hits, inside)
    command = _command(hits, rest.at) or _after_its_digit(words, hits, rest.at)
    if command is None:
        return Reply(command=_ALONE, reference=reference) if reference and not rest.at else None
    again = _said_again(hits, command)
    left = [at for at in rest.at if not command.first <= at < command.stop and at not in again]
    if command.name in _DUTIES:
        return _duty(words, command, left)
    numbers = _numbers(words, hits, left, command=command.name, has_case=reference is not None)
    digit, exact = numbers.digit, len(left) == numbers.used
    if command.name == "stop":
        return _stop(exact and not rest.polite and not left and reference is None, len(words.all))
    has_case = reference is not None
    if command.kind is Kind.SLIP and not (exact and (answering or has_case or command.name in _CRIES)):
        return None
    if not exact and not _begins(words, hits, command, answering=answering, has_case=has_case):
        return None
    if not exact and not has_case and _is_foreign(hits, command):
        return None
    if command.name == "yes" and _takes_it_back(words, hits, command, inside):
        return None
    if command.name == "pledge" and reference is None and left:
        return None  # a promise to a collection names it; «we promise to help» is an offer
    amount = numbers.amount if exact else None
    return Reply(command=command.name, digit=digit, amount=amount, reference=reference, exact=exact)


def _duty(words: Words, command: Hit, left: Sequence[int]) -> Reply | None:
    """Hear DUTY, OFF, REST, «REST 8» and «rest 8 hours»; «rest of my family» is a story."""
    form = words.all[left[0]].form if left else ""
    hours = int(form) if command.name == "rest" and form.isdecimal() and len(form) <= MOST_DIGITS else None
    if len(left) > (0 if hours is None else 2):
        return None
    return Reply(command=command.name, digit=hours)


def _stop(alone: bool, size: int) -> Reply | None:
    """Obey STOP as carriers do, when it is the whole text; tell of it when it is nearly that."""
    if not alone and size > STOP_REACH + 1:
        return None
    return Reply(command="stop", exact=alone)


def _reference(words: Words, hits: Hits) -> tuple[str | None, frozenset[int]]:
    if not words.numbered:
        return None, frozenset()
    # the chat alphabet mixes digits in as codes do, and «na3am» is a yes
    answers = {range(hit.first, hit.stop) for hit in hits.of(Kind.ANSWER)}
    folded = fold(words.text)
    for found in _CODE.finditer(folded.text):
        if looks_like_reference(found.group()):
            first, last = folded.origin[found.start()], folded.origin[found.end() - 1]
            inside = [n for n, word in enumerate(words.all) if first <= word.start <= last]
            if inside and range(inside[0], inside[-1] + 1) not in answers:
                return found.group().upper(), frozenset(inside)
    return None, frozenset()


def _rest(words: Words, hits: Hits, reference: frozenset[int]) -> _Rest:
    noise = {at for hit in hits.of(Kind.NOISE) for at in range(hit.first, hit.stop)}
    answer = {at for hit in hits.of(Kind.ANSWER) for at in range(hit.first, hit.stop)}
    polite = noise - answer
    kept = tuple(at for at in range(len(words.all)) if at not in reference and at not in polite)
    return _Rest(kept, polite=bool(polite))


def _command(hits: Hits, rest: Sequence[int]) -> Hit | None:
    if not rest:
        return None
    begins = [hit for kind in (Kind.ANSWER, Kind.SLIP) for hit in hits.of(kind) if hit.first == rest[0]]
    return max(begins, key=lambda hit: hit.stop, default=None)


def _after_its_digit(words: Words, hits: Hits, rest: Sequence[int]) -> Hit | None:
    """Hear «2 yes» as «yes 2»; «2 no water» is something else."""
    command = _command(hits, rest[1:]) if _digit(words, rest) is not None else None
    whole = command is not None and not [at for at in rest[1:] if at >= command.stop]
    return command if whole and command is not None and command.name in ("yes", "no") else None


def _said_again(hits: Hits, command: Hit) -> frozenset[int]:
    """Find what only says the same once more: «yes yes», «yes 2 no problem»."""
    return frozenset(
        at
        for hit in hits.of(Kind.ANSWER)
        if hit.name == command.name and hit.first >= command.stop
        for at in range(hit.first, hit.stop)
    )


def _is_foreign(hits: Hits, command: Hit) -> bool:
    """Tell the «nan» of «nan lekol la», which is Kreyòl for in, from the French one, which is a no."""
    known: dict[str, set[int]] = {}
    means: dict[str, set[bool]] = {}
    for hit in hits:
        known.setdefault(hit.language, set()).update(range(hit.first, hit.stop))
        if hit.first <= command.first < hit.stop:
            same = hit.kind is Kind.ANSWER and hit.name == command.name
            means.setdefault(hit.language, set()).add(same)
    said = max(len(known[language]) for language, same in means.items() if True in same)
    return any(len(known[language]) >= said for language, same in means.items() if True not in same)


def _takes_it_back(words: Words, hits: Hits, yes: Hit, reference: frozenset[int]) -> bool:
    """«ok but I can't»: nobody is sent on such a yes. «no problem» is no no, «yes 1 no 2» is both."""
    # the N of «YES N426» is a letter of the code
    answers = [hit for hit in hits.of(Kind.ANSWER) if hit.first >= yes.stop and hit.first not in reference]
    return any(
        hit.name == "no"
        and _digit(words, range(hit.stop, len(words.all))) is None
        and not any(other.first == hit.first and other.stop > hit.stop for other in answers)
        for hit in answers
    )


def _digit(words: Words, left: Sequence[int]) -> int | None:
    form = words.all[left[0]].form if left else ""
    return int(form) if form.isdecimal() and len(form) <= _MOST_DIGITS else None


def _numbers(words: Words, hits: Hits, left: Sequence[int], *, command: str, has_case: bool) -> _Numbers:
    """Tell the number of the question from how much: «YES 1 15», «DONE K7F3 12», «YES 1 15 blankets».

    The question's comes first. A number that stands alone after YES names the question while it is short.
    """
    digit = _digit(words, left)
    if command not in ("yes", *_COUNTS):
        return _Numbers(digit, None, 0 if digit is None else 1)
    at = [n for n, place in enumerate(left) if _NUMBER.fullmatch(words.all[place].form)]
    found = at if at == list(range(len(at))) else at[:1] if at[:1] == [0] else []
    tail = left[len(found) :]
    goods = _are_goods(hits, tail)
    if command in _COUNTS and len(found) in (1, 2) and goods:
        return _Numbers(None, _amount(words, left[len(found) - 1]), len(left))
    if len(found) == 2 and digit is not None and goods:
        return _Numbers(digit, _amount(words, left[1]), len(left))
    many = digit is None or (digit > 9 and (bool(tail) or has_case))
    if command == "yes" and len(found) == 1 and goods and many:
        return _Numbers(None, _amount(words, left[0]), len(left))
    return _Numbers(digit, None, 0 if digit is None else 1)


def _are_goods(hits: Hits, places: Sequence[int]) -> bool:
    """Whether these words, if there are any, only name what is counted: «litres of water»."""
    named = {
        at
        for kind in (Kind.UNIT, Kind.CATEGORY)
        for hit in hits.of(kind)
        for at in range(hit.first, hit.stop)
    }
    # one little word may join them; «12 may» is a day
    return named.issuperset((*places[:1], *places[2:]))


def _amount(words: Words, place: int) -> float | None:
    """Read how much; below nothing and beyond counting is no amount, and the answer stands without it."""
    word = words.all[place]
    before = words.text[: word.start]
    if before.endswith(("-", "\u2212")) and before[-2:-1].isspace():
        return None  # «YES 1 -5»; in «YES 1 - 5» and «YES 1-5» the dash parts the two
    whole = _THOUSANDS.fullmatch(word.form)
    value = float(re.sub("[.,]", "", word.form) if whole else word.form.replace(",", "."))
    return value if 0 <= value <= _MOST else None


def _begins(words: Words, hits: Hits, command: Hit, *, answering: bool, has_case: bool) -> bool:
    """Tell an answer with more behind it («yes, I come») from a text that begins alike («no water here»)."""
    if command.name in _BEGUN:
        return True
    if command.name in _CASES and has_case:
        return True
    if not answering or command.name in ("help", "safe", "start"):
        return False
    runs_on = words.gap_after(command.stop) <= Gap.SPACE
    names_more = {Kind.CATEGORY, Kind.PLACE, Kind.PEOPLE} if command.name in _ONLY_ASKED else {Kind.PLACE}
    next_word = command.stop + (1 if _digit(words, range(command.stop, len(words.all))) is not None else 0)
    following = [hit for hit in hits if hit.first in (command.stop, next_word)]
    # «yes 1 no 2»
    answers_more = next_word > command.stop and any(hit.kind is Kind.ANSWER for hit in following)
    return answers_more or not (runs_on and any(hit.kind in names_more for hit in following))
