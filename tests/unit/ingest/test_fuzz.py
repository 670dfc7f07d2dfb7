"""Texts that nobody thought of: whatever they are, the reader reads, and reads the same again."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.catalog import load_catalog
from ingest.read import read_message
from ingest.shapes import Intent
from tests import nasty
from tests.laws import broken_laws

CATALOG = load_catalog()
WORDS = sorted({word.rstrip("*") for language in CATALOG.languages.values() for word, _ in language.entries})
ANSWERS = [
    word for language in CATALOG.languages.values() for said in language.answers.values() for word in said
]
# one for each language: whoever writes so means it however it is spelled
STORIES = (
    "we need water, 6 people near Mill Street",
    "necesitamos agua, somos 6 personas",
    "nous avons besoin d'eau, nous sommes 6 personnes",
    "nou bezwen dlo, nou se 6 moun",
    "precisamos de água, somos 6 pessoas",
    "tunahitaji maji, tuko watu 6",
    "kailangan namin ng tubig, 6 kaming tao",
    "suya ihtiyacımız var, 6 kişiyiz",
    "нам потрібна вода, нас 6 людей",
    "نحتاج ماء, نحن 6 أشخاص",
    "हामीलाई पानी चाहियो, 6 जना छौं",
)

NOISE = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2069\ufeff\ufe0f\u00ad"
MARKS = "\u0300\u0301\u0327\u0336\u064b\u0651\u0652\u093c\u094d\u20e3"
characters = st.one_of(
    st.characters(),  # all of Unicode, halves of characters among them
    st.characters(categories=["Cs"]),
    st.sampled_from(NOISE + MARKS + "?*'\".,;:|#@-_0123456789 \n\t\r\x00\ufffdÃ©Â"),
)
anything = st.text(characters, max_size=60)
said = st.sampled_from(WORDS)


@st.composite
def mutilated(draw: st.DrawFn) -> str:
    """A word of the catalog that a thumb, a gateway or a joker has been at."""
    word = draw(said)
    at = draw(st.integers(0, len(word)))
    match draw(st.sampled_from(("lost", "slip", "doubled", "shouted", "turned", "marked"))):
        case "lost":
            return word[:at] + "?" + word[at + 1 :]
        case "slip":
            return word[:at] + draw(characters) + word[at:]
        case "doubled":
            return word[:at] + word[at : at + 1] * draw(st.integers(2, 9)) + word[at:]
        case "shouted":
            return word.swapcase()
        case "turned":
            return word[::-1]
        case _:
            return "".join(letter + draw(st.sampled_from(MARKS)) for letter in word)


glued = st.lists(st.one_of(said, mutilated(), anything), max_size=12).flatmap(
    lambda pieces: st.sampled_from(("", " ", " ", ", ", ". ", "\n", "\u200b")).map(
        lambda glue: glue.join(pieces)
    )
)
texts = st.one_of(anything, glued)
tongues = st.lists(st.sampled_from(sorted(CATALOG.languages)), max_size=3, unique=True).map(tuple)
blanks = st.text(" \t\n\r\u00a0\u3000", max_size=5)
unseen = st.text(NOISE, max_size=5)

quick = settings(max_examples=120, deadline=None)


@quick
@given(texts, tongues, st.booleans())
def test_whatever_comes_is_read_and_keeps_the_laws(text, languages, answering):
    reading = read_message(text, languages=languages, answering=answering)
    assert broken_laws(reading, text) == []
    assert read_message(text, languages=languages, answering=answering) == reading


@settings(max_examples=15, deadline=None)
@given(texts.filter(bool), st.integers(1, 10_000), st.booleans())
def test_however_long_it_is(text, size, answering):
    long = (text * (size // len(text) + 1))[:size]
    assert broken_laws(read_message(long, answering=answering), long) == []


@quick
@given(texts, blanks, st.booleans())
def test_blanks_at_the_end_say_nothing(text, blank, answering):
    padded = read_message(text + blank, answering=answering)
    assert replace(padded, text=text) == read_message(text, answering=answering)


@quick
@given(texts, st.one_of(blanks, unseen), st.one_of(blanks, unseen), tongues)
def test_what_has_no_shape_around_a_text_says_nothing(text, before, after, languages):
    plain = read_message(text, languages=languages)
    dressed = read_message(f"{before}{text}{after}", languages=languages)
    assert (dressed.intent, dressed.also, dressed.people) == (plain.intent, plain.also, plain.people)
    assert [label.name for label in dressed.categories] == [label.name for label in plain.categories]


@quick
@given(
    st.sampled_from(ANSWERS),
    st.sampled_from((str.upper, str.lower, str.title)),
    unseen,
    blanks,
    st.booleans(),
)
def test_a_command_is_heard_in_any_case(word, spelled, hidden, blank, answering):
    plain = read_message(word, answering=answering)
    dressed = read_message(f"{blank}{hidden}{spelled(word)}{hidden}{blank}", answering=answering)
    assert (dressed.intent, dressed.reply) == (plain.intent, plain.reply)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(STORIES), st.sampled_from((str, str.upper, str.lower)), unseen, blanks)
def test_a_need_is_heard_in_any_case(story, spelled, hidden, blank):
    reading = read_message(f"{hidden}{blank}{spelled(story)}{blank}{hidden}")
    assert Intent.NEED in (reading.intent, *reading.also)
    assert "water" in [label.name for label in reading.categories]
    assert reading.people == 6


@quick
@given(st.lists(st.sampled_from([text for text in nasty.ALL if len(text) < 100]), min_size=2, max_size=4))
def test_nasty_texts_side_by_side(pieces):
    text = "\u202e".join(pieces)
    assert broken_laws(read_message(text), text) == []
