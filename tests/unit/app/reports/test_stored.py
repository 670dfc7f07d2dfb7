"""A reading comes back from its report as it went in."""

import json

from app.reports.stored import Said, stored_reading
from ingest.read import read_message, to_json
from ingest.shapes import Frail, FrailPeople, Intent, Label, PlaceWords, Quantity, Reading, Urge, Urgency

READ = Reading(
    text="20 l water for 6 and 2 babies, Mill; I can cook",
    language="en",
    language_confidence=0.9,
    intent=Intent.NEED,
    intent_confidence=0.8,
    relevant=0.9,
    also=(Intent.OFFER,),
    categories=(Label(name="water", confidence=0.7, span=(5, 10)), Label(name="food", confidence=0.5)),
    maybe=(Label(name="power", confidence=0.2),),
    urgency=Urge(level=Urgency.URGENT, reasons=("infants",), confidence=0.85),
    people=6,
    people_confidence=0.6,
    people_span=(15, 16),
    frail=(FrailPeople(who=Frail.INFANTS, count=2, confidence=0.95, span=(21, 29)),),
    quantities=(Quantity(item="water", amount=20.0, unit="litre", confidence=0.94, span=(0, 10)),),
    place=PlaceWords(text="Mill", span=(31, 35), confidence=0.75),
)


def test_everything_that_was_read_comes_back():
    back = stored_reading(json.loads(json.dumps(to_json(READ))))
    assert back.kind == Said(what="need", confidence=0.8)
    assert back.language == Said(what="en", confidence=0.9)
    assert back.also == ("offer",)
    assert back.categories == (
        Said(what="water", confidence=0.7, span=(5, 10)),
        Said(what="food", confidence=0.5),
    )
    assert back.maybe == (Said(what="power", confidence=0.2),)
    assert back.people == Said(what="people", amount=6, confidence=0.6, span=(15, 16))
    assert back.frail == (Said(what="infants", amount=2, confidence=0.95, span=(21, 29)),)
    assert back.quantities == (Said(what="water", amount=20, unit="litre", confidence=0.94, span=(0, 10)),)
    assert back.place == Said(what="Mill", confidence=0.75, span=(31, 35))
    assert (back.urgency, back.reasons) == (Said(what="urgency", amount=3, confidence=0.85), ("infants",))


def test_nobody_counted_is_not_nobody():
    stored = to_json(read_message("the babies are hungry, we need food"))
    assert [(one.what, one.amount) for one in stored_reading(stored).frail] == [("infants", None)]
    assert stored_reading({"people": 0}).people is None
