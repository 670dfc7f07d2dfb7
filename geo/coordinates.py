"""Positions that people write: decimal degrees, degrees and minutes, geo: addresses, map links.

Nothing here is fetched and nothing raises: a text either holds a position or it does not. A house number,
a phone number or a price is not a position, so bare numbers must carry many decimals or some other mark.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from geo.errors import BadCoordinates
from geo.place import Kind, Located
from geo.point import Area, Point

METRES_PER_DEGREE = 111_195
SHARPEST_M = 30.0  # what a good phone gives under a clear sky
VIEW_M = 300.0  # the middle of a map somebody looked at, not a marker
MARKED_DECIMALS, BARE_DECIMALS, LOCAL_DECIMALS = 2, 4, 3  # local: bare, but inside the incident's area

PLAIN = str.maketrans("٫،，；−–﹣º˚’‘′´`″”“", ".,,;---°°'''''\"\"\"")  # one for one: spans stay true

LINK = re.compile(
    r"geo:[^\s<>\"]{3,300}"
    r"|(?:https?://)?(?:[a-z0-9-]{1,40}\.){0,3}(?:google(?:\.[a-z]{2,3}){1,2}/maps|maps\.google(?:\.[a-z]{2,3}){1,2}"
    r"|maps\.apple\.com|openstreetmap\.org|osm\.org|waze\.com)[^\s<>\"]{0,2000}",
    re.IGNORECASE,
)
WEB = re.compile(r"(?:https?://|www\.)\S{1,2000}", re.IGNORECASE)
NUMBER = r"[+-]?\d{1,3}(?:\.\d{1,15})?"
PAIR = rf"(?P<a>{NUMBER}),[\s+]{{0,2}}(?P<b>{NUMBER})"
IN_LINK = (  # a marker says more than the view around it, so markers come first
    (re.compile(rf"!3d(?P<a>{NUMBER})!4d(?P<b>{NUMBER})"), SHARPEST_M),
    (re.compile(rf"[?&]mlat=(?P<a>{NUMBER})&(?:amp;)?mlon=(?P<b>{NUMBER})"), SHARPEST_M),
    (
        re.compile(rf"[?&;](?:q|query|destination|daddr|coordinate)=(?:loc:)?{PAIR}", re.IGNORECASE),
        SHARPEST_M,
    ),
    (re.compile(rf"^geo:{PAIR}", re.IGNORECASE), SHARPEST_M),
    (re.compile(rf"/(?:place|search|dir/[^/]{{0,100}})/{PAIR}", re.IGNORECASE), SHARPEST_M),
    (re.compile(rf"[?&;](?:ll|sll|center)=(?:loc:)?{PAIR}", re.IGNORECASE), SHARPEST_M),
    (re.compile(rf"/@{PAIR}"), VIEW_M),
    (re.compile(rf"#map=\d{{1,2}}(?:\.\d{{1,3}})?/(?P<a>{NUMBER})/(?P<b>{NUMBER})"), VIEW_M),
)

SIXTIETHS = r"""
    (?P<h{0}>[NSEWO]\s?)?(?P<minus{0}>-)?(?P<deg{0}>\d{{1,3}})\s?(?:°|deg\.?|d)\s?
    (?P<min{0}>\d{{1,2}}(?:[.,]\d{{1,6}})?)\s?(?:'(?!')|m(?![^\W\d_]))
    (?:\s?(?P<sec{0}>\d{{1,2}}(?:[.,]\d{{1,6}})?)\s?(?:"{{1,2}}|''|s)?)?
    (?:\s?(?P<t{0}>[NSEWO])(?![^\W\d_]))?
"""
DMS = re.compile(
    rf"(?<![\w.]){SIXTIETHS.format(1)}\s{{0,3}}[,;/]?\s{{0,3}}{SIXTIETHS.format(2)}",
    re.IGNORECASE | re.VERBOSE,
)
DECIMAL = r"""
    (?:(?P<l{0}>lat(?:itude)?|long?(?:itude)?|lng)\s?[:=]?\s?)?(?P<h{0}>[NSEWO]\s?)?
    (?P<n{0}>[+-]?\d{{1,3}}[.,](?P<f{0}>\d{{1,15}}))
    (?P<d{0}>\s?°)?(?:\s?(?P<t{0}>[NSEWO])\b)?
"""
DECIMALS = re.compile(
    rf"(?<![\w.$€£%])(?<!\d,){DECIMAL.format(1)}(?:\s?[,;/|]\s{{0,3}}|\s(?:and|et|ak|y)\s|\s{{1,3}}){DECIMAL.format(2)}(?!\w|[.]\d|\s?[%$€£])",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two numbers as they were written, before it is known whether they are a place."""

    lat: float
    lon: float
    radius_m: float
    words: str
    why: str
    order_known: bool = False  # letters or labels said which number is the latitude
    local_only: bool = False  # too bare to believe, unless it falls inside the incident's area


def written_position(text: str, *, area: Area | None = None) -> Located | None:
    """Find the first position written in a text. Mends swapped numbers and lost signs, and says so."""
    plain = _plain(text)
    outside = None
    for pair in _pairs(plain):
        found = _placed(pair, area)
        if found is None:
            continue
        if area is None or area.holds(found.point):
            return found
        outside = outside or found
    return outside


def checked_pin(lat: str, lon: str) -> Point:
    """Turn a phone's two strings into a point.

    Raises `BadCoordinates` for anything that is no position: words, NaN, infinities, numbers out of range,
    and 0,0, which phones send when they do not know where they are (the real spot is open sea).
    """
    point = Point(lat=_degrees(lat), lon=_degrees(lon))
    if point.lat == 0 and point.lon == 0:
        raise BadCoordinates("0,0 is what a phone sends when it does not know its position")
    return point


def _degrees(written: str) -> float:
    plain = _plain(written).strip().replace(",", ".")
    if not re.fullmatch(r"[+-]?\d{1,3}(?:\.\d{0,30})?", plain):
        raise BadCoordinates(f"{written[:40]!r} is not a number of degrees")
    return float(plain)


def _plain(text: str) -> str:
    """Any script's digits become 0-9 and any typographer's signs plain ones, character for character."""
    text = text.translate(PLAIN)
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(c)) if not c.isascii() and c.isdecimal() else c for c in text)


def _pairs(text: str) -> Iterator[Pair]:
    yield from _in_links(text)
    text = WEB.sub(lambda link: " " * len(link[0]), LINK.sub(lambda link: " " * len(link[0]), text))
    for match in DMS.finditer(text):
        yield from _in_sixtieths(match)
    for match in DECIMALS.finditer(text):
        yield from _in_decimals(match)


def _in_links(text: str) -> Iterator[Pair]:
    for link in LINK.finditer(text):
        address = unquote(link[0])
        for form, radius_m in IN_LINK:
            match = form.search(address)
            if match is None or float(match["a"]) == float(match["b"]) == 0:
                continue
            yield Pair(
                lat=float(match["a"]),
                lon=float(match["b"]),
                radius_m=radius_m,
                words=link[0],
                why="a map link",
            )
            break


def _in_sixtieths(match: re.Match[str]) -> Iterator[Pair]:
    first, second = (_sixtieths(match, side) for side in "12")
    letters = _letters(match)
    if letters is None or first is None or second is None:
        return
    seconds = match["sec1"] and match["sec2"]
    lat, lon = _ordered(first, second, letters)
    yield Pair(
        lat=lat,
        lon=lon,
        radius_m=SHARPEST_M if seconds else 300.0,
        words=match[0].strip(),
        why="degrees and minutes",
        order_known=any(letters),
    )


def _sixtieths(match: re.Match[str], side: str) -> float | None:
    minutes = float(match[f"min{side}"].replace(",", "."))
    seconds = float((match[f"sec{side}"] or "0").replace(",", "."))
    if minutes >= 60 or seconds >= 60:
        return None
    degrees = int(match[f"deg{side}"]) + minutes / 60 + seconds / 3600
    return -degrees if match[f"minus{side}"] else degrees


def _in_decimals(match: re.Match[str]) -> Iterator[Pair]:
    letters = _letters(match)
    if letters is None:
        return
    decimals = min(len(match["f1"]), len(match["f2"]))
    first, second = (float(match[f"n{side}"].replace(",", ".")) for side in "12")
    marked = any(letters) or bool(match["d1"] or match["d2"]) or (first < 0) != (second < 0)
    if decimals < (MARKED_DECIMALS if marked else LOCAL_DECIMALS):
        return
    lat, lon = _ordered(first, second, letters)
    yield Pair(
        lat=lat,
        lon=lon,
        radius_m=max(SHARPEST_M, METRES_PER_DEGREE * 10.0**-decimals),
        words=match[0].strip(),
        why="written degrees",
        order_known=any(letters),
        local_only=not marked and decimals < BARE_DECIMALS,
    )


def _letters(match: re.Match[str]) -> tuple[str, str] | None:
    """The two hemispheres, '' where unsaid; None when they contradict each other («N … S»)."""
    groups = match.re.groupindex
    sides = []
    for side in "12":
        label = (match[f"l{side}"] or "")[:2].lower() if f"l{side}" in groups else ""
        letter = (match[f"h{side}"] or match[f"t{side}"] or "").strip().upper().replace("O", "W")
        sides.append(letter or {"la": "lat", "lo": "lon", "ln": "lon", "": ""}[label])
    first, second = sides
    if first and second and _is_lat(first) == _is_lat(second):
        return None
    return first, second


def _is_lat(letter: str) -> bool:
    return letter in ("N", "S", "lat")


def _ordered(first: float, second: float, letters: tuple[str, str]) -> tuple[float, float]:
    """Put the latitude first and let the hemisphere's letter give the sign."""
    first, second = (
        -abs(n) if letter in ("S", "W") else n for n, letter in zip((first, second), letters, strict=True)
    )
    lon_first = bool(letters[0] and not _is_lat(letters[0])) or bool(letters[1] and _is_lat(letters[1]))
    return (second, first) if lon_first else (first, second)


def _placed(pair: Pair, area: Area | None) -> Located | None:
    """Take the numbers as they are if that makes sense, else the mending that does."""
    lat, lon = pair.lat, pair.lon
    mendings = [(lat, lon, "")]
    if not pair.order_known:
        mendings += [(lon, lat, "the two numbers were swapped")]
    if area is not None and not (pair.order_known or pair.local_only):
        mendings += [(lat, -lon, "the minus sign was missing"), (-lat, lon, "the minus sign was missing")]
    points = [(_point(a, b), note) for a, b, note in mendings]
    if area is not None:
        for point, note in points:
            if point is not None and area.holds(point):
                return _located(pair, point, note)
    if pair.local_only:
        return None
    for point, note in points:
        if point is not None:
            return _located(pair, point, note, *(("it is outside the incident's area",) if area else ()))
    return None


def _point(lat: float, lon: float) -> Point | None:
    if abs(lat) > 90 or abs(lon) > 180 or lat == lon == 0:
        return None
    return Point(lat=lat, lon=lon)


def _located(pair: Pair, point: Point, *notes: str) -> Located:
    return Located(
        point=point,
        radius_m=pair.radius_m,
        name="",
        kind=Kind.WRITTEN,
        source="written",
        words=pair.words[:200],
        trail=(f"«{pair.words[:80]}» is {pair.why}", *(note for note in notes if note)),
    )
