"""What thirty desks fetch in the same second is made once."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, field

from fastapi import Request

KEPT_S = 1.0


@dataclass(frozen=True, slots=True)
class Kept:
    """One part of a page, and the last event that it knows of."""

    body: bytes
    position: int
    made_s: float


@dataclass(slots=True, eq=False)
class Once:
    """The parts that were made in the last second, by what they show, for whom and in which language."""

    _kept: dict[Hashable, Kept] = field(default_factory=dict)
    _making: dict[Hashable, asyncio.Lock] = field(default_factory=dict)

    async def get(
        self, key: Hashable, *, position: int, make: Callable[[], Awaitable[tuple[bytes, int]]]
    ) -> bytes:
        """Give a part that knows of event `position`; `make` gives its body and the last event it knows."""
        async with self._making.setdefault(key, asyncio.Lock()):
            self._forget(time.monotonic())
            kept = self._kept.get(key)
            if kept is None or kept.position < position:
                begun_s = time.monotonic()
                body, known = await make()
                kept = self._kept[key] = Kept(body, known, begun_s)
            return kept.body

    def _forget(self, now_s: float) -> None:
        old = [key for key, kept in self._kept.items() if now_s - kept.made_s > KEPT_S]
        for key in old:
            del self._kept[key]
            # who waits for the lock has it in hand already
            if not self._making[key].locked():
                del self._making[key]


def once_of(request: Request) -> Once:
    """The parts that this process keeps."""
    found = request.app.state.once
    assert isinstance(found, Once)
    return found
