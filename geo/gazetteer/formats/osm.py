"""OpenStreetMap extracts (`.osm.pbf`, `.osm`, `.osm.bz2`): towns, streets, crossings, landmarks, houses.

The file is streamed by libosmium, which hands over named things alone. It keeps the positions of all nodes;
kept here are the named streets, to be put together at the end. A country takes some hundred megabytes.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import osmium
import shapely
from osmium.osm import Area as OsmArea
from osmium.osm import Changeset, Node, Relation, Way
from shapely.geometry.base import BaseGeometry

from geo.errors import BadCoordinates, BadGazetteer
from geo.gazetteer.footprint import Footprint, drawn, footprint
from geo.gazetteer.formats.lines import broken
from geo.gazetteer.formats.streets import Stretch, road_places
from geo.gazetteer.formats.tags import PLAIN, Tags, address_of, name_of, names_of, sort_of
from geo.gazetteer.intake import Intake, name_from, names_from, point_at
from geo.place import Kind, Place
from geo.point import Point

NUMBERED = "addr:housenumber"
ADDRESS_M = 50.0
Thing = Node | Way | Relation | OsmArea | Changeset
OUTLINED_M = 100.0  # what is smaller is drawn as a point
GROUNDS = frozenset({Kind.COUNTRY, Kind.REGION, Kind.DISTRICT, Kind.CITY, Kind.TOWN, Kind.QUARTER})


def osm_places(path: Path, intake: Intake, *, source: str) -> Iterator[Place]:
    """Read the places of an extract; what is wrong is told to the intake by its type and number."""
    if not path.is_file():
        raise BadGazetteer(f"There is no file {path}.")
    stretches: list[Stretch] = []
    for thing in _named(path, intake):
        intake.count()
        try:
            for place in _read(thing, stretches, intake, source=source):
                if intake.wants(place.point, kind=place.kind, radius_m=place.radius_m):
                    yield place
        except (BadGazetteer, BadCoordinates) as error:
            intake.refuse(_called(thing), error)
        except osmium.InvalidLocationError:
            intake.outside += 1  # cut off by whoever cut the extract: a part of it lies beyond
    for place in road_places(stretches, source=source):
        if intake.wants(place.point, kind=place.kind):
            yield place


def _named(path: Path, intake: Intake) -> Iterator[Thing]:
    """Everything that has a name or a house number; closed lines come as areas too."""
    wanted = osmium.filter.KeyFilter(*PLAIN, NUMBERED)
    try:
        yield from (
            osmium.FileProcessor(str(path)).with_areas(osmium.filter.KeyFilter(*PLAIN)).with_filter(wanted)
        )
    except RuntimeError as error:  # whatever libosmium cannot read
        raise broken(path, f"after {intake.read} named things", error) from error


def _read(thing: Thing, stretches: list[Stretch], intake: Intake, *, source: str) -> Iterable[Place]:
    tags: Tags = {tag.k: tag.v for tag in thing.tags}
    road = tags.get("highway") and tags.get("area") != "yes"
    match thing:
        case Node():
            return _places(tags, Footprint(point_at(thing.lat, thing.lon), 0.0), None, intake, source=source)
        case Way() if road and name_of(tags):
            stretches.extend(_stretch(thing, tags, intake))
        case OsmArea() if not road:
            shape = shapely.from_wkb(_WKB.create_multipolygon(thing))
            return _places(tags, footprint(shape), shape, intake, source=source)
    return ()


_WKB = osmium.geom.WKBFactory()


def _stretch(way: Way, tags: Tags, intake: Intake) -> Iterator[Stretch]:
    # an extract is cut somewhere: what lies beyond has no position
    line = tuple(Point(lat=node.lat, lon=node.lon) for node in way.nodes if node.location.valid())
    sort = sort_of(tags)
    if sort is None or len(line) < 2:
        return
    if intake.ground is not None and not any(map(intake.ground.holds, (line[0], line[-1]))):
        intake.outside += 1
        return
    name = name_from(name_of(tags))
    yield Stretch(name, names_from(names_of(tags), name=name), line, sort.importance)


def _places(
    tags: Tags, reach: Footprint, shape: BaseGeometry | None, intake: Intake, *, source: str
) -> Iterator[Place]:
    """What it is called, and the house that it is: a clinic is found by its name and by its number."""
    sort = sort_of(tags)
    if sort and name_of(tags):
        name = name_from(name_of(tags))
        outlined = shape is not None and (sort.kind in GROUNDS or reach.radius_m > OUTLINED_M)
        yield Place(
            name=name,
            kind=intake.kind or sort.kind,
            point=reach.point,
            radius_m=max(reach.radius_m, ADDRESS_M) if shape is not None else sort.radius_m,
            source=source,
            importance=sort.importance,
            names=names_from(names_of(tags), name=name),
            shape=drawn(shape) if shape is not None and outlined else None,
        )
    if address := address_of(tags):
        number, street = address
        yield Place(
            name=name_from(f"{number} {street}"),
            kind=Kind.ADDRESS,
            point=reach.point,
            radius_m=max(reach.radius_m, ADDRESS_M),
            source=source,
            names=names_from([f"{street} {number}"], name=f"{number} {street}"),
        )


def _called(thing: Thing) -> str:
    """As the map's own pages call it, so that it can be looked up there and mended."""
    if isinstance(thing, OsmArea):
        return f"{'way' if thing.from_way() else 'relation'}/{thing.orig_id()}"
    return f"{type(thing).__name__.lower()}/{thing.id}"
