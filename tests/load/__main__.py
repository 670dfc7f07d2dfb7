"""`python -m tests.load [NAME …]`: measure, print a line a figure, keep them in var/bench.json.

A name is a scenario or one of its figures (`ingest`, `ingest.p99_ms`); without names everything is measured,
save what takes minutes (`gazetteer`).
`--scale 0.05` sends a twentieth, to try a scenario out.
"""

import argparse
import asyncio
import signal
import sys
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path

import uvloop

from tests.cluster import ThrowAway
from tests.load.assign import assign_all
from tests.load.bench import Bench
from tests.load.budgets import verdict
from tests.load.desk import desk
from tests.load.figure import Figure, keep
from tests.load.form import form
from tests.load.gazetteer import gazetteer
from tests.load.ingest import ingest
from tests.load.locating import find_places
from tests.load.map import public_map
from tests.load.matching import matching
from tests.load.pipeline import pipeline
from tests.load.publishing import publish
from tests.load.reading import read
from tests.load.search import search
from tests.load.story import story
from tests.load.tiles import tiles

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "var" / "bench.json"
# as `konbit up` sets them: an answer means that it is on disk; only pgbench needs more room at the table
REAL = {"max_connections": "160"}
SCENARIOS: dict[str, Callable[[Bench], Coroutine[None, None, list[Figure]]]] = {
    "ingest": ingest,
    "pipeline": pipeline,
    "read": read,
    "locate": find_places,
    "match": matching,
    "assign": assign_all,
    "search": search,
    "follow": publish,
    "tiles": tiles,
    "map": public_map,
    "story": story,
    "desk": desk,
    "form": form,
}
ASKED: dict[str, Callable[[Bench], Coroutine[None, None, list[Figure]]]] = {  # minutes long, so by name alone
    "gazetteer": gazetteer,
}


def main(arguments: Sequence[str]) -> int:
    """Run what was asked for, and come back with the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.load", description="Measure the budgets.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of: {', '.join(SCENARIOS | ASKED)}")
    parser.add_argument("--scale", type=float, default=1.0, help="the share of the load, to try things out")
    asked = parser.parse_args(arguments)
    known = SCENARIOS | ASKED
    chosen = {name.partition(".")[0] for name in asked.names} or set(SCENARIOS)
    if strange := chosen - set(known):
        parser.error(f"there is no scenario {', '.join(sorted(strange))}; there are {', '.join(known)}")
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    try:
        with ThrowAway(settings=REAL) as server:
            server.migrate()
            for name in (name for name in known if name in chosen):
                _measure(name, Bench(server, scale=asked.scale), kept=asked.scale >= 1)
    except KeyboardInterrupt:
        print("\nInterrupted; what was measured before is kept.", file=sys.stderr)
        return 130
    return 0


def _measure(name: str, bench: Bench, *, kept: bool) -> None:
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        figures = runner.run((SCENARIOS | ASKED)[name](bench))
    bench.hush()
    for figure in figures:
        told = verdict(figure)
        print(f"{figure.line()}  {told}".rstrip(), flush=True)
    if kept:  # what a shrunk run says is no measure
        keep(figures, KEPT)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
