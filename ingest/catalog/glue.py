"""Tells the little words that a language glues to a name to say where: «بحلب», «Antakyada», «काठमाडौंमा»."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from ingest.letters import fold

SHORTEST = 3  # letters that must be left of a name; of a word for a kind, two


@dataclass(frozen=True, slots=True)
class Glue:
    """What a language glues to the front of names and to their end, folded.

    `kinds`: the words for kinds of places; `whole`: what only looks glued, «Isparta». A language with endings
    has its kinds after the name as well: «cumhuriyet mahallesi».
    """

    front: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    kinds: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()

    @classmethod
    def of(cls, prefixes: Iterable[str], *, inside: str, ends: Iterable[str], kinds: str, whole: str) -> Self:
        """Take those of the `prefixes` that are a word for «in» by themselves, and those before it: «وب»."""
        glued = [fold(prefix).text for prefix in prefixes]
        ins = _words(inside).intersection(glued)
        return cls(
            front=_longest_first(
                {before + word for before in ("", *glued) for word in ins if before != word}
            ),
            ends=_longest_first({fold(end).text for end in ends}),
            kinds=_words(kinds),
            whole=_words(whole),
        )

    def before(self, form: str, *, known: bool) -> str:
        """Give what is glued to the front of a word; a `known` word must be known without it as well."""
        if not form.startswith(self.front):
            return ""
        return next((front for front in self.front if self._fits(form, form.removeprefix(front), known)), "")

    def after(self, form: str, *, known: bool) -> str:
        """Give what is glued to the end of a word, likewise."""
        if not form.endswith(self.ends):
            return ""
        return next((end for end in self.ends if self._fits(form, form.removesuffix(end), known)), "")

    def is_kind(self, form: str) -> bool:
        """Tell a word for a kind of place: «شارع»."""
        return len(form) > 1 and form in self.kinds

    def _fits(self, form: str, rest: str, known: bool) -> bool:
        if len(rest) == len(form) or form in self.whole:
            return False
        return self.is_kind(rest) or (not known and len(rest) >= SHORTEST)


NO_GLUE = Glue()


def _words(listed: str) -> frozenset[str]:
    return frozenset(fold(listed).text.replace(",", " ").split())


def _longest_first(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda word: (-len(word), word)))
