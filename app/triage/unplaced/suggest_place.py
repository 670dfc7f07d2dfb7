"""Where a case may be: what the gazetteer makes of its words, and where its sender was before."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from app.models.incident import Incident
from app.triage.unplaced import queries
from app.triage.unplaced.pins import Proposal
from geo.gazetteer.candidates import Candidate
from geo.gazetteer.score import score
from geo.gazetteer.taught import SOURCE as TAUGHT
from geo.geocoder import Evidence
from geo.geocoders.gazetteer import Gazetteer
from geo.point import Point, distance_m
from ingest.read import read_message

MOST = 5
APART_M = 150.0  # two so close together are one suggestion
WIDEST_M = 10_000.0
NARROWEST_M = 50.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """One place that a case may be at. `how`: proposed, named, taught or earlier."""

    name: str
    point: Point
    radius_m: float
    how: str
    kind: str = ""  # street, quarter …
    words: str = ""  # those of the message that made us think of it


async def suggest_places(
    session: AsyncSession,
    incident: Incident,
    row: RowMapping,
    *,
    proposals: Iterable[Proposal] = (),
    strange: bool = False,
) -> tuple[Suggestion, ...]:
    """List up to five places, the likeliest first; a `strange` eye sees nothing of the sender or of pins."""
    assert incident.id is not None
    found = [] if strange else [_proposed(one) for one in proposals]
    candidates = await _considered(session, incident, row)
    found += [_named(one) for one in candidates if not (strange and one.hit.named.source == TAUGHT)]
    if not strange:
        found += await _earlier(session, incident.id, row)
    return _apart(found)


async def _considered(session: AsyncSession, incident: Incident, row: RowMapping) -> list[Candidate]:
    """Every place whose name stands in the words, also such as the machine did not dare to believe."""
    text, words = row["text"], row["place_text"]
    if not words:
        read = read_message(text, languages=tuple(incident.languages)).place
        words = read.text if read else ""
    assert incident.id is not None
    evidence = Evidence(incident_id=incident.id, text=text, words=words, area=incident.area)
    known = await Gazetteer().considered(session, evidence)
    return sorted(known, key=lambda one: (-score(one), one.hit.gram.start, one.hit.named.id))


def _named(one: Candidate) -> Suggestion:
    named = one.hit.named
    return Suggestion(
        name=named.name,
        point=named.point,
        radius_m=max(NARROWEST_M, named.radius_m),
        how="taught" if named.source == TAUGHT else "named",
        kind=named.kind.value,
        words=one.hit.gram.exact.replace("-", " "),
    )


def _proposed(one: Proposal) -> Suggestion:
    return Suggestion(name=one.name, point=one.point, radius_m=NARROWEST_M, how="proposed")


async def _earlier(session: AsyncSession, incident_id: int, row: RowMapping) -> list[Suggestion]:
    whose = {"incident_id": incident_id, "contact_id": row["contact_id"], "report_id": row["id"]}
    rows = await session.execute(queries.EARLIER, whose | {"widest_m": WIDEST_M, "most": MOST})
    newest = sorted(rows, key=lambda one: one.created_at, reverse=True)
    return [
        Suggestion(
            name=one.place_name,
            point=Point(lat=one.lat, lon=one.lon),
            radius_m=max(NARROWEST_M, one.radius_m),
            how="earlier",
        )
        for one in newest
    ]


def _apart(found: Iterable[Suggestion]) -> tuple[Suggestion, ...]:
    """Leave out what lies where a better suggestion lies already."""
    kept: list[Suggestion] = []
    for one in found:
        if len(kept) < MOST and all(distance_m(one.point, other.point) > APART_M for other in kept):
            kept.append(one)
    return tuple(kept)
