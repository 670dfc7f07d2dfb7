import pytest

from ingest.read import read_message


@pytest.mark.parametrize(
    ("text", "level", "reason"),
    [
        ("nou anba dekonb", 4, "trapped"),
        ("my house is on fire", 4, "fire"),
        ("my wife is giving birth, please help", 4, "birth"),
        ("nou bezwen dlo pou timoun yo", 3, "children"),
        ("besoin d'eau, urgence", 3, "urgent"),
        ("necesitamos agua para 300 personas", 3, "many"),
        ("n ap mouri grangou", 3, "hunger"),
        ("we need clothes, it can wait", 1, "wait"),
        ("we need water for the babies", 3, "infants"),
        ("besoin de lait pour un nourrisson", 3, "infants"),
        ("yap mouri ak grangou", 3, "hunger"),
    ],
)
def test_urgency_has_a_reason(text, level, reason):
    urgency = read_message(text).urgency
    assert urgency.level == level
    assert reason in urgency.reasons


def test_what_is_lacked_counts_without_more_words():
    assert read_message("nou bezwen dlo").urgency.level == 2
    assert read_message("we need clothes").urgency.level == 1


def test_an_offer_for_children_is_not_urgent():
    assert read_message("I can give clothes for children").urgency.level == 1


def test_life_at_risk_does_not_wait():
    assert read_message("no hurry but she is bleeding, we need a doctor").urgency.level == 4


def test_babies_are_children_too():
    assert {"children", "infants"} <= set(read_message("leche para el bebé, por favor").urgency.reasons)


def test_what_is_said_of_children_is_surer_than_what_sounds_like_dying():
    assert 0 < read_message("sove nou, n ap mouri").urgency.confidence < 0.5
    assert read_message("nou bezwen dlo pou timoun yo").urgency.confidence > 0.8
