import pytest

from geo.gazetteer.guards import capitals_tell, refusal
from geo.gazetteer.question import ask


@pytest.mark.parametrize(
    ("text", "name", "why"),
    [
        ("Place Jérémie", "Jérémie", "place"),
        ("ri Jacmel", "Jacmel", "rue"),
        ("avenue de Delmas", "Delmas", "avenue"),
        ("lekòl Jacmel", "Jacmel", "lekol"),
        ("Saint-Louis hospital", "Saint-Louis", "hospital"),
        ("Saint-Louis de Gonzague", "Saint-Louis", "longer"),
        ("Jacmel Street", "Jacmel", "street"),
        ("Carrefour Inconnu", "Carrefour", "longer"),
        ("kafou enkoni", "Carrefour", "longer"),
        ("carrefour de la paix", "Carrefour", "longer"),
        ("mwen rele Jacmel", "Jacmel", "person"),
        ("we are okay", "Les Cayes", "everyday"),
        ("a ride to the clinic", "Clinique Alpha", "any"),
    ],
)
def test_a_name_inside_something_else_is_refused_with_the_reason(answer, text, name, why):
    assert why in _refusal(answer, text, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("lekòl nan Jacmel", "Jacmel"),
        ("lycée de Jacmel", "Jacmel"),
        ("hospital Jacmel", "Jacmel"),
        ("Jacmel airport", "Jacmel"),
        ("Delmas rue X", "Delmas"),
        ("Mill Street, Jacmel", "Jacmel"),
        ("kafou grangou", "Carrefour"),
        ("Carrefour, Haiti", "Carrefour"),
        ("nou nan okay", "Les Cayes"),
        ("behind the clinic", "Clinique Alpha"),
        ("malapit sa the clinic", "Clinique Alpha"),
        ("200 m south of the clinic", "Clinique Alpha"),
        ("okay yakınındayız", "Les Cayes"),
    ],
)
def test_a_town_named_for_itself_is_believed(answer, text, name):
    assert _refusal(answer, text, name) == ""


def test_the_readers_hint_outweighs_an_everyday_word(answer):
    question = ask("we are okay")
    (hit,) = question.hits(answer(question.keys))
    assert refusal(question, hit, hinted=True) == ""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("nou nan Delmas", True),
        ("NOU NAN DELMAS", False),
        ("nou nan delmas", False),
        ("We are hungry. Please help.", False),
    ],
)
def test_capitals_tell_only_where_a_writer_sets_names_off(text, told):
    assert capitals_tell(ask(text)) is told


def _refusal(answer, text, name):
    question = ask(text)
    (hit,) = [hit for hit in question.hits(answer(question.keys)) if hit.named.name == name]
    return refusal(question, hit, hinted=False)
