"""A stranger at Konbit's own public addresses, as they are served."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import httpx

from geo.point import Area, Point
from geo.tiles import EXTENT, LEVEL, cell_centre, tile_cell
from tests.db.attack.stranger import Asked, Listing, Mark, Seen, Square, Tile

FINE = 12  # levels below a tile at which its 4096 units stand


@dataclass(slots=True)
class AppStranger:
    """Asks over HTTP; what was answered before is not asked again, since nothing changes meanwhile."""

    http: httpx.AsyncClient
    slug: str
    _kept: dict[str, httpx.Response] = field(default_factory=dict)

    async def listing(
        self, asked: Asked, *, box: Area | None = None, near: Point | None = None, page: int = 1
    ) -> Listing:
        """Read the list as programs do; `q`, `near` and `sort` are tried even if nobody promised them."""
        more = _words(asked)
        if page > 1:
            more["page"] = str(page)
        if box is not None:
            more["box"] = f"{box.west:.6f},{box.south:.6f},{box.east:.6f},{box.north:.6f}"
        if near is not None:
            more |= {"near": f"{near.lat:.6f},{near.lon:.6f}", "sort": "distance"}
        answer = await self._get(f"/api/v1/incidents/{self.slug}/reports", more)
        if answer.status_code != httpx.codes.OK:
            return Listing(rows=(), total=0, size=len(answer.content))
        said = answer.json()
        rows = [
            Seen(
                at=_point(feature["geometry"]["coordinates"]),
                category=feature["properties"]["category"],
                day=date.fromisoformat(feature["properties"]["day"]),
            )
            for feature in said["features"]
        ]
        return Listing(rows=rows, total=said.get("total", len(rows)), size=len(answer.content))

    async def tile(self, tile: Tile, asked: Asked) -> Sequence[Mark] | None:
        """Read one tile."""
        answer = await self._tile(tile, asked)
        if answer.status_code != httpx.codes.OK:
            return None
        return [Mark(at=_drawn(tile, row[0], row[1]), n=row[2]) for row in answer.json()["rows"]]

    async def tag(self, tile: Tile, asked: Asked) -> str | None:
        """Read a tile's ETag."""
        answer = await self._tile(tile, asked)
        return answer.headers.get("etag") if answer.status_code == httpx.codes.OK else None

    async def squares(self) -> Sequence[Square]:
        """Read veiled.json, anew each time."""
        answer = await self.http.get(f"/i/{self.slug}/veiled.json")
        cells = answer.json()["cells"]
        return [Square(area=Area(west=w, south=s, east=e, north=n), n=least) for w, s, e, n, least in cells]

    async def _tile(self, tile: Tile, asked: Asked) -> httpx.Response:
        z, x, y = tile
        return await self._get(f"/i/{self.slug}/tiles/{z}/{x}/{y}.json", _words(asked))

    async def _get(self, path: str, more: Mapping[str, str]) -> httpx.Response:
        url = str(httpx.URL(path, params=dict(more)))
        if url not in self._kept:
            self._kept[url] = await self.http.get(url)
        return self._kept[url]

    def forget(self) -> None:
        """Ask everything anew: time has passed."""
        self._kept.clear()


def _words(asked: Asked) -> dict[str, str]:
    said = {"category": asked.category, "q": asked.word}
    if asked.day:
        said |= {"from": asked.day.isoformat(), "to": asked.day.isoformat()}
    return {name: value for name, value in said.items() if value}


def _point(coordinates: Sequence[float]) -> Point:
    return Point(lat=coordinates[1], lon=coordinates[0])


def _drawn(tile: Tile, across: int, down: int) -> Point:
    """Where on Earth a unit of a tile is, as fine as level 20 tells."""
    z, x, y = tile
    side = EXTENT >> max(0, z + FINE - LEVEL)
    level = min(LEVEL, z + FINE)
    column, row = x * side + across * side // EXTENT, y * side + down * side // EXTENT
    last = (1 << level) - 1
    return cell_centre(tile_cell(level, min(last, column), min(last, row)), level)
