import pytest

from ingest.catalog import Hits, Kind, Lexicon, load_catalog
from ingest.catalog.lexicon import Entry
from ingest.readers.normalise import normalise
from ingest.readers.number import read_numbers


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("6", "en", [6]),
        ("2,000 2.000 2 000", "en", [2000, 2000, 2000]),
        ("1.5 and 1,5", "en", [1.5, 1.5]),
        ("two hundred and six", "en", [206]),
        ("five thousand three hundred", "en", [5300]),
        ("5 thousand", "en", [5000]),
        ("one two", "en", [1, 2]),
        ("quatre-vingt-dix-sept", "fr", [97]),
        ("soixante et onze", "fr", [71]),
        ("mil doscientos", "es", [1200]),
        ("trant senk", "ht", [35]),
        ("٦", "en", [6]),
        ("8095550142333", "en", []),
        ("२५ १,००,०००", "en", [25, 100_000]),
        ("١٢ ١٬٥٠٠ ١٫٥", "en", [12, 1500, 1.5]),
        ("５０", "en", [50]),
    ],
)
def test_numbers_are_read_from_digits_and_words(text, language, expected):
    words = normalise(text)
    hits = Hits(hit for hit in load_catalog().lexicon.find(words) if hit.language == language)
    assert [number.value for number in read_numbers(words, hits)] == expected


COUNTED = {
    "sw": "mia 100, elfu 1000, mbili 2, tatu 3, tano 5, kumi 10, hamsini 50",
    "ar": "خمسة 5, عشرون 20, مئة 100, ثلاثة 3, ألف 1000",
    "ne": "दुई 2, सय 100, पचास 50, हजार 1000",
    "uk": "двадцять 20, п'ять 5, двісті 200, тисяч 1000",
    "tl": "dalawampu 20, limang 5, daan 100, lima 5",
}


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("mia mbili na tano", "sw", [205]),
        ("elfu tatu na mia tano hamsini", "sw", [3550]),
        ("elfu tatu mia tano na hamsini na tatu", "sw", [3553]),
        ("mia 3", "sw", [300]),
        ("elfu kumi", "sw", [10_000]),
        ("خمسة وعشرون", "ar", [25]),
        ("مئة وخمسة وعشرون", "ar", [125]),
        ("ثلاثة خمسة", "ar", [3, 5]),
        ("दुई सय पचास", "ne", [250]),
        ("५ हजार", "ne", [5000]),
        ("двадцять пять", "uk", [25]),
        ("двісті двадцять п’ять", "uk", [225]),
        ("dalawampu't lima", "tl", [25]),
        ("limang daan at lima", "tl", [505]),
    ],
)
def test_every_language_counts_in_its_own_order(text, language, expected):
    counted = (pair.rsplit(" ", 1) for pair in COUNTED[language].split(", "))
    lexicon = Lexicon(
        ((word, Entry(Kind.NUMBER, value, language)) for word, value in counted), prefixes={"ar": ("و",)}
    )
    words = normalise(text)
    assert [number.value for number in read_numbers(words, lexicon.find(words))] == expected
