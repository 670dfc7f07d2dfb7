"""Military grid references and UTM, as rescue teams and handheld receivers write them.

A few letters and digits are a car's plate more often than a grid: what has no label must be long and fall
inside the incident's area.
"""

import re
from collections.abc import Iterator
from functools import cache

from mgrs import MGRS
from mgrs.core import MGRSError

from geo.claim import SHARPEST_M, Claim

BANDS = "CDEFGHJKLMNPQRSTUVWX"  # of eight degrees each, from 80° S; the last has twelve
LEAST_BARE = 6  # digits: 100 m; Turkish plates look like squares of 1 km («35 SKM 1234»)
_ZONE = r"(?P<zone>0?[1-9]|[1-5][0-9]|60)"
MGRS_FORM = re.compile(
    rf"(?P<label>\b(?:MGRS|USNG|grid(?:\s(?:ref(?:erence)?|square))?)[\s:=.]{{1,3}})?(?<![0-9A-Z.,+-]){_ZONE}\s?"
    r"(?P<band>[C-HJ-NP-X])\s?(?P<square>[A-HJ-NP-Z][A-HJ-NP-V])\s?"
    r"(?P<digits>\d\d\s\d\d|\d{3}\s\d{3}|\d{4}\s\d{4}|\d{5}\s\d{5}|\d{4,10})(?![0-9A-Z]|[.,]\d)",
    re.IGNORECASE | re.ASCII,
)
UTM_FORM = re.compile(
    rf"(?P<label>\b(?:UTM|zone|grid)(?:\szone)?[\s:=]{{1,3}})?(?<![0-9A-Z.,+-]){_ZONE}\s?(?P<band>[C-HJ-NP-X])[\s,;:]{{1,3}}"
    r"(?P<east>(?:E(?:asting)?[\s:=]{1,2})?)(?P<x>[1-8]\d{5}(?:\.\d{1,3})?)(?P<m>\s?m?E)?[\s,;/]{1,3}"
    r"(?:N(?:orthing)?[\s:=]{1,2})?(?P<y>\d{6,7}(?:\.\d{1,3})?)(?:\s?m?N)?(?![0-9A-Z]|[.,]\d)",
    re.IGNORECASE | re.ASCII,
)


def grids_in(text: str) -> Iterator[Claim]:
    """Find grid references of a text, in plain signs."""
    for match in MGRS_FORM.finditer(text):
        if claim := _military(match):
            yield claim
    for match in UTM_FORM.finditer(text):
        if claim := _utm(match):
            yield claim


@cache
def _converter() -> MGRS:
    return MGRS()


def _military(match: re.Match[str]) -> Claim | None:
    digits = match["digits"]
    half, rest = digits.split() if " " in digits else (digits[: len(digits) // 2], digits[len(digits) // 2 :])
    if len(half) != len(rest) or (not match["label"] and len(half + rest) < LEAST_BARE):
        return None
    reference = f"{match['zone']}{match['band']}{match['square']}{half}{rest}".upper()
    side_m = 10.0 ** (5 - len(half))
    return _claim(
        reference, match, side_m=side_m, why="a military grid reference", labelled=bool(match["label"])
    )


def _utm(match: re.Match[str]) -> Claim | None:
    zone, band, easting, northing = (
        int(match["zone"]),
        match["band"].upper(),
        float(match["x"]),
        float(match["y"]),
    )
    try:
        reference = _converter().UTMToMGRS(zone, _half(band, northing), easting, northing, 5)
    except MGRSError:  # metres that are not on Earth
        return None
    labelled = bool(match["label"] or match["east"] or match["m"])
    claim = _claim(reference, match, side_m=1.0, why="a UTM position", labelled=labelled)
    if claim and band not in "NS" and BANDS.index(band) != min(int(claim.lat + 80) // 8, len(BANDS) - 1):
        return None
    return claim


def _half(band: str, northing: float) -> str:
    """Which half of the Earth a UTM letter means: N and S are half and band in one, the rest are bands."""
    if band == "S":  # as a band, 32° to 40° N; in the southern half those metres are ice
        return "N" if 3_500_000 < northing < 4_500_000 else "S"
    return "N" if band >= "N" else "S"


def _claim(reference: str, match: re.Match[str], *, side_m: float, why: str, labelled: bool) -> Claim | None:
    try:
        lat, lon = _converter().toLatLon(reference)
    except MGRSError:  # the letters of its square are not found in its zone
        return None
    return Claim(
        lat=lat,
        lon=lon,
        radius_m=max(SHARPEST_M, side_m * 0.71),
        words=match[0],
        why=why,
        start=match.start(),
        order_known=True,
        signs_known=True,
        local_only=not labelled,
    )
