"""The formats in which names come, by what an operator calls them."""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from geo.errors import BadGazetteer
from geo.gazetteer.intake import Intake
from geo.place import Place


class Form(StrEnum):
    """A format of files of names."""

    GEONAMES = "geonames"
    OSM = "osm"
    GEOJSON = "geojson"
    CSV = "csv"


def places_in(
    path: Path, form: Form, intake: Intake, *, source: str, alternates: Path | None = None
) -> Iterator[Place]:
    """Read a file of names to its end; raises `BadGazetteer` when it is wrong, or gives no place."""
    kept = 0
    for place in _reader(path, form, intake, source=source, alternates=alternates):
        kept += 1
        yield place
    intake.check()
    if not kept:
        raise BadGazetteer(
            f"{path.name} has no place that is wanted: {intake.read} rows were read, {intake.outside} are"
            f" outside the incident's area, {intake.refused} are wrong. Nothing was changed."
        )


def _reader(
    path: Path, form: Form, intake: Intake, *, source: str, alternates: Path | None
) -> Iterator[Place]:
    """Only what is asked for is imported: libosmium alone takes a second."""
    match form:
        case Form.GEONAMES:
            from geo.gazetteer.formats.geonames_dump import dump_places

            return dump_places(path, intake, source=source, alternates=alternates)
        case Form.OSM:
            from geo.gazetteer.formats.osm import osm_places

            return osm_places(path, intake, source=source)
        case Form.GEOJSON:
            from geo.gazetteer.formats.geojson_names import geojson_places

            return geojson_places(path, intake, source=source)
        case Form.CSV:
            from geo.gazetteer.formats.table_of_names import table_places

            return table_places(path, intake, source=source)
