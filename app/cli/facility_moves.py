"""What `konbit facility` does once a house is open."""

from app.cli.inside import OPERATOR, inside
from app.clock import now
from app.facilities.change import end_facility
from app.facilities.find import places_to_check
from app.facilities.load import Loaded, load_facilities
from app.facilities.read_file import read_rows
from app.facilities.shapes import hours_text
from app.facilities.state import state_of
from app.hours import hour_of_week
from app.house import House


async def load_file(house: House, slug: str, written: str, *, source: str, skip_bad: bool) -> Loaded:
    """Open or renew the places of a file; notes in it are in the incident's first language."""
    async with inside(house, slug) as (session, incident, _):
        rows = read_rows(written, language=incident.languages[0], source=source)
        return await load_facilities(session, incident, rows, who=OPERATOR, now=now(), skip_bad=skip_bad)


async def lines(house: House, slug: str) -> list[str]:
    """Say what is open."""
    async with inside(house, slug) as (session, incident, incident_id):
        found = await places_to_check(session, incident_id)
        hour = hour_of_week(now(), incident.time_zone)
    return [
        f"{one.reference}  {one.kind.value}  {one.name}  {state_of(one, hour).value}  "
        f"{hours_text(one) or 'at any hour'}  checked {one.checked_at:%Y-%m-%d %H:%M} UTC"
        for one in found
    ]


async def finish(house: House, slug: str, code: str) -> None:
    """End one."""
    async with inside(house, slug) as (session, _, incident_id):
        await end_facility(session, incident_id, code, who=OPERATOR, now=now())
