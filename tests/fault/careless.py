"""A worker that holds no report while it counts who goes there: `python -m tests.fault.careless`.

The twin of `claims` starts it in the place of real workers, so that what the lock is for can be seen.
"""

import asyncio

from sqlalchemy import text

import app.dispatch.queries as dispatch
import app.supplies.queries as supplies
from app.config import Settings
from app.worker import run_worker

HOLD = "for no key update"


def without_locks() -> None:
    """Let whoever decides look without holding anything."""
    for module, name in ((dispatch, "LOCK_REPORT"), (supplies, "LOCK_NEED")):
        statement = getattr(module, name).text
        assert HOLD in statement, f"{name} holds nothing any more: this twin must learn what does"
        setattr(module, name, text(statement.replace(HOLD, "")))


if __name__ == "__main__":
    without_locks()
    asyncio.run(run_worker(Settings()))
