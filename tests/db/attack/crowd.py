"""The people whom strangers look for, put in as reports are, and shown by the real follower."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from itertools import count, islice, product
from random import Random

from sqlalchemy.ext.asyncio import AsyncSession

from app import clock
from app.follower.follow import follow_incident, incidents_behind
from app.history import Happening, record
from app.house import House
from app.incidents.find import incident_by_id
from app.models.person import Contact
from app.models.report import Report, ReportKind
from geo.point import Point, towards
from geo.spatial import ewkt
from geo.tiles import morton
from ingest.catalog import load_catalog
from tests.db.attack.stranger import Target

CORNER = Point(lat=17.9, lon=-74.4)
APART = 0.25  # degrees from town to town: nobody is shown in another's
TOWN_M = 3_000  # how far from the middle people live
FIRST_DAY = date(2026, 10, 1)
DAYS = 30
OPEN = tuple(name for name, one in load_catalog().categories.items() if not one.sensitive and name != "other")
PRIVATE = tuple(name for name, one in load_catalog().categories.items() if one.sensitive)
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"

_numbers = count(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """One report to be put in. Who has the same `sender` is one person."""

    sender: str
    at: Point
    category: str
    day: date = FIRST_DAY
    words: str = "We need help"
    place: str = ""
    token: str = ""
    people: int = 4


def towns(n: int, *, corner: Point = CORNER) -> list[Point]:
    """The middles of so many towns, far from each other."""
    return [
        Point(lat=corner.lat + APART * (number // 10), lon=corner.lon + APART * (number % 10))
        for number in range(n)
    ]


def signs() -> Iterator[tuple[str, date]]:
    """Categories and days, each pair once: what tells the people of one town apart."""
    for days, category in product(range(DAYS), OPEN):
        yield category, FIRST_DAY + timedelta(days=days)


def scattered(middle: Point, n: int, dice: Random) -> list[Target]:
    """People of one town, living anywhere within reach."""
    return [
        Target(
            truth=_beside(middle, dice, TOWN_M),
            near=middle,
            category=category,
            day=day,
            word=f"word{dice.getrandbits(60):x}",
        )
        for category, day in islice(signs(), n)
    ]


def filed(targets: Iterable[Target]) -> list[Filed]:
    """Their reports."""
    return [
        Filed(
            sender=f"{one.near}{one.category}{one.day}",
            at=one.truth,
            category=one.category,
            day=one.day,
            words=f"We need help {one.word}",
        )
        for one in targets
    ]


def _beside(middle: Point, dice: Random, reach_m: float) -> Point:
    east = towards(middle, bearing=90, metres=dice.uniform(-reach_m, reach_m))
    return towards(east, bearing=0, metres=dice.uniform(-reach_m, reach_m))


async def put_in(house: House, incident_id: int, reports: Sequence[Filed]) -> None:
    """Write reports with their senders and events, then let the follower show them."""
    async with house.database.session() as session:
        senders = await _contacts(session, incident_id, dict.fromkeys(one.sender for one in reports))
        rows = [_report(incident_id, senders[one.sender], one, n) for n, one in enumerate(reports)]
        session.add_all(rows)
        await session.flush()
        for row in rows:
            record(session, incident_id, Happening(what="report.created", report_id=row.id), now=clock.now())
    await follow(house, incident_id)


_known: dict[tuple[int, str], int] = {}


async def _contacts(session: AsyncSession, incident_id: int, senders: Iterable[str]) -> dict[str, int]:
    fresh = {
        sender: Contact(incident_id=incident_id, name=sender, created_at=clock.now())
        for sender in senders
        if (incident_id, sender) not in _known
    }
    session.add_all(fresh.values())
    await session.flush()
    for sender, contact in fresh.items():
        assert contact.id is not None
        _known[incident_id, sender] = contact.id
    return {
        sender: contact_id for (incident, sender), contact_id in _known.items() if incident == incident_id
    }


def _report(incident_id: int, contact_id: int, one: Filed, n: int) -> Report:
    """The token comes from the report itself: its dice, and so the whole test, fall the same each time."""
    token = sha256(f"{n} {one}".encode()).hexdigest()[:22]
    came = datetime.combine(one.day, time(12), UTC)
    return Report(
        incident_id=incident_id,
        reference=_letters(next(_numbers)),
        link_token=one.token or token,
        contact_id=contact_id,
        kind=ReportKind.NEED,
        category=one.category,
        categories=[one.category],
        people=one.people,
        language="en",
        text=one.words,
        place_text=one.place,
        place_name=one.place,
        point=ewkt(one.at),
        radius_m=30.0,
        morton=morton(one.at),
        created_at=came,
        updated_at=came,
    )


def _letters(number: int) -> str:
    said = ""
    for _ in range(5):
        number, letter = divmod(number, len(ALPHABET))
        said = ALPHABET[letter] + said
    return said


async def follow(house: House, incident_id: int, *, after: timedelta = timedelta()) -> None:
    """Let the follower work until there is nothing to do, as late as told."""
    now = clock.now() + after
    while True:
        async with house.database.session() as session:
            if incident_id not in await incidents_behind(session, now=now):
                return
            incident = await incident_by_id(session, incident_id)
            await follow_incident(session, incident, keys=house.keys, now=now)
