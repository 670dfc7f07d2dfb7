"""How points travel to PostGIS and back: the one place that writes its text form, longitude first."""

import shapely

from geo.point import Point


def ewkt(point: Point) -> str:
    """Write a point the way a geography column reads it."""
    return f"SRID=4326;POINT({point.lon!r} {point.lat!r})"


def ewkb(geojson: str) -> str:
    """Write a GeoJSON geometry the way a geography column reads it, without a function of the database."""
    written: str = shapely.to_wkb(
        shapely.set_srid(shapely.from_geojson(geojson), 4326), hex=True, include_srid=True
    )
    return written
