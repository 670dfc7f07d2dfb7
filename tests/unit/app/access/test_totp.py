from base64 import b32encode
from datetime import UTC, datetime, timedelta

import pytest

from app.access.totp import app_link, code_at, matching_step, new_secret, step_at

STANDARD = b32encode(b"12345678901234567890").decode()  # the secret of RFC 6238, appendix B


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
        (20000000000, "353130"),
    ],
)
def test_codes_are_those_of_the_standard(seconds, code):
    assert code_at(STANDARD, seconds // 30) == code


def test_a_telephone_half_a_minute_off_is_understood_and_no_older_one():
    secret, now = new_secret(), datetime(2026, 3, 1, 12, 0, 15, tzinfo=UTC)
    for drift in (-30, 0, 30):
        code = code_at(secret, step_at(now + timedelta(seconds=drift)))
        assert matching_step(secret, code, now=now) == step_at(now) + drift // 30
    assert matching_step(secret, code_at(secret, step_at(now) - 3), now=now) is None


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "-12345"])
def test_what_is_no_code_of_six_digits_never_fits(typed):
    assert matching_step(STANDARD, typed, now=datetime(2026, 3, 1, tzinfo=UTC)) is None


def test_a_code_may_be_typed_with_the_gap_that_apps_show():
    now = datetime.fromtimestamp(1111111109, UTC)
    assert matching_step(STANDARD, "081 804", now=now) == 1111111109 // 30


def test_the_link_names_konbit_and_the_person():
    link = app_link("ABC", email="dara@desk.example", issuer="Konbit town")
    assert link == "otpauth://totp/Konbit%20town%3Adara%40desk.example?secret=ABC&issuer=Konbit%20town"
