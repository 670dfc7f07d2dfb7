"""What people text in Nepali after an earthquake or a landslide, in both scripts, and what Konbit hears."""

import pytest

from ingest.catalog import load_catalog
from ingest.read import read_message
from ingest.shapes import Intent

HERE = ("ne", "en")

TEXTS = [
    ("हामीलाई पानी चाहियो, ६ जना छौं, वडा नं ५ सुन्दरबस्ती", Intent.NEED, {"water"}),
    ("pani chaiyo, khana chaina, hamilai sahayog garnus", Intent.NEED, {"water", "food"}),
    ("पानी पनि छैन, खाना पनि छैन। तीन दिन भयो कोही आएन।", Intent.NEED, {"water", "food"}),
    ("masanga pani chaina", Intent.NEED, {"water"}),
    ("घर भत्कियो, बाहिर सुतेका छौं, त्रिपाल र कम्बल पठाइदिनुस्", Intent.NEED, {"shelter"}),
    ("pani paryo ra chhano udayo", Intent.NEED, {"shelter"}),
    ("mero buwa birami hunuhuncha, ausadhi chaiyo", Intent.NEED, {"medical"}),
    ("पहिरोले पुरिएको छ, दुई जना भित्र फसेका छन्, छिटो उद्धार गर्नुहोस्", Intent.NEED, {"rescue"}),
    ("साबुन र सेनिटरी प्याड चाहियो", Intent.NEED, {"hygiene"}),
    ("batti chaina, mobile charge garna kaha paincha", Intent.NEED, {"power"}),
    ("पेट्रोल कहाँ पाइन्छ?", Intent.NEED, {"fuel"}),
    ("bato ma rukh dhalyo, katna manche chaiyo", Intent.NEED, {"labour"}),
    ("gai bhaisi lai ghas chaiyo", Intent.NEED, {"animals"}),
    ("चोरहरू आए, गोली चल्यो, बचाउनुस्", Intent.NEED, {"security"}),
    ("aama eklai hunuhuncha, kohi hernu na", Intent.NEED, {"elderly"}),
    ("hamro gaun ma net chaldaina", Intent.NEED, {"communication"}),
    ("म खाना पकाउन सक्छु, चाहिने मान्छे आउनुस्", Intent.OFFER, {"food"}),
    ("masanga 20 kg chamal cha, chahine le laijanus", Intent.OFFER, {"food"}),
    ("gadi cha, birami lai hospital puryauna sakchu", Intent.OFFER, {"transport"}),
    ("mero ghar ma 2 ota kotha khali cha, basna aaunus", Intent.OFFER, {"shelter"}),
    ("हामी सबै सुरक्षित छौं, धन्यवाद", Intent.SAFE, set()),
    ("hami sabai thik chau, kohi ghaite chaina", Intent.SAFE, set()),
    ("hami pani thik chau", Intent.SAFE, set()),
    ("mero bhai hijo dekhi harayeko cha, samparka chaina", Intent.MISSING, {"missing"}),
    ("बाटो बन्द छ कि खुला छ?", Intent.INFO, set()),
    ("हामीलाई अब पानी चाहिँदैन, पुग्यो", Intent.OTHER, set()),
]


@pytest.mark.parametrize(("text", "intent", "categories"), TEXTS)
def test_a_text_is_understood(text, intent, categories):
    reading = read_message(text, languages=HERE)
    assert reading.language == "ne"
    assert reading.intent is intent
    assert categories <= {label.name for label in reading.categories}


def test_what_is_not_needed_any_more_is_not_heard_as_a_need():
    reading = read_message("hamilai aba pani chaidaina", languages=HERE)
    assert reading.intent is not Intent.NEED
    assert "water" not in {label.name for label in reading.categories}


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("हामी छ जना छौं, खाना चाहियो", 6),
        ("hami panch jana chau, tent chaiyo", 5),
        ("३ परिवारलाई त्रिपाल चाहियो", 15),
        ("3 jana bachha ra 2 jana briddha chan, khana chaina", 5),
        ("५० जनालाई कम्बल चाहियो", 50),
    ],
)
def test_people_are_counted(text, people):
    assert read_message(text, languages=HERE).people == people


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("ठेगाना: सुन्दरबस्ती ५, पानी चाहियो", "सुन्दरबस्ती ५"),
        ("tripal 10 ota pathaunus, wada no 4", "wada no 4"),
        ("ausadhi chaiyo, Mill chowk najik", "Mill chowk"),
    ],
)
def test_the_place_words_are_found(text, place):
    found = read_message(text, languages=HERE).place
    assert found is not None
    assert found.text == place


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("काखे बच्चालाई दूध चाहियो", "infants"),
        ("सुत्केरी व्यथा लागेको छ, एम्बुलेन्स चाहियो", "birth"),
        ("ghar dubyo, pani badhiraheko cha, hami chhatma chau bachaunus", "drowning"),
        ("sas ferna garo bhayo, oxygen chaiyo", "breathing"),
        ("khula aakash muni chau, jado ma kambal chaiyo", "exposed"),
    ],
)
def test_urgency_has_its_reason(text, reason):
    assert reason in read_message(text, languages=HERE).urgency.reasons


@pytest.mark.parametrize(
    ("text", "command", "digit"),
    [
        ("हो २", "yes", 2),
        ("hunxa", "yes", None),
        ("होइन १", "no", 1),
        ("sakdina", "no", None),
        ("bhayo", "done", None),
        ("असुरक्षित", "unsafe", None),
        ("ma aaudai chu", "on_way", None),
        ("aipuge", "here", None),
        ("रोक्नुहोस्", "stop", None),
        ("मद्दत", "help", None),
    ],
)
def test_an_answer_is_understood(text, command, digit):
    reply = read_message(text, languages=HERE, answering=True).reply
    assert reply is not None
    assert (reply.command, reply.digit, reply.exact) == (command, digit, True)


def test_konbit_counts_people_in_nepali():
    said = load_catalog().phrase("ne", "what.people", category="पानी", people=6)
    assert said == "6 जनालाई पानी"
