"""A phone number in the one form that all of Konbit compares: E.164, «+15095550142»."""

import phonenumbers


def e164(typed: str, *, region: str | None = None) -> str | None:
    """Read a number as a person types it; `region` («HT») is the country of a number without «+»."""
    try:
        number = phonenumbers.parse(typed, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def is_possible(number: str) -> bool:
    """Whether some country could have given out this «+…» number; whether it is in use nobody can tell."""
    return e164(number) is not None
