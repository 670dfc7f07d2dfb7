import unicodedata
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.clean import LONGEST, MOST_FIELDS, clean_text, clean_values, form_readings, parse_form
from ingest.errors import Malformed


@pytest.mark.parametrize(
    ("raw", "text", "flags"),
    [
        ("nou bezwen dlo", "nou bezwen dlo", ()),
        ("  two lines\nstay\tas they are ", "  two lines\nstay\tas they are ", ()),
        ("from Windows\r\nand old\rMacs", "from Windows\nand old\nMacs", ()),
        ("e\u0301", "é", ()),
        ("👩\u200d👧 نحن \u200f", "👩\u200d👧 نحن \u200f", ()),
        ("wa\0ter", "water", ("nul_removed",)),
        ("wa\x07ter\ufeff", "water", ("control_removed",)),
        ("\ud83d water", "\ufffd water", ("lone_surrogate",)),
        ("\u202etfel\u202c", "tfel", ("bidi_removed",)),
        ("é".encode(), "é", ()),
        (b"caf\xe9 l\x92eau", "café l’eau", ("bad_utf8",)),
        ("dlo pwòp".encode() + b"\xc3", "dlo pwòp\ufffd", ("bad_utf8",)),
        (
            "\0\ud800".encode("utf-8", "surrogatepass") + "é".encode(),
            "\ufffd\ufffd\ufffdé",
            ("bad_utf8", "nul_removed"),
        ),
        ("a" * (LONGEST + 1), "a" * LONGEST, ("cut",)),
        ("\u0958" * LONGEST, ("\u0915\u093c" * LONGEST)[:LONGEST], ("cut",)),
    ],
)
def test_text_is_mended_and_says_how(raw, text, flags):
    assert clean_text(raw) == (text, flags)


anything = st.text(st.characters(exclude_categories=())) | st.binary()


@given(anything)
def test_clean_text_can_be_stored_shown_and_cleaned_again(raw):
    text, flags = clean_text(raw)
    assert text.encode().decode() == text
    assert unicodedata.is_normalized("NFC", text)
    assert not any(unicodedata.category(character) == "Cc" and character not in "\n\t" for character in text)
    assert len(set(flags)) == len(flags)
    assert clean_text(text) == (text, ())


@given(st.text())
def test_text_without_a_flag_is_what_was_sent(sent):
    text, flags = clean_text(sent)
    if not flags:
        assert text == unicodedata.normalize("NFC", sent.replace("\r\n", "\n").replace("\r", "\n"))


def test_one_enormous_letter_takes_no_enormous_time():
    # ordering its marks costs the square of their number: uncut, this would not end today
    text, flags = clean_text("a" + "\u0301\u0316" * 1_000_000)
    assert flags == ("cut",)
    assert len(text) <= LONGEST


def test_each_mend_of_a_form_is_named_once():
    assert clean_values({"a": "\0x", "b": "y\0", "c": "\u202ez"}) == (
        {"a": "x", "b": "y", "c": "z"},
        ("nul_removed", "bidi_removed"),
    )


words = st.text(st.characters(codec="utf-8"))


@given(st.lists(st.tuples(words.filter(bool), words), max_size=30))
def test_a_form_comes_back_as_it_was_filled_in(pairs):
    form = parse_form(urlencode(pairs).encode())
    assert [(key, value) for key, values in form.values.items() for value in values] == sorted(
        pairs, key=lambda pair: [key for key, _ in pairs].index(pair[0])
    )
    assert set(form.repeated) == {key for key, _ in pairs if [other for other, _ in pairs].count(key) > 1}
    assert form.flags == ()


@given(st.binary())
def test_any_body_is_a_form_or_malformed(body):
    try:
        readings = list(form_readings(body))
    except Malformed:
        return
    assert all(reading.flags == ("bad_utf8",) for reading in readings) or len(readings) == 1


def test_blanks_and_white_space_stay_because_they_are_signed():
    assert parse_form(b"Body=+hi+&City=").first == {"Body": " hi ", "City": ""}


@pytest.mark.parametrize("body", [b"no equals sign", b"=no name", b'{"json": true}', b"a=1;b=2&c"])
def test_what_is_no_form_is_malformed(body):
    with pytest.raises(Malformed):
        parse_form(body)


def test_a_form_has_at_most_a_thousand_fields():
    pairs = [(str(n), "") for n in range(MOST_FIELDS)]
    assert len(parse_form(urlencode(pairs).encode()).values) == MOST_FIELDS
    with pytest.raises(Malformed):
        parse_form(urlencode([*pairs, ("one", "more")]).encode())


def test_bytes_of_an_old_gateway_are_read_in_every_way_they_may_have_been_signed():
    readings = [form.first["Body"] for form in form_readings(b"Body=caf%E9")]
    assert readings == ["café", "caf\ufffd", "café"]
