"""How points travel to PostGIS and back: the one place that writes its text form, longitude first."""

from geo.point import Point


def ewkt(point: Point) -> str:
    """Write a point the way a geography column reads it."""
    return f"SRID=4326;POINT({point.lon!r} {point.lat!r})"
