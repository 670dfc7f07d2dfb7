"""Everything in any order, for hours: what the program does and what the rules say never part.

The stories are those of `tests/db/machine`, many more and longer, on a server of its own. The twin plays the
same against a world whose rules let one helper too many go, and must part from it.
"""

import asyncio
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from app.config import Settings
from app.house import House, open_house
from tests.cluster import ThrowAway
from tests.db.machine.order import AnyOrder
from tests.db.machine.world import Careless, World
from tests.fault.outcome import Outcome

MASTER_KEY = "a key for breaking things alone, of no use elsewhere"
LONG, SHORT = (2_000, 50), (40, 25)  # stories, steps in each
TWIN = 100  # stories in which the twin must part; most often the third does
EVERY_S = 10.0


def any_order(number: int, long: bool, *, examples: int = 0, steps: int = 0) -> Outcome:
    """Play a few stories, or a night of them; or as many, and as long ones, as are asked for."""
    usual = LONG if long else SHORT
    return play(number, examples=examples or usual[0], steps=steps or usual[1])


def play(number: int, *, examples: int, steps: int) -> Outcome:
    """Play so many stories of so many steps at most; a story that parts is made as short as it gets."""
    with ThrowAway() as server:
        server.migrate()
        with server.fresh() as database, asyncio.Runner() as runner:
            given = Settings(
                _env_file=None,
                DATABASE_URL=database.url(),
                owner_database_url=database.url("konbit_owner"),
                public_database_url=database.url("konbit_public"),
                secret_key=MASTER_KEY,
            )
            with _opened(runner, given) as house:
                told, moves = _play(runner, house, World, number, examples, steps)
                twin, _ = _play(runner, house, Careless, number, min(examples, TWIN), steps)
    return Outcome(
        scenario="any_order",
        sent=moves,
        acknowledged=moves - bool(told),
        lost=int(bool(told)),
        doubled=0,
        sabotaged_lost=int(bool(twin)),
        seed=number,
        note=told or f"{examples} stories of up to {steps} steps, {moves} moves compared",
    )


@contextmanager
def _opened(runner: asyncio.Runner, given: Settings) -> Iterator[House]:
    opened = open_house(given)
    house = runner.run(opened.__aenter__())
    try:
        yield house
    finally:
        runner.run(opened.__aexit__(None, None, None))


def _play(
    runner: asyncio.Runner, house: House, rules: type[World], number: int, examples: int, steps: int
) -> tuple[str, int]:
    """Give what parted, or nothing, and how many moves were compared."""
    begun_s = said_s = time.monotonic()
    stories, first = 0, list[str]()

    class Played(AnyOrder):
        def __init__(self) -> None:
            nonlocal stories, said_s
            stories += 1
            if time.monotonic() - said_s > EVERY_S:
                said_s = time.monotonic()
                took = f"{stories} of {examples} stories, {Played.steps} moves, {said_s - begun_s:.0f} s"
                print(f"  any_order: {took}", file=sys.stderr, flush=True)
            super().__init__()

        def teardown(self) -> None:
            """Tell at once what went wrong: a story that parts only now and then has no second chance."""
            parted = sys.exception()
            if rules is World and isinstance(parted, Exception) and not first:
                first.append(str(parted))
                print(f"  any_order: {type(parted).__name__}: {parted}", file=sys.stderr, flush=True)
                print(f"  any_order: after {self.story()}", file=sys.stderr, flush=True)

    Played.house, Played.run, Played.made_by = house, staticmethod(runner.run), rules
    chosen = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink) if rules is World else (Phase.generate,),
        print_blob=False,
    )
    try:
        run_state_machine_as_test(seed(number)(Played), settings=chosen)
    except Exception as parted:  # noqa: BLE001  whatever it is, the two worlds parted, and the story says where
        if rules is World:
            inner = getattr(parted, "exceptions", ())  # what happened once and not again
            for one in (parted, *inner):
                story = "\n".join(getattr(one, "__notes__", ()))
                print(f"{type(one).__name__}: {one}\n{story}", file=sys.stderr, flush=True)
        return f"{type(parted).__name__}: {parted}"[:300], Played.steps
    return "", Played.steps
