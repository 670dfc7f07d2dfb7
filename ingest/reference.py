"""The short code of a case, made to be read aloud, copied by hand and typed on a worn keypad."""

from collections.abc import Callable

# no 0 and O, no 1, I and L, no S beside 5: people take one for the other
ALPHABET = "23456789ABCDEFGHJKMNPQRTUVWXYZ"
LENGTH = 4  # longer ones are drawn only when a big incident has used the short ones up
LONGEST = 7

_LETTERS = frozenset("ABCDEFGHJKMNPQRTUVWXYZ")
_ALL = frozenset(ALPHABET)


def looks_like_reference(word: str) -> bool:
    """Tell a case reference («k7f3») from a word: a letter and a digit are always among its characters."""
    code = word.upper()
    if not LENGTH <= len(word) <= LONGEST or not _ALL.issuperset(code):
        return False
    letters = sum(character in _LETTERS for character in code)
    return 0 < letters < len(word)


def new_reference(pick: Callable[[str], str], length: int = LENGTH) -> str:
    """Draw a code, one character at a time with `pick`, until it looks like a reference."""
    while True:
        code = "".join(pick(ALPHABET) for _ in range(length))
        if looks_like_reference(code):
            return code
