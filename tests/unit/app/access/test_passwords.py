import pytest

from app.access.passwords import LONGEST, SHORTEST, hash_password, is_right
from app.errors import BadForm

FOUR_WORDS = "orange lantern seven goats"


def test_a_coordinator_signs_in_with_the_password_they_chose_and_no_other():
    kept = hash_password(FOUR_WORDS)
    assert kept.startswith("$argon2id$")
    assert FOUR_WORDS not in kept
    assert is_right(FOUR_WORDS, kept)
    assert not is_right(FOUR_WORDS + "!", kept)
    assert not is_right("", kept)


def test_the_same_password_is_kept_differently_for_two_people():
    assert hash_password(FOUR_WORDS) != hash_password(FOUR_WORDS)


@pytest.mark.parametrize("password", ["nobody has this password", "", FOUR_WORDS])
def test_an_account_without_a_password_lets_nobody_in(password):
    assert not is_right(password, "")


@pytest.mark.parametrize("damaged", ["$argon2id$damaged", "not a hash at all", FOUR_WORDS])
def test_a_damaged_hash_lets_nobody_in(damaged):
    assert not is_right(FOUR_WORDS, damaged)


def test_a_short_password_is_refused_with_a_way_to_a_better_one():
    with pytest.raises(BadForm, match="four words"):
        hash_password("x" * (SHORTEST - 1))
    assert hash_password("x" * SHORTEST)


def test_a_password_that_would_keep_the_server_busy_is_refused_and_never_cut():
    with pytest.raises(BadForm, match=str(LONGEST)):
        hash_password("x" * (LONGEST + 1))
    assert is_right("x" * LONGEST, hash_password("x" * LONGEST))
