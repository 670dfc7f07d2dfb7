"""Trying the reader and the gazetteer on words, and replaying a file of messages as if they came in now."""

import asyncio
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from app.cli.home import in_house
from app.cli.queries import REPLAYED
from app.cli.tables import first_of, rows_of
from app.clock import now
from app.errors import BadForm
from app.house import House
from app.incidents.find import incident_by_slug
from app.messaging.receive import receive_message
from app.models.incident import Incident
from app.worker import Worker
from geo.geocoder import Evidence
from geo.locate import locate
from geo.place import Located
from geo.point import Area
from ingest.clean import clean_text
from ingest.read import read_message, to_json
from ingest.shapes import Inbound, Scheme

Words = Annotated[str | None, typer.Argument(help="The words; or give a file with --tsv.")]
Tsv = Annotated[Path | None, typer.Option(help="A file of many, with a header line; .gz is read as well.")]
Column = Annotated[
    list[str] | None, typer.Option(help="The column to read; of two, the first that is not empty.")
]
Slug = Annotated[str, typer.Option("--incident", help="The incident.")]


def read(text: Words = None, tsv: Tsv = None, column: Column = None) -> None:
    """Read words and print what they say, one JSON object a line."""
    for words in _texts(text, tsv, column):
        print(json.dumps(to_json(read_message(words)), ensure_ascii=False))


def locate_command(slug: Slug, text: Words = None, tsv: Tsv = None, column: Column = None) -> None:
    """Find places in words and print them, one JSON object a line."""
    in_house(lambda house: _locate_all(house, slug, _texts(text, tsv, column)))


async def _locate_all(house: House, slug: str, texts: Iterable[str]) -> None:
    async with house.database.session() as session:
        incident = await incident_by_slug(session, slug)
        assert incident.id is not None
        area = Area(west=incident.west, south=incident.south, east=incident.east, north=incident.north)
        for words in texts:
            found = await locate(session, Evidence(incident_id=incident.id, text=words, words="", area=area))
            print(json.dumps(located_json(found), ensure_ascii=False))


def located_json(found: Located | None) -> dict[str, object]:
    """A place as `konbit locate` prints it."""
    if found is None:
        return {"lat": None, "lon": None, "radius_m": None, "name": None, "source": None, "trail": []}
    return {
        "lat": found.point.lat,
        "lon": found.point.lon,
        "radius_m": found.radius_m,
        "name": found.name,
        "source": found.source,
        "trail": list(found.trail),
    }


def _texts(text: str | None, tsv: Path | None, column: list[str] | None) -> Iterator[str]:
    if tsv is None:
        if text is None:
            raise BadForm("Give some words, or a file with --tsv and --column.")
        yield text
        return
    if not column:
        raise BadForm("Say with --column which column of the file holds the words.")
    for row in rows_of(tsv, column):
        yield first_of(row, column)


def replay(
    file: Annotated[Path, typer.Argument(help="A TSV file with a header line.")],
    slug: Slug,
    column: Column = None,
    rate: Annotated[float, typer.Option(help="Messages a second; 0 is as fast as it goes.")] = 0,
) -> None:
    """Feed messages as if they arrived now, wait until all are read, and print a summary.

    Every row is a sender of its own; the same file again changes nothing. Replies are queued and never sent:
    there is no gateway behind the invented senders.
    """
    texts = [first_of(row, column or ["text"]) for row in rows_of(file, column or ["text"])]
    summary = in_house(lambda house: _replay(house, slug, file, texts, rate))
    for line in summary.lines():
        print(line)
    sys.exit(0 if summary.stored == summary.rows and summary.waiting == 0 else 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What became of a replay."""

    rows: int
    stored: int
    fresh: int
    waiting: int
    states: Counter[str]
    reasons: Counter[str]
    kinds: Counter[str]
    with_category: int
    with_place: int

    def lines(self) -> list[str]:
        """The summary for people."""
        counted = ", ".join(f"{n} {name}" for name, n in self.kinds.most_common()) or "none"
        lines = [
            f"rows            {self.rows}",
            f"stored          {self.stored}   ({self.fresh} of them now)",
            f"understood      {self.states['understood']}",
            f"set aside       {self.states['set_aside']}",
            f"still waiting   {self.waiting}",
            f"with a category {self.with_category}",
            f"with a place    {self.with_place}",
            f"reports         {counted}",
        ]
        return lines + [f"  set aside: {n} × {reason}" for reason, n in self.reasons.most_common()]


async def _replay(house: House, slug: str, file: Path, texts: list[str], rate: float) -> Summary:
    async with house.database.session() as session:
        incident = await incident_by_slug(session, slug)
    name = hashlib.sha256(file.name.encode()).hexdigest()[:12]
    fresh = 0
    with Progress(console=Console(stderr=True), disable=not sys.stderr.isatty()) as progress:
        storing = progress.add_task("storing", total=len(texts))
        for number, words in enumerate(texts):
            fresh += await _store(house, incident, _inbound(name, number, words))
            progress.advance(storing)
            if rate:
                await asyncio.sleep(1 / rate)
        progress.add_task("reading", total=None)
        await Worker(house).read_all(incident)
    return await _summary(house, incident, name, rows=len(texts), fresh=fresh)


def _inbound(name: str, number: int, words: str) -> Inbound:
    text, flags = clean_text(words)
    return Inbound(
        channel="replay",
        scheme=Scheme.SMS,
        external_id=f"{name}-{number}",
        sender=f"replay:{name}:{number}",
        recipient="",
        text=text,
        flags=flags,
    )


async def _store(house: House, incident: Incident, inbound: Inbound) -> bool:
    async with house.database.session() as session:
        raw = inbound.text.encode()
        stored = await receive_message(
            session, house.keys, incident=incident, inbound=inbound, raw=raw, now=now()
        )
    return stored.fresh


async def _summary(house: House, incident: Incident, name: str, *, rows: int, fresh: int) -> Summary:
    async with house.database.session() as session:
        found = await session.execute(REPLAYED, {"incident_id": incident.id, "ids": f"{name}-%"})
        messages = found.all()
    states = Counter(row.state for row in messages)
    return Summary(
        rows=rows,
        stored=len(messages),
        fresh=fresh,
        waiting=states["received"],
        states=states,
        reasons=Counter(row.reason for row in messages if row.state == "set_aside"),
        kinds=Counter(row.kind for row in messages if row.kind),
        with_category=sum(1 for row in messages if row.category not in (None, "other")),
        with_place=sum(1 for row in messages if row.placed),
    )
