"""How fast a million names become a gazetteer, from the file to the commit, and again over the old ones."""

import csv
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from random import Random

from app.db import open_database
from app.security import Keys
from geo.gazetteer.formats.table_of_names import COLUMNS, table_places
from geo.gazetteer.intake import Intake
from geo.gazetteer.load import load_places
from geo.point import Area
from tests.factories import make_incident
from tests.load.bench import Bench
from tests.load.figure import Figure

NAMES = 1_000_000
EACH = 4  # names of one place: itself and three others
AREA = Area(west=-75, south=17, east=-71, north=21)
HEADS = "Rue Avenue Impasse Ruelle Clinique École Marché Pont Cité Église Bwat Lekòl Street Quarter".split()
PARTS = "ba ka ro mi té sol lan vè pe gra nou shi den tul wo ri fa mou jan kes".split()
KINDS = ("street", "landmark", "landmark", "quarter", "town")


async def gazetteer(bench: Bench) -> list[Figure]:
    """Load an invented country of a million names into an empty table, then over itself."""
    names = bench.times(NAMES)
    file = bench.folder / "names.csv"
    bench.say(f"gazetteer: inventing {names:,} names")
    write_names(file, names, seed=7)
    with bench.home() as (_, settings):
        pools = open_database(settings.database_url)
        keys = Keys.from_master(settings.secret_key.get_secret_value())
        try:
            took_s = []
            async with pools.session() as session:
                incident_id = (await make_incident(session, keys)).id or 0
            for turn in ("into an empty gazetteer", "over the old ones"):
                begun_s = time.perf_counter()
                async with pools.session() as session:
                    places = table_places(file, Intake(file.name, area=AREA), source="bench")
                    told = _teller(bench, turn, begun_s)
                    await load_places(session, incident_id, places, source="bench", told=told)
                took_s.append(time.perf_counter() - begun_s)
        finally:
            await pools.close()
    note = f"{names:,} names of {names // EACH:,} places, from CSV to the commit"
    return [
        Figure(name="gazetteer.names_per_s", value=names / took_s[0], unit="/s", note=note),
        Figure(name="gazetteer.again_s", value=took_s[1], unit="s", note=f"{note}, over as many old ones"),
    ]


def write_names(file: Path, names: int, *, seed: int) -> None:
    """Invent places with as many names in all: distinct words, as long as streets are called."""
    rng = Random(seed)
    with file.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out)
        table.writerow(COLUMNS)
        for n in range(names // EACH):
            called = [f"{rng.choice(HEADS)} {_word(rng)} {_word(rng)}" for _ in range(EACH)]
            lat, lon = rng.uniform(18, 20), rng.uniform(-74, -72)
            kind = KINDS[n % len(KINDS)]
            table.writerow((called[0], f"{lat:.6f}", f"{lon:.6f}", "|".join(called[1:]), kind, "", "0.1", ""))


def _word(rng: Random) -> str:
    return "".join(rng.choices(PARTS, k=rng.randint(2, 4))).capitalize()


def _teller(bench: Bench, turn: str, begun_s: float) -> Callable[[int, int], None]:
    batches = count()

    def told(_places: int, names: int) -> None:
        if next(batches) % 25 == 0:
            rate = names / (time.perf_counter() - begun_s)
            bench.say(f"gazetteer: {names:,} names {turn}, {rate:,.0f}/s")

    return told
