"""Finds what an online geocoder has answered before: hop 2 itself never talks to the network."""

from typing import TYPE_CHECKING

from geo.geocoder import Evidence, Geocoder
from geo.online.answer import as_located
from geo.online.kept import kept_answers
from geo.online.question import askable
from geo.place import Located

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession


class Online(Geocoder):
    """Kept answers for the very same place words; empty where no service was ever set up."""

    name = "online"
    rank = 40

    async def find(self, session: "AsyncSession", evidence: Evidence) -> Located | None:
        """Take the narrowest answer inside the incident's area."""
        words = askable(evidence.words)
        if not words:
            return None
        kept = [
            (one.service, one.found)
            for one in await kept_answers(session, evidence.incident_id, words)
            if one.found is not None and (evidence.area is None or evidence.area.holds(one.found.point))
        ]
        if not kept:
            return None
        service, found = min(kept, key=lambda pair: pair[1].radius_m)
        return as_located(found, service=service, words=words)
