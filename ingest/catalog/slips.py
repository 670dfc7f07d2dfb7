"""Takes a word that nobody knows for a word of ours one slip of the thumb away: «bezwn», «agau»."""

from collections.abc import Iterable, Iterator

from ingest.letters import is_spelled

SHORTEST = 5  # letters; shorter words lie too close to one another
SWAPPED = 6  # letters from which another letter in the place of the right one is forgiven as well
_MOST = 3  # words within reach: with more of them nothing is told


class Slips:
    """Words to be recognised, listed by what is left of them when any one letter is missing.

    Of a stem («medik*») nothing but the stem itself is recognised.
    """

    def __init__(self, words: Iterable[str], *, shortest: int = SHORTEST) -> None:
        self._shortest = shortest
        self._by_rest: dict[str, tuple[str, ...]] = {}
        for word in words:
            plain = word.rstrip("*")
            if len(plain) >= shortest and is_spelled(plain):
                for rest in _rests(plain):
                    self._by_rest[rest] = (*self._by_rest.get(rest, ()), word)

    def meant(self, form: str) -> tuple[str, ...]:
        """Give the words that `form` is one slip away from; the first letter is hardly ever wrong."""
        if len(form) < self._shortest or not is_spelled(form):
            return ()
        near = {word for rest in _rests(form) for word in self._by_rest.get(rest, ())}
        meant = sorted(word for word in near if word[0] == form[0] and _is_one_slip(form, word.rstrip("*")))
        return tuple(meant) if len(meant) <= _MOST else ()


def _rests(word: str) -> Iterator[str]:
    yield word
    for at in range(1, len(word)):
        yield word[:at] + word[at + 1 :]


def _is_one_slip(form: str, word: str) -> bool:
    """Tell a letter left out, one too many, two in the wrong order, and in longer words a wrong one."""
    long = len(word) >= SWAPPED
    first = 0
    while first < min(len(form), len(word)) and form[first] == word[first]:
        first += 1
    form, word = form[first:], word[first:]
    while form and word and form[-1] == word[-1]:
        form, word = form[:-1], word[:-1]
    if len(form) + len(word) == 1:
        return True
    if len(form) == len(word) == 1:
        return long
    return len(form) == 2 and form == word[::-1]
