"""Finds what an online geocoder has answered before: hop 2 itself never talks to the network."""

from typing import TYPE_CHECKING

from geo.geocoder import Evidence, Geocoder
from geo.online.answer import as_located
from geo.online.kept import kept_answers
from geo.online.question import question_about
from geo.place import Located
from geo.point import Area

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

EARTH = Area(west=-180, south=-90, east=180, north=90)


class Online(Geocoder):
    """Kept answers for the very same place words; empty where no service was ever set up."""

    name = "online"
    rank = 40

    async def find(self, session: "AsyncSession", evidence: Evidence) -> Located | None:
        """Take the narrowest answer, inside the wide place that was heard or else inside the incident."""
        question = question_about(evidence.words, evidence.area or EARTH, heard=evidence.heard)
        if question is None:
            return None
        kept = [
            (one.service, one.found)
            for one in await kept_answers(session, evidence.incident_id, question.kept_as)
            if one.found is not None and question.area.holds(one.found.point)
        ]
        if not kept:
            return None
        service, found = min(kept, key=lambda pair: pair[1].radius_m)
        return as_located(found, service=service, words=question.words)
