"""The database's part of teaching names of places from the command line."""

from collections.abc import Callable, Sequence
from pathlib import Path

from app.cli.inside import OPERATOR, inside
from app.cli.pins import Found, Source, read_pins, role, write_pins
from app.clock import now
from app.errors import NotFound
from app.history import Happening, record
from app.house import House
from app.incidents.find import incident_by_slug
from app.places.find import every_pin, pin_by_id
from app.places.forget import forget_pin
from app.places.learn_many import Lesson, batches, forget_vanished, teach_batch
from app.places.share import Shared, share_names
from geo.gazetteer.teach import Taught, taught_pins

AT_ONCE = 1_000


async def look(house: House, slug: str, source: Source) -> Found:
    """Read a file of pins for an incident, and teach nothing."""
    async with inside(house, slug) as (_, incident, _id):
        area = incident.area
    return read_pins(source, area, now=now())


async def learn(house: House, slug: str, source: Source, found: Found, told: Callable[[int], None]) -> Lesson:
    """Let a file's pins be what that file teaches, a batch a transaction: a desk's pin does not wait for all.

    Who stops it in the middle gives the same file again.
    """
    names = done = 0
    for batch in batches(found.pins):
        async with inside(house, slug) as (session, _, incident_id):
            names += await teach_batch(session, incident_id, batch)
        done += len(batch)
        told(done)
    async with inside(house, slug) as (session, _, incident_id):
        forgotten = await forget_vanished(session, incident_id, found.pins, origin=source.origin)
        facts = {"origin": source.origin, "pins": done, "forgotten": forgotten}
        record(
            session, incident_id, Happening(what="place.file_taught", who=OPERATOR, after=facts), now=now()
        )
    return Lesson(pins=done, names=names, forgotten=forgotten)


async def listed(house: House, slug: str, name: str) -> list[str]:
    """Say in a line each what pins taught, the newest first."""
    lines: list[str] = []
    async with inside(house, slug) as (session, _, incident_id):
        before: int | None = None
        while some := await taught_pins(session, incident_id, name=name, before=before, limit=AT_ONCE):
            lines += [in_a_line(one) for one in some]
            before = some[-1].id
    return lines


def in_a_line(taught: Taught) -> str:
    """One pin for whoever reads a terminal."""
    pin = taught.pin
    at = f"{pin.point.lat:.5f},{pin.point.lon:.5f}"
    return f"{taught.id:>6}  {at}  {pin.taught_at:%Y-%m-%d %H:%M}  {role(pin)}  «{pin.words}»"


async def export(house: House, slug: str, path: Path) -> int:
    """Write every pin of an incident to a file; says how many."""
    pages: list[Sequence[Taught]] = []
    async with inside(house, slug) as (session, _, incident_id):
        after = 0
        while some := await every_pin(session, incident_id, after=after, most=AT_ONCE):
            pages.append(some)
            after = some[-1].id
    return write_pins(path, pages)


async def take_back(house: House, slug: str, ids: Sequence[int]) -> list[str]:
    """Forget pins by their numbers, all or none; raises `NotFound` for one that is not there."""
    words: list[str] = []
    async with inside(house, slug) as (session, _, incident_id):
        for pin_id in ids:
            taught = await pin_by_id(session, incident_id, pin_id)
            if taught is None:
                raise NotFound(f"No pin {pin_id} has taught anything in «{slug}»; nothing was forgotten.")
            await forget_pin(session, incident_id, taught, who=OPERATOR, now=now())
            words.append(taught.pin.words)
    return words


async def share(house: House, giving: str, taking: str) -> Shared:
    """Hand the names on which two pins agree from one incident to another."""
    async with house.database.session() as session:
        giver, taker = await incident_by_slug(session, giving), await incident_by_slug(session, taking)
        return await share_names(session, giver, taker, who=OPERATOR, now=now())
