from geo.point import Area, Point
from geo.spatial import boxes, ewkt


def test_longitude_comes_first_for_the_database():
    assert ewkt(Point(lat=18.5392, lon=-72.3364)) == "SRID=4326;POINT(-72.3364 18.5392)"


def test_an_area_over_the_antimeridian_is_two_boxes():
    assert boxes(Area(west=-1, south=-2, east=1, north=2)) == [(-1, -2, 1, 2)]
    assert boxes(Area(west=177, south=-2, east=-178, north=2)) == [(177, -2, 180, 2), (-180, -2, -178, 2)]
