"""What somebody typed into the search, term by term: words, «exact phrases», -not, and a word begun."""

import re
from dataclasses import dataclass

from app.search.words import words_of

MOST_TERMS = 12
_TERM = re.compile(
    r"""(?P<no>(?<!\S)[-\u2212])?(?:["“”„«](?P<phrase>[^"“”„«»]*)["“”»]?|(?P<plain>[^\s"“”„«»]+))"""
)
_CODE = re.compile(r"(?<![^\W_])[A-Za-z0-9]{4,8}(?![^\W_])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One or several words after each other. `begun`: the last word may go on."""

    words: tuple[str, ...]
    refused: bool = False
    begun: bool = False


def terms_of(typed: str) -> tuple[Term, ...]:
    """Cut what was typed into terms; the last plain word is taken for begun, as nobody has ended it."""
    found: list[Term] = []
    for one in _TERM.finditer(typed):
        words = tuple(words_of(one["phrase"] if one["phrase"] is not None else one["plain"]))
        if not words:
            continue
        last = one.end() == len(typed) and one["plain"] is not None and not one["no"]
        found.append(Term(words=words, refused=one["no"] is not None, begun=last and len(words) == 1))
    return tuple(found[:MOST_TERMS])


def codes_of(typed: str) -> list[str]:
    """What among the words may be the code of a case."""
    return [found.group().upper() for found in _CODE.finditer(typed)][:MOST_TERMS]
