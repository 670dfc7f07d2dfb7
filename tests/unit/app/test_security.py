import pytest

from app.errors import KonbitError
from app.security import Keys, WrongKey, new_token, same, seal, token_hash, unseal

MASTER = "a master key of the tests, long enough"
NUMBER = "+15095550142"


@pytest.fixture
def keys() -> Keys:
    return Keys.from_master(MASTER)


def test_a_sealed_number_comes_back_as_it_was_and_looks_different_every_time(keys):
    data_key = keys.data_key(keys.new_data_key())
    first, second = seal(data_key, NUMBER.encode()), seal(data_key, NUMBER.encode())
    assert unseal(data_key, first) == unseal(data_key, second) == NUMBER.encode()
    assert first != second
    assert NUMBER.encode() not in first


def test_a_single_changed_bit_is_noticed(keys):
    data_key = keys.data_key(keys.new_data_key())
    sealed = seal(data_key, b"We are six at the school.")
    for place in (0, len(sealed) // 2, len(sealed) - 1):
        broken = sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]
        with pytest.raises(WrongKey):
            unseal(data_key, broken)


def test_what_is_too_short_to_have_been_sealed_opens_for_nobody(keys):
    with pytest.raises(WrongKey):
        unseal(keys.data_key(keys.new_data_key()), b"short")


def test_one_incidents_key_does_not_open_another_incidents_messages(keys):
    ours, theirs = (keys.data_key(keys.new_data_key()) for _ in range(2))
    with pytest.raises(WrongKey):
        unseal(theirs, seal(ours, b"a message"))


def test_another_installation_cannot_open_our_data_keys(keys):
    with pytest.raises(WrongKey):
        Keys.from_master("the master key of somebody else, elsewhere").data_key(keys.new_data_key())


def test_one_number_has_one_index_and_another_number_another(keys):
    assert keys.index(NUMBER) == Keys.from_master(MASTER).index(NUMBER)
    assert keys.index(NUMBER) != keys.index("+15095550143")
    assert keys.index(NUMBER) != Keys.from_master(MASTER + " of another installation").index(NUMBER)
    assert NUMBER.encode() not in keys.index(NUMBER)


def test_the_same_call_twice_gives_the_same_link_and_no_other_call_does(keys):
    link = keys.link("1", "twilio", "SM1")
    assert link == keys.link("1", "twilio", "SM1")
    others = {keys.link("2", "twilio", "SM1"), keys.link("1", "web", "SM1"), keys.link("1", "twilio", "SM2")}
    assert len(others | {link, keys.link("1t", "wilio", "SM1")}) == 5
    assert len(link) == 22
    assert link.replace("-", "").replace("_", "").isalnum()  # it stands in an address as it is


def test_every_purpose_has_a_key_of_its_own(keys):
    made = (keys._index, keys._wrap, keys._link, keys._drill, keys._blur)
    assert len(set(made)) == len(made)
    assert all(len(key) == 32 for key in made)
    assert keys.drill_secret() == keys._drill.hex()
    assert keys.blur_key() == keys._blur


def test_keys_do_not_show_themselves(keys):
    assert repr(keys) == "Keys()"


def test_a_master_key_that_protects_nobody_is_refused_with_the_way_to_make_one():
    with pytest.raises(KonbitError, match="openssl rand -hex 32"):
        Keys.from_master("short")


def test_the_database_keeps_a_hash_and_never_the_token():
    token = new_token()
    assert token != new_token()
    assert len(token) == 32
    assert token_hash(token) == token_hash(token) != token_hash(new_token())
    assert token.encode() not in token_hash(token)


@pytest.mark.parametrize(
    ("a", "b", "equal"), [("abc", "abc", True), ("abc", "abd", False), ("é", "è", False)]
)
def test_secrets_are_compared_whatever_characters_they_hold(a, b, equal):
    assert same(a, b) is equal
    assert same("\ud800", "\ud800")
