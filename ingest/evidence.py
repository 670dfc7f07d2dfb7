"""Gathers what the words of a text say, before anybody decides what the text means."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ingest.catalog import Hits, Kind, load_catalog
from ingest.model.features import Seen, see
from ingest.readers.category import Named, read_named
from ingest.readers.denied import drop_denied
from ingest.readers.giving import left_by, read_gifts
from ingest.readers.lacking import read_lacks
from ingest.readers.language import Tongue, read_language
from ingest.readers.leaning import Signs, weigh_intents
from ingest.readers.normalise import normalise
from ingest.readers.number import read_numbers
from ingest.readers.people import People, read_people
from ingest.readers.place import read_place
from ingest.readers.reply import read_reply
from ingest.shapes import Intent, Label, PlaceWords, Reply
from ingest.words import Lack, Number, Words

STEPS = 5  # of a score, as the model is told it
SHORT, BRIEF = 15, 6  # words


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Everything that the words say by the rules of the catalog, and the same as the model sees it."""

    words: Words
    hits: Hits
    tongue: Tongue
    reply: Reply | None
    place: PlaceWords | None
    numbers: tuple[Number, ...]
    people: People | None
    named: Named
    lacks: tuple[Lack, ...]
    scores: Mapping[Intent, float]
    short: bool  # too short for many words to be said by the way
    seen: Seen


def gather(text: str, *, languages: tuple[str, ...] = (), answering: bool = False) -> Evidence:
    """Look at a text with every reader that goes by words."""
    catalog = load_catalog()
    words = normalise(text)
    every = catalog.lexicon.find(words)
    reply = read_reply(words, every, answering=answering)
    tongue = read_language(words, every, known=tuple(catalog.languages), expected=languages)
    hits = drop_denied(words, tongue.keep(every, around=languages))
    place = None
    if reply is None or not reply.exact:
        spoken = tongue.language
        place = read_place(words, hits, glue=catalog.glue(spoken), sights=catalog.sights(spoken))
    hits = _outside(place, words, hits)
    gifts = read_gifts(words, hits)
    hits = left_by(words, gifts, hits)
    lacks = read_lacks(words, hits)
    named = read_named(words, hits, categories=catalog.categories, lacks=lacks)
    numbers = read_numbers(words, hits)
    people = read_people(words, hits, numbers)
    signs = Signs(labels=named.sure, gifts=gifts, lacks=lacks, told=place is not None or people is not None)
    scores = weigh_intents(words, hits, signs=signs, levels=catalog.reasons)
    noticed = _noticed(words, named=named.labels, signs=signs, scores=scores)
    return Evidence(
        words=words,
        hits=hits,
        tongue=tongue,
        reply=reply,
        place=place,
        numbers=numbers,
        people=people,
        named=named,
        lacks=lacks,
        scores=scores,
        short=len(words.all) <= SHORT,
        seen=see(words, hits, noticed),
    )


def _noticed(
    words: Words, *, named: tuple[Label, ...], signs: Signs, scores: Mapping[Intent, float]
) -> Iterator[str]:
    """Name for the model what the rules found; it learns how often each is right."""
    for label in named:
        yield f"{label.name} {_step(label.confidence)}"
    for intent, score in scores.items():
        yield f"{intent} {_step(score)}"
    yield from {"gift" if gift.sure else "thing" for gift in signs.gifts}
    if signs.lacks:
        yield "lack"
    if signs.told:
        yield "told"
    if len(words.all) <= BRIEF:
        yield "short"
    if "?" in words.text:
        yield "asks"


def _step(score: float) -> int:
    return min(int(score * STEPS), STEPS - 1)


def _outside(place: PlaceWords | None, words: Words, hits: Hits) -> Hits:
    """Drop what the words of the place would say elsewhere: «la calle Morelos» is no night in the street."""
    if place is None:
        return hits
    start, end = place.span
    inside = {at for at, word in enumerate(words.all) if word.end > start and word.start < end}
    means = (Kind.CATEGORY, Kind.URGENCY)
    if inside.isdisjoint(
        [at for kind in means for hit in hits.of(kind) for at in range(hit.first, hit.stop)]
    ):
        return hits
    return Hits(hit for hit in hits if hit.kind not in means or inside.isdisjoint(range(hit.first, hit.stop)))
