import pytest

from app.messaging.prompts import Choice, choose_prompt, free_digit
from app.messaging.shapes import OpenPrompt
from app.models.message import PromptKind as K
from ingest.shapes import Reply


def prompt(id_: int, kind: K, digit: int = 0, reference: str = "") -> OpenPrompt:
    return OpenPrompt(id=id_, kind=kind, digit=digit, report_id=id_, dispatch_id=id_, reference=reference)


def reply(digit: int | None = None, reference: str | None = None) -> Reply:
    return Reply(command="yes", digit=digit, reference=reference)


WATER = prompt(1, K.ASK, 1, "K7F3")
FOOD = prompt(2, K.ASK, 2, "M2P9")
JOB = prompt(3, K.JOB, 0, "K7F3")
CONFIRM = prompt(4, K.CONFIRM, 0, "Q4R8")
YES = (K.ASK, K.CONFIRM, K.NUMBER)


def test_a_bare_yes_answers_the_only_question_there_is():
    assert choose_prompt([WATER], YES, reply()) == Choice(WATER)


def test_a_digit_says_which_of_two_questions():
    assert choose_prompt([WATER, FOOD], YES, reply(digit=2)) == Choice(FOOD)


def test_a_bare_yes_to_two_questions_is_asked_back():
    assert choose_prompt([WATER, FOOD], YES, reply()) == Choice(None, (WATER, FOOD))


def test_a_case_code_says_which_of_two_questions():
    assert choose_prompt([WATER, FOOD], YES, reply(reference="M2P9")) == Choice(FOOD)


def test_a_digit_that_no_question_has_answers_none():
    assert choose_prompt([WATER, FOOD], YES, reply(digit=7)) == Choice(None, missed=(WATER, FOOD))
    assert choose_prompt([CONFIRM], YES, reply(digit=1)) == Choice(None, missed=(CONFIRM,))


def test_somebody_elses_case_code_answers_no_question():
    assert choose_prompt([WATER], YES, reply(reference="ZZ22")) == Choice(None)


def test_a_digit_beside_a_case_code_fits_a_question_that_has_no_digit():
    assert choose_prompt([CONFIRM], YES, reply(digit=1, reference="Q4R8")) == Choice(CONFIRM)
    assert choose_prompt([WATER], YES, reply(digit=2, reference="K7F3")) == Choice(None)


def test_a_done_is_no_answer_to_a_question_of_another_kind():
    assert choose_prompt([WATER, JOB], (K.JOB, K.CONFIRM), reply()) == Choice(JOB)
    assert choose_prompt([WATER], (K.JOB, K.CONFIRM), reply()) == Choice(None)


CHECK = prompt(5, K.CHECK, 0, "K7F3")
REST = prompt(6, K.REST)
ALARM = prompt(7, K.ALARM, 3, "Z2Z9")
ANY = (*YES, K.ALARM, K.CHECK, K.REST)


def test_are_you_all_right_is_answered_by_a_bare_word():
    assert choose_prompt([JOB, CHECK], ANY, reply()) == Choice(CHECK)


def test_an_ok_to_are_you_all_right_promises_nothing_to_a_question_put_before():
    assert choose_prompt([WATER, CHECK], ANY, reply()) == Choice(CHECK)
    assert choose_prompt([WATER, FOOD, CHECK], ANY, reply()) == Choice(CHECK)


def test_a_question_put_after_it_takes_the_bare_word():
    assert choose_prompt([CHECK, REST, WATER], ANY, reply()) == Choice(WATER)


def test_neither_of_them_makes_another_question_unclear():
    for aside in (CHECK, REST):
        assert choose_prompt([aside, WATER], ANY, reply()) == Choice(WATER)
        assert choose_prompt([WATER, aside], ANY, reply(digit=1)) == Choice(WATER)
        assert choose_prompt([WATER, aside], ANY, reply(reference="K7F3")) == Choice(WATER)
        assert choose_prompt([aside, WATER, FOOD], ANY, reply()) == Choice(None, (WATER, FOOD))


def test_a_case_code_is_never_about_how_somebody_is():
    assert choose_prompt([CHECK], ANY, reply(reference="K7F3")) == Choice(None)


def test_somebody_on_call_says_which_alarm_by_its_digit():
    assert choose_prompt([WATER, ALARM], ANY, reply(digit=3)) == Choice(ALARM)
    assert choose_prompt([WATER, ALARM], ANY, reply()) == Choice(None, (WATER, ALARM))


@pytest.mark.parametrize(
    ("used", "free"), [([], 1), ([1], 2), ([2], 1), ([1, 2, 3], 4), ([1, 3], 2), ([0, 0], 1), ([0, 1], 2)]
)
def test_a_new_question_gets_the_smallest_digit_that_is_free(used, free):
    assert free_digit([prompt(id_, K.ASK, digit) for id_, digit in enumerate(used, start=1)]) == free
