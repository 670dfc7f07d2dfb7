import pytest

from ingest.places.pieces import MOST
from ingest.read import read_message


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("nou bò lekòl la", "lekòl la"),
        ("nou bò lekòl nan", "lekòl nan"),
        ("nou bò lekòl nan Delmas", "lekòl nan Delmas"),
        ("nou devan lopital la nan kafou Solèy", "lopital la nan kafou Solèy"),
        ("nou dèyè gwo legliz wouj la nou swaf", "gwo legliz wouj la"),
        ("nous sommes derrière la vieille église", "vieille église"),
        ("we are behind the big blue hospital", "big blue hospital"),
        ("sarı kilisenin yanındayız", "sarı kilise"),
        ("Ulu Caminin arkasındayız", "Ulu Cami"),
        ("fontèn 43 zòn enpas solèy nan nou grangou", "fontèn 43 zòn enpas solèy"),
        ("nou nan kafou Twa Sous la", "kafou Twa Sous la"),
        ("estamos no Beco do Sossego", "Beco do Sossego"),
        ("malapit kami sa lumang simbahan na bato", "lumang simbahan na bato"),
    ],
)
def test_a_landmark_keeps_what_tells_it_and_its_own_article(text, place):
    found = read_message(text).place
    assert found is not None
    assert found.text == place


@pytest.mark.parametrize(
    "text",
    [
        "nou nan lekòl la",
        "legliz la tonbe sou nou",
        "nou bò kay la",
        "we are near the house",
        "we need a new school",
        "nous sommes près de la maison",
        "estamos cerca de la casa",
        "evimizin yanındayız",
        "घर नजिक पानी छैन",
        "tuko 10",
        "niko 1",
    ],
)
def test_a_house_a_kind_and_a_number_are_nowhere(text):
    assert read_message(text).place is None


@pytest.mark.parametrize("word", ["a. ", "at ", "1 ", "church "])
def test_a_place_in_a_text_of_one_word_is_not_the_whole_text(word):
    found = read_message("we are near " + word * 400).place
    assert found is None or len(found.text.split()) <= 2 * MOST
