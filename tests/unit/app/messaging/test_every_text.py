"""Every sentence that Konbit texts, in every language, with the longest values: it fits, only names are cut.

A new phrase is in this test by itself. A hole that no other phrase has needs its longest value in `LONGEST`.
"""

from itertools import product

import pytest

from app.messaging.fit import budget, fit
from app.messaging.phrase import Phrase, phrase
from ingest.catalog import load_catalog
from ingest.catalog.phrase import holes
from ingest.segments import segments

CATALOG = load_catalog()
LANGUAGES = sorted(CATALOG.languages)
ENGLISH = CATALOG.languages["en"].phrases
STREET = "Impasse Sainte-Marie-de-la-Providence, Delmas 33 prolongé, Port-au-Prince"
LINK = "https://osm.org/?mlat=-18.54321&mlon=-172.33456"
CODES = "K7F3, 9VNC, QW8R, 4TTM"
FAR = phrase(
    "place.beside", distance=phrase("distance.km", km=1.2), direction=phrase("direction.nw"), name=STREET
)
WATER = phrase("what.people", category=phrase("category.water"), people=24)
GOODS = phrase("supply.of", item="blankets and sleeping mats for children", unit="pieces")
# the longest that each hole is given; whatever is no name must be read whole
PLACES: tuple[str | Phrase, ...] = (STREET, phrase("place.unnamed"))
LONGEST: dict[str, str | int | float | Phrase] = {
    "about": phrase("alarm.near", what=WATER, place=STREET),
    "all": 1200,
    "case": "K7F3",
    "category": phrase("category.water"),
    "code": "482915",
    "codes": CODES,
    "coming": 12,
    "digit": 12,
    "direction": phrase("direction.nw"),
    "distance": phrase("distance.km", km=1.2),
    "emergency": "999",
    "first": WATER,
    "goods": GOODS,
    "helper": "Marie-Bernadette Jean-Baptiste Saint-Hilaire de la Tour",
    "hours": 12,
    "item": "blankets and sleeping mats for children",
    "jobs": 12,
    "km": 1.2,
    "metres": 900,
    "more": WATER,
    "n": 1200,
    "name": "Marie-Bernadette Jean-Baptiste Saint-Hilaire de la Tour",
    "open": 1199,
    "part": 1200,
    "people": 1200,
    "state": phrase("state.noise"),
    "unit": "pieces",
    "wanted": 12,
    "what": WATER,
    "fact": "The water of the well at the school is safe again.",
    "source": "the town hall",
    "view": "Water and medicine needs of the whole south side, no place.",
    "link": "https://konbit.grand-anse.example/desk/hurricane-grand-anse/views/12345",
    "words": "Please come to the back door, the front is under water since the morning. " * 20,
}
KEPT = ("K7F3", "999", LINK, CODES)


# what the code says in one of two ways: a name and, if it is wide, what is beside the dot; or only the latter
NAMED: dict[str, str | Phrase] = {"place": STREET, "map": phrase("map.beside", map=LINK, place=FAR)}
BESIDE: dict[str, str | Phrase] = {"place": FAR, "map": LINK}
ROUGH = frozenset({"ask", "ask.rough", "alarm.near", "place.wait", "place.moved_rough", "buddy.goes"})


def filled(key: str, place: dict[str, str | Phrase]) -> Phrase:
    """A phrase with the longest values that its holes may get."""
    names = {name for form in ENGLISH[key].forms.values() for name in holes(form)}
    values = LONGEST | (NAMED if key in ROUGH else place)
    unknown = names - values.keys()
    assert not unknown, f"{key}: say in LONGEST what stands for {', '.join(sorted(unknown))} at most"
    if key.startswith("receipt.offer"):
        values["what"] = phrase("what", category=phrase("category.water"))
    return phrase(key, **{name: values[name] for name in names})


# what is said in one breath, as the code says it
TOGETHER = [
    ("receipt.need", "receipt.place_wrong", "receipt.emergency"),
    ("receipt.emergency", "receipt.need", "receipt.place_wrong"),
    ("receipt.need", "receipt.emergency", "where.near"),
    ("receipt.need_noplace", "receipt.emergency", "where.first"),
    ("receipt.offer", "where.wide"),
    ("yes.helper", "yes.safety"),
    ("place.wait", "yes.safety"),
    ("place.told", "yes.safety"),
    ("place.unknown", "where.again"),
    ("no.thanks", "where.last"),
    ("status", "status.coming"),
    ("duty.off", "duty.jobs"),
    ("duty.rest", "duty.jobs"),
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_fits_its_budget_and_keeps_codes_links_and_numbers(language):
    too_long = {}
    for key, place in product(ENGLISH, (NAMED, BESIDE)):
        one = filled(key, place)
        texts = fit((one,), language)
        if any(text.segments > budget(one) for text in texts):
            too_long[key] = texts[0].text
        whole = CATALOG.phrase(language, key, **_said(one, language))
        said = " ".join(text.text for text in texts)
        assert [kept for kept in KEPT if kept in whole] == [kept for kept in KEPT if kept in said], key
    assert not too_long, f"{language}.toml says it too long: {too_long}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("keys", TOGETHER, ids=" ".join)
@pytest.mark.parametrize("place", [NAMED, BESIDE], ids=["named", "beside"])
def test_what_is_said_together_fits_too_and_in_order(language, keys, place):
    what = tuple(filled(key, place) for key in keys)
    texts = fit(what, language)
    assert all(text.segments == segments(text.text) <= 2 for text in texts)
    assert len(texts) <= 4
    said = [one for text in texts for one in text.phrases]
    assert said[: len(what)] == list(what) or set(said) == set(what)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("category", sorted(CATALOG.categories))
def test_an_ask_says_what_and_where_and_the_digit_in_one_part(language, category):
    for people in (None, 6, 120):
        named = phrase(f"category.{category}")
        what = (
            phrase("what.people", category=named, people=people) if people else phrase("what", category=named)
        )
        for key, place in product(("ask", "ask.rough"), PLACES):
            values: dict[str, str | int | float | Phrase] = {"what": what, "digit": 2, "place": place}
            values["distance"] = LONGEST["distance"]
            (text,) = fit((phrase(key, **values),), language)
            assert text.segments == 1, text.text
            assert "2" in text.text.replace("120", "")


def _said(one: Phrase, language: str) -> dict[str, object]:
    return {
        name: CATALOG.phrase(language, value.key, **_said(value, language))
        if isinstance(value, Phrase)
        else value
        for name, value in one.values.items()
    }
