import pytest

from ingest.catalog import load_catalog
from ingest.readers.normalise import normalise
from ingest.readers.reply import read_reply
from ingest.shapes import Reply


def reply(text, *, answering=True):
    words = normalise(text)
    return read_reply(words, load_catalog().lexicon.find(words), answering=answering)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("wi", Reply(command="yes")),
        ("Wi, mèsi!", Reply(command="yes")),
        ("YES 1", Reply(command="yes", digit=1)),
        ("yes1", Reply(command="yes", digit=1)),
        ("oui  2.", Reply(command="yes", digit=2)),
        ("Non", Reply(command="no")),
        ("done k7f3", Reply(command="done", reference="K7F3")),
        ("DONE K7F3.", Reply(command="done", reference="K7F3")),
        ("k7f3 fini", Reply(command="done", reference="K7F3")),
        ("DONE.", Reply(command="done")),
        ("doen", Reply(command="done")),
        ("K7F3", Reply(command="status", reference="K7F3")),
        ("m sou wout", Reply(command="on_way")),
        ("llegué", Reply(command="here")),
        ("START", Reply(command="start")),
        ("DANJE", Reply(command="unsafe")),
        ("sí", Reply(command="yes")),
        ("YES 2 no problem", Reply(command="yes", digit=2)),
        ("yes yes", Reply(command="yes")),
        ("2 wi", Reply(command="yes", digit=2)),
        ("no, no, no", Reply(command="no")),
        ("YES 1 NO 2", Reply(command="yes", digit=1, exact=False)),
        ("👍🏾 1", Reply(command="yes", digit=1)),
        ("na3am 2", Reply(command="yes", digit=2)),
    ],
)
def test_a_short_answer_is_understood(text, expected):
    assert reply(text) == expected


def test_stop_counts_when_it_is_the_whole_text_and_is_noted_when_nearly():
    assert reply("STOP") == Reply(command="stop")
    assert reply("Stop please") == Reply(command="stop", exact=False)
    assert reply("stop sending water to the north camp, we have plenty") is None


def test_a_longer_answer_counts_only_while_something_was_asked():
    assert reply("yes, I am coming") == Reply(command="yes", exact=False)
    assert reply("yes, I am coming", answering=False) is None
    assert reply("NO 1 sorry I am at work") == Reply(command="no", digit=1, exact=False)


@pytest.mark.parametrize(
    "text",
    [
        "no water here",
        "No food for 3 days",
        "no 5 rue Pavée",
        "nou bezwen dlo",
        "nan Delmas 33",
        "nan lekol la",
        "Nan ri Jasmin",
        "2 no water",
        "si gen dlo di nou",
        "",
        "???",
    ],
)
def test_a_need_that_begins_like_an_answer_is_none(text):
    assert reply(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "ok but I can't today",
        "ok sorry no",
        "sí pero no puedo",
        "oui mais je ne peux pas",
        "wi men m pa ka kounye a",
        "we can't come",
        "We are not able today",
        "yes 2 but I can't",
        "we need 2",
        "We 2",
        "Wè",
    ],
)
def test_nobody_is_sent_on_a_yes_that_is_taken_back_or_was_none(text):
    found = reply(text)
    assert found is None or found.command != "yes"


@pytest.mark.parametrize("text", ["yes, no problem", "no problem", "sí, no hay problema"])
def test_no_problem_is_no_no(text):
    found = reply(text)
    assert found is not None
    assert found.command == "yes"


def test_the_letters_of_a_case_are_no_words():
    assert reply("YES N34K") == Reply(command="yes", reference="N34K")


@pytest.mark.parametrize("code", ["N426", "CG6N", "8F9N"])
def test_the_letter_n_of_a_code_takes_no_yes_back(code):
    assert reply(f"YES {code}") == Reply(command="yes", reference=code)


def test_unsafe_is_heard_inside_a_longer_text_and_unasked():
    assert reply("UNSAFE a man follows me", answering=False) == Reply(command="unsafe", exact=False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("yse", Reply(command="yes")),
        ("Ouii 2", Reply(command="yes", digit=2)),
        ("dacord", Reply(command="yes")),
        ("nno", Reply(command="no")),
        ("donr", Reply(command="done")),
        ("dnoe", Reply(command="done")),
        ("doen K7F3", Reply(command="done", reference="K7F3")),
        ("cancl k7f3", Reply(command="cancel", reference="K7F3")),
        ("cnacel", Reply(command="cancel")),
        ("unsaef", Reply(command="unsafe")),
        ("lsito", Reply(command="done")),
        ("peligr", Reply(command="unsafe")),
        ("stpp", None),
        ("cancl the water please", None),
        ("Marie", None),
        ("Jacmel", None),
    ],
)
def test_a_slip_of_the_thumb_in_a_short_answer_is_forgiven(text, expected):
    assert reply(text) == expected


def test_a_name_nobody_asked_for_is_no_misspelled_answer_but_a_cry_is_one():
    assert reply("cancl", answering=False) is None
    assert reply("unsaef", answering=False) == Reply(command="unsafe")
    assert reply("hlep", answering=False) == Reply(command="help")


def test_the_chat_alphabet_is_no_code():
    assert reply("na3am 2") == Reply(command="yes", digit=2)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("YES 1 15", Reply(command="yes", digit=1, amount=15)),
        ("wi 1 15", Reply(command="yes", digit=1, amount=15)),
        ("نعم ١ ١٥", Reply(command="yes", digit=1, amount=15)),
        ("yes 15 1", Reply(command="yes", digit=15, amount=1)),  # the question's number always comes first
        ("YES 1-15", Reply(command="yes", digit=1, amount=15)),
        ("yes 1 15 blankets, thanks", Reply(command="yes", digit=1, amount=15)),
        ("yes 15 blankets", Reply(command="yes", amount=15)),
        ("yes 1 8 litres of water", Reply(command="yes", digit=1, amount=8)),
        ("yes 150", Reply(command="yes", amount=150)),
        ("YES K7F3 15", Reply(command="yes", amount=15, reference="K7F3")),
        ("YES K7F3 1", Reply(command="yes", digit=1, reference="K7F3")),
        ("yes 1 1,000", Reply(command="yes", digit=1, amount=1000)),
        ("DONE K7F3 12", Reply(command="done", amount=12, reference="K7F3")),
        ("fini 12", Reply(command="done", amount=12)),
        ("DONE K7F3 0", Reply(command="done", amount=0, reference="K7F3")),
        ("delivered k7f3 3,5", Reply(command="done", amount=3.5, reference="K7F3")),
        ("PLEDGE K7F3 20", Reply(command="pledge", amount=20, reference="K7F3")),
        ("k7f3 pwomès 20", Reply(command="pledge", amount=20, reference="K7F3")),
        ("pledge k7f3", Reply(command="pledge", reference="K7F3")),
    ],
)
def test_how_much_is_read_behind_an_answer(text, expected):
    assert reply(text) == expected


@pytest.mark.parametrize("amount", ["-5", "\u22125", "99999999", "1" * 30])
def test_an_absurd_amount_leaves_the_yes_as_it_is(amount):
    assert reply(f"YES 1 {amount}") == Reply(command="yes", digit=1)


@pytest.mark.parametrize(
    "text",
    ["YES 1 15 at 3 pm", "done k7f3 on 12 may", "done k7f3 12 rue Pavée", "done k7f3 12 may", "YES 1 NO 2"],
)
def test_hours_days_and_houses_are_no_amounts(text):
    found = reply(text)
    assert found is not None
    assert found.amount is None


@pytest.mark.parametrize("text", ["we pledge 20 blankets", "I pledge to help", "pledge 20"])
def test_a_promise_that_names_no_collection_is_no_answer_to_one(text):
    assert reply(text, answering=False) is None
