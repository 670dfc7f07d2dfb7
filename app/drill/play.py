"""Lets the invented town text by itself: the outside world of a drill, over HTTP like any gateway."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from secrets import token_hex

import httpx

from app.drill.cast import the_cast
from app.drill.decide import Heard
from app.drill.phone import Phone
from app.drill.story import Story
from app.log import log

TICK_S = 0.25
LOOK_S = 1.0
LONGEST_WAIT_S = 5.0

Pause = Callable[[float], Awaitable[None]]


async def play(base_url: str, *, secret: str, seed: int, pace: float = 1.0, signed_as: str = "") -> None:
    """Play until cancelled. `signed_as` is the public URL when Konbit is reached by another one."""
    async with httpx.AsyncClient(timeout=10) as http:
        phone = Phone(http, base_url, secret=secret, signed_as=signed_as)
        await keep_playing(Player(phone, seed=seed, pace=pace))


async def keep_playing(player: "Player", *, pause: Pause = asyncio.sleep) -> None:
    """Step on and on; while the server is away, try again ever more slowly."""
    wait_s = TICK_S
    while True:
        try:
            await player.step()
            wait_s = TICK_S
        except (httpx.HTTPError, ValueError) as error:
            if wait_s == TICK_S:
                log.info("The drill waits for the server.", reason=type(error).__name__)
            wait_s = min(LONGEST_WAIT_S, wait_s * 2)
        await pause(wait_s)


class Player:
    """Carries texts between a story and the phones; starts the story again when the drill is reset."""

    def __init__(self, phone: Phone, *, seed: int, pace: float) -> None:
        self._phone = phone
        self._seed = seed
        self._pace = pace
        self._story = Story(the_cast(), seed)
        self._names = {number: person.name for number, person in the_cast().by_number().items()}
        self._generation = ""
        self._seen = 0
        self._now_s = 0.0  # the story's own time: it stands still while the server is away
        self._look_in_s = 0.0
        self._sent = 0
        self._run = token_hex(4)  # a restarted player must not send under ids that were used before
        self._unsent: deque[tuple[str, str, str]] = deque()

    async def step(self) -> None:
        """Move the story on by a tick; raises `httpx.HTTPError` or `ValueError` while the server is away."""
        if self._look_in_s <= 0:
            await self._look()
            self._look_in_s = LOOK_S
        self._look_in_s -= TICK_S
        self._now_s += TICK_S * self._pace
        for text in self._story.due(self._now_s):
            self._sent += 1
            self._unsent.append((f"drill-{self._run}-{self._sent}", text.sender, text.text))
        while self._unsent:
            key, sender, words = self._unsent[0]
            await self._phone.send(key, sender, words, name=self._names.get(sender, ""))
            self._unsent.popleft()

    async def _look(self) -> None:
        inbox = await self._phone.look(self._seen)
        if inbox.generation != self._generation:
            await self._start()
            return
        for heard in inbox.messages:
            self._story.hear(heard, self._now_s)
            self._seen = max(self._seen, heard.n)

    async def _start(self) -> None:
        """Begin from the start, or go on where an earlier player was in this same generation."""
        history: list[Heard] = []
        seen = 0
        while (inbox := await self._phone.look(seen)).messages:
            history += inbox.messages
            seen = max(heard.n for heard in inbox.messages)
        self._story = Story(the_cast(), self._seed)
        self._generation, self._seen = inbox.generation, seen
        self._unsent.clear()
        lived_in = any(heard.to in self._story.people for heard in history)
        if lived_in:
            self._story.resume(history, self._now_s)
        else:
            self._story.begin(self._now_s)
        log.info("The drill goes on." if lived_in else "The drill begins.", people=len(self._story.people))
