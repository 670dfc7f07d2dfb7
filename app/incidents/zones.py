"""Which time a country keeps, where there is just one: hours and nights are meant in it."""

from functools import cache
from zoneinfo import available_timezones

from babel.core import get_global

NO_ZONE = "UTC"


def zone_of_country(country: str) -> str:
    """Name the time zone of a country by CLDR; UTC for one that has several, or that nobody knows."""
    zones = get_global("territory_zones").get(country.upper(), ())
    return str(zones[0]) if len(zones) == 1 else NO_ZONE


@cache
def known_zones() -> frozenset[str]:
    """Name every time zone; a folder of files is read for it, once."""
    return frozenset(available_timezones())
