"""The drawn file is what the script draws, and it is a town that one could live in."""

from collections import Counter
from itertools import combinations

from shapely.geometry import LineString, Point, shape
from shapely.geometry.base import BaseGeometry

from app.drill.draw_town import TOWN, drawn
from app.drill.town import Feature, features

METRE = 1 / 111_195  # in degrees, near enough at this latitude


def _all(kind: str) -> list[Feature]:
    return [feature for feature in features() if feature["properties"]["kind"] == kind]


def _shape(feature: Feature) -> BaseGeometry:
    return shape(feature["geometry"])


def test_the_file_is_what_the_script_draws():
    assert TOWN.read_text(encoding="utf-8") == drawn()


def test_the_file_stays_light_enough_for_a_laptop_map():
    assert TOWN.stat().st_size <= 120_000


def test_the_town_has_enough_of_everything():
    count = Counter(feature["properties"]["kind"] for feature in features())
    assert count["quarter"] >= 9
    assert count["street"] >= 70
    assert count["landmark"] >= 25
    assert min(count["river"], count["park"], count["town"]) >= 1


def test_every_shape_is_sound():
    assert [one["properties"]["name"] for one in features() if not _shape(one).is_valid] == []


def test_every_street_and_landmark_stands_on_dry_land():
    island = _shape(_all("land")[0])
    for feature in [*_all("street"), *_all("landmark"), *_all("quarter"), *_all("park")]:
        assert island.buffer(METRE).covers(_shape(feature)), feature["properties"]["name"]


def test_one_can_walk_from_every_street_to_every_other():
    lines = [_shape(feature) for feature in _all("street")]
    touching = {i: {i} for i in range(len(lines))}
    for i, j in combinations(range(len(lines)), 2):
        if lines[i].intersects(lines[j]):
            touching[i].add(j)
            touching[j].add(i)
    reached, edge = {0}, {0}
    while edge:
        edge = set().union(*(touching[i] for i in edge)) - reached
        reached |= edge
    assert len(reached) == len(lines)


def test_the_river_is_crossed_at_its_bridges_alone():
    river = _shape(_all("river")[0])
    bridges = [_shape(one) for one in _all("landmark") if one["properties"].get("class") == "bridge"]
    for feature in _all("street"):
        street = _shape(feature)
        assert isinstance(street, LineString)
        if street.intersects(river):
            crossing = street.intersection(river).centroid
            assert min(crossing.distance(bridge) for bridge in bridges) < 40 * METRE, feature["properties"][
                "name"
            ]


def test_the_quarters_lie_beside_each_other():
    for one, other in combinations(_all("quarter"), 2):
        shared = _shape(one).intersection(_shape(other)).area
        assert shared < 0.06 * _shape(one).area, (one["properties"]["name"], other["properties"]["name"])


def test_a_place_name_stands_near_its_shape():
    for feature in features():
        known = feature["properties"]
        away = _shape(feature).distance(Point(known["lon"], known["lat"]))
        assert away < 30 * METRE, known["name"]
