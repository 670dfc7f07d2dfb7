import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from geo.gazetteer.beside import Bearing, area_name, beside
from geo.gazetteer.load import load_places
from geo.place import Kind, Place
from geo.point import Point
from tests.town import METRES_PER_DEGREE, MILL, corner

LONG: dict[str, object] = {
    "type": "LineString",
    "coordinates": [[MILL.lon - 0.02, MILL.lat + 0.0118], [MILL.lon + 0.02, MILL.lat + 0.0118]],
}
TOWN = Place(name="Delmas", kind=Kind.TOWN, point=MILL, radius_m=3_000, source="wide")


def north(metres: float) -> Point:
    return Point(lat=MILL.lat + metres / METRES_PER_DEGREE, lon=MILL.lon)


async def test_a_point_is_called_by_the_landmark_beside_it(session: AsyncSession, incident_id: int):
    found = await beside(session, incident_id, north(200))
    assert found is not None
    assert (found.name, found.bearing, round(found.distance_m)) == ("Mill", Bearing.N, 200)
    assert await beside(session, incident_id + 1, north(200)) is None


async def test_a_street_is_as_near_as_its_nearest_spot(session: AsyncSession, incident_id: int):
    street = Place(
        name="Rue Longue", kind=Kind.STREET, point=north(4_000), radius_m=2_000, source="wide", shape=LONG
    )
    await load_places(session, incident_id, [street], source="wide")
    found = await beside(session, incident_id, north(1_250))
    assert found is not None
    assert (found.name, found.bearing) == ("Rue Longue", Bearing.S)
    assert found.distance_m == pytest.approx(62, abs=3)


async def test_what_pins_taught_is_not_said_to_others(session: AsyncSession, incident_id: int):
    taught = Place(
        name="behind Ti Jo", kind=Kind.LANDMARK, point=north(205), radius_m=100, source="taught", pins=2
    )
    await load_places(session, incident_id, [taught], source="taught")
    found = await beside(session, incident_id, north(200))
    assert found is not None
    assert found.name == "Mill"


async def test_the_area_is_a_quarter_or_a_town(session: AsyncSession, incident_id: int):
    assert await area_name(session, incident_id, corner("Mill")) == ""
    await load_places(session, incident_id, [TOWN], source="wide")
    assert await area_name(session, incident_id, corner("Mill")) == "Delmas"
    assert await area_name(session, incident_id, corner("Quarry")) == "Delmas"
