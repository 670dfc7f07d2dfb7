"""What `konbit zone` does once a house is open."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.cli.inside import OPERATOR, inside
from app.clock import now
from app.house import House
from app.models.safety import ZoneKind
from app.safety.zones import Drawn, draw_zone, end_zone, zones_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A zone as it was typed."""

    kind: ZoneKind
    name: str
    area: Mapping[str, object]
    until_at: datetime | None


async def draw(house: House, slug: str, drawing: Drawing) -> Drawn:
    """Draw a zone."""
    async with inside(house, slug) as (session, incident, _):
        return await draw_zone(
            session,
            incident,
            kind=drawing.kind,
            name=drawing.name,
            area=drawing.area,
            until_at=drawing.until_at,
            who=OPERATOR,
            now=now(),
        )


async def lines(house: House, slug: str) -> list[str]:
    """Say which zones hold."""
    async with inside(house, slug) as (session, _, incident_id):
        found = await zones_of(session, incident_id, now=now())
    return [
        f"{one.id}  {one.kind.value}  {one.name or '(no name)'}  {one.needs} open needs in it"
        f"{f'  until {one.until_at:%Y-%m-%d %H:%M} UTC' if one.until_at else ''}"
        for one in found
    ]


async def finish(house: House, slug: str, number: int) -> None:
    """End a zone."""
    async with inside(house, slug) as (session, _, incident_id):
        await end_zone(session, incident_id, number, who=OPERATOR, now=now())
