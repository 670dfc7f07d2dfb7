import pytest

from geo.gazetteer.question import ask
from geo.gazetteer.relations import away_m, widening


def _gram(text):
    question = ask(text)
    return question, next(gram for gram in question.grams if gram.exact == "jacmel")


@pytest.mark.parametrize(
    ("text", "factor", "word"),
    [
        ("nan Jacmel", 1.0, ""),
        ("bò kote Jacmel", 2.0, "kote"),
        ("tou pre Jacmel", 2.0, "pre"),
        ("près de Jacmel", 2.0, "pres"),
        ("near the town of Jacmel", 2.0, "near"),
        ("dèyè Jacmel", 1.5, "deye"),
        ("cerca de Jacmel", 2.0, "cerca"),
        ("wout Jacmel", 2.0, "wout"),
        ("near us. Jacmel", 1.0, ""),
        ("near the school, Jacmel", 1.0, ""),
    ],
)
def test_a_relation_widens_by_its_kind_and_only_within_its_sentence(text, factor, word):
    assert widening(*_gram(text)) == (factor, word)


@pytest.mark.parametrize(
    ("text", "metres"),
    [
        ("2 km from Jacmel", 2_000),
        ("1,5 km au sud de Jacmel", 1_500),
        ("a 300 m de Jacmel", 300),
        ("3 miles north of Jacmel", 4_827),
        ("in Jacmel", 0),
        ("12 moun nan Jacmel", 0),
        ("2 km. Then Jacmel", 0),
    ],
)
def test_a_distance_from_the_place_is_read(text, metres):
    assert away_m(*_gram(text)) == pytest.approx(metres)
