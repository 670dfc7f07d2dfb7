"""Links of maps and geo: addresses: what they point at, read from their letters. Nothing is ever fetched.

A marker says more than the view around it, so a view counts only where there is no marker, and its circle is
as wide as its zoom. Short links that only their owner can resolve are told apart, so that it can be said.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from urllib.parse import unquote, unquote_plus

from geo.cells import GE0, GEOHASH, OSM, Cell, ge0_cell, geohash_cell, osm_cell
from geo.claim import SHARPEST_M, Claim, spread_m
from geo.codes import codes_in
from geo.degrees import degrees_in
from geo.point import Area, Point

VIEW_M = 300.0  # the middle of a map somebody looked at, at a zoom that shows streets
STREETS_ZOOM, WIDEST_M = 15, 300_000.0

_SITE = (
    r"(?:[a-z0-9-]{1,40}\.){0,3}(?:google(?:\.[a-z]{2,3}){1,2}|googleapis\.com|goo\.gl|apple\.com|openstreetmap\.org|osm\.org"
    r"|bing\.com|waze\.com|here\.com|yandex\.[a-z]{2,3}(?:\.[a-z]{2})?|organicmaps\.app|omaps\.app|ge0\.me|comaps\.at"
    r"|plus\.codes|geohash\.org|maps\.apple)"
)
ADDRESS = re.compile(
    rf"(?<![\w@.-])(?P<scheme>geo:|(?:om|ge0|cm|waze|comgooglemaps|maps|yandexmaps)://|(?:https?://)?(?P<site>{_SITE})(?=[/?#]))"
    r"(?P<rest>[^\s<>\"]{1,2000})",
    re.IGNORECASE,
)
WEB = re.compile(r"(?:https?://|www\.)\S{1,2000}", re.IGNORECASE)
CLOSED = re.compile(
    r"(?:maps\.app\.goo\.gl|goo\.gl/maps|g\.co/|maps\.apple/p/|her\.is/|yandex\.[a-z.]{2,6}/maps/-/|w3w\.co/|what3words\.com/)",
    re.IGNORECASE,
)

_NUMBER = r"[+-]?\d{1,3}(?:\.\d{1,20})?"
_A_B = rf"(?P<a>{_NUMBER}),(?P<b>{_NUMBER})"
PAIR = re.compile(
    rf"\s?(?:loc:|(?:ll|point|pos)\.)?\s?(?P<a>{_NUMBER})(?:,\s{{0,2}}|[~_])(?P<b>{_NUMBER})(?![\d.]\d)",
    re.IGNORECASE,
)
DATA = re.compile(rf"!3d(?P<a>{_NUMBER})!4d(?P<b>{_NUMBER})|!2m2!1d(?P<c>{_NUMBER})!2d(?P<d>{_NUMBER})")
EMBEDDED = re.compile(rf"!2d(?P<a>{_NUMBER})!3d(?P<b>{_NUMBER})")
CAMERA = re.compile(rf"/@{_A_B}(?:,(?P<zoom>\d{{1,2}})(?:\.\d{{1,6}})?z)?")
OSM_VIEW = re.compile(rf"(?P<zoom>\d{{1,2}})(?:\.\d{{1,6}})?/(?P<a>{_NUMBER})/(?P<b>{_NUMBER})")
HERE_VIEW = re.compile(rf"{_A_B}(?:,(?P<zoom>\d{{1,2}}))?")
ZOOM, METRES = re.compile(r"\d{1,2}"), re.compile(r"\d{1,7}(?:\.\d{1,9})?")
WAZE_LINK = re.compile(rf"/ul/h(?P<code>[{GEOHASH}]{{5,12}})$")
GEOHASH_LINK = re.compile(rf"/(?P<code>[{GEOHASH}]{{5,12}})$")
OSM_LINK = re.compile(rf"/go/(?P<code>[{OSM}@]{{3,15}})-{{0,3}}$")
_GE0 = re.escape(GE0)
GE0_LINK = re.compile(rf"/?[{_GE0}](?P<code>[{_GE0}]{{9}})(?:/|$)")  # its first letter is the zoom
GE0_SITES = ("omaps.app", "ge0.me", "comaps.at", "om://", "ge0://", "cm://")

MARKERS = "q query destination daddr coordinate where1 to sp text markers".split()
TRAVELS = "rtp rtext route".split()  # from … to: the last is where they are going
VIEWS = "sll center cp cll viewpoint cbll".split()


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """The parts of a link that can hold a position, still escaped."""

    scheme: str  # «geo:», «om://», «» for the web
    site: str
    path: str
    fields: Mapping[str, str]  # of the question behind «?» and of the fragment behind «#»

    def said(self, name: str) -> str:
        """What a field says, «» when it is missing."""
        return unquote_plus(self.fields.get(name, ""))


def links_in(text: str, *, area: Area | None = None, near: Point | None = None) -> Iterator[Claim]:
    """Find what each link of a text points at, in plain signs; nothing for a link that holds no position."""
    for match in ADDRESS.finditer(text):
        address = _address(match)
        claims = _geo(address, area, near) if address.scheme == "geo:" else _web(address, area, near)
        claim = next((claim for claim in claims if claim.lat or claim.lon), None)
        if claim is not None:
            yield replace(claim, words=match[0], start=match.start(), signs_known=True)


def without_links(text: str) -> str:
    """The text with every link blanked out, its length kept, so that no number of a link is read again."""
    for form in (ADDRESS, WEB):
        text = form.sub(lambda link: " " * len(link[0]), text)
    return text


def has_closed_link(text: str) -> bool:
    """Whether there is a short link of a map in it, which says nothing unless it is fetched."""
    return CLOSED.search(text) is not None


def _address(match: re.Match[str]) -> Address:
    path, _, fragment = match["rest"].replace("&amp;", "&").partition("#")
    path, _, asked = path.partition("?")
    fields: dict[str, str] = {}
    for part in f"{asked}&{fragment}".split("&"):
        name, _, value = part.partition("=")
        fields.setdefault(unquote(name).lower(), value)
    site = (match["site"] or "").lower()
    return Address(scheme="" if site else match["scheme"].lower(), site=site, path=path, fields=fields)


def _geo(address: Address, area: Area | None, near: Point | None) -> Iterator[Claim]:
    """RFC 5870 with what Android adds to it: `?q=` marks a spot, `z` says that it was only looked at."""
    spot, *parameters = unquote(address.path).split(";")
    known = {name.lower(): value for name, _, value in (part.partition("=") for part in parameters)}
    if known.get("crs", "wgs84").lower() != "wgs84":
        return
    yield from _marked(address.fields.get("q", ""), area, near)
    match = PAIR.match(spot)
    if match is None:
        return
    zoom, unsure = ZOOM.match(address.said("z")), METRES.fullmatch(known.get("u", ""))
    claim = _claim(match["a"], match["b"], zoom=zoom[0] if zoom and not unsure else "")
    least_m = min(float(unsure[0]), WIDEST_M) if unsure else 0.0
    yield replace(claim, radius_m=max(claim.radius_m, least_m), why="a geo: address")


def _web(address: Address, area: Area | None, near: Point | None) -> Iterator[Claim]:
    """All that a link says, markers before views."""
    yield from _of_one_site(address)
    for match in reversed(list(DATA.finditer(unquote(address.path)))):
        yield _claim(match["a"] or match["d"], match["b"] or match["c"])
    yield from _pair(f"{address.said('mlat')},{address.said('mlon')}")
    for name in MARKERS:
        yield from _marked(address.fields.get(name, ""), area, near)
    for name in TRAVELS:
        yield from _pair(re.split("[~;]", address.said(name))[-1])
    for part in reversed(address.path.split("/")):
        if not part.startswith("@"):
            yield from _marked(part, area, near)
    yield from _viewed(address)


def _of_one_site(address: Address) -> Iterator[Claim]:
    """What only one site's links have: the longitude first, or letters for a box."""
    path = unquote(address.path)
    if "yandex" in address.site or "yandex" in address.scheme:
        for name in ("pt", "whatshere[point]"):
            yield from _pair(address.said(name), lon_first=True)
        yield from _pair(address.said("rtext").split("~")[-1])
        yield from _pair(address.said("text"))
        yield from _pair(address.said("ll"), lon_first=True, zoom=address.said("z") or "15")
    if (address.site or address.scheme) in GE0_SITES and (match := GE0_LINK.match(path)):
        yield _boxed(ge0_cell(match["code"]))
    if address.site == "geohash.org" and (match := GEOHASH_LINK.match(path)):
        yield _boxed(geohash_cell(match["code"]))
    if address.site.endswith("waze.com") and (match := WAZE_LINK.match(path)):
        yield _boxed(geohash_cell(match["code"]))
    if address.site.endswith(("osm.org", "openstreetmap.org")) and (match := OSM_LINK.match(path)):
        cell = osm_cell(match["code"].replace("@", "~"))
        yield _boxed(cell, least_m=SHARPEST_M if "m" in address.fields else VIEW_M)


def _marked(escaped: str, area: Area | None, near: Point | None) -> Iterator[Claim]:
    """A value that may mark a spot: two numbers, degrees and minutes, a plus code; most are words."""
    escaped = escaped[:400]
    for words in (unquote_plus(escaped), unquote(escaped)):  # a plus code's own «+» is not always escaped
        if PAIR.match(words):
            yield from _pair(words)
            continue
        for claim in chain(degrees_in(words), codes_in(words, area=area, near=near)):
            yield replace(claim, why=f"a map link with {claim.why}")


def _viewed(address: Address) -> Iterator[Claim]:
    """The middle of a map that somebody looked at."""
    yield from _pair(address.said("ll"))  # a spot on most maps
    zoom = address.said("z") or address.said("zoom") or "15"
    for name in VIEWS:
        yield from _pair(address.said(name), zoom=zoom)
    for lon in ("lon", "lng"):
        yield from _pair(f"{address.said('lat')},{address.said(lon)}", zoom=zoom)
    seen = address.said("map")
    for match in (CAMERA.search(unquote(address.path)), OSM_VIEW.match(seen), HERE_VIEW.match(seen)):
        if match:
            yield _claim(match["a"], match["b"], zoom=match["zoom"] or "15")
    for match in EMBEDDED.finditer(address.said("pb")):
        yield _claim(match["b"], match["a"], zoom="15")


def _pair(value: str, *, lon_first: bool = False, zoom: str = "") -> Iterator[Claim]:
    match = PAIR.match(value)
    if match is None or not ("." in match["a"] or "." in match["b"]):  # «q=12,+Rue Nord»
        return
    lat, lon = (match["b"], match["a"]) if lon_first else (match["a"], match["b"])
    yield replace(_claim(lat, lon, zoom=zoom), order_known=lon_first)


def _claim(lat: str, lon: str, *, zoom: str = "", why: str = "a map link") -> Claim:
    decimals = max(len(number.partition(".")[2]) for number in (lat, lon))
    seen_m = VIEW_M * 2.0 ** max(0, STREETS_ZOOM - int(zoom)) if zoom.isdecimal() else 0.0
    radius_m = max(spread_m(decimals), min(seen_m, WIDEST_M))
    return Claim(lat=float(lat), lon=float(lon), radius_m=radius_m, words="", why=why)


def _boxed(cell: Cell, *, least_m: float = SHARPEST_M) -> Claim:
    spot, radius_m = cell.centre, max(least_m, cell.radius_m)
    return Claim(lat=spot.lat, lon=spot.lon, radius_m=radius_m, words="", why="a map link", order_known=True)
