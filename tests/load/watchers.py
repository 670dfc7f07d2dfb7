"""Desks without a browser: they listen, and fetch what the news says, as the page does."""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from random import Random

import httpx

APART_S, JITTER_S = 0.5, 0.25  # as in live.js
ADDRESSES = {"queue": "/desk/{slug}/queue", "board": "/desk/{slug}/board/part", "watch": "/desk/{slug}/watch"}


class Watcher:
    """One more desk. `fetched` counts the parts it looked at again, `refused` what was not answered well."""

    def __init__(self, url: str, slug: str, cookie: dict[str, str], *, seed: int) -> None:
        self._http = httpx.AsyncClient(base_url=url, cookies=cookie, timeout=30)
        self._slug, self._random = slug, Random(seed)
        self._heard: set[str] = set()
        self._position = 0
        self._woken = asyncio.Event()
        self.fetched, self.refused = 0, Counter[str]()
        self.listens = asyncio.Event()

    async def run(self) -> None:
        """Listen and fetch until cancelled."""
        async with self._http, asyncio.TaskGroup() as group:
            group.create_task(self._listen())
            group.create_task(self._refresh())

    async def _listen(self) -> None:
        address = f"/desk/{self._slug}/live"
        timeout = httpx.Timeout(30, read=None)
        async with self._http.stream("GET", address, params={"after": 1 << 40}, timeout=timeout) as answer:
            answer.raise_for_status()
            self.listens.set()
            async for line in answer.aiter_lines():
                if line.startswith("data:"):
                    news = json.loads(line[5:])
                    self._heard |= set(news["parts"])
                    self._position = news["position"]
                    self._woken.set()

    async def _refresh(self) -> None:
        while True:
            await self._woken.wait()
            await asyncio.sleep(self._random.random() * JITTER_S)
            self._woken.clear()
            parts, self._heard = self._heard, set()
            await asyncio.gather(*(self._fetch(ADDRESSES[part]) for part in parts & set(ADDRESSES)))
            await asyncio.sleep(APART_S)

    async def _fetch(self, address: str) -> None:
        answer = await self._http.get(address.format(slug=self._slug), params={"at": self._position})
        self.fetched += 1
        if not answer.is_success:
            self.refused[f"{address.rpartition('/')[2]} {answer.status_code}"] += 1


@asynccontextmanager
async def watching(watchers: list[Watcher]) -> AsyncIterator[None]:
    """Let them all listen while the block runs."""
    tasks = [asyncio.create_task(watcher.run()) for watcher in watchers]
    try:
        async with asyncio.timeout(60):
            await asyncio.gather(*(watcher.listens.wait() for watcher in watchers))
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
