"""Opens supply drives and tells how far they have come, for the command line."""

from app.cli.inside import OPERATOR, inside
from app.clock import now
from app.house import House
from app.pipeline.drive import NewDrive, open_drive
from app.supplies.shapes import Line
from app.supplies.totals import drives_of


async def opened(house: House, slug: str, new: NewDrive) -> str:
    """Open a collection in an incident and return its code."""
    async with inside(house, slug) as (session, incident, _):
        return (await open_drive(session, incident, new, who=OPERATOR, now=now())).reference


async def told_drives(house: House, slug: str) -> list[str]:
    """Say how every collection of an incident stands, in a line each."""
    async with inside(house, slug) as (session, _, incident_id):
        drives = await drives_of(session, incident_id)
    return [_told(one.reference, line) for one in drives for line in one.lines]


def _told(reference: str, line: Line) -> str:
    what = f"{line.unit} {line.item}".strip()
    stands = (
        f"{line.delivered:g} came, {line.coming:g} promised, {line.remaining:g} of {line.amount:g} lacking"
    )
    return f"{reference}  {what}: {stands}"
