"""Asks one source of places after the other where a message is about, until one is sure."""

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.geocoder import Evidence, shelf
from geo.place import Located

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

SURE_M = 5_000.0  # a wider answer is kept, but the next source may know better


async def locate(session: "AsyncSession", evidence: Evidence) -> Located | None:
    """Find where a message is about, with the reasoning in its trail; None when no source knows.

    An answer is sure when it is narrow and inside the incident's area: a phone far away is often that of a
    relative abroad, who names a place at home.
    """
    doubtful: list[Located] = []
    for geocoder in shelf():
        found = await geocoder.find(session, evidence)
        if found is None:
            continue
        if _sure(found, evidence):
            return _told(found, doubtful)
        doubtful.append(found)
        if evidence.heard is None and _inside(found, evidence):
            evidence = replace(evidence, heard=found)
    if not doubtful:
        return None
    best = min(doubtful, key=lambda found: (not _inside(found, evidence), found.radius_m))
    return _told(best, [other for other in doubtful if other is not best])


def _sure(found: Located, evidence: Evidence) -> bool:
    return found.radius_m <= SURE_M and _inside(found, evidence)


def _inside(found: Located, evidence: Evidence) -> bool:
    return evidence.area is None or evidence.area.holds(found.point)


def _told(found: Located, others: list[Located]) -> Located:
    """Add what the other sources said to the reasoning."""
    notes = tuple(f"not taken, from {other.source}: {'; '.join(other.trail)}" for other in others)
    return replace(found, trail=found.trail + notes) if notes else found
