"""Marks what the words of a text are for a place: where one may begin, what belongs inside, what ends it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ingest.catalog import Hit, Kind
from ingest.catalog.glue import Glue
from ingest.catalog.sights import Sights
from ingest.places.described import closing, owned_by, owners, told
from ingest.words import Gap, Words

LONG_NAME = 5  # letters from which a small first word may be a name: «antakyada su yok»
_ENDS = frozenset(
    (Kind.COMMON, Kind.INTENT, Kind.PEOPLE, Kind.NOISE, Kind.URGENCY, Kind.RELATION, Kind.LACKING)
)
_WANTS = frozenset((Kind.INTENT, Kind.LACKING))
_HEADS = frozenset(("total", "part", "family"))


@dataclass(frozen=True, slots=True)
class Landmarks:
    """The words of a text by their numbers; `fronts` and `endings`: what is glued to them to say «in»."""

    kinds: frozenset[int]  # street, church …
    inside: frozenset[int]  # of, saint …
    ends: frozenset[int]
    never: Mapping[int, int]  # «nan lari a» is nowhere: for each such word, how far that goes
    called: frozenset[int]  # where a person's name begins: «mwen rele …»
    known: frozenset[int]
    fronts: Mapping[int, str]
    endings: Mapping[int, str]
    owners: Mapping[int, str]  # what is glued to the end to say «of»: «kilisenin arkasında»
    told: frozenset[int]  # yellow, old …
    closes: frozenset[int]  # «legliz jòn nan»
    beside: frozenset[int]  # kinds that one can be near to without a name
    kind_last: bool  # «cumhuriyet mahallesi», whose small letters tell no name


def read_landmarks(words: Words, hits: tuple[Hit, ...], glue: Glue, sights: Sights) -> Landmarks:
    """Sort the words by what is known of them."""
    at: dict[str, set[int]] = {name: set() for name in ("kind", "inside", "ends", "called", "wants", "known")}
    never: dict[int, int] = {}
    known, ends = at["known"], at["ends"]
    for hit in hits:
        covered = range(hit.first, hit.stop)
        known.update(covered)
        kind = hit.kind
        if kind in _ENDS:
            ends.update(covered)
            if kind in _WANTS and hit.stop > hit.first + 1:
                at["wants"].add(hit.first)
        elif kind is Kind.PLACE:
            at[hit.name].update(covered if hit.name != "called" else (hit.stop,))
        elif kind is Kind.CATEGORY:  # «the pipe» is nowhere, «Radyo Grillo» may be a place
            ends.update(covered if hit.strong else (n for n in covered if not is_name(words, n)))
        elif kind is Kind.NOWHERE:
            never.update((n, max(hit.stop, never.get(n, 0))) for n in covered)
    if sights.beside:
        at["kind"].update(n for n, word in enumerate(words.all) if word.form in sights.beside)
    kinds = at["kind"] - at["wants"]  # «no» is short for a number, and not in «no sale agua»
    inside = at["inside"] - kinds
    named = [n for n in range(len(words.all)) if n in kinds or n not in known]
    fronts = dict(_fronts(words, hits, glue, named, known=known, enters=sights.enters)) if glue.front else {}
    endings = dict(_endings(words, glue, named, known=known)) if glue.ends else {}
    glued = {n for n in fronts.keys() | endings.keys() if glue.is_kind(_bare(words, n, fronts, endings))}
    kinds |= glued
    known |= glued
    owned = owners(words, sights, glue)
    kinds |= owned.keys()
    known |= owned.keys()
    apart = {n + 1 for n, ending in endings.items() if not ending}
    passes = kinds | inside
    telling = told(words, sights, kinds, passes) if kinds else set()
    ends -= telling | owned_by(words, sights, kinds, inside, ends)
    beside = frozenset(n for n in kinds if _bare(words, n, fronts, owned) in sights.beside)
    closes = closing(words, sights, beside | telling, known - telling, ends - kinds)
    return Landmarks(
        kinds=frozenset(kinds),
        inside=frozenset(inside),
        ends=frozenset((ends - kinds - inside - closes) | _counts(words, hits, known | apart) | apart),
        never=never,
        called=frozenset(at["called"]),
        known=frozenset(known | apart),
        fronts=fronts,
        endings=endings,
        owners=owned,
        told=frozenset(telling),
        closes=closes,
        beside=beside,
        kind_last=bool(glue.ends),
    )


def is_name(words: Words, at: int) -> bool:
    """Tell a capital letter that means something."""
    return words.all[at].capital and not words.shouted


def has_case(words: Words, at: int) -> bool:
    """Tell a letter that could be small or large from those of scripts that know no such thing."""
    letter = words.text[words.all[at].start]
    return letter.lower() != letter.upper()


def _counts(words: Words, hits: tuple[Hit, ...], known: set[int]) -> set[int]:
    """Find the numbers that count people, «Defne ilçesinde 40 kişi», and not «Delmas 33 moun yo»."""
    return {
        hit.first - 1
        for hit in hits
        if hit.kind is Kind.PEOPLE
        and hit.name in _HEADS
        and hit.first > 1
        and words.all[hit.first - 1].form[0].isdecimal()
        and words.all[hit.first].gap <= Gap.SPACE
        and (hit.first - 2 in known or not is_name(words, hit.first - 2))
    }


def _bare(words: Words, at: int, fronts: Mapping[int, str], endings: Mapping[int, str]) -> str:
    return words.all[at].form.removeprefix(fronts.get(at, "")).removesuffix(endings.get(at) or "")


def _fronts(
    words: Words,
    hits: tuple[Hit, ...],
    glue: Glue,
    named: list[int],
    *,
    known: set[int],
    enters: frozenset[str],
) -> Iterator[tuple[int, str]]:
    told = {  # «في بيروت» says «in» already, and «ساكنين» does not
        hit.stop
        for hit in hits
        if hit.kind is Kind.RELATION and (hit.name != "live" or words.all[hit.stop - 1].form in enters)
    }
    for at in named:
        form = words.all[at].form
        front = glue.before(form, known=at in known)
        if front and (at not in told or glue.is_kind(form.removeprefix(front))):
            yield at, front


def _endings(words: Words, glue: Glue, named: list[int], *, known: set[int]) -> Iterator[tuple[int, str]]:
    for at in named:
        ending = _ending(words, glue, at, known=at in known)
        if ending is not None:
            yield at, ending


def _ending(words: Words, glue: Glue, at: int, *, known: bool) -> str | None:
    """Give the ending of a name; one behind an apostrophe, «Antakya'da», is a word and not in the name."""
    word, after = words.all[at], at + 1
    if word.form[0].isdecimal():
        return None
    if after < len(words.all) and words.all[after].gap is Gap.JOINED and words.all[after].form in glue.ends:
        return ""
    ending = glue.after(word.form, known=known)
    if not ending:
        return None
    opens = word.gap is Gap.STOP and len(word.form) - len(ending) >= LONG_NAME
    return ending if known or opens or is_name(words, at) or not has_case(words, at) else None
