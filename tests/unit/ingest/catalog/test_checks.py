"""Which kinds of need a coordinator must look at before anybody is asked, and what they are asked."""

import pytest

from ingest.catalog import FALLBACK, load_catalog

catalog = load_catalog()
SENSITIVE = [name for name, category in catalog.categories.items() if category.sensitive]


def test_water_and_food_are_asked_for_without_a_person() -> None:
    assert not catalog.needs_person(["water", "food", "nothing we know"])
    assert catalog.checks(["water", "food"]) == ()


@pytest.mark.parametrize("name", SENSITIVE)
def test_whoever_is_frail_is_not_sent_a_stranger_by_a_machine(name: str) -> None:
    assert catalog.needs_person(["water", name])
    assert 1 <= len(catalog.checks([name])) <= 4


def test_the_questions_of_two_kinds_are_gone_through_once() -> None:
    both = catalog.checks(["rescue", "security"])
    assert len(both) == len(set(both))
    assert set(catalog.checks(["rescue"])) <= set(both)


def test_rescue_and_security_are_risky_and_carrying_water_is_not() -> None:
    assert catalog.is_risky(["rescue"])
    assert catalog.is_risky(["water", "security"])
    assert not catalog.is_risky(["water", "medical"])


@pytest.mark.parametrize("name", list(catalog.categories))
def test_every_question_has_words_that_end_as_a_question(name: str) -> None:
    for key in catalog.checks([name]):
        assert catalog.phrase(FALLBACK, key).endswith("?")


def test_no_question_is_written_that_nobody_is_asked() -> None:
    asked = set(catalog.checks(catalog.categories))
    written = {key for key in catalog.languages[FALLBACK].phrases if key.startswith("check.")}
    assert written == asked
