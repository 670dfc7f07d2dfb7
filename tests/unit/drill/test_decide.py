"""How invented people answer: by their character, and the same way for the same chance."""

from random import Random

import pytest

from app.drill.cast import Asker, Helper, Passer
from app.drill.decide import FIRST_NEEDS, Heard, Plan, answers, pause_s

CHEN = Helper(
    name="Chen", number="+17675550198", language="ht", text="mwen gen dlo", place="Ri Mache",
    skills=("water",), yes=1.0, think_s=10, work_s=60,
)  # fmt: skip
AMINA = Asker(
    name="Amina", number="+17675550199", language="fr", text="de l'eau", place="Rue du Puits",
    category="water", people=4,
)  # fmt: skip
LOST = Passer(name="Dara", number="+17675550197", language="en", text="who is this", kind="noise")


def _hear(phrase: str, *, digit: int | None = None, case: str = "K7F3", asks: str = "") -> Heard:
    return Heard(n=1, to="", phrase=phrase, digit=digit, case=case, asks=asks)


def _many(person, heard: Heard) -> list[tuple[Plan, ...]]:
    rng = Random(3)
    return [answers(person, heard, rng) for _ in range(300)]


def _texts(person, heard: Heard) -> set[str]:
    return {plan.text for plans in _many(person, heard) for plan in plans}


@pytest.mark.parametrize("phrase", ["ask", "ask.rough"])
def test_a_willing_helper_says_yes_with_the_number_of_the_question(phrase):
    assert _texts(CHEN, _hear(phrase, digit=2)) == {"YES 2", "yes 2", "wi 2"}


def test_whoever_is_on_a_job_says_that_all_is_well():
    assert _texts(CHEN, _hear("checkin.ask")) == {"OK"}


def test_a_helper_who_waits_for_the_exact_place_goes_all_the_same():
    assert any("K7F3" in text for text in _texts(CHEN, _hear("place.wait")))


def test_a_helper_thinks_before_answering():
    for (plan,) in _many(CHEN, _hear("ask", digit=1)):
        assert 6 <= plan.after_s <= 16


def test_an_unwilling_helper_says_no_or_nothing():
    busy = Helper(
        name="Bayu", number="+17675550196", language="es", text="tengo agua", place="Calle Sal",
        skills=("water",), yes=0.0, think_s=10, work_s=60,
    )  # fmt: skip
    assert _texts(busy, _hear("ask", digit=1)) == {"NO 1", "no 1"}
    assert () in _many(busy, _hear("ask", digit=1))


def test_a_job_is_done_and_rarely_given_back():
    plans = [plan for (plan,) in _many(CHEN, _hear("yes.helper"))]
    done = [plan for plan in plans if plan.text.lower() in {"done k7f3", "fini k7f3"}]
    assert len(done) > 0.9 * len(plans)
    assert all(40 < plan.after_s < 90 for plan in done)
    assert {plan.text for plan in plans if plan not in done} <= {"ANILE K7F3", "anile K7F3", "DANJE"}


def test_the_asker_mostly_says_that_help_arrived_and_sometimes_not():
    texts = _texts(AMINA, _hear("done.asker"))
    assert any(text.lower().startswith("oui") for text in texts)
    assert any(text.lower().startswith("non") for text in texts)


@pytest.mark.parametrize("asks", ["where.first", "where.wide", "where.near", "where.again"])
@pytest.mark.parametrize(
    "phrase", ["receipt.need", "receipt.need_noplace", "receipt.emergency", "place.updated"]
)
def test_who_is_asked_where_says_their_place(phrase, asks):
    assert _texts(AMINA, _hear(phrase, asks=asks)) == {"Rue du Puits"}
    assert _texts(CHEN, _hear("receipt.offer", asks=asks)) == {"Ri Mache"}
    assert _texts(CHEN, _hear("receipt.offer_noplace")) == {"Ri Mache"}
    assert _texts(LOST, _hear(phrase, asks=asks)) == set()


def test_who_is_asked_nothing_says_nothing():
    assert _texts(AMINA, _hear("receipt.need")) == _texts(AMINA, _hear("place.unknown")) == set()
    assert _texts(AMINA, _hear("no.thanks", asks="where.last")) == set()


def test_a_question_which_one_is_answered_with_its_number():
    assert _texts(CHEN, _hear("which", digit=3)) == {"YES 3"}


def test_thanks_come_now_and_then():
    many = _many(AMINA, _hear("closed.asker"))
    assert 50 < sum(bool(plans) for plans in many) < 150


@pytest.mark.parametrize("phrase", ["receipt.need", "asked", "yes.asker", "stop", "help", "nothing_open", ""])
def test_news_needs_no_answer(phrase):
    assert _texts(AMINA, _hear(phrase)) == set()


def test_an_asker_is_no_helper():
    assert _texts(AMINA, _hear("ask", digit=1)) == set()


def test_the_same_chance_gives_the_same_decision():
    heard = _hear("ask", digit=1)
    assert [answers(CHEN, heard, Random(i)) for i in range(50)] == [
        answers(CHEN, heard, Random(i)) for i in range(50)
    ]


def test_needs_come_fast_at_first_and_slower_the_more_people_wait():
    rng = Random(1)
    first = [pause_s(20, told, rng) for told in range(FIRST_NEEDS)]
    assert all(1 <= pause <= 4 for pause in first)
    assert sum(first) < 75
    pauses = [pause_s(waiting, 100, Random(1)) for waiting in (0, 10, 20)]
    assert pauses == sorted(pauses)
