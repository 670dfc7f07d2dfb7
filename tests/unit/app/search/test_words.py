import pytest

from app.search.asked import Term, codes_of, terms_of
from app.search.words import pieces_of, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hôpital", "hopital"),
        ("MANMAN'M", "manman m"),
        ("مُسْتَشْفى", "مستشفي"),
        ("المستشفى", "مستشفى"),
        ("مدرسة", "مدرسه"),
        ("أكل", "اكل"),
        ("SICAK", "sıcak"),
        ("İstanbul", "istanbul"),
        ("école", "e\u0301cole"),
        ("٣٣", "33"),
        ("m’ap", "m'ap"),
    ],
)
def test_two_spellings_of_one_word_are_found_by_each_other(one, other):
    assert words_of(one) == words_of(other)


def test_a_vowel_sign_does_not_part_a_word():
    assert len(words_of("पानी चाहिए")) == 2


def test_a_piece_knows_where_it_stands_in_what_was_written():
    text = "Nou bezwen dlo, l'École !"
    assert [text[piece.start : piece.end] for piece in pieces_of(text)] == [
        "Nou",
        "bezwen",
        "dlo",
        "l",
        "École",
    ]


def test_phrases_refusals_and_the_word_being_typed_are_told_apart():
    assert terms_of("dlo -«pa bon» «kay jòn» lek") == (
        Term(words=("dlo",)),
        Term(words=("pa", "bon"), refused=True),
        Term(words=("kay", "jon")),
        Term(words=("lek",), begun=True),
    )


def test_a_hyphen_inside_a_word_refuses_nothing():
    assert terms_of("Port-au-Prince ") == (Term(words=("port", "au", "prince")),)


def test_signs_alone_look_for_nothing():
    assert terms_of("?! -- «»") == ()


def test_what_may_be_a_code_is_tried_as_one():
    assert codes_of("where is k7f3?") == ["WHERE", "K7F3"]
