"""Keeps background tasks alive and seen: one that fails is said, counted and started again."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from app.log import log
from app.metrics import TASK_FAILURES

LONGEST_WAIT_S = 10.0


async def supervise(
    name: str,
    work: Callable[[], Awaitable[bool]],
    *,
    idle_s: float,
    stop: asyncio.Event,
    woken: asyncio.Event | None = None,
    wakes: Sequence[asyncio.Event] = (),
) -> None:
    """Call `work` until `stop`: at once again while it finds something, after `idle_s` when it does not.

    `wakes` are set whenever it found something; `woken` ends its own pause early.
    """
    wait_s = idle_s
    woken = woken or asyncio.Event()
    while not stop.is_set():
        woken.clear()  # whatever comes from here on is looked for once more
        try:
            busy = await work()
        except Exception as failure:  # noqa: BLE001  the loop must outlive whatever a hop meets; it is logged and counted
            TASK_FAILURES.labels(task=name).inc()
            log.error("task.failed", task=name, kind=type(failure).__name__, exc_info=failure)
            wait_s = min(max(wait_s * 2, 0.5), LONGEST_WAIT_S)
            await _pause(wait_s, stop)
            continue
        wait_s = idle_s
        if busy:
            for other in wakes:
                other.set()
        else:
            await _pause(wait_s, stop, woken)


async def _pause(wait_s: float, *ends: asyncio.Event) -> None:
    """Wait, but not beyond the first of these."""
    waits = [asyncio.ensure_future(end.wait()) for end in ends]
    try:
        await asyncio.wait(waits, timeout=wait_s, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()
