"""Hours are meant in the time of the country, where it has just one."""

import pytest

from app.incidents.zones import zone_of_country


@pytest.mark.parametrize(
    ("country", "zone"),
    [("HT", "America/Port-au-Prince"), ("np", "Asia/Kathmandu"), ("US", "UTC"), ("QX", "UTC")],
)
def test_a_country_with_one_time_gives_it_to_its_incidents(country, zone):
    assert zone_of_country(country) == zone
