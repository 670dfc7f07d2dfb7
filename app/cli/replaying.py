"""Feeds a file of messages as if they arrived now, and counts what became of them."""

import asyncio
import hashlib
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from app.cli.queries import REPLAYED
from app.clock import now
from app.house import House
from app.incidents.find import incident_by_slug
from app.messaging.receive import receive_message
from app.models.incident import Incident
from app.worker import Worker
from ingest.clean import clean_text
from ingest.shapes import Inbound, Scheme


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


async def replay_texts(house: House, slug: str, file: Path, texts: list[str], rate: float) -> Summary:
    """Store every text under a sender of its own, wait until all are read, and count."""
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
