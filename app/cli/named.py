"""Lists and exports names of places for the command line."""

import csv
import json
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import IO

from app.cli import queries
from app.cli.inside import inside
from app.cli.naming import LOADED
from app.errors import NotFound
from app.house import House
from geo.gazetteer.formats.table_of_names import COLUMNS, table_row
from geo.gazetteer.listing import bearing, every_place, sources_of
from geo.gazetteer.taught import SOURCE as TAUGHT
from geo.geojson import place_feature
from geo.place import Place

HEAD = f"{'source':24}  {'places':>9}  {'names':>9}  {'towns':>8}  {'streets':>8}  {'landmarks':>9}  loaded"


async def list_sources(house: House, slug: str, _name: str) -> list[str]:
    """Say what the gazetteer of an incident was made from."""
    async with inside(house, slug) as (session, incident, incident_id):
        found = await sources_of(session, incident_id)
        loads = await session.execute(queries.LOADED, {"incident_id": incident_id, "what": LOADED})
        loaded_at = {row.source: row.at for row in loads}
    if not found:
        return [f"«{slug}» knows no places yet: konbit gazetteer load --help"]
    lines = [HEAD]
    for one in found:
        at = loaded_at.get(one.name, incident.created_at)
        lines.append(
            f"{one.name:24}  {one.places:9,}  {one.names:9,}  {one.towns:8,}  {one.streets:8,}"
            f"  {one.landmarks:9,}  {at:%Y-%m-%d %H:%M} UTC"
        )
    return lines


async def list_places(house: House, slug: str, name: str) -> list[str]:
    """Say which places bear a name, or sound like it."""
    async with inside(house, slug) as (session, _, incident_id):
        found = await bearing(session, incident_id, name)
    if not found:
        return [f"No place in «{slug}» is called «{name}», and none sounds like it."]
    return [_line(place, how) for place, how in found]


async def export_places(house: House, slug: str, source: str, form: str, out: Path | None) -> int:
    """Write the places of an incident, one by one; says how many."""
    if source == TAUGHT:
        raise NotFound(
            f"What pins taught has a form of its own: konbit gazetteer taught --incident {slug} --export FILE"
        )
    async with inside(house, slug) as (session, _, incident_id):
        if source and source not in {one.name for one in await sources_of(session, incident_id)}:
            raise NotFound(f"«{slug}» has no names from «{source}»: konbit gazetteer list --incident {slug}")
        places = every_place(session, incident_id, source=source, shapes=form == "geojson")
        if out is None:
            return await _write(sys.stdout, form, places)
        half = out.with_name(f"{out.name}.half")  # a file that is there is whole
        with half.open("w", encoding="utf-8", newline="") as file:
            count = await _write(file, form, places)
        half.replace(out)
        return count


def _line(place: Place, how: str) -> str:
    names = f"  also {', '.join(place.names[:8])}" if place.names else ""
    alike = "" if how == "exact" else "  (sounds alike)"
    return (
        f"{place.name}{alike}  {place.kind.value}  {place.point.lat:.5f}, {place.point.lon:.5f}"
        f"  within {place.radius_m:,.0f} m  {place.source}{names}"
    )


async def _write(file: IO[str], form: str, places: AsyncIterator[Place]) -> int:
    count = 0
    if form == "csv":
        table = csv.writer(file, lineterminator="\n")
        table.writerow(COLUMNS)
        async for place in places:
            table.writerow(table_row(place))
            count += 1
        return count
    file.write('{"type": "FeatureCollection", "features": [')
    async for place in places:
        file.write(",\n" if count else "\n")
        file.write(json.dumps(place_feature(place), ensure_ascii=False))
        count += 1
    file.write("\n]}\n")
    return count
