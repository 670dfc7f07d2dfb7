"""Degrees that people write: decimal ones, degrees and minutes, with or without their signs.

A house number, a phone number or a price is no position, so bare numbers need many decimals or some mark.
"""

import re
from collections.abc import Iterator

from geo.claim import SHARPEST_M, Claim, spread_m
from geo.compass import AXIS_WORD, BEFORE, BEHIND, is_latitude, is_turkish, side_of

MINUTE_M = 1_853.0  # a minute of latitude, where no seconds are said
MARKED_DECIMALS = 2  # where a sign, a letter on either side or «°» says what the numbers are
HALF_DECIMALS = 3  # where one letter says it, or the numbers are bare and fall inside the incident's area
BARE_DECIMALS = 4

_AND = r"\s(?:and|et|ak|y|e|na|at|ve|та|і|و|र)\s"
_GAP = rf"(?:\s?[,;/|&]\s{{0,3}}|{_AND}|\s{{1,3}}|(?<=[NSEWO])(?=[\d.+-]))"
_UNIT = r"(?:°|deg(?:r[ée]{1,2}s?)?|grados|graus|derece|градус[а-яіїє]{0,3}|درجة|डिग्री)"


def _decimal(n: int) -> str:
    sign = "[+-]?" if n == 1 else r"(?:[+-]\s?)?"  # before the first number, «- » is a dash
    return rf"""
        {_label(n)}(?P<h{n}>{BEFORE})?
        (?P<n{n}>{sign}\d{{1,3}}[.,](?P<f{n}>\d{{1,15}}))
        (?P<d{n}>\s?{_UNIT})?(?(h{n})|(?P<t{n}>{BEHIND})?)
    """


def _sixtieth(n: int) -> str:
    return rf"""
        {_label(n)}(?P<h{n}>{BEFORE})?(?P<minus{n}>-)?(?P<deg{n}>\d{{1,3}})\s?(?:°|deg\.?|d)\s?
        (?P<min{n}>\d{{1,2}}(?:[.,]\d{{1,6}})?)\s?(?P<mark{n}>'(?!')|m(?![^\W\d_]))?
        (?:\s?(?P<sec{n}>\d{{1,2}}(?:[.,]\d{{1,6}})?)\s?(?:"{{1,2}}|''|s)?)?
        (?(h{n})|(?P<t{n}>{BEHIND})?)
    """


def _unsigned(n: int) -> str:
    """Capitals alone, one on either side: «18 31 51 N 72 20 24 W»."""
    return rf"""
        (?P<h{n}>[NSEWO]\s?)?(?P<deg{n}>\d{{1,3}})[\s:-](?P<min{n}>\d{{1,2}}(?:[.,]\d{{1,6}})?)
        (?:[\s:-](?P<sec{n}>\d{{1,2}}(?:[.,]\d{{1,6}})?))?(?(h{n})|\s?(?P<t{n}>[NSEWO]))
    """


def _label(n: int) -> str:
    return rf"""(?:["']?(?:خط\s)?(?P<l{n}>{AXIS_WORD})["']?\s?[.:=]?\s?)?"""


# a glance that spares most texts the long look
_ROUND, _SPLIT, _BROKEN = (re.compile(hint) for hint in (r"\d\s?[°dD]", r"\d[\s:-]\d", r"\d[.,]\d"))
DECIMALS = re.compile(
    rf"(?<![\w.$€£%+])(?<!\d,){_decimal(1)}{_GAP}{_decimal(2)}(?!\w|[.]\d|\s?[%$€£])",
    re.IGNORECASE | re.VERBOSE,
)
SIXTIETHS = re.compile(
    rf"(?<![\w.]){_sixtieth(1)}\s{{0,3}}[,;/]?\s{{0,3}}{_sixtieth(2)}", re.IGNORECASE | re.VERBOSE
)
UNSIGNED = re.compile(
    rf"(?<![\w.,:+-]){_unsigned(1)}\s{{0,3}}[,;/]?\s{{0,3}}{_unsigned(2)}(?!\w|[.,:]\d)", re.VERBOSE
)


def degrees_in(text: str) -> Iterator[Claim]:
    """Find what could be a latitude and a longitude, in plain signs."""
    forms = (
        (_ROUND, SIXTIETHS, _in_sixtieths),
        (_SPLIT, UNSIGNED, _in_sixtieths),
        (_BROKEN, DECIMALS, _in_decimals),
    )
    for hint, form, read in forms:
        if hint.search(text) is None:
            continue
        for match in form.finditer(text):
            if claim := read(match):
                yield claim


def _in_sixtieths(match: re.Match[str]) -> Claim | None:
    first, second, sides = _sixtieths(match, "1"), _sixtieths(match, "2"), _sides(match)
    if sides is None or first is None or second is None:
        return None
    seconds = match["sec1"] and match["sec2"]
    if not (all(sides) or match["mark1"]):  # «38°5, 39°2» is a fever
        return None
    decimals = min(len(match[f"min{number}"].replace(",", ".").partition(".")[2]) for number in "12")
    lat, lon = _ordered(first, second, sides=sides)
    return Claim(
        lat=lat,
        lon=lon,
        radius_m=SHARPEST_M if seconds else max(SHARPEST_M, MINUTE_M * 10.0**-decimals),
        words=match[0].strip(),
        why="degrees and minutes",
        start=match.start(),
        order_known=any(sides),
        signs_known=all(sides),
    )


def _sixtieths(match: re.Match[str], number: str) -> float | None:
    minutes = float(match[f"min{number}"].replace(",", "."))
    seconds = float((match[f"sec{number}"] or "0").replace(",", "."))
    if minutes >= 60 or seconds >= 60:
        return None
    degrees = int(match[f"deg{number}"]) + minutes / 60 + seconds / 3600
    minus = f"minus{number}" in match.re.groupindex and match[f"minus{number}"]
    return -degrees if minus else degrees


def _in_decimals(match: re.Match[str]) -> Claim | None:
    sides = _sides(match)
    if sides is None:
        return None
    decimals = min(len(match["f1"]), len(match["f2"]))
    first, second = (float(re.sub(r"\s", "", match[f"n{number}"]).replace(",", ".")) for number in "12")
    if "- " in match["n2"] and not set(",;/|&") & set(match.string[match.end("n1") : match.start("n2")]):
        second = abs(second)  # «18.5392 - 72.3364», «30,000 - 40,000»: a dash
    signed = (first < 0) != (second < 0)
    marked = all(sides) or signed or bool(match["d1"] or match["d2"])
    if decimals < (MARKED_DECIMALS if marked else HALF_DECIMALS) or (_is_amounts(match) and not marked):
        return None
    lat, lon = _ordered(first, second, sides=sides)
    return Claim(
        lat=lat,
        lon=lon,
        radius_m=spread_m(decimals),
        words=match[0].strip(),
        why="written degrees",
        start=match.start(),
        order_known=any(sides),
        signs_known=all(side in ("N", "S", "E", "W") for side in sides),
        local_only=not (marked or any(sides)) and decimals < BARE_DECIMALS,
    )


def _is_amounts(match: re.Match[str]) -> bool:
    """Whether these may be thousands: «12,500 and 15,300 people», «10.000 20.000 goud»."""
    fractions = {len(match["f1"]), len(match["f2"])}
    commas = "," in match["n1"] and "," in match["n2"]
    return fractions == {3} and (commas or match["f1"] == match["f2"] == "000")


def _sides(match: re.Match[str]) -> tuple[str, str] | None:
    """What the two numbers are said to count, «» where unsaid; None for a contradiction («N … S»)."""
    words = [_word(match, number) for number in "12"]
    turkish = [is_turkish(word) for word in words]
    first, second = (side_of(word) for word in words)
    if any(turkish) and not all(turkish):
        return None
    if (first, second) in (("lat", ""), ("", "lat"), ("lon", ""), ("", "lon")):
        return "", ""  # «Lat/Lon: 18.53, -72.33» labels both
    if first and second and is_latitude(first) == is_latitude(second):
        return None
    return first, second


def _word(match: re.Match[str], number: str) -> str:
    for group in (f"h{number}", f"t{number}", f"l{number}"):
        if group in match.re.groupindex and match[group]:
            return match[group].strip()
    return ""


def _ordered(first: float, second: float, *, sides: tuple[str, str]) -> tuple[float, float]:
    """Put the latitude first and let the hemisphere's letter give the sign."""
    first, second = (
        -abs(n) if side in ("S", "W") else n for n, side in zip((first, second), sides, strict=True)
    )
    lon_first = bool(sides[0] and not is_latitude(sides[0])) or bool(sides[1] and is_latitude(sides[1]))
    return (second, first) if lon_first else (first, second)
