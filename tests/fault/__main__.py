"""`python -m tests.fault [NAME …]`: break things on purpose, count what was lost, keep it in var/fault.json.

Without names every scenario runs, a short while each, or a long one with `--long`. `--seed` plays one again.
"""

import argparse
import secrets
import signal
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from tests.fault.any_order import any_order
from tests.fault.claims import claims
from tests.fault.fuzz_reading import fuzz_reading
from tests.fault.outcome import Outcome, keep

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "var" / "fault.json"
MOST_SEEDS = 2**31
# a scenario takes a seed, and whether there is time
SCENARIOS: dict[str, Callable[[int, bool], Outcome]] = {
    "fuzz_reading": fuzz_reading,
    "any_order": any_order,
    "claims": claims,
}


def main(arguments: Sequence[str]) -> int:
    """Run what was asked for; the exit code says whether everything held."""
    parser = argparse.ArgumentParser(prog="python -m tests.fault", description="Break things on purpose.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of: {', '.join(SCENARIOS)}")
    parser.add_argument("--long", action="store_true", help="take the time that a night has")
    parser.add_argument("--seed", type=int, default=None, help="the seed of a run that is to be played again")
    parser.add_argument("--examples", type=int, default=0, help="so many stories of any_order")
    parser.add_argument("--steps", type=int, default=0, help="so many steps in each of them")
    asked = parser.parse_args(arguments)
    if strange := set(asked.names) - set(SCENARIOS):
        parser.error(f"there is no scenario {', '.join(sorted(strange))}; there are {', '.join(SCENARIOS)}")
    signal.signal(
        signal.SIGINT, signal.default_int_handler
    )  # a shell lets none through to what it runs behind
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    told = partial(any_order, examples=asked.examples, steps=asked.steps)
    scenarios = SCENARIOS | {"any_order": told}
    held = True
    for name in asked.names or SCENARIOS:
        seed = secrets.randbelow(MOST_SEEDS) if asked.seed is None else asked.seed
        print(f"  {name}, seed {seed}", file=sys.stderr, flush=True)
        outcome = scenarios[name](seed, asked.long)
        print(outcome.line(), flush=True)
        keep(outcome, KEPT)
        held = held and outcome.held
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
