"""Reads which frail people a text speaks of, and how many: «3 bebe», «two elderly women», «2 moun blese»."""

from collections import defaultdict
from dataclasses import dataclass

from ingest.catalog import Hit, Hits, Kind
from ingest.shapes import Frail, FrailPeople
from ingest.words import Gap, Number, Words

WHO = {
    "infants": Frail.INFANTS,
    "pregnant": Frail.PREGNANT,
    "birth": Frail.PREGNANT,
    "elderly": Frail.OLD,
    "sick": Frail.ILL,
    "injured": Frail.ILL,
    "bleeding": Frail.ILL,
    "unconscious": Frail.ILL,
    "breathing": Frail.ILL,
    "disabled": Frail.DISABLED,
}
# How often such words spoke of such people, counted by eye on 94 real messages of 2010: babies 19 of 20,
# pregnant women 20 of 21, old people 9 of 15 («granmoun» is any adult as well), ill 27 of 31,
# disabled 6 of 7.
RATED = {
    Frail.INFANTS: 0.95,
    Frail.PREGNANT: 0.95,
    Frail.OLD: 0.6,
    Frail.ILL: 0.87,
    Frail.DISABLED: 0.86,
}
COUNTED = 0.95  # the same, where a number counts them: 10 of 10 there, and none is sure
FILLERS = 1  # words between a number and whom it counts that are no people themselves: «2 moun ki malad»


@dataclass(frozen=True, slots=True)
class _Marks:
    """Where the words stand that join a number to those it counts, or part them."""

    people: frozenset[int]
    parting: frozenset[int]  # «and», «with»
    ages: frozenset[int]  # where «months», «years» begin
    known: frozenset[int]
    singular: frozenset[int]
    articles: frozenset[int]  # «a», «un», «yon»
    owners: frozenset[int]  # «my», «mwen»


def read_frail(
    words: Words, hits: Hits, *, numbers: tuple[Number, ...], people: int | None = None
) -> tuple[FrailPeople, ...]:
    """List the frail in the order of the text; `people`: how many there are in all, as far as is said."""
    named = _longest(hits)
    if not named:
        return ()
    marks = _marks(hits)
    counted = tuple(n for n in numbers if _counts(words, n, marks, people))
    found = [_read(words, hit, counted, marks) for hit in named]
    return tuple(one for at, one in enumerate(found) if not _is_said_again(one, found[:at], found))


def _marks(hits: Hits) -> _Marks:
    at: dict[str, set[int]] = defaultdict(set)
    for hit in hits.of(Kind.PEOPLE):
        at[hit.name].update(_span(hit))
    at["frail"].update(n for hit in _who(hits) for n in _span(hit))
    return _Marks(
        people=frozenset(at["total"] | at["part"] | at["frail"]),
        parting=frozenset(at["and"] | at["we"]),
        ages=frozenset(hit.first for hit in hits.of(Kind.PEOPLE) if hit.name == "time"),
        known=hits.known,
        singular=frozenset(at["one"]),
        articles=frozenset(at["a"]),
        owners=frozenset(at["my"]),
    )


def _who(hits: Hits) -> list[Hit]:
    return [hit for hit in hits.of(Kind.URGENCY) if hit.name in WHO]


def _span(hit: Hit) -> range:
    return range(hit.first, hit.stop)


def _longest(hits: Hits) -> list[Hit]:
    """Keep one find where two languages, or two words, say the same of the same people."""
    kept: list[Hit] = []
    for hit in sorted(_who(hits), key=lambda hit: hit.first - hit.stop):
        if not any(WHO[hit.name] is WHO[k.name] and hit.first < k.stop and k.first < hit.stop for k in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.first)


def _counts(words: Words, number: Number, marks: _Marks, people: int | None) -> bool:
    """Leave out ages, addresses («Delmas 33 blese yo») and more people than there are."""
    if not number.value.is_integer() or not 0 < number.value <= (people or number.value):
        return False
    if number.stop in marks.ages:
        return False
    alone = number.first == 0 or words.all[number.first].gap > Gap.SPACE
    return alone or number.first - 1 in marks.known


def _read(words: Words, hit: Hit, numbers: tuple[Number, ...], marks: _Marks) -> FrailPeople:
    who = WHO[hit.name]
    number = next((n for n in reversed(numbers) if _joins(words, n, hit, marks)), None)
    if number is None:
        count = 1 if _is_one(words, hit, marks) else None
        span = words.span(hit.first, hit.stop)
        return FrailPeople(who=who, count=count, confidence=RATED[who], span=span)
    span = words.span(min(number.first, hit.first), max(number.stop, hit.stop))
    return FrailPeople(who=who, count=int(number.value), confidence=COUNTED, span=span)


def _joins(words: Words, number: Number, hit: Hit, marks: _Marks) -> bool:
    if hit.stop == number.first:  # «watoto wachanga 3»: only where nothing else follows
        ends = words.gap_after(number.stop) > Gap.SPACE or number.stop in marks.parting
        return ends and words.all[number.first].gap is Gap.SPACE
    if number.stop > hit.first or any(words.all[at].gap > Gap.SPACE for at in range(number.stop, hit.stop)):
        return False
    between = [at for at in range(number.stop, hit.first) if at not in marks.people]
    return len(between) <= FILLERS and not any(at in marks.parting for at in between)


def _is_one(words: Words, hit: Hit, marks: _Marks) -> bool:
    """Read «a sick child», «un bébé», «my grandmother», «pitit mwen»."""
    if hit.first > 0 and words.all[hit.first].gap <= Gap.SPACE and hit.first - 1 in marks.articles:
        return True
    beside = {hit.first - 1, hit.stop} if words.gap_after(hit.stop) <= Gap.SPACE else {hit.first - 1}
    return not marks.singular.isdisjoint(_span(hit)) and not beside.isdisjoint(marks.owners)


def _is_said_again(one: FrailPeople, before: list[FrailPeople], found: list[FrailPeople]) -> bool:
    """Tell «the babies» from more babies: without a count of their own they are those named already."""
    if one.count is not None:
        return False
    same = [other for other in found if other.who is one.who]
    return any(other.count is not None for other in same) or any(other.who is one.who for other in before)
