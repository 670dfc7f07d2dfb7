"""GeoNames' own files: `HT.zip`, `HT.txt`, `allCountries.zip`, and beside them `alternateNamesV2`.

Nineteen columns between tabs, without a head. The dump has all names of a place in one cell, codes and
transliterations among them; the file of alternate names says of each what it is, so it is better where it is.
"""

from collections.abc import Iterator
from math import log10
from pathlib import Path

from geo.errors import BadCoordinates, BadGazetteer
from geo.gazetteer.circle import town_radius_m
from geo.gazetteer.formats.lines import lines_of
from geo.gazetteer.formats.tags import Sort
from geo.gazetteer.geonames import is_name
from geo.gazetteer.intake import Intake, name_from, names_from, point_at
from geo.place import Kind, Place

COLUMNS = 19
ALTERNATE_COLUMNS = 4
NO_NAMES = frozenset("link wkdt post iata icao faac tcid unlc phon piny fr_1793".split())
CITY_HEADS = 100_000
GONE = frozenset("PPLH PPLQ PPLW PPLCH ADM1H ADM2H ADM3H ADM4H ADMDH PCLH RGNH".split())


SORTS = {  # by feature code, else by class
    "PCL": Sort(Kind.COUNTRY, 0.95),
    "ADM1": Sort(Kind.REGION, 0.6),
    "ADM2": Sort(Kind.DISTRICT, 0.5, 20_000),
    "ADM3": Sort(Kind.DISTRICT, 0.45),
    "ADM4": Sort(Kind.DISTRICT, 0.25, 4_000),
    "ADM5": Sort(Kind.QUARTER, 0.2, 2_000),
    "ADMD": Sort(Kind.DISTRICT, 0.25),
    "PPLC": Sort(Kind.TOWN, 0.7),
    "PPLA": Sort(Kind.TOWN, 0.5),
    "PPLA2": Sort(Kind.TOWN, 0.4),
    "PPLA3": Sort(Kind.TOWN, 0.35),
    "PPLX": Sort(Kind.QUARTER, 0.25),
    "P": Sort(Kind.TOWN, 0.15),
    "ST": Sort(Kind.STREET, 0.1),
    "RDJCT": Sort(Kind.CROSSING, 0.15),
    "R": Sort(Kind.STREET, 0.1, 2_000),
    "AIRP": Sort(Kind.LANDMARK, 0.35, 1_000),
    "HSP": Sort(Kind.LANDMARK, 0.3),
    "S": Sort(Kind.LANDMARK, 0.1),
    "RGN": Sort(Kind.DISTRICT, 0.2),
    "L": Sort(Kind.LANDMARK, 0.1, 1_000),
    "ISL": Sort(Kind.DISTRICT, 0.3, 5_000),
    "T": Sort(Kind.LANDMARK, 0.05, 2_000),
    "H": Sort(Kind.LANDMARK, 0.05, 2_000),
}


def dump_places(
    path: Path, intake: Intake, *, source: str, alternates: Path | None = None
) -> Iterator[Place]:
    """Read the places of a GeoNames dump; wrong rows are told to the intake by their line."""
    better = {} if alternates is None else _better_names(path, alternates, intake)
    for number, line in lines_of(path, intake):
        if line.isspace():
            continue
        intake.count()
        try:
            place = _place(line.rstrip("\r\n").split("\t"), better, source=source, kind=intake.kind)
        except (BadGazetteer, BadCoordinates) as error:
            intake.refuse(f"line {number}", error)
            continue
        if place and intake.wants(place.point, kind=place.kind, radius_m=place.radius_m):
            yield place


def _place(cells: list[str], better: dict[str, list[str]], *, source: str, kind: Kind | None) -> Place | None:
    if len(cells) != COLUMNS:
        raise BadGazetteer(f"it has {len(cells)} columns, a GeoNames dump has {COLUMNS}: was it cut off?")
    identity, name, plain, others, lat, lon, group, code, *_, population, _, _, _, _ = cells
    name, point, heads = name_from(name), point_at(lat, lon), _heads(population)
    sort = None if code in GONE else SORTS.get(code) or SORTS.get(code[:3]) or SORTS.get(group)
    if sort is None:
        return None
    given = better.get(identity) or [other for other in others.split(",") if is_name(other, name)]
    town = sort.kind is Kind.TOWN
    return Place(
        name=name,
        kind=kind or (Kind.CITY if town and heads >= CITY_HEADS else sort.kind),
        point=point,
        radius_m=round(town_radius_m(heads)) if town else sort.radius_m,
        source=source,
        importance=round(min(1.0, max(sort.importance, log10(max(1, heads)) / 8 if town else 0.0)), 3),
        names=names_from((plain, *given), name=name),
    )


def _heads(population: str) -> int:
    try:
        return max(0, int(population or 0))
    except ValueError as error:
        raise BadGazetteer(
            f"its population «{population[:40]}» is not a number: are columns missing?"
        ) from error


def _better_names(path: Path, alternates: Path, intake: Intake) -> dict[str, list[str]]:
    """The alternate names of the places in the area alone: the file has those of the whole world."""
    wanted = _wanted(path, intake)
    names: dict[str, list[str]] = {}
    for number, line in lines_of(alternates, intake):
        cells = line.rstrip("\r\n").split("\t")
        if len(cells) < ALTERNATE_COLUMNS:
            intake.refuse(
                f"{alternates.name}, line {number}", f"it has {len(cells)} columns: was it cut off?"
            )
        elif cells[1] in wanted and cells[2] not in NO_NAMES:
            names.setdefault(cells[1], []).append(cells[3])
        if number % 100_000 == 0:
            intake.told(intake.read)
    return names


def _wanted(path: Path, intake: Intake) -> set[str]:
    """The numbers of the places in the area; what is wrong in their lines is told in the second reading."""
    quiet = Intake(intake.file, area=intake.area, skip_bad=True)
    found: set[str] = set()
    for _, line in lines_of(path, quiet):
        match line.split("\t", 7):
            case [identity, _, _, _, lat, lon, group, _]:
                pass
            case _:
                continue  # the second reading says so
        try:
            point = point_at(lat, lon)
        except BadCoordinates:
            continue
        if group == "A" or quiet.wants(point, kind=Kind.LANDMARK):
            found.add(identity)
    return found
