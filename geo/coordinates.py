"""Positions that people and their phones write: degrees, plus codes, grids, map links, geo: addresses, pins.

Nothing here is fetched and nothing raises: a text either holds a position or it does not. The modules below
tell what each kind looks like; here the claims of one text are weighed against each other.
"""

import re
from dataclasses import replace

from geo.claim import SHARPEST_M, Claim, placed
from geo.codes import codes_in
from geo.degrees import degrees_in
from geo.errors import BadCoordinates
from geo.grids import grids_in
from geo.links import has_closed_link, links_in, without_links
from geo.place import Located
from geo.point import Area, Point
from geo.signs import plain_signs

__all__ = ["SHARPEST_M", "checked_pin", "written_position"]

WIDE_M = 5_000.0  # a position this unsure loses against any that is surer
FEWEST_DIGITS = 4  # 1°2' N, 3°4' W
UNOPENED = "a short link beside it was not opened: only its owner knows where it leads"


def written_position(text: str, *, area: Area | None = None, near: Point | None = None) -> Located | None:
    """Find the position written in a text: the first inside the area, else the first. Mendings are said.

    `near` is a place the text names or its sender was at: it says which spot a shortened plus code means.
    """
    plain = plain_signs(text)
    claims = sorted(_claims(plain, area, near), key=lambda claim: claim.start)
    found = [located for claim in claims if (located := placed(claim, area))]
    if not found:
        return None
    best = min(found, key=lambda one: (area is not None and not area.holds(one.point), one.radius_m > WIDE_M))
    return replace(best, trail=(*best.trail, UNOPENED)) if has_closed_link(plain) else best


def checked_pin(lat: str, lon: str) -> Point:
    """Turn a phone's two strings into a point.

    Raises `BadCoordinates` for anything that is no position: words, NaN, infinities, numbers out of range,
    and 0,0, which phones send when they do not know where they are (the real spot is open sea).
    """
    point = Point(lat=_degrees(lat), lon=_degrees(lon))
    if point.lat == 0 and point.lon == 0:
        raise BadCoordinates("0,0 is what a phone sends when it does not know its position")
    return point


def _claims(text: str, area: Area | None, near: Point | None) -> list[Claim]:
    # most texts hold nothing of the kind, and looking closely takes time
    linked = any(sign in text for sign in ":/?#")
    typed = without_links(text) if linked else text
    claims = list(links_in(text, area=area, near=near)) if linked else []
    claims += codes_in(typed, area=area, near=near)
    if sum(map(str.isdigit, typed)) < FEWEST_DIGITS:
        return claims
    return [*claims, *degrees_in(typed), *grids_in(typed)]


def _degrees(written: str) -> float:
    plain = plain_signs(written).strip().replace(",", ".")
    if not re.fullmatch(r"[+-]?\d{1,3}(?:\.\d{0,30})?", plain):
        raise BadCoordinates(f"{written[:40]!r} is not a number of degrees")
    return float(plain)
