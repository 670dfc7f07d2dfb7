"""Every language says everything, the same way, at a price that people can pay."""

import re
from fnmatch import fnmatchcase

import pytest

from ingest.catalog import SAFETY, load_catalog
from ingest.catalog.phrase import holes, plural_rule
from ingest.letters import fold
from ingest.read import read_message
from ingest.segments import is_gsm7, segments
from ingest.shapes import Intent

CATALOG = load_catalog()
LANGUAGES = sorted(CATALOG.languages)
ENGLISH = CATALOG.languages["en"]
COMMANDS = {
    "yes",
    "no",
    "done",
    "cancel",
    "status",
    "update",
    "unsafe",
    "safe",
    "stop",
    "start",
    "help",
    "pledge",
    "on_way",
    "here",
    "duty",
    "off",
    "rest",
}
# these are written well in the phone networks' own alphabet; the others cost what they cost
CHEAP = frozenset("en es fr ht sw tl".split())
MOST_SEGMENTS = 4
TOGETHER = (
    ("receipt.need", "receipt.place_wrong", "receipt.emergency"),
    ("receipt.need", "receipt.emergency", "where.wide"),
    ("receipt.need", "receipt.emergency", "where.near"),
    ("receipt.need_noplace", "receipt.emergency", "where.first"),
    ("receipt.offer", "where.wide"),
    ("place.updated", "where.again"),
    ("place.unknown", "where.again"),
    ("no.thanks", "where.again"),
    ("no.thanks", "where.last"),
)
# how an answer is shown: in capitals («M RIVE»), or in quotation marks where a script has no capitals
CAPITALS = re.compile(r"\b[A-ZÀ-ÞİŞĞА-ЯІЇЄҐ]+(?: [A-ZÀ-ÞİŞĞА-ЯІЇЄҐ]+)*\b")
QUOTED = re.compile(r"[«‘“]([^»’”]+)[»’”]")
NO_COMMAND = frozenset({"SMS"})
ALIKE = {"safe": "yes"}  # both answer «are you all right?»
NO_ANSWER = (
    "ask",
    "direction.",
)  # the shortest sentences are looked at below; points of the compass are no words
NOT_TEXTED = ("skill.", "reason.", "check.", "categories.")  # these stand on pages


def values(language: str, category: str) -> dict[str, object]:
    filled: dict[str, object] = {
        "case": "K7F3",
        "category": CATALOG.category_name(language, category),
        "people": 12,
        "place": "Delmas 33, ri Jasmin",
        "digit": 2,
        "jobs": 2,
        "fact": "The water of the well at the school is safe again",
        "source": "the town hall",
        "view": "Water in the south",
        "link": "https://konbit.example/desk/drill/views/12",
        "words": "the gate is shut, we wait at the blue door",
        "code": "482915",
        "codes": "K7F3, M2QX",
        "coming": 1,
        "wanted": 2,
        "hours": 12,
        "first": CATALOG.category_name(language, category),
        "more": CATALOG.category_name(language, "medical"),
        "emergency": "114",
        "helper": "Marie-Ange",
        "map": "https://konbit.example/i/drill/case/Abc123Def456",
        "metres": 300,
        "km": 1.2,
        "name": "Legliz Sent An",
        "direction": CATALOG.phrase(language, "direction.nw"),
        "state": CATALOG.phrase(language, "state.accepted"),
        "distance": CATALOG.phrase(language, "distance.km", km=1.2),
        "n": 20,
        "part": 20,
        "all": 60,
        "open": 40,
        "item": CATALOG.category_name(language, category),
        "unit": CATALOG.phrase(language, "unit.bottle"),
    }
    filled["what"] = CATALOG.phrase(language, "what.people", **filled)
    filled["goods"] = CATALOG.phrase(language, "supply.of", **filled)
    return filled | {"about": CATALOG.phrase(language, "alarm.near", **filled)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_to_say_in_any_language(language):
    said = CATALOG.languages[language].phrases
    to_do = sorted(ENGLISH.phrases.keys() - said.keys())
    assert not to_do, f"{language}.toml still needs: {', '.join(to_do)}"
    assert not said.keys() - ENGLISH.phrases.keys(), "a phrase that English does not have is a typing error"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_category_reason_command_and_skill_has_words(language):
    spoken = CATALOG.languages[language]
    found = {(entry.kind.value, entry.name) for _, entry in spoken.entries}
    assert {("category", name) for name in CATALOG.categories} <= found
    assert {("urgency", name) for name in CATALOG.reasons} <= found
    assert set(spoken.answers) == COMMANDS
    skills = {skill for category in CATALOG.categories.values() for skill in category.skills}
    assert {f"skill.{skill}" for skill in skills} <= spoken.phrases.keys()
    assert spoken.endonym


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_have_the_same_holes_and_all_plural_forms(language):
    forms = set(CATALOG.languages[language].plurals)
    assert forms <= {plural_rule(language)(n) for n in range(200)}
    for key, phrase in CATALOG.languages[language].phrases.items():
        for written in phrase.forms.values():
            assert holes(written) == holes(ENGLISH.phrases[key].forms["other"]), key
            assert all(hole.isidentifier() for hole in holes(written)), key
        assert phrase.forms.keys() == (forms if phrase.by else {"other"}), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_to_be_unseen_is_there_to_be_seen(language):
    spoken = CATALOG.languages[language]
    for pattern in spoken.unseen:
        assert any(fnmatchcase(key, pattern) for key in spoken.keys), f"{pattern!r} names nothing"
    assert {phrase.entry for phrase in spoken.phrases.values()} <= spoken.keys
    assert spoken.reviewed_by or all(not spoken.is_seen(key) for key in spoken.keys), "who has seen it?"


def test_the_sentences_that_keep_safe_are_said_and_only_those_are_doubted():
    assert ENGLISH.phrases.keys() >= SAFETY
    doubted = {key for key in ENGLISH.phrases if CATALOG.is_doubted("ht", key)}
    assert doubted == {key for key in SAFETY if not CATALOG.languages["ht"].is_seen(f"phrases.{key}")}
    assert not any(CATALOG.is_doubted("en", key) for key in SAFETY)


@pytest.mark.parametrize("language", sorted(CHEAP & set(LANGUAGES)))
def test_what_we_text_stays_in_the_cheap_alphabet(language):
    for key, phrase in CATALOG.languages[language].phrases.items():
        if not key.startswith(NOT_TEXTED):
            dear = {c for form in phrase.forms.values() for c in form if not is_gsm7(c)}
            assert not dear, f"{key} has {dear}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_takes_more_than_a_few_messages(language):
    most = 2 if language in CHEAP else MOST_SEGMENTS
    for category in CATALOG.categories:
        filled = values(language, category)
        for key in CATALOG.languages[language].phrases:
            assert segments(CATALOG.phrase(language, key, **filled)) <= most, key
        for whole in TOGETHER:
            said = " ".join(CATALOG.phrase(language, key, **filled) for key in whole)
            assert segments(said) <= most, whole


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_asks_for_the_same_answers_and_we_understand_them(language):
    unlike = {}
    for key, phrase in CATALOG.languages[language].phrases.items():
        wanted = _shown("en", ENGLISH.phrases[key].forms["other"])
        for written in phrase.forms.values():
            shown = _shown(language, written)
            if not key.startswith(NO_ANSWER) and not wanted <= shown <= COMMANDS:
                unlike[key] = (shown, wanted)
    assert not unlike


def _shown(language, written):
    """The commands that a sentence shows; whatever we would not understand ourselves stays a word."""
    plain = re.sub(r"\{\w+\}|\d+", ",", written)
    words = [word.strip(" ,") for word in (*QUOTED.findall(plain), *CAPITALS.findall(plain))]
    words = [word for word in words if len(word) > 1 and word not in NO_COMMAND]
    replies = [read_message(word, answering=True, languages=(language,)).reply for word in words]
    read = [
        reply.command if reply and reply.exact else word for word, reply in zip(words, replies, strict=True)
    ]
    return {ALIKE.get(command, command) for command in read}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_word_of_every_answer_is_understood(language):
    for command, words in CATALOG.command_words(language).items():
        for said in (words[0], words[0].upper()):
            reply = read_message(said, answering=True, languages=(language,)).reply
            assert reply is not None, said
            assert (reply.command, reply.exact) == (command, True), said


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_shows_how_to_answer_it(language):
    for key in ("ask", "ask.rough"):
        shown = re.findall(r"([^\s«\"]+) \{digit\}", CATALOG.languages[language].phrases[key].forms["other"])
        replies = [read_message(f"{word} 2", answering=True, languages=(language,)).reply for word in shown]
        assert [(reply.command, reply.digit) for reply in replies if reply] == [("yes", 2), ("no", 2)]


def test_no_word_stands_for_two_commands_in_any_language():
    meant: dict[str, set[str]] = {}
    for language in CATALOG.languages.values():
        for command, words in language.answers.items():
            for word in words:
                meant.setdefault(fold(word).text, set()).add(command)
    assert not {word: commands for word, commands in meant.items() if len(commands) > 1}


@pytest.mark.parametrize(
    "word",
    ["STOP", "stop.", "Arret", "ARRÊT", "ARÈT", "aret", "ALTO", "Pare", "UNSUBSCRIBE", "StopAll", "QUIT"],
)
def test_stop_is_understood_from_anybody(word):
    for language in LANGUAGES:
        assert read_message(word, languages=(language,)).intent is Intent.STOP


@pytest.mark.parametrize("word", ["HELP", "ÈD", "èd", "Aide", "AYUDA", "SOS", "anmwe"])
def test_help_is_a_command_and_a_cry(word):
    reading = read_message(word)
    assert reading.intent is Intent.HELP
    assert Intent.NEED in reading.also
    assert reading.urgency.level >= 3
