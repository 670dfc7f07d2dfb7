"""How a reading is told to Dara, whichever Konbit stored it."""

from app.api.desk.views.reading import reading_view
from app.reports.stored import stored_reading
from ingest.read import read_message, to_json

OLD = {  # as the first Konbit stored it
    "text": "nou bezwen dlo",
    "language": "ht",
    "intent": "need",
    "relevant": 0.97,
    "categories": [{"name": "water", "confidence": 0.93, "span": [11, 14]}],
    "urgency": {"level": 3, "reasons": ["children"]},
    "people": 6,
    "quantities": [{"item": "water", "amount": 20, "unit": "litre"}],
    "place": None,
}


def told(stored, language="en", *, checked=False):
    return reading_view(stored_reading(stored), language, checked=checked)


def pairs(facts):
    return [(fact.words, fact.doubt) for fact in facts]


def test_dara_reads_for_whom_and_how_much_with_every_doubt():
    read = told(to_json(read_message("We need 20 litres of water for 6 people, 2 babies, at the Old Mill")))
    assert [fact.words for fact in read.people] == ["6 people", "2 babies"]
    assert pairs(read.amounts) == [("20 litres of water", "sure")]
    assert all(fact.doubt for fact in (*read.people, *read.categories, read.kind, read.place, read.language))
    assert read.urgency_doubt
    assert read.language.words == "English"


def test_an_old_reading_is_told_without_the_doubts_that_nobody_noted():
    read = told(OLD)
    assert pairs(read.people) == [("6 people", "")]
    assert pairs(read.amounts) == [("20 litres of water", "")]
    assert pairs(read.categories) == [("Water", "sure")]
    assert (read.doubt, read.urgency, read.urgency_doubt, read.reasons) == ("sure", 3, "", ("children",))
    assert pairs([read.language]) == [("Haitian Creole", "")]


def test_a_reading_that_makes_no_sense_is_shown_as_nothing_and_breaks_nothing():
    for stored in (
        {},
        {"categories": None, "frail": [7, {"who": None}], "urgency": [], "place": "x", "people": "x"},
    ):
        read = told(stored)
        assert (read.doubt, read.amounts, read.categories, read.place) == ("unsure", (), (), None)
        assert read.people == ()
    assert (
        told({"categories": [{"name": "unicorns", "confidence": 1}]}).categories[0].words == "Something else"
    )
    assert told({"urgency": {"level": 2, "reasons": ["unicorns"]}}).reasons == ()


def test_the_whole_is_no_surer_than_what_is_wanted():
    assert told(OLD | {"intent_confidence": 0.6}).doubt == "likely"
    assert told(OLD | {"intent_confidence": 0.3}).doubt == "unsure"
    assert told(OLD | {"intent_confidence": 0.9, "categories": []}).doubt == "unsure"
    assert told(OLD | {"intent": "safe", "intent_confidence": 0.9, "categories": []}).doubt == "sure"


def test_guesses_are_few():
    maybe = [{"name": name, "confidence": 0.2} for name in ("food", "shelter", "power", "fuel")]
    assert [fact.words for fact in told(OLD | {"maybe": maybe}).maybe] == ["Food", "Shelter", "Power"]
