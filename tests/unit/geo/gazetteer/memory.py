"""A gazetteer in memory: what the table would answer, without the table."""

from collections.abc import Callable, Iterable
from itertools import count

from geo.gazetteer.load import place_keys
from geo.gazetteer.named import Named
from geo.place import Kind, Place
from geo.point import Point

Keys = list[tuple[str, str]]
Answer = Callable[[Keys], list[Named]]


def _place(name: str, kind: Kind, lat: float, lon: float, radius_m: float, *names: str) -> Place:
    importance = {Kind.CITY: 0.7, Kind.TOWN: 0.5}.get(kind, 0.2)
    return Place(
        name=name,
        kind=kind,
        point=Point(lat=lat, lon=lon),
        radius_m=radius_m,
        source="drill",
        importance=importance,
        names=names,
    )


PLACES = (
    _place("Port-au-Prince", Kind.CITY, 18.543, -72.339, 11_000, "Pòtoprens", "PAP"),
    _place("Cabaret", Kind.TOWN, 18.736, -72.419, 2_000, "Prince"),
    _place("Delmas", Kind.CITY, 18.545, -72.300, 6_000),
    _place("Delmas 33", Kind.STREET, 18.560, -72.296, 500),
    _place("Carrefour", Kind.CITY, 18.533, -72.400, 7_000, "Kafou"),
    _place("Carrefour-Feuilles", Kind.QUARTER, 18.525, -72.337, 800),
    _place("Jérémie", Kind.TOWN, 18.650, -74.117, 3_000),
    _place("Jacmel", Kind.TOWN, 18.234, -72.535, 3_500),
    _place("Saint-Louis", Kind.TOWN, 19.934, -72.721, 2_000),
    _place("Saint-Marc", Kind.TOWN, 19.111, -72.701, 5_000),
    _place("Les Cayes", Kind.TOWN, 18.192, -73.749, 3_500, "Okay"),
    _place("Rue Leonard", Kind.STREET, 18.531, -72.405, 300),
    _place("Rue Leonard", Kind.STREET, 18.560, -72.311, 300),
    _place("Rue du Pont", Kind.STREET, 18.236, -72.530, 300),
    _place("Rue du Pont", Kind.STREET, 18.238, -72.532, 300),
    _place("Clinique Alpha", Kind.LANDMARK, 18.546, -72.302, 150, "the clinic", "klinik la"),
)


def answering(places: Iterable[Place]) -> Answer:
    table: dict[tuple[str, str], list[Named]] = {}
    ids = count(1)
    for place in places:
        number = next(ids)
        for key, how in place_keys(place):
            named = Named(
                key=key,
                how=how,
                id=number,
                name=place.name,
                kind=place.kind,
                source=place.source,
                point=place.point,
                radius_m=place.radius_m,
                importance=place.importance,
                pins=place.pins,
            )
            table.setdefault((key, how), []).append(named)
    return lambda keys: [named for key in keys for named in table.get(key, ())]
