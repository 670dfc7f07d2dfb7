"""Plus codes and geohashes in a text, told apart from words, prices and plates.

A plus code shortened to «HMW6+PX» names a spot in every square degree: a town's name beside it says in which.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from math import ceil, floor
from urllib.parse import unquote_plus

from geo.cells import GEOHASH, Cell, geohash_cell, plus_cell, spacing
from geo.claim import SHARPEST_M, Claim
from geo.point import Area, Point, distance_m

_LETTER = "[2-9CFGHJMPQRVWX]"
_ENDS = r"(?![0-9A-Z+])"
PLUS_CODE = re.compile(
    rf"(?<![0-9A-Z+])(?P<head>[2-9C][2-9CFGHJMPQRV](?:{_LETTER}{{6}}|{_LETTER}{{4}}00|{_LETTER}{{2}}0000))"
    rf"\+(?P<tail>{_LETTER}{{2,5}})?{_ENDS}",
    re.IGNORECASE | re.ASCII,
)
SHORT_CODE = re.compile(
    rf"(?<![0-9A-Z+])(?P<head>{_LETTER}{{4}}|{_LETTER}{{6}})\+(?P<tail>{_LETTER}{{2,3}}){_ENDS}",
    re.IGNORECASE | re.ASCII,
)
BESIDE = re.compile(r"[^\n/?&#]{1,80}")
NAMED_GEOHASH = re.compile(
    rf"geohash(?:\.org/|[\s:=#]{{1,3}})(?P<code>[{GEOHASH}]{{5,12}}){_ENDS}", re.IGNORECASE | re.ASCII
)
BARE_GEOHASH = re.compile(rf"(?<![\w/.@+-])(?P<code>[{GEOHASH}]{{8,12}})(?![\w@+-]|\.\w)")
LEAST_TURNS = 2  # from letter to digit or back: «street22» has one
SHORTENED = "a shortened plus code"


def codes_in(text: str, *, area: Area | None = None, near: Point | None = None) -> Iterator[Claim]:
    """Find the codes of a text, in plain signs; a shortened one nearest to `near`, else in the area."""
    for match in PLUS_CODE.finditer(text):
        yield _plus(match)
    for match in SHORT_CODE.finditer(text):
        if claim := _short(match, area, near):
            yield claim
    yield from _geohashes(text)


def town_beside_code(text: str) -> str:
    """Give the words beside a shortened plus code, «» where the text holds none or it stands alone."""
    match = SHORT_CODE.search(text)
    if match is None and "%2" in text:  # it may stand in a map link
        text = unquote_plus(text)
        match = SHORT_CODE.search(text)
    if match is None:
        return ""
    behind = BESIDE.match(text, match.end())
    line = text[max(0, match.start() - 80) : match.start()].rpartition("\n")[2]
    words = behind[0] if behind and _says_something(behind[0]) else line
    return words.strip(" ,;.:-()") if _says_something(words) else ""


def _says_something(words: str) -> bool:
    return any(letter.isalpha() for letter in words)


def _plus(match: re.Match[str]) -> Claim:
    letters = (match["head"].rstrip("0") + (match["tail"] or "")).upper()
    return _claim(plus_cell(letters), match, why="a plus code", local_only=letters.isdecimal())


def _short(match: re.Match[str], area: Area | None, near: Point | None) -> Claim | None:
    letters = (match["head"] + match["tail"]).upper()
    if letters.isdecimal() or not (near or area):  # «2345+67» is a sum
        return None
    missing = 8 - len(match["head"])
    cell, apart = plus_cell(letters, missing=missing), spacing(missing)
    if near:
        spot, note = (
            _nearest(cell, near, apart=apart),
            "the nearest such spot to a place its sender named or was at",
        )
        return _claim(cell, match, spot=spot, why=SHORTENED, notes=(note,))
    assert area is not None
    spots = _corners(cell, area, apart=apart)
    if len(spots) == 1:
        return _claim(cell, match, spot=spots[0], why=SHORTENED, notes=("only one such spot is in the area",))
    spot = _nearest(cell, area.centre, apart=apart)
    doubt_m = max((distance_m(spot, other) for other in spots), default=0.0)
    note = "it fits several spots of the area: a town's name beside it would say which"
    return _claim(cell, match, spot=spot, why=SHORTENED, doubt_m=doubt_m, notes=(note,) if spots else ())


def _nearest(cell: Cell, to: Point, *, apart: float) -> Point:
    """The spot with this shortened code that is nearest to a point."""
    lat, lon = (
        there + apart * round((here - there) / apart)
        for here, there in ((to.lat, cell.centre.lat), (to.lon, cell.centre.lon))
    )
    if abs(lat) > 90:
        lat -= apart if lat > 0 else -apart
    return Point(lat=lat, lon=(lon + 180) % 360 - 180)


def _corners(cell: Cell, area: Area, *, apart: float) -> list[Point]:
    """The spots with this shortened code in an area, of many those at its four corners."""
    east = area.east + (360 if area.west > area.east else 0)
    lats = _outermost(cell.centre.lat, area.south, area.north, apart=apart)
    lons = _outermost(cell.centre.lon, area.west, east, apart=apart)
    return [Point(lat=lat, lon=(lon + 180) % 360 - 180) for lat in lats for lon in lons]


def _outermost(there: float, least: float, most: float, *, apart: float) -> list[float]:
    """Of the numbers `apart` from each other, the first and the last between two bounds."""
    first, last = ceil((least - there) / apart), floor((most - there) / apart)
    return [there + apart * steps for steps in sorted({first, last}) if first <= last]


def _geohashes(text: str) -> Iterator[Claim]:
    named = set()
    for match in NAMED_GEOHASH.finditer(text):
        named.add(match.start("code"))
        yield _claim(geohash_cell(match["code"].lower()), match, why="a geohash")
    for match in BARE_GEOHASH.finditer(text):
        code = match["code"]
        turns = sum(a.isdigit() != b.isdigit() for a, b in pairwise(code))
        if turns >= LEAST_TURNS and match.start() not in named:
            yield _claim(geohash_cell(code), match, why="a geohash", local_only=True)


def _claim(
    cell: Cell,
    match: re.Match[str],
    *,
    why: str,
    spot: Point | None = None,
    doubt_m: float = 0.0,
    local_only: bool = False,
    notes: tuple[str, ...] = (),
) -> Claim:
    spot = spot or cell.centre
    return Claim(
        lat=spot.lat,
        lon=spot.lon,
        radius_m=max(SHARPEST_M, cell.radius_m, doubt_m),
        words=match[0],
        why=why,
        start=match.start(),
        order_known=True,
        signs_known=True,
        local_only=local_only,
        notes=notes,
    )
