"""What an offer says of the person who makes it, in every language that we read."""

import pytest

from app.hours import parse_hours
from ingest.catalog import load_catalog
from ingest.letters import fold
from ingest.read import read_giver, read_message
from ingest.shapes import Intent

CATALOG = load_catalog()
LANGUAGES = sorted(CATALOG.languages)
OURS = ("duty", "off", "rest")
TRUCK_AND_NURSE = {
    "ar": "أستطيع المساعدة: شاحنة، المركز، ممرضة",
    "en": "I can help: truck, Delmas, nurse",
    "es": "Puedo ayudar: camión, Delmas, enfermera",
    "fr": "Je peux aider: camion, Delmas, infirmière",
    "ht": "Mwen ka ede: kamyon, Delmas, enfimyè",
    "ne": "म मद्दत गर्न सक्छु: ट्रक, पाटन, नर्स",
    "pt": "Posso ajudar: caminhão, Centro, enfermeira",
    "sw": "Naweza kusaidia: lori, Kibera, muuguzi",
    "tl": "Makakatulong ako: trak, Tondo, nars",
    "tr": "Yardım edebilirim: kamyon, Delmas, hemşireyim",
    "uk": "Можу допомогти: вантажівка, Центр, медсестра",
}
TONGUES = {
    "ar": ("أستطيع المساعدة: سيارة. أتكلم الإنجليزية", "en"),
    "en": ("I can help with a car. I speak French", "fr"),
    "es": ("Puedo ayudar con mi carro. Hablo inglés", "en"),
    "fr": ("Je peux aider avec ma voiture. Je parle anglais", "en"),
    "ht": ("Mwen ka ede ak machin mwen. Mwen pale panyòl", "es"),
    "ne": ("म कारले मद्दत गर्न सक्छु। अंग्रेजी बोल्छु", "en"),
    "pt": ("Posso ajudar com meu carro. Falo espanhol", "es"),
    "sw": ("Naweza kusaidia na gari. Naongea kiingereza", "en"),
    "tl": ("Makakatulong ako, may kotse ako. Marunong mag Ingles", "en"),
    "tr": ("Arabam var, yardım edebilirim. Arapça konuşuyorum", "ar"),
    "uk": ("Можу допомогти, маю авто. Розмовляю англійською", "en"),
}
EVENINGS = {
    "ar": "أستطيع المساعدة: ممرضة، كل مساء",
    "en": "I can help: nurse, evenings",
    "es": "Puedo ayudar: enfermera, por las noches",
    "fr": "Je peux aider: infirmière, le soir",
    "ht": "Mwen ka ede: enfimyè, leswa",
    "ne": "म मद्दत गर्न सक्छु: नर्स, बेलुका",
    "pt": "Posso ajudar: enfermeira, todas as noites",
    "sw": "Naweza kusaidia: muuguzi, jioni",
    "tl": "Makakatulong ako: nars, tuwing gabi",
    "tr": "Yardım edebilirim: hemşireyim, akşamları",
    "uk": "Можу допомогти: медсестра, вечорами",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_nurse_with_a_truck_is_read_as_one_in_every_language(language):
    reading = read_message(TRUCK_AND_NURSE[language], languages=(language,))
    assert reading.intent is Intent.OFFER
    assert {"transport", "medical"} <= {label.name for label in reading.categories}
    assert reading.giver is not None
    assert reading.giver.vehicle == "truck"
    assert set(reading.giver.trades) == {"nurse", "drive"}
    assert reading.giver.hours is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_languages_that_a_helper_speaks_are_kept(language):
    text, spoken = TONGUES[language]
    giver = read_giver(text, language=language)
    assert giver.vehicle == "car"
    assert giver.languages == (spoken,)


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_helps_in_the_evening_is_not_asked_in_the_morning(language):
    giver = read_giver(EVENINGS[language], language=language)
    assert giver.hours == parse_hours("18-24")


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("I can cook at weekends", "sat-sun 0-24"),
        ("I can cook on weekdays in the mornings", "mon-fri 6-12"),
        ("I can drive until 18", "6-18"),
        ("I can drive from 9 until 5 pm", "9-17"),
        ("I can drive after 6 pm", "18-24"),
        ("I can cook", ""),
        ("I can bring 5 blankets before 99", ""),
    ],
)
def test_simple_words_for_hours_are_understood(text, hours):
    assert read_giver(text, language="en").hours == parse_hours(hours)


def test_a_street_named_after_the_french_is_no_language():
    assert read_giver("I can help with my car, French Street", language="en").languages == ()


def test_the_biggest_vehicle_counts():
    assert read_giver("I have a bike and a van", language="en").vehicle == "truck"


def test_a_need_says_nothing_of_a_helper():
    assert read_message("We need a nurse and a truck in Delmas", languages=("en",)).giver is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_trade_vehicle_hour_and_tongue_has_words_in_every_language(language):
    spoken = CATALOG.languages[language]
    english = {(entry.kind, entry.name) for _, entry in CATALOG.languages["en"].helpers}
    assert {(entry.kind, entry.name) for _, entry in spoken.helpers} == english
    trades = {entry.name for _, entry in spoken.helpers if entry.kind.value == "trade"}
    assert trades == {key.removeprefix("skill.") for key in spoken.phrases if key.startswith("skill.")}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", OURS)
def test_every_word_for_duty_off_and_rest_is_heard(language, command):
    for word in CATALOG.languages[language].answers[command]:
        reply = read_message(word, languages=(language,)).reply
        assert reply is not None, word
        assert reply.command == command, word
        assert reply.exact, word


def test_no_word_for_duty_off_and_rest_means_another_command_anywhere():
    told: dict[str, set[str]] = {}
    for language in CATALOG.languages.values():
        for command, words in language.answers.items():
            for word in words:
                told.setdefault(fold(word).text, set()).add(command)
    unclear = {word: sorted(names) for word, names in told.items() if len(names) > 1 and names & set(OURS)}
    assert not unclear


@pytest.mark.parametrize(
    ("text", "hours"), [("REST", None), ("REST 8", 8), ("rest 8 hours", 8), ("Rest 200", 200), ("REPO 8", 8)]
)
def test_a_rest_says_how_many_hours(text, hours):
    reply = read_message(text, languages=("ht", "en")).reply
    assert reply is not None
    assert (reply.command, reply.digit, reply.exact) == ("rest", hours, True)


@pytest.mark.parametrize(
    "text",
    ["Rest of my family is missing", "off the road a truck fell on people", "on duty nurse needed in Delmas"],
)
def test_a_story_that_begins_alike_is_no_command(text):
    assert read_message(text, languages=("en",), answering=True).reply is None
