"""Finds the names that this incident's gazetteer knows, with one question to the database a text."""

from typing import TYPE_CHECKING

from geo.gazetteer import queries
from geo.gazetteer.question import Named, Question, ask
from geo.gazetteer.spot import spot
from geo.geocoder import Evidence, Geocoder
from geo.place import Kind, Located
from geo.point import Point

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession


class Gazetteer(Geocoder):
    """Names of towns, streets and landmarks, by spelling and by sound."""

    name = "gazetteer"
    rank = 20

    async def find(self, session: "AsyncSession", evidence: Evidence) -> Located | None:
        """Look up every run of words of the text, then choose the place they agree on."""
        question = ask(_whole_text(evidence))
        named = await _named(session, evidence.incident_id, question)
        return spot(question, named, area=evidence.area, words=evidence.words)


async def _named(session: "AsyncSession", incident_id: int, question: Question) -> list[Named]:
    keys = question.keys
    if not keys:
        return []
    asked = {
        "incident_id": incident_id,
        "keys": [key for key, _ in keys],
        "hows": [how for _, how in keys],
    }
    return [
        Named(
            key=row.key,
            how=row.how,
            id=row.id,
            name=row.name,
            kind=Kind(row.kind),
            source=row.source,
            point=Point(lat=row.lat, lon=row.lon),
            radius_m=row.radius_m,
            importance=row.importance,
            pins=row.pins,
        )
        for row in await session.execute(queries.NAMED, asked)
    ]


def _whole_text(evidence: Evidence) -> str:
    """The text, and before it the place words where they came apart from it, as from a form's own field."""
    if evidence.words in evidence.text:
        return evidence.text
    return f"{evidence.words}\n{evidence.text}"
