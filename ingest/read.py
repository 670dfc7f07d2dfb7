"""Reads one text message: the words say something, the model weighs it, and none of them can fail."""

from functools import cache

from ingest.catalog import load_catalog
from ingest.evidence import Evidence, gather
from ingest.model.judge import Addition, Judge, Opinion
from ingest.model.weights import load_weights
from ingest.readers.category import read_categories
from ingest.readers.frail import read_frail
from ingest.readers.helper import read_helper
from ingest.readers.intent import Wish, read_intent
from ingest.readers.manner import read_manner
from ingest.readers.normalise import normalise
from ingest.readers.quantity import read_quantities
from ingest.readers.urgency import read_urgency
from ingest.shapes import FrailPeople, Giver, Intent, Label, PlaceWords, Quantity, Reading, Urge
from ingest.words import Asking

GIVES, FEW = 0.75, 20  # the score of words that surely offer, in a text of so many words
SPEAKS = 0.05  # what a word must tell for a category to be shown as the word that says so


def read_message(
    text: str, *, languages: tuple[str, ...] = (), answering: bool = False, lessons: Addition | None = None
) -> Reading:
    """Say what a text means, with doubt. It never raises, whatever the text.

    `languages` are those of the incident; `answering`: we have asked this person something, so that a
    bare «wi» is an answer; `lessons`: what the incident's coordinators have taught.
    """
    catalog, judge = load_catalog(), the_judge()
    found = gather(text, languages=languages, answering=answering)
    opinions = judge.opinions(found.seen, found.tongue.language, addition=lessons)
    kinds = {name: opinion for name, opinion in opinions.items() if name in catalog.categories}
    taught = judge.knows(found.tongue.language)
    manner = read_manner(found.hits, _asking(found, opinions["need"], taught=taught), levels=catalog.reasons)
    gives = len(found.words.all) <= FEW and found.scores[Intent.OFFER] >= GIVES
    plain = found.short or manner.plain or gives
    categories, maybe = read_categories(
        found.named, kinds, trusted=plain or not taught, spans=lambda name: _span(judge, found, name)
    )
    wish = read_intent(found.scores, opinions, reply=found.reply, answering=answering, manner=manner)
    if manner.sells and wish.intent is Intent.OTHER:
        categories, maybe = (), (*categories, *maybe)
    people = found.people
    things = tuple(n for n in found.numbers if people is None or not people.first <= n.first < people.stop)
    count = people.count if people else None
    return Reading(
        text=text,
        language=found.tongue.language,
        language_confidence=found.tongue.confidence,
        intent=wish.intent,
        intent_confidence=wish.confidence,
        need_confidence=opinions["need"].chance,
        offer_confidence=opinions["giving"].chance,
        also=wish.also,
        relevant=wish.relevant,
        categories=categories,
        maybe=maybe,
        urgency=read_urgency(
            found.hits,
            intents=(wish.intent, *wish.also),
            labels=categories,
            people=count,
            categories=catalog.categories,
            levels=catalog.reasons,
        ),
        people=count,
        people_span=found.words.span(people.first, people.stop) if people else None,
        people_confidence=people.confidence if people else 0.0,
        frail=read_frail(found.words, found.hits, numbers=found.numbers, people=count),
        quantities=read_quantities(found.words, found.hits, numbers=things, categories=catalog.categories),
        place=found.place,
        giver=_giver(found, wish),
        reply=found.reply,
    )


def read_giver(text: str, *, language: str = "und") -> Giver:
    """Say what a text tells of a helper when something else, a form or a person, says that it is an offer."""
    words = normalise(text)
    return read_helper(words, load_catalog().helpers.find(words), language=language)


def _giver(found: Evidence, wish: Wish) -> Giver | None:
    if Intent.OFFER not in (wish.intent, *wish.also):
        return None
    hits = load_catalog().helpers.find(found.words)
    return read_helper(found.words, hits, language=found.tongue.language)


def _asking(found: Evidence, need: Opinion, *, taught: bool) -> Asking:
    return Asking(
        size=len(found.words.all),
        score=found.scores[Intent.NEED],
        chance=need.chance,
        named=bool(found.named.sure or found.lacks),
        counted=found.people is not None,
        taught=taught,
    )


@cache
def the_judge() -> Judge:
    """Give the shipped weights, ready to be asked."""
    return Judge(load_weights())


def _span(judge: Judge, found: Evidence, name: str) -> tuple[int, int] | None:
    """Find the word that speaks loudest for a category."""
    if not judge.knows(found.tongue.language):
        return None
    telling = [(judge.tells(word.form, name), at) for at, word in enumerate(found.words.all)]
    loudest, at = max(telling, default=(0.0, 0))
    return found.words.span(at, at + 1) if loudest >= SPEAKS else None


def to_json(reading: Reading) -> dict[str, object]:
    """Put a reading into the form that `konbit read` prints."""
    return {
        "text": reading.text,
        "language": reading.language,
        "language_confidence": reading.language_confidence,
        "intent": reading.intent.value,
        "intent_confidence": reading.intent_confidence,
        "also": [intent.value for intent in reading.also],
        "relevant": reading.relevant,
        "categories": [_label(label) for label in reading.categories],
        "maybe": [_label(label) for label in reading.maybe],
        "urgency": _urgency(reading.urgency),
        "people": reading.people,
        "people_confidence": reading.people_confidence,
        "people_span": _list(reading.people_span),
        "frail": [_frail(frail) for frail in reading.frail],
        "quantities": [_quantity(quantity) for quantity in reading.quantities],
        "place": _place(reading.place) if reading.place else None,
        "giver": _giver_json(reading.giver) if reading.giver else None,
        "reply": _reply(reading),
    }


def _list(span: tuple[int, int] | None) -> list[int] | None:
    return list(span) if span else None


def _urgency(urge: Urge) -> dict[str, object]:
    return {"level": int(urge.level), "reasons": list(urge.reasons), "confidence": urge.confidence}


def _label(label: Label) -> dict[str, object]:
    return {"name": label.name, "confidence": label.confidence, "span": _list(label.span)}


def _frail(frail: FrailPeople) -> dict[str, object]:
    return {
        "who": frail.who.value,
        "count": frail.count,
        "confidence": frail.confidence,
        "span": list(frail.span),
    }


def _quantity(quantity: Quantity) -> dict[str, object]:
    amount = int(quantity.amount) if quantity.amount.is_integer() else quantity.amount
    return {
        "item": quantity.item,
        "amount": amount,
        "unit": quantity.unit,
        "confidence": quantity.confidence,
        "span": _list(quantity.span),
    }


def _place(place: PlaceWords) -> dict[str, object]:
    return {"text": place.text, "span": list(place.span), "confidence": place.confidence}


def _giver_json(giver: Giver) -> dict[str, object]:
    return {
        "vehicle": giver.vehicle,
        "trades": list(giver.trades),
        "languages": list(giver.languages),
        "hours": None if giver.hours is None else list(giver.hours),
    }


def _reply(reading: Reading) -> dict[str, object] | None:
    if reading.reply is None:
        return None
    said = reading.reply
    return {"command": said.command, "digit": said.digit, "reference": said.reference, "exact": said.exact}
