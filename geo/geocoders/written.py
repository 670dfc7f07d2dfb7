"""Finds what needs no gazetteer: the phone's pin, coordinates, codes and map links in the text."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.codes import town_beside_code
from geo.coordinates import SHARPEST_M, written_position
from geo.geocoder import Evidence, Geocoder, shelf
from geo.place import Kind, Located
from geo.point import Point
from geo.signs import plain_signs

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

TOWN_M = 30_000.0  # a place wider than this does not say which of the spots, 111 km apart, a short code means


class Written(Geocoder):
    """Numbers and codes that the sender gave."""

    name = "written"
    rank = 10

    def __init__(self, *, others: Callable[[], Sequence[Geocoder]] = shelf) -> None:
        self.others = others  # whom to ask for the town beside a shortened code

    async def find(self, session: "AsyncSession", evidence: Evidence) -> Located | None:
        """Take the pin, unless it lies outside the incident and the text holds a position inside."""
        pinned = _pinned(evidence)
        near = await self._near(session, evidence)
        written = written_position(evidence.text, area=evidence.area, near=near)
        if pinned is None or written is None or evidence.area is None:
            return pinned or written
        return (
            written
            if evidence.area.holds(written.point) and not evidence.area.holds(pinned.point)
            else pinned
        )

    async def _near(self, session: "AsyncSession", evidence: Evidence) -> Point | None:
        """Where the town named beside a shortened plus code is, else where its sender was before."""
        if words := town_beside_code(plain_signs(evidence.text)):
            town = replace(evidence, text=words, words=words, pin=None)
            for geocoder in self.others():
                found = await geocoder.find(session, town) if geocoder.rank > self.rank else None
                if found is not None and found.radius_m <= TOWN_M:
                    return found.point
        return evidence.earlier[0] if evidence.earlier else None


def _pinned(evidence: Evidence) -> Located | None:
    if evidence.pin is None:
        return None
    outside = evidence.area is not None and not evidence.area.holds(evidence.pin)
    trail = ("the phone sent its position",)
    return Located(
        point=evidence.pin,
        radius_m=SHARPEST_M,
        name="",
        kind=Kind.WRITTEN,
        source="written",
        trail=(*trail, "it is outside the incident's area") if outside else trail,
    )
