"""Reads one text message: each stage looks at one thing, and none of them can fail."""

from ingest.catalog import Hit, Kind, load_catalog
from ingest.readers.category import read_categories
from ingest.readers.giving import left_by, read_gifts
from ingest.readers.intent import Signs, read_intent
from ingest.readers.lacking import read_lacks
from ingest.readers.language import read_language
from ingest.readers.normalise import normalise
from ingest.readers.number import read_numbers
from ingest.readers.people import read_people
from ingest.readers.place import read_place
from ingest.readers.quantity import read_quantities
from ingest.readers.reply import read_reply
from ingest.readers.urgency import read_urgency
from ingest.shapes import Label, PlaceWords, Quantity, Reading
from ingest.words import Words


def read_message(text: str, *, languages: tuple[str, ...] = (), answering: bool = False) -> Reading:
    """Say what a text means, with doubt. It never raises, whatever the text.

    `languages` are those of the incident; `answering`: we have asked this person something, so that a
    bare «wi» is an answer.
    """
    catalog = load_catalog()
    words = normalise(text)
    every = catalog.lexicon.find(words)
    reply = read_reply(words, every, answering=answering)
    tongue = read_language(words, every, known=tuple(catalog.languages), expected=languages)
    hits = tongue.keep(every, around=languages)
    place = None if reply and reply.exact else read_place(words, hits)
    hits = _outside(place, words, hits)
    gifts = read_gifts(words, hits)
    hits = left_by(words, gifts, hits)
    lacks = read_lacks(words, hits)
    categories, maybe = read_categories(words, hits, categories=catalog.categories, lacks=lacks)
    numbers = read_numbers(words, hits)
    people = read_people(words, hits, numbers)
    wish = read_intent(
        words,
        hits,
        signs=Signs(
            labels=categories, gifts=gifts, lacks=lacks, told=place is not None or people is not None
        ),
        levels=catalog.reasons,
        reply=reply,
        answering=answering,
    )
    things = tuple(n for n in numbers if people is None or not people.first <= n.first < people.stop)
    urgency = read_urgency(
        hits,
        intents=(wish.intent, *wish.also),
        labels=categories,
        people=people.count if people else None,
        categories=catalog.categories,
        levels=catalog.reasons,
    )
    return Reading(
        text=text,
        language=tongue.language,
        language_confidence=tongue.confidence,
        intent=wish.intent,
        intent_confidence=wish.confidence,
        also=wish.also,
        relevant=wish.relevant,
        categories=categories,
        maybe=maybe,
        urgency=urgency,
        people=people.count if people else None,
        people_span=words.span(people.first, people.stop) if people else None,
        quantities=read_quantities(words, hits, numbers=things, categories=catalog.categories),
        place=place,
        reply=reply,
    )


def _outside(place: PlaceWords | None, words: Words, hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """Drop what the words of the place would say elsewhere: «la calle Morelos» is no night in the street."""
    if place is None:
        return hits
    start, end = place.span
    inside = {at for at, word in enumerate(words.all) if start <= word.start < end}
    means = (Kind.CATEGORY, Kind.URGENCY)
    return tuple(
        hit for hit in hits if hit.kind not in means or inside.isdisjoint(range(hit.first, hit.stop))
    )


def to_json(reading: Reading) -> dict[str, object]:
    """Put a reading into the form that `konbit read` prints."""
    return {
        "text": reading.text,
        "language": reading.language,
        "intent": reading.intent.value,
        "also": [intent.value for intent in reading.also],
        "relevant": reading.relevant,
        "categories": [_label(label) for label in reading.categories],
        "maybe": [_label(label) for label in reading.maybe],
        "urgency": {"level": int(reading.urgency.level), "reasons": list(reading.urgency.reasons)},
        "people": reading.people,
        "quantities": [_quantity(quantity) for quantity in reading.quantities],
        "place": _place(reading.place) if reading.place else None,
        "reply": _reply(reading),
    }


def _label(label: Label) -> dict[str, object]:
    span = list(label.span) if label.span else None
    return {"name": label.name, "confidence": label.confidence, "span": span}


def _quantity(quantity: Quantity) -> dict[str, object]:
    amount = int(quantity.amount) if quantity.amount.is_integer() else quantity.amount
    return {"item": quantity.item, "amount": amount, "unit": quantity.unit}


def _place(place: PlaceWords) -> dict[str, object]:
    return {"text": place.text, "span": list(place.span)}


def _reply(reading: Reading) -> dict[str, object] | None:
    if reading.reply is None:
        return None
    said = reading.reply
    return {"command": said.command, "digit": said.digit, "reference": said.reference, "exact": said.exact}
