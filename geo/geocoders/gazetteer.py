"""Finds the names that this incident's gazetteer knows, with one question to the database a text."""

from typing import TYPE_CHECKING, Any

from geo.gazetteer import queries
from geo.gazetteer.candidates import Candidate
from geo.gazetteer.leftover import LEAST_ALIKE, leftover
from geo.gazetteer.named import Named
from geo.gazetteer.numbers import HIGHEST, Numbered, number_key
from geo.gazetteer.question import Question, ask
from geo.gazetteer.relations import Relation, between
from geo.gazetteer.spot import considered, spot
from geo.geocoder import Evidence, Geocoder
from geo.place import Kind, Located
from geo.point import Point

if TYPE_CHECKING:
    from sqlalchemy import Row
    from sqlalchemy.ext.asyncio import AsyncSession


MOST_ALIKE = 5  # places


class Gazetteer(Geocoder):
    """Names of towns, streets and landmarks, by spelling and by sound."""

    name = "gazetteer"
    rank = 20

    async def find(self, session: "AsyncSession", evidence: Evidence) -> Located | None:
        """Look up every run of words of the text, then choose the place they agree on."""
        question, named = await _asked(session, evidence)
        return spot(
            question,
            named,
            area=evidence.area,
            words=evidence.words,
            crossings=await _crossings(session, evidence.incident_id, question, named),
            numbered=await _numbered(session, evidence.incident_id, question.numbers(named)),
            earlier=evidence.earlier,
        )

    async def considered(self, session: "AsyncSession", evidence: Evidence) -> list[Candidate]:
        """Give every place that would be weighed, for whoever fits the weights."""
        question, named = await _asked(session, evidence)
        numbered = await _numbered(session, evidence.incident_id, question.numbers(named))
        return considered(question, named, area=evidence.area, words=evidence.words, numbered=numbered)


async def _asked(session: "AsyncSession", evidence: Evidence) -> tuple[Question, list[Named]]:
    """Cut the text up and look up its names, one misspelt name among them."""
    question = ask(_whole_text(evidence))
    named = await _places_of(session, evidence.incident_id, question.keys)
    return question, named + await _alike(session, evidence, question, named)


async def _places_of(session: "AsyncSession", incident_id: int, keys: list[tuple[str, str]]) -> list[Named]:
    """Look up names by their keys, all at once."""
    if not keys:
        return []
    asked = {
        "incident_id": incident_id,
        "keys": [key for key, _ in keys],
        "hows": [how for _, how in keys],
    }
    return [_place(row) for row in await session.execute(queries.NAMED, asked)]


async def _crossings(
    session: "AsyncSession", incident_id: int, question: Question, named: list[Named]
) -> list[Named]:
    """Look up the corner of two streets that the text joins, in whichever order."""
    joined = between(question, [hit.gram for hit in question.hits(named)])
    if joined is None or joined.relation is not Relation.CROSSING:
        return []
    one, other = (gram.exact for gram in joined.grams)
    return await _places_of(session, incident_id, [(f"{one}-{other}", "exact"), (f"{other}-{one}", "exact")])


async def _alike(
    session: "AsyncSession", evidence: Evidence, question: Question, named: list[Named]
) -> list[Named]:
    """Look for names in the area that are spelled like the place words that nothing explains."""
    gram = leftover(question, named, evidence.words)
    if gram is None or evidence.area is None:
        return []
    await session.execute(queries.LIKENESS, {"least": LEAST_ALIKE})
    rows = await session.execute(queries.ALIKE, {"incident_id": evidence.incident_id, "key": gram.exact})
    places: dict[int, Named] = {}
    for row in rows:
        places.setdefault(row.id, _place(row))  # by the likest of its names
    return [place for place in places.values() if evidence.area.holds(place.point)][:MOST_ALIKE]


async def _numbered(
    session: "AsyncSession", incident_id: int, numbers: list[Numbered]
) -> dict[Numbered, list[Named]]:
    """Look up what is known of the streets whose numbers stand in the text."""
    if not numbers:
        return {}
    streets = sorted({(one.base, one.number) for one in numbers})  # said twice, it is asked once
    asked = {
        "incident_id": incident_id,
        "lowest": [number_key(base, 0) for base, _ in streets],
        "wanted": [number_key(base, number) for base, number in streets],
        "highest": [number_key(base, HIGHEST) for base, _ in streets],
    }
    found: dict[str, list[Named]] = {}
    for row in await session.execute(queries.NUMBERED, asked):
        found.setdefault(row.wanted, []).append(_place(row))
    return {one: known for one in numbers if (known := found.get(number_key(one.base, one.number), []))}


def _place(row: "Row[Any]") -> Named:
    return Named(
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


def _whole_text(evidence: Evidence) -> str:
    """The text, and before it the place words where they came apart from it, as from a form's own field."""
    if evidence.words in evidence.text:
        return evidence.text
    return f"{evidence.words}\n{evidence.text}"
