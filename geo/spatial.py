"""How points travel to PostGIS and back: the one place that writes its text form, longitude first."""

from geo.point import Area, Point


def ewkt(point: Point) -> str:
    """Write a point the way a geography column reads it."""
    return f"SRID=4326;POINT({point.lon!r} {point.lat!r})"


def boxes(area: Area) -> list[tuple[float, float, float, float]]:
    """Cut an area into `ST_MakeEnvelope` boxes (xmin, ymin, xmax, ymax): two across the antimeridian."""
    if area.west <= area.east:
        return [(area.west, area.south, area.east, area.north)]
    return [(area.west, area.south, 180.0, area.north), (-180.0, area.south, area.east, area.north)]
