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


def countries_of(number: str) -> frozenset[str]:
    """Name the country that a «+…» number belongs to; all that share its code where it tells no more."""
    try:
        read = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return frozenset()
    if region := phonenumbers.region_code_for_number(read):
        return frozenset({region})
    return frozenset(phonenumbers.region_codes_for_country_code(read.country_code or 0)) - {"001"}


def is_country(code: str) -> bool:
    """Whether a country with numbers of its own has this code: «HT»."""
    return code in phonenumbers.SUPPORTED_REGIONS
