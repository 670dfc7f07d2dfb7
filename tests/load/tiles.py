"""How fast strangers get tiles of a million reports, at any zoom, behind any filter, and how small they are.

One web process, eight at once, over HTTP; tiles are chosen by where people are, and nothing on the way keeps
any. Beside it stands `tipg`, a tile server of others, on the same table of the same database: it answers with
every report, which is what a map does that counts nothing beforehand.
"""

import gzip
import os
import statistics
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

import httpx
import psycopg

from app.config import Settings
from app.house import open_house
from app.launch.home import environment
from app.launch.up import web_server
from geo.tiles import LEVEL, cell_position
from tests.cluster import Fresh
from tests.factories import make_incident
from tests.load.bench import Bench
from tests.load.clients import Request, send_all
from tests.load.figure import Figure
from tests.load.million import fill_map
from tests.load.process import Process, free_port

REPORTS = 1_000_000
EACH = 60  # tiles of a zoom
BESIDE = 2  # tiles of a zoom that both servers are asked for
CLIENTS = 8
ZOOMS, COMPARED = range(16), range(4, 11)
SLUG = "town"
TIPG = Path(__file__).resolve().parents[2] / ".venv-bench" / "bin" / "uvicorn"
SPOTS = "select morton from public_report where incident_id = %s order by md5(id::text) limit 2000"
DAYS = "select distinct day from public_report where incident_id = %s order by day"


@dataclass(frozen=True, slots=True)
class Tile:
    """One tile behind one filter."""

    z: int
    x: int
    y: int
    asked: str = ""

    @property
    def path(self) -> str:
        """Its address at our server."""
        return f"/i/{SLUG}/tiles/{self.z}/{self.x}/{self.y}.json{'?' if self.asked else ''}{self.asked}"


async def tiles(bench: Bench) -> list[Figure]:
    """Fill a map, ask for its tiles, and ask another server for the same."""
    reports = bench.times(REPORTS)
    with bench.home() as (database, settings):
        async with open_house(settings) as house, house.database.session() as session:
            incident = await make_incident(session, house.keys, slug=SLUG)
        assert incident.id is not None
        bench.say(f"tiles: {reports:,} reports")
        with psycopg.connect(database.dsn("postgres"), autocommit=True) as server:
            fill_map(server, incident.id, reports)
            spots = [int(row[0]) for row in server.execute(SPOTS.encode(), [incident.id])]
            days = [row[0] for row in server.execute(DAYS.encode(), [incident.id])]
        with ExitStack() as running:
            web = running.enter_context(_web(bench, settings))
            await web.answers(settings.port)
            figures = await _ours(bench, settings, spots, days)
            return [*figures, await _beside(bench, database, settings, spots, running)]


def _web(bench: Bench, settings: Settings) -> Process:
    command = web_server(settings).command
    return Process(command, environment=environment(settings), log=bench.folder / "tiles-web.log")


async def _ours(bench: Bench, settings: Settings, spots: Sequence[int], days: Sequence[date]) -> list[Figure]:
    chosen = sample(spots, filters(days), bench.times(EACH), seed=7)
    await send_all(wires(sample(spots, [""], 20, seed=8)), port=settings.port, clients=CLIENTS)
    bench.say(f"tiles: {len(chosen)} tiles, {CLIENTS} at once")
    harvest = await send_all(wires(chosen), port=settings.port, clients=CLIENTS)
    sizes = await _sizes(settings, chosen[:: max(1, len(chosen) // 400)])
    note = (
        f"{len(harvest.accepted)} tiles, {len(harvest.refused)} refused; "
        f"p50 {harvest.percentile_ms(0.5):.1f} ms, p99 {harvest.percentile_ms(0.99):.1f} ms, "
        f"{harvest.per_s:.0f} a second"
    )
    return [
        Figure(name="tiles.cold_p95_ms", value=harvest.percentile_ms(0.95), unit="ms", note=note),
        Figure(name="tiles.gz_bytes_max", value=max(sizes), unit="B", note=f"of {len(sizes)} tiles"),
    ]


def filters(days: Sequence[date]) -> list[str]:
    """Ways to look at the map; every second look is at some days."""
    some, half = days[len(days) // 4], days[len(days) // 2]
    return [
        "",
        f"from={some}&to={half}",
        "kind=need",
        f"from={days[0]}&to={half}",
        "category=water",
        f"from={half}&category=food",
        "urgency=3",
        f"from={some}&kind=need&urgency=4",
    ]


def sample(spots: Sequence[int], asked: Sequence[str], each: int, *, seed: int) -> list[Tile]:
    """So many tiles of each zoom, where the people are."""
    rng = Random(seed)
    return [
        Tile(z, *cell_position(rng.choice(spots) >> 2 * (LEVEL - z)), asked[n % len(asked)])
        for n in range(each)
        for z in ZOOMS
    ]


def wires(chosen: Sequence[Tile]) -> list[Request]:
    """The calls as they go over the line."""
    return [Request(one.path, f"GET {one.path} HTTP/1.1\r\nHost: bench\r\n\r\n".encode()) for one in chosen]


async def _sizes(settings: Settings, chosen: Sequence[Tile]) -> list[int]:
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{settings.port}", timeout=30) as http:
        return [len(gzip.compress((await http.get(one.path)).content)) for one in chosen]


async def _beside(
    bench: Bench, database: Fresh, settings: Settings, spots: Sequence[int], running: ExitStack
) -> Figure:
    """Ask both for the same tiles, one after the other: the other needs the whole machine for one."""
    chosen = [one for one in sample(spots, [""], BESIDE, seed=9) if one.z in COMPARED]
    async with httpx.AsyncClient(timeout=600) as http:
        base = f"http://127.0.0.1:{settings.port}"
        ours = [await _took_s(http, base + one.path) for one in chosen]
        value = statistics.median(ours) * 1000
        if not TIPG.exists():
            return Figure(name="tiles.beside_ms", value=value, unit="ms", note="no tipg here: ./set-up bench")
        port = free_port()
        server = running.enter_context(_tipg(bench, database, port))
        await server.answers(port)
        theirs: list[float] = []
        for one in chosen:
            bench.say(f"tiles: tipg, tile {len(theirs) + 1} of {len(chosen)}")
            theirs.append(await _took_s(http, f"http://127.0.0.1:{port}{_tipg_path(one)}"))
    slowest = max(mine / other for mine, other in zip(ours, theirs, strict=True))
    return Figure(
        name="tiles.beside_ms",
        value=value,
        unit="ms",
        ratio=value / (statistics.median(theirs) * 1000),
        yardstick="tipg",
        note=f"zooms {COMPARED[0]} to {COMPARED[-1]}, one at a time, medians; the worst {slowest:.3f} ×",
    )


def _tipg(bench: Bench, database: Fresh, port: int) -> Process:
    """It makes functions of its own at start, so it comes as the server's owner."""
    settings = {
        "DATABASE_URL": _over_socket(database),
        "TIPG_MAX_FEATURES_PER_TILE": str(10 * REPORTS),
        "TIPG_DB_TABLES": '["public.public_report"]',
        "TIPG_DB_SPATIAL_EXTENT": "false",
        "TIPG_DB_DATETIME_EXTENT": "false",
    }
    command = [str(TIPG), "tipg.main:app", "--port", str(port), "--log-level", "warning"]
    log = bench.folder / "tiles-tipg.log"
    return Process(command, environment={"PATH": os.environ.get("PATH", os.defpath), **settings}, log=log)


def _over_socket(database: Fresh) -> str:
    """The address in the one form that both pydantic and asyncpg take for a socket's folder."""
    folder = str(database.cluster.socket_folder).replace("/", "%2F")
    return f"postgresql://postgres@{folder}/{database.name}"


def _tipg_path(tile: Tile) -> str:
    place = f"WebMercatorQuad/{tile.z}/{tile.x}/{tile.y}"
    return f"/collections/public.public_report/tiles/{place}?properties=grade,category"


async def _took_s(http: httpx.AsyncClient, address: str) -> float:
    begun_s = time.perf_counter()
    answer = await http.get(address)
    if answer.status_code != 200:
        print(answer.text[:500], file=sys.stderr)
        answer.raise_for_status()
    return time.perf_counter() - begun_s
