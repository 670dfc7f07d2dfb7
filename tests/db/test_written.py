import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from geo.gazetteer.load import load_places
from geo.geocoder import Evidence
from geo.locate import locate
from geo.place import Kind, Located, Place
from geo.point import Area, Point

AREA = Area(west=-74.6, south=17.9, east=-71.6, north=20.2)  # wide: a shortened code fits six spots of it
HERE = Point(lat=18.5392, lon=-72.3364)
TOWN = Place(
    name="Karefou", kind=Kind.TOWN, point=Point(lat=18.53, lon=-72.40), radius_m=5_000, source="test"
)


async def _find(session: AsyncSession, incident_id: int, text: str) -> Located:
    found = await locate(session, Evidence(incident_id=incident_id, text=text, area=AREA))
    assert found is not None
    return found


@pytest.mark.parametrize(
    "text",
    [
        "Nou bezwen dlo\nGMQ7+MC Karefou, nou se 6 moun",
        "https://maps.google.com/?q=GMQ7%2BMC+Karefou",
    ],
)
async def test_the_gazetteer_says_which_spot_a_shortened_plus_code_means(
    session: AsyncSession, incident_id: int, text: str
):
    await load_places(session, incident_id, [TOWN], source="test")
    found = await _find(session, incident_id, text)
    assert (found.point.lat, found.point.lon) == pytest.approx((HERE.lat, HERE.lon), abs=1e-4)
    assert (found.source, found.radius_m) == ("written", 30)


async def test_without_a_known_town_its_circle_holds_all_spots(session: AsyncSession, incident_id: int):
    assert (await _find(session, incident_id, "GMQ7+MC")).radius_m > 100_000
