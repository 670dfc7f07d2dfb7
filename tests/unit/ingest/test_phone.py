import pytest

from ingest.phone import e164, is_possible


@pytest.mark.parametrize(
    ("typed", "region", "number"),
    [
        ("+15095550142", None, "+15095550142"),
        ("+1 (509) 555-0142", None, "+15095550142"),
        ("509 555 0142", "US", "+15095550142"),
        ("٥٠٩٥٥٥٠١٤٢", "US", "+15095550142"),
        ("509 555 0142", None, None),
        ("+1 509", None, None),
        ("call me", "US", None),
    ],
)
def test_a_number_is_read_as_people_type_it(typed, region, number):
    assert e164(typed, region=region) == number


def test_the_anonymous_number_is_no_possible_number():
    assert is_possible("+15095550142")
    assert not is_possible("+266696687")
