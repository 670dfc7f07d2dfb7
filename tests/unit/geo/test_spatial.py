from geo.point import Point
from geo.spatial import ewkt


def test_longitude_comes_first_for_the_database():
    assert ewkt(Point(lat=18.5392, lon=-72.3364)) == "SRID=4326;POINT(-72.3364 18.5392)"
