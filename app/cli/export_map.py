"""What a map to carry holds: cases as strangers see them, and the ground that everybody knows."""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice

from sqlalchemy.ext.asyncio import AsyncSession

from app.api.facility_views import place_view
from app.api.public.ground import ground_json
from app.cli import queries
from app.clock import now
from app.facilities.find import MOST_DRAWN, standing_places
from app.house import House
from app.incidents.find import incident_by_slug
from app.models.incident import Incident
from geo.tiles import cell_position, tile_area
from ingest.catalog import load_catalog
from web.snapshot_facts import Mark, Shape, Snapshot, Spot, Square

MOST_STREETS = 1_500
MOST_NAMES = 30
APART = 7  # names stand a seventh of the area from one another
NAMED = ("city", "town", "district", "quarter")
GROUND = ("land", "river", "park", "quarter")

Name = tuple[float, float, str]


async def gather(house: House, slug: str, language: str, *, most: int) -> tuple[Snapshot, str]:
    """Read it all, and say in which language; of people only what the role reads that sees nothing else."""
    async with house.database.session() as session:
        incident = await incident_by_slug(session, slug)
        drawn = json.loads((await ground_json(session, incident))[0])
    spoken = language or incident.languages[0]
    streets = islice((one for one in drawn["features"] if _of(one, "layer") == "street"), MOST_STREETS)
    async with house.database.public_session() as public:
        marks, total = await _marks(public, incident, spoken, most=most)
        return Snapshot(
            name=incident.name,
            drill=incident.drill,
            emergency_number=incident.emergency_number,
            time_zone=incident.time_zone,
            west=incident.west,
            south=incident.south,
            east=incident.east,
            north=incident.north,
            made_at=now(),
            marks=marks,
            total=total,
            squares=await _squares(public, incident),
            spots=await _spots(public, incident, spoken),
            ground=tuple(chain((one for one in drawn["features"] if _of(one, "layer") in GROUND), streets)),
            names=tuple(islice(names(drawn["features"], incident), MOST_NAMES)),
            credit=str(drawn["credit"]),
        ), spoken


async def _marks(
    public: AsyncSession, incident: Incident, language: str, *, most: int
) -> tuple[tuple[Mark, ...], int]:
    catalog = load_catalog()
    values = {"incident_id": incident.id}
    total = int((await public.execute(queries.CARRIED_OF, values)).scalar_one())
    rows = (await public.execute(queries.CARRIED, values | {"most": most})).mappings()
    marks = (Mark(**{**row, "category": catalog.category_label(language, row["category"])}) for row in rows)
    return tuple(marks), total


async def _squares(public: AsyncSession, incident: Incident) -> tuple[Square, ...]:
    rows = await public.execute(queries.CARRIED_SQUARES, {"incident_id": incident.id})
    areas = ((tile_area(row.level, *cell_position(row.cell)), row) for row in rows)
    return tuple(
        Square(
            west=one.west,
            south=one.south,
            east=one.east,
            north=one.north,
            at_least=row.at_least,
            area=row.area,
        )
        for one, row in areas
    )


async def _spots(public: AsyncSession, incident: Incident, language: str) -> tuple[Spot, ...]:
    assert incident.id is not None
    found = await standing_places(public, incident.id, most=MOST_DRAWN)
    views = (place_view(one, incident, language, now=now()) for one in found)
    return tuple(
        Spot(
            lat=one.lat,
            lon=one.lon,
            kind=one.kind.label,
            name=one.name,
            place=one.place,
            state=one.state.value,
            words=one.line,
            checked_at=one.checked_at,
        )
        for one in views
    )


def names(features: Sequence[Shape], incident: Incident) -> Iterator[Name]:
    """Give the names that have room beside each other, the most important of each kind first."""
    width = incident.east - incident.west + (360 if incident.west > incident.east else 0)
    apart_lon, apart_lat = width / APART, (incident.north - incident.south) / APART / 2
    taken: list[Name] = []
    known = sorted(
        (one for one in features if _of(one, "class") in NAMED or _of(one, "layer") == "quarter"), key=_rank
    )
    for feature in known:
        lon, lat = _middle(feature["geometry"])
        name = _of(feature, "name")
        if name and all(abs(lon - x) > apart_lon or abs(lat - y) > apart_lat for y, x, _ in taken):
            taken.append((lat, lon, name))
            yield taken[-1]


def _rank(feature: Shape) -> int:
    kind = _of(feature, "class")
    return NAMED.index(kind) if kind in NAMED else len(NAMED)


def _of(feature: Shape, name: str) -> str:
    return str(feature["properties"].get(name, ""))


def _middle(geometry: object) -> tuple[float, float]:
    """The middle of what a geometry covers, longitude first."""
    assert isinstance(geometry, Mapping)
    spots = list(_positions(geometry["coordinates"]))
    lons, lats = [lon for lon, _ in spots], [lat for _, lat in spots]
    return (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2


def _positions(coordinates: Sequence[object]) -> Iterator[tuple[float, float]]:
    if coordinates and isinstance(coordinates[0], int | float):
        yield float(str(coordinates[0])), float(str(coordinates[1]))
        return
    for part in coordinates:
        assert isinstance(part, Sequence)
        yield from _positions(part)
