"""Places from GeoJSON: points, streets as lines, outlines; a feature at a time, however long the file.

Properties are read as OpenStreetMap's tags (`name`, `name:fr`, `highway`, `place` …) and as what `konbit
gazetteer export` writes (`kind`, `radius_m`, `importance`, `names`). A feature without a name is passed over:
maps are full of them.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from geo.errors import BadCoordinates, BadGazetteer
from geo.gazetteer.footprint import Footprint, drawn, footprint, geometry_of, lines_along
from geo.gazetteer.formats.features import features_of
from geo.gazetteer.formats.streets import Stretch, road_places
from geo.gazetteer.formats.tags import Sort, name_of, names_of, sort_of
from geo.gazetteer.intake import Intake, kind_from, name_from, names_from, number_from, point_at
from geo.place import Kind, Place

FARTHEST_M = 10_000_000.0
BY_SHAPE = {
    "LineString": Sort(Kind.STREET, 0.1),
    "MultiLineString": Sort(Kind.STREET, 0.1),
    "Polygon": Sort(Kind.QUARTER, 0.1),
    "MultiPolygon": Sort(Kind.QUARTER, 0.1),
}
Given = Mapping[str, object]


def geojson_places(path: Path, intake: Intake, *, source: str) -> Iterator[Place]:
    """Read the places of a GeoJSON file; wrong features are told to the intake by their number."""
    stretches: list[Stretch] = []
    for number, feature in enumerate(features_of(path), start=1):
        intake.count()
        try:
            place = _read(feature, stretches, intake, source=source)
        except (BadGazetteer, BadCoordinates) as error:
            intake.refuse(f"feature {number}", error)
            continue
        if place and intake.wants(place.point, kind=place.kind, radius_m=place.radius_m):
            yield place
    for place in road_places(stretches, source=source):
        if intake.wants(place.point, kind=place.kind):
            yield place


def _read(feature: object, stretches: list[Stretch], intake: Intake, *, source: str) -> Place | None:
    """One place, or None where it has no name, or is a stretch of street that waits for the others."""
    match feature:
        case {"type": "Feature", "geometry": geometry, "properties": dict(given)}:
            pass
        case {"type": "Feature"}:
            return None  # without properties it has no name either
        case _:
            raise BadGazetteer("it is not a GeoJSON feature")
    tags = {str(key): value for key, value in given.items() if isinstance(value, str) and value}
    if not name_of(tags):
        return None
    name = name_from(name_of(tags))
    others = names_from((*names_of(tags), *_listed(given.get("names"))), name=name)
    shape = geometry_of(geometry)
    sort = _sort(given, tags, shape.geom_type, intake.kind)
    if (
        sort.kind is Kind.STREET
        and shape.geom_type in ("LineString", "MultiLineString")
        and "lat" not in given
    ):
        stretches += [Stretch(name, others, line, sort.importance) for line in lines_along(shape)]
        return None
    reach = Footprint(point_at(*_position(geometry)), 0.0) if shape.geom_type == "Point" else footprint(shape)
    marked = "lat" in given and "lon" in given
    return Place(
        name=name,
        kind=sort.kind,
        point=point_at(given["lat"], given["lon"]) if marked else reach.point,
        radius_m=sort.radius_m if marked and sort.radius_m else reach.radius_m or sort.radius_m,
        source=source,
        importance=sort.importance,
        names=others,
        shape=None if shape.geom_type == "Point" else drawn(shape),
    )


def _sort(given: Given, tags: Mapping[str, str], form: str, asked: Kind | None) -> Sort:
    """What it is by its own word, by its tags, by its shape; the person who loads has the last word."""
    sort = sort_of(tags) or BY_SHAPE.get(form) or Sort(Kind.LANDMARK, 0.1)
    kind = asked or (kind_from(given["kind"]) if tags.get("kind") else sort.kind)
    importance = number_from(given.get("importance"), what="importance", most=1.0)
    radius_m = number_from(given.get("radius_m"), what="radius_m", most=FARTHEST_M)
    return Sort(
        kind, importance or sort.importance, radius_m or (sort.radius_m if kind is sort.kind else 0.0)
    )


def _position(geometry: object) -> tuple[object, object]:
    match geometry:
        case {"coordinates": [lon, lat, *_]}:
            return lat, lon
    raise BadGazetteer("it has no position")


def _listed(names: object) -> list[object]:
    if isinstance(names, str):
        return [*names.split("|")]
    return names if isinstance(names, list) else []
