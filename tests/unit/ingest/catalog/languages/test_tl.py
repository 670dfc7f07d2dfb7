"""What people text in Tagalog after a typhoon, and what Konbit hears."""

import pytest

from ingest.catalog import load_catalog
from ingest.read import read_message
from ingest.shapes import Intent

HERE = ("tl", "en")

TEXTS = [
    ("kailangan po namin ng tubig at pagkain, 6 kami dito sa Brgy San Roque", Intent.NEED, {"water", "food"}),
    ("nid nmin ng gatas at diaper para sa baby, malapit sa simbahan", Intent.NEED, {"food", "hygiene"}),
    ("wala na po kaming tubig at kuryente d2 sa Sitio Maligaya", Intent.NEED, {"water", "power"}),
    ("naubusan na kami ng gamot ng tatay ko, nasa Kalye Luna 21", Intent.NEED, {"medical"}),
    ("pls help d2 po kmi sa bubong, 8 kmi, Purok 3 Brgy Malanday", Intent.NEED, {"rescue"}),
    ("butas ang bubong namin, need trapal at kumot", Intent.NEED, {"shelter"}),
    ("sino po may bangka? sunduin nyo kami", Intent.NEED, {"transport"}),
    ("san pwede mag charge ng cp?", Intent.NEED, {"power"}),
    ("di kmi makapagluto, ubos na gas", Intent.NEED, {"fuel"}),
    ("wala kami napkin at sabon d2 sa evac", Intent.NEED, {"hygiene"}),
    ("natumbang puno sa tapat ng Brgy Hall, need chainsaw", Intent.NEED, {"labour"}),
    ("barado ang kanal, mabaho, walang cr", Intent.NEED, {"sanitation"}),
    ("cnu po pwede magbantay sa mga bata ko", Intent.NEED, {"childcare"}),
    ("mag isa lang si lola sa Kalye Luna, pwede po ba siyang dalawin", Intent.NEED, {"elderly"}),
    ("kailangan ng mga kambing namin ng patuka", Intent.NEED, {"animals"}),
    ("pa load naman po, walang signal dito", Intent.NEED, {"communication"}),
    ("may extra kaming bigas para sa nangangailangan", Intent.OFFER, {"food"}),
    ("pwede po akong maghatid ng tubig, may tricycle ako", Intent.OFFER, {"water", "transport"}),
    ("namimigay kami ng libreng lugaw sa plaza bukas", Intent.OFFER, {"food"}),
    ("pwede kaming magpatuloy ng isang pamilya, may bakanteng kwarto", Intent.OFFER, {"shelter"}),
    ("ligtas na po kami ng pamilya ko sa Brgy Tumana", Intent.SAFE, set()),
    ("hinahanap ko po ang kapatid ko, huling nakita sa palengke", Intent.MISSING, {"missing"}),
    ("madadaanan po ba ang tulay sa Riverside?", Intent.INFO, set()),
    ("Salamat po sa tulong nyo", Intent.OTHER, set()),
]


@pytest.mark.parametrize(("text", "intent", "categories"), TEXTS)
def test_a_text_is_understood(text, intent, categories):
    reading = read_message(text, languages=HERE)
    assert reading.language == "tl"
    assert reading.intent is intent
    assert categories <= {label.name for label in reading.categories}


@pytest.mark.parametrize(
    ("text", "people", "place"),
    [
        ("kailangan namin ng bigas, lima kami sa Sitio Kawayan", 5, "Sitio Kawayan"),
        ("5 matanda at 3 bata, malapit sa Tulay ng Sta Lucia", 8, "Tulay ng Sta Lucia"),
        ("apat na pamilya, Blk 5 Lot 12 Brgy Malanday", 20, "Blk 5 Lot 12 Brgy Malanday"),
        ("20 katao po kami dito sa covered court ng Brgy Santolan", 20, "covered court ng Brgy Santolan"),
    ],
)
def test_how_many_and_where(text, people, place):
    reading = read_message(text, languages=HERE)
    assert reading.people == people
    assert reading.place is not None
    assert reading.place.text == place


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("tumataas na ang tubig at may baby kami", "infants"),
        ("nasa 2nd floor na kami, hindi kami makalabas", "trapped"),
        ("manganganak na po asawa ko, need ambulance", "birth"),
        ("di makahinga ang tatay ko, tulungan nyo kami", "breathing"),
        ("wala na kaming makain, gutom na mga bata", "children"),
        ("DELIKADO may baril sila", "violence"),
    ],
)
def test_why_it_is_urgent(text, reason):
    assert reason in read_message(text, languages=HERE).urgency.reasons


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("OO 1", "yes"),
        ("sige po", "yes"),
        ("hindi po", "no"),
        ("wala pa po", "no"),
        ("tapos na po K7F3", "done"),
        ("DELIKADO", "unsafe"),
        ("ok lang po kami", "safe"),
        ("papunta na ako", "on_way"),
        ("andito na po ako", "here"),
        ("tigil", "stop"),
        ("saklolo", "help"),
    ],
)
def test_an_answer_is_a_command(text, command):
    reply = read_message(text, languages=HERE, answering=True).reply
    assert reply is not None
    assert reply.exact
    assert reply.command == command


@pytest.mark.parametrize("text", ["pwede po ba makahingi ng tubig", "wala po kaming pagkain"])
def test_a_need_is_no_answer_though_it_begins_like_one(text):
    reading = read_message(text, languages=HERE, answering=True)
    assert reading.reply is None
    assert reading.intent is Intent.NEED


def test_we_speak_politely_and_in_the_cheap_alphabet():
    said = load_catalog().phrase("tl", "receipt.need", case="K7F3", what="tubig", place="Brgy San Roque")
    assert said == "Natanggap po namin. Case K7F3: tubig, malapit sa Brgy San Roque."
