"""Keeps background tasks alive and seen: one that fails is said, counted and started again."""

import asyncio
from collections.abc import Awaitable, Callable

from app.log import log
from app.metrics import TASK_FAILURES

LONGEST_WAIT_S = 10.0


async def supervise(
    name: str, work: Callable[[], Awaitable[bool]], *, idle_s: float, stop: asyncio.Event
) -> None:
    """Call `work` until `stop`: at once again while it finds something, after `idle_s` when it does not."""
    wait_s = idle_s
    while not stop.is_set():
        try:
            busy = await work()
        except Exception as failure:  # noqa: BLE001  the loop must outlive whatever a hop meets; it is logged and counted
            TASK_FAILURES.labels(task=name).inc()
            log.error("task.failed", task=name, kind=type(failure).__name__, exc_info=failure)
            wait_s = min(max(wait_s * 2, 0.5), LONGEST_WAIT_S)
            busy = False
        else:
            wait_s = idle_s
        if not busy:
            await _pause(stop, wait_s)


async def _pause(stop: asyncio.Event, wait_s: float) -> None:
    try:
        await asyncio.wait_for(stop.wait(), timeout=wait_s)
    except TimeoutError:
        return
