"""What the trained reader looks at: letters, pairs of words and signs, all as rows that hashes give.

Hashes and not a vocabulary, because a list of the words that victims wrote would give their words away.
"""

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from zlib import crc32

import numpy as np
import numpy.typing as npt

from ingest.catalog import Hit, Kind
from ingest.words import Words

LETTERS, PAIRS, SIGNS = 1 << 17, 1 << 17, 1 << 15  # rows of each table of weights
SHORTEST, LONGEST = 2, 5  # letters of a piece of a word, its two ends counted as letters
MOST_WORDS = 400  # of a text; what comes after them says the same again
LONG = 40  # letters of a word; the rest of it is no word
NEAR = 5  # words between two finds that belong together: «bezwen … dlo»
LEADS = frozenset((Kind.INTENT, Kind.LACKING, Kind.GIVING))

# who is spoken to and where it is linked from say nothing of what is needed
_LINK = re.compile(r"https?:\S*|\bRT @\w+:?|(?<!\w)@\w+")

Rows = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Seen:
    """One text as the model sees it: the forms of its words, and the names of what else was noticed."""

    forms: tuple[str, ...]
    signs: tuple[str, ...]


def see(words: Words, hits: Sequence[Hit], noticed: Iterable[str] = ()) -> Seen:
    """Take from a text what the model looks at; `noticed` are names of what other stages found."""
    signs = _finds(hits) | {f"+{name}" for name in noticed}
    return Seen(tuple(_forms(words)), tuple(sorted(signs)))


def _forms(words: Words) -> list[str]:
    """Give the words of the text itself; of a number, house or telephone, nothing but its length."""
    told = words.all[:MOST_WORDS]
    if "@" in words.text or "http" in words.text:
        links = [found.span() for found in _LINK.finditer(words.text)]
        told = tuple(word for word in told if not any(start <= word.start < end for start, end in links))
    forms = [word.form for word in told]
    return [f"#{min(len(form), 5)}" if form[0].isdecimal() else form for form in forms]


@lru_cache(maxsize=65_536)
def letter_rows(form: str) -> Rows:
    """Give the rows of a word and of its pieces in the table of letters."""
    ends = f"<{form[:LONG]}>"
    pieces = {
        ends[at : at + size] for size in range(SHORTEST, LONGEST + 1) for at in range(len(ends) - size + 1)
    }
    return _rows((*sorted(pieces), "=" + form[:LONG]), LETTERS)


def pair_rows(forms: Sequence[str]) -> Rows:
    """Give the rows of neighbouring words in the table of pairs."""
    return _rows([f"{one} {other}" for one, other in itertools.pairwise(forms)], PAIRS)


def sign_rows(signs: Sequence[str]) -> Rows:
    """Give the rows of signs in their table."""
    return np.array([_sign_row(sign) for sign in signs], np.int32)


@lru_cache(maxsize=16_384)
def _sign_row(sign: str) -> int:
    return crc32(sign.encode()) % SIGNS


def _rows(names: Sequence[str], size: int) -> Rows:
    # a text may hold half a surrogate pair, which UTF-8 cannot write
    return np.array([crc32(name.encode("utf-8", "replace")) % size for name in names], np.int32)


def _finds(hits: Sequence[Hit]) -> set[str]:
    """Name the finds, and which of them stand together.

    Without their language: what is learned of «dlo» is known of «pani» too.
    """
    telling = [hit for hit in hits if hit.kind is not Kind.COMMON]
    said = sorted({(hit.first, _name(hit.kind, hit.name), hit.kind in LEADS) for hit in telling})
    names = {name for _, name, _ in said}
    names.update([f"{_name(hit.kind, hit.name)}!" for hit in telling if hit.strong])
    for at, (first, name, leads) in enumerate(said):
        for after in range(at + 1, len(said)):  # a slice would copy all of a huge text, once for each find
            second, beside, led = said[after]
            if second > first + NEAR:
                break
            if (leads or led) and second > first:
                names.add(f"{name} {beside}")
    return names


@cache
def _name(kind: Kind, name: str) -> str:
    return f"{kind}:{name}"
