"""Loads names of places for the command line."""

import asyncio
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from sqlalchemy.engine import make_url

from app.cli import queries
from app.cli.inside import OPERATOR
from app.clock import now
from app.errors import BadForm
from app.history import Happening, record
from app.house import House
from app.incidents.find import incident_by_slug
from geo.gazetteer.files import Form, places_in
from geo.gazetteer.intake import Intake
from geo.gazetteer.load import load_places
from geo.place import Kind, Place

LOADED = "gazetteer.loaded"
USUAL = {Form.GEONAMES: "geonames", Form.OSM: "osm"}
SOURCE = re.compile(r"[a-z0-9][a-z0-9._-]{0,23}")
KEPT_APART = {"taught": "what pins teach", "drill": "the drill"}  # their rows are worked out elsewhere


Tell = Callable[[Mapping[str, int]], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody wants loaded."""

    form: Form
    file: Path
    slug: str
    source: str
    kind: Kind | None = None
    alternates: Path | None = None
    everywhere: bool = False
    skip_bad: bool = False
    dry_run: bool = False


def usual_source(form: Form, file: Path) -> str:
    """What names are kept under when nobody says: the great sources have a name, a file has its own."""
    stem = re.sub(r"[^a-z0-9]+", "-", file.name.split(".")[0].lower()).strip("-")
    return USUAL.get(form) or stem[:24].strip("-") or form.value


def source_name(source: str) -> str:
    """Check the name of a source; raises `BadForm`."""
    if not SOURCE.fullmatch(source):
        raise BadForm(f"«{source}» cannot name a source: small letters, digits, . _ and -, 24 at most.")
    if source in KEPT_APART:
        raise BadForm(f"«{source}» is kept for {KEPT_APART[source]}; choose another name with --source.")
    return source


async def load_file(house: House, asked: Asked) -> list[str]:
    """Load a file of names in one transaction, and say what became of it."""
    async with house.database.session() as session:
        found = await incident_by_slug(session, asked.slug)
        assert found.id is not None
        incident_id = found.id
        area = found.area
    with _progress(asked.file) as tell:
        intake = Intake(
            file=asked.file.name,
            area=None if asked.everywhere else area,
            kind=asked.kind,
            skip_bad=asked.skip_bad,
            told=lambda read: tell({"read": read}),
        )
        places = places_in(asked.file, asked.form, intake, source=asked.source, alternates=asked.alternates)
        if asked.dry_run:
            became = _would(places)
        else:
            became = await _replace(house, incident_id, asked, places, tell)
    return [*_left_out(intake), f"«{asked.source}» {became}; {_passed(intake)}."]


async def _replace(house: House, incident_id: int, asked: Asked, places: Iterator[Place], tell: Tell) -> str:
    async with house.database.session() as session:
        count = await load_places(
            session,
            incident_id,
            places,
            source=asked.source,
            told=lambda places, names: tell({"places": places, "names": names}),
        )
        after = {"source": asked.source, "places": count, "file": asked.file.name, "format": asked.form.value}
        record(session, incident_id, Happening(what=LOADED, who=OPERATOR, after=after), now=now())
    await _settle(house)
    return f"has {count:,} places now"


def _would(places: Iterator[Place]) -> str:
    kinds = Counter(place.kind.value for place in places)
    told = ", ".join(f"{count:,} {kind}" for kind, count in kinds.most_common())
    return f"would have {kinds.total():,} places ({told}), this was a dry run"


def _passed(intake: Intake) -> str:
    return f"{intake.read:,} rows read, {intake.outside:,} outside the area, {intake.refused:,} wrong"


def _left_out(intake: Intake) -> list[str]:
    more = intake.refused - len(intake.wrong)
    return [f"left out {line}" for line in intake.wrong] + ([f"left out {more:,} more"] if more > 0 else [])


@contextmanager
def _progress(file: Path) -> Iterator[Tell]:
    """Show rows, places and names a second on a screen; in a script be quiet. Ctrl-C is heard here too."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(file.name)
        seen = {"read": 0, "places": 0, "names": 0}
        begun_s = time.monotonic()

        def tell(counts: Mapping[str, int]) -> None:
            heard_stop()
            seen.update(counts)
            rate = seen["names"] / max(0.1, time.monotonic() - begun_s)
            counted = ", ".join(f"{count:,} {what}" for what, count in seen.items())
            bar.update(task, description=f"{file.name}: {counted}, {rate:,.0f} names/s")

        yield tell


def heard_stop() -> None:
    """Raise when somebody pressed Ctrl-C: reading a file is no await at which the loop could say so."""
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        raise asyncio.CancelledError


async def _settle(house: House) -> None:
    """Let the planner see the new names: the owner of the tables may; else the database does in its time."""
    owner = house.settings.owner_database_url
    if not owner:
        return
    plain = make_url(owner).set(drivername="postgresql").render_as_string(hide_password=False)
    async with await psycopg.AsyncConnection.connect(plain, autocommit=True) as connection:
        for statement in queries.SETTLE:
            await connection.execute(statement)
