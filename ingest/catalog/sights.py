"""What people tell a landmark by that they have no name for: «the yellow church», «dèyè legliz jòn nan»."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from ingest.letters import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Sights:
    """One language's words for it, folded."""

    telling: frozenset[str] = frozenset()  # yellow, old, covered
    beside: frozenset[str] = (
        frozenset()
    )  # what one can be near without a name: church, and not house or street
    articles: frozenset[str] = frozenset()  # that stand behind their noun: «legliz la»
    of: frozenset[str] = frozenset()  # «école des filles»
    owners: tuple[str, ...] = ()  # endings of what something is near to, «kilisenin»; the longest first
    enters: frozenset[str] = frozenset()  # the words for «in»: one at the end of «we live in»

    @classmethod
    def of_table(cls, table: Mapping[str, str], *, enters: str) -> Self:
        """Read the `[sights]` of a language's file."""
        return cls(
            telling=_words(table["telling"]),
            beside=_words(table["beside"]),
            articles=_words(table.get("articles", "")),
            of=_words(table.get("of", "")),
            owners=tuple(sorted(_words(table.get("owners", "")), key=lambda ending: (-len(ending), ending))),
            enters=_words(enters),
        )


NO_SIGHTS = Sights()


def _words(listed: str) -> frozenset[str]:
    return frozenset(fold(listed).text.replace(",", " ").split())
