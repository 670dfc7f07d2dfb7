"""One place as the gazetteer's table answers it."""

from dataclasses import dataclass

from geo.place import Kind
from geo.point import Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """One place that bears a name which was asked for, as the table holds it."""

    key: str
    how: str  # exact | sound | number | alike
    id: int
    name: str
    kind: Kind
    source: str
    point: Point
    radius_m: float
    importance: float = 0.0
    pins: int = 0  # of a taught name
