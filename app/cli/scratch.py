"""An incident that nobody else ever sees, to try things out in: its transaction ends without a commit.

Ctrl-C, a crash and a good end leave the same: nothing.
"""

from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from secrets import token_hex

import psycopg
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncSession

from app.cli import queries
from app.clock import now
from app.house import House
from app.incidents.create import NewIncident, create_incident
from app.places.fitting import fitting_words
from app.places.learn_many import teach_batch
from geo.gazetteer.teach import Pin
from geo.geocoder import Evidence
from geo.locate import locate
from geo.place import Located, Place
from geo.point import Area, Point
from ingest.read import read_message

ORIGIN = "file:scratch"
Pinned = tuple[str, Point]  # words, and the point that somebody set for them


@dataclass(slots=True, kw_only=True)
class Scratch:
    """The incident, inside its one transaction."""

    session: AsyncSession
    incident_id: int
    area: Area | None
    languages: tuple[str, ...]
    taught: int = 0

    async def teach(self, pins: Iterable[Pinned]) -> None:
        """Teach pins, the oldest first, as files teach them."""
        fit = [(fitting_words(words), point) for words, point in pins]
        lessons = [
            self._lesson(words, point, number)
            for number, (words, point) in enumerate(fit, start=self.taught + 1)
            if words and (self.area is None or self.area.holds(point))
        ]
        self.taught += len(fit)
        await teach_batch(self.session, self.incident_id, lessons)

    def _lesson(self, words: str, point: Point, number: int) -> Pin:
        return Pin(words=words, point=point, who=ORIGIN, origin=ORIGIN, number=number, taught_at=now())

    def heard(self, text: str) -> Evidence:
        """What hop 2 makes of a text: the reader says which of its words are the place."""
        place = read_message(text, languages=self.languages).place
        return Evidence(
            incident_id=self.incident_id, text=text, words=place.text if place else "", area=self.area
        )

    async def locate(self, text: str, *, words: str | None = None) -> Located | None:
        """Find where a text is about; `words` stand for what the reader would take for its place."""
        if words is None:
            return await locate(self.session, self.heard(text))
        evidence = Evidence(incident_id=self.incident_id, text=text, words=words, area=self.area)
        return await locate(self.session, evidence)


@asynccontextmanager
async def scratch_incident(
    house: House,
    places: Mapping[str, Iterable[Place]],
    *,
    area: Area,
    country: str,
    languages: tuple[str, ...],
    anywhere: bool = False,
) -> AsyncIterator[Scratch]:
    """Make an incident that knows these places, by source; `anywhere`: no place is too far off for it."""
    new = NewIncident(
        slug=f"scratch-{token_hex(8)}", name="Scratch", country=country, languages=languages, area=area
    )
    await _sweep(house)
    # a session that nobody tells to commit, unlike `Database.session`
    async with AsyncSession(house.database.engine, expire_on_commit=False) as session:
        incident = await create_incident(
            session, house.keys, new=new, places=dict(places), ground=(), now=now()
        )
        assert incident.id is not None
        yield Scratch(
            session=session,
            incident_id=incident.id,
            area=None if anywhere else area,
            languages=languages,
        )
    await _sweep(house)


async def _sweep(house: House) -> None:
    """Let the owner of the tables clear away what earlier trials left in their pages."""
    owner = house.settings.owner_database_url
    if not owner:
        return
    plain = make_url(owner).set(drivername="postgresql").render_as_string(hide_password=False)
    async with await psycopg.AsyncConnection.connect(plain, autocommit=True) as connection:
        await connection.execute(queries.SWEEP)
