"""Finds what needs no gazetteer: the phone's pin, coordinates and map links in the text."""

from typing import TYPE_CHECKING

from geo.coordinates import SHARPEST_M, written_position
from geo.geocoder import Evidence, Geocoder
from geo.place import Kind, Located

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession


class Written(Geocoder):
    """Numbers that the sender gave."""

    name = "written"
    rank = 10

    async def find(self, session: "AsyncSession", evidence: Evidence) -> Located | None:
        """Take the pin, unless it lies outside the incident and the text holds a position inside."""
        pinned, written = _pinned(evidence), written_position(evidence.text, area=evidence.area)
        if pinned is None or written is None or evidence.area is None:
            return pinned or written
        return (
            written
            if evidence.area.holds(written.point) and not evidence.area.holds(pinned.point)
            else pinned
        )


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
