"""Names that stand in a text and mean something else: `Place Jérémie` is a square, not the town.

Each guard says in one sentence why a hit is not believed, or gives ''.
"""

from functools import lru_cache

from geo.gazetteer.keys import ENGLISH_ENDS, Gram
from geo.gazetteer.question import Hit, Question
from geo.gazetteer.relations import Relation, related
from geo.gazetteer.words import (
    BEFORE,
    DOUBTFUL,
    ENGLISH_STREETS,
    FUNCTION,
    GENERIC,
    HEADS,
    LINKS,
    NAMED_AFTER,
    PERSON_BEFORE,
    SAINTS,
    SERVING,
    SHORT,
    SPLICES,
    SQUARES,
    STREETS,
)
from geo.place import Kind

SETTLEMENTS = frozenset({Kind.COUNTRY, Kind.REGION, Kind.CITY, Kind.TOWN})
ALONG = STREETS | SQUARES
HOUSES = NAMED_AFTER | SERVING
SHORTEST = 3  # letters of a name that could as well be any word
LONE_SOUND = 5
ANY_OF_ITS_KIND = "it may be any of its kind"  # true of so many words that no trail should tell it


def refusal(question: Question, hit: Hit, *, hinted: bool, town: bool = False) -> str:
    """Say why a hit is not the place it seems to be; '' when it is believed. `town`: a town is called so."""
    if town or hit.named.kind in SETTLEMENTS:
        why = _inside_longer_name(question, hit.gram)
        if why:
            return why
    return "" if hinted else _everyday_word(question, hit)


@lru_cache(maxsize=512)
def _inside_longer_name(question: Question, gram: Gram) -> str:
    head, spliced = _head(question, gram)
    saint = gram.exact.split("-")[0] in SAINTS
    following = question.after(gram)
    if question.before(gram) in PERSON_BEFORE:
        return "it is the name of a person"
    if spliced and head in GENERIC:
        return "a longer name ends with it"
    if head in ALONG or (head in NAMED_AFTER and not spliced) or (head in HOUSES and saint):
        return f"it is the name of a {head}"
    if following in ENGLISH_STREETS or (saint and following in HOUSES):
        return f"it is the name of a {following}"
    if saint and following in SPLICES and question.after(gram, 2) not in FUNCTION | {""}:
        return "a longer name begins with it"
    if gram.exact in GENERIC and _name_goes_on(question, gram):
        return "a longer name begins with it"
    return ""


def _head(question: Question, gram: Gram) -> tuple[str, bool]:
    """The word that says what the name is of («rue», «lekòl»), and whether «de» stands between."""
    spliced = False
    for back in (1, 2, 3):
        word = question.before(gram, back)
        if word not in SPLICES and word not in LINKS:
            return "" if word in ENGLISH_ENDS else SHORT.get(word, word), spliced
        spliced = spliced or word in SPLICES
    return "", spliced


def _name_goes_on(question: Question, gram: Gram) -> bool:
    """`Carrefour Feuilles` is not Carrefour; `Carrefour nou bezwen dlo` is."""
    following = question.after(gram)
    if following in SPLICES and question.after(gram, 2) not in FUNCTION - LINKS | {""}:
        return True
    if following == "" or following in FUNCTION or following in LINKS or following[0].isdigit():
        return False
    if SHORT.get(following, following) in HEADS:
        return False
    return not capitals_tell(question) or question.text[question.units[gram.last + 1].start].isupper()


def _everyday_word(question: Question, hit: Hit) -> str:
    """A short name, an everyday word or a lone likeness of sound needs something that says it is a place."""
    gram, named = hit.gram, hit.named
    if _is_common_noun(gram):
        return "" if _is_beside(question, gram) else ANY_OF_ITS_KIND
    if len(gram.exact) <= SHORTEST:
        return "" if _is_written_as_name(question, gram) else "it may be an everyday word"
    if gram.first != gram.last or _stands_as_place(question, gram):
        return ""
    if gram.exact in DOUBTFUL:
        return "it may be an everyday word"
    if capitals_tell(question) and question.text[gram.start].isupper():
        return ""
    if hit.named.how == "sound" and (named.kind not in SETTLEMENTS or len(gram.sound) < LONE_SOUND):
        return "it only sounds alike"
    return ""


@lru_cache(maxsize=512)
def _stands_as_place(question: Question, gram: Gram) -> bool:
    """It follows a word that places follow, or stands alone between commas."""
    word = question.before(gram)
    if word in BEFORE or SHORT.get(word, word) in HEADS or _is_beside(question, gram):
        return True
    return word == "" and question.after(gram) == ""


def _is_beside(question: Question, gram: Gram) -> bool:
    """Somebody is near it, behind it or on the way to it."""
    return related(question, gram).relation is not Relation.AT


@lru_cache(maxsize=512)
def _is_common_noun(gram: Gram) -> bool:
    """«The clinic» is a place for who stands beside it; «a ride to the clinic» does not say where."""
    return all(part in HEADS or part in LINKS or part in FUNCTION for part in gram.exact.split("-"))


def _is_written_as_name(question: Question, gram: Gram) -> bool:
    """`PaP` is Port-au-Prince where capitals tell; `pap` is «will not»."""
    if question.before(gram) in ("nan", "in"):
        return True
    return capitals_tell(question) and question.text[gram.start].isupper()


@lru_cache(maxsize=64)
def capitals_tell(question: Question) -> bool:
    """Say whether this writer sets names off with capitals: most people in a hurry do not."""
    titled = 0
    for unit in question.units:
        first, second = question.text[unit.start], question.text[unit.start + 1 : unit.start + 2]
        begins = question.text[: unit.start].rstrip(" \"'(«")[-1:] in (*".!?\n", "")
        titled += first.isupper() and second.islower() and not begins
    return titled > 0
