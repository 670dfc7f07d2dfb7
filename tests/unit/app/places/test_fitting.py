import pytest

from app.places.fitting import LONGEST, fitting_words


@pytest.mark.parametrize(
    "words",
    [
        "dèyè legliz jòn nan",
        "Delmas 33, prolongée 48-54",
        "kay sante Tamaren",
        "Maison de la Culture",
        "Kay Pè a",
        "Casa de la Cultura",
        "bò gwo pye mapou a",
        "St. Mary's church",
        "Casa do Povo",
        "nyumba ya wageni Tumaini",
        "вул. Шевченка, будинок 5",
        "Будинок культури",
        "بيت لاهيا",
        "घरेलु उद्योग",
    ],
)
def test_the_name_of_a_place_is_taught_as_it_is(words):
    assert fitting_words(words) == words


@pytest.mark.parametrize(
    "words",
    [
        "behind Marie's house",
        "at Joseph’s place",
        "the house of Paul",
        "chez Madame Paul, Delmas 33",
        "la maison de Paul",
        "bò kay madan Jozèf",
        "lakay Mari",
        "kote Jozèf rete a",
        "en casa de Pedro",
        "mi casa",
        "next to my old house",
        "casa da Maria",
        "perto da minha casa",
        "bahay ni Maria",
        "kina Aling Rosa",
        "nyumbani kwa Juma",
        "Ayşe'nin evi",
        "komşumun evinde",
        "хата баби Галі",
        "мій дім",
        "रामको घर",
        "मेरो घरमा",
        "بيت أبو محمد",
        "قرب بيتنا",
    ],
)
def test_somebodys_home_is_never_taught(words):
    assert fitting_words(words) == ""


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("bò mache a, rele +1 767 555 0142", "bò mache a, rele"),
        ("Star Market (767) 555-0142", "Star Market"),
        ("7675550142", ""),
        ("dèyè mache a 767.555,0142", "dèyè mache a"),
        ("18.5431, -72.3390", ""),
        ("the yellow church amina@example.org", "the yellow church"),
        ("", ""),
        ("12 - 14", ""),
        ("x" * (LONGEST + 1), ""),
    ],
)
def test_what_reaches_a_person_is_cut_out(words, kept):
    assert fitting_words(words) == kept
