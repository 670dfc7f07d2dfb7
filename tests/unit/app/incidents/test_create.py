from dataclasses import replace

import pytest

from app.errors import BadForm
from app.incidents.create import NewIncident, check_incident
from geo.point import Area

TOWN = NewIncident(
    slug="town",
    name="The Town",
    country="HT",
    languages=("ht", "fr", "en"),
    area=Area(west=-64.2, south=15.2, east=-64.0, north=15.4),
    time_zone="America/Port-au-Prince",
)


@pytest.mark.parametrize("slug", ["a", "port-au-prince", "2030-flood", "x" * 40])
def test_a_slug_that_can_be_read_aloud_is_taken(slug):
    check_incident(replace(TOWN, slug=slug))


@pytest.mark.parametrize(
    ("different", "said"),
    [
        ({"slug": ""}, "slug"),
        ({"slug": "Port au Prince"}, "slug"),
        ({"slug": "-town"}, "slug"),
        ({"slug": "town-"}, "slug"),
        ({"slug": "x" * 41}, "slug"),
        ({"slug": "town\n"}, "slug"),
        ({"languages": ("ht", "tlh")}, "does not speak tlh"),
        ({"languages": ()}, "at least one language"),
        ({"time_zone": "Haiti/Town"}, "America/Port-au-Prince"),
        ({"area": Area(west=-64.2, south=15.4, east=-64.0, north=15.2)}, "area is empty"),
        ({"area": Area(west=-64.2, south=15.2, east=-64.2, north=15.4)}, "area is empty"),
    ],
)
def test_an_administrator_is_told_what_to_mend(different, said):
    with pytest.raises(BadForm, match=said):
        check_incident(replace(TOWN, **different))


def test_an_incident_may_lie_across_the_antimeridian():
    check_incident(replace(TOWN, area=Area(west=178, south=-20, east=-178, north=-15)))
