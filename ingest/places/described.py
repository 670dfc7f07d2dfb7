"""Finds what belongs to a landmark that nobody names: «the old mill», «legliz jòn nan», «sarı kilisenin»."""

from collections.abc import Set as AbstractSet

from ingest.catalog.glue import Glue
from ingest.catalog.sights import Sights
from ingest.words import Gap, Words

FAR = 2  # unknown words that may stand between: «old sugar mill»
SEEN = 30  # words on either side: what is told of a place stands near it
SEEN_BACK = 4  # words in which an article looks for its noun: «mache Pòs Machan an»


def told(words: Words, sights: Sights, kinds: AbstractSet[int], passes: AbstractSet[int]) -> set[int]:
    """Find the words beside a kind that tell which one it is; small words that `passes` may stand between."""
    if not sights.telling:
        return set()
    found: set[int] = set()
    for at in kinds:
        found.update(
            _beside(words, sights, range(at + 1, min(at + 1 + SEEN, len(words.all))), passes, back=False)
        )
        found.update(_beside(words, sights, range(at - 1, max(at - 1 - SEEN, -1), -1), passes, back=True))
    return found - kinds


def _beside(
    words: Words, sights: Sights, numbers: range, passes: AbstractSet[int], *, back: bool
) -> set[int]:
    found: set[int] = set()
    linked: set[int] = set()  # the «na» of «dilaw na simbahan»
    far = 0
    for at in numbers:
        if words.all[at + 1 if back else at].gap > Gap.SPACE:
            break
        if words.all[at].form in sights.telling:
            found |= linked | {at}
        elif words.all[at].form in sights.of:
            linked.add(at)
        elif at not in passes:
            far += 1
            if far > (FAR if back else 0) or words.all[at].form[0].isdecimal():
                break
    return found


def owned_by(
    words: Words, sights: Sights, kinds: AbstractSet[int], inside: AbstractSet[int], ends: AbstractSet[int]
) -> set[int]:
    """Find the one word behind «school of» that would end a name elsewhere: «école des filles»."""
    if not sights.of:
        return set()
    return {
        at + 2
        for at in kinds
        if at + 2 < len(words.all)
        and at + 1 in inside
        and words.all[at + 1].form in sights.of
        and max(words.all[at + 1].gap, words.all[at + 2].gap) <= Gap.SPACE
        and at + 2 in ends
    }


def closing(
    words: Words, sights: Sights, nouns: AbstractSet[int], known: AbstractSet[int], ends: AbstractSet[int]
) -> frozenset[int]:
    """Find the articles behind their noun: «bò lekòl nan», and not the «nan» of «lekòl nan Delmas»."""
    if not sights.articles or not nouns:
        return frozenset()
    return frozenset(
        at
        for at, word in enumerate(words.all)
        if at > 0
        and word.form in sights.articles
        and word.gap is Gap.SPACE
        and (words.gap_after(at + 1) > Gap.SPACE or at + 1 in ends)
        and _has_noun(words, at, nouns, known)
    )


def _has_noun(words: Words, at: int, nouns: AbstractSet[int], known: AbstractSet[int]) -> bool:
    """Look back over a name for the noun: «mache Solèy la»."""
    for before in range(at - 1, max(at - 1 - SEEN_BACK, -1), -1):
        if before in nouns:
            return True
        if words.all[before + 1].gap > Gap.SPACE or before in known:
            return False
    return False


def owners(words: Words, sights: Sights, glue: Glue) -> dict[int, str]:
    """Find the endings of what something is beside: «kilisenin arkasında»; only kinds have them."""
    if not sights.owners:
        return {}
    found = {}
    for at, word in enumerate(words.all):
        if word.form.endswith(sights.owners):
            rests = ((ending, word.form.removesuffix(ending)) for ending in sights.owners)
            ending = next((e for e, rest in rests if rest != word.form and glue.is_kind(rest)), "")
            if ending:
                found[at] = ending
    return found
