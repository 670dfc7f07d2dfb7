"""One look for all who watch an incident's map: a process reads what changed and makes each message once.

Thousands may listen, so a listener is no more than a place in a short row of messages that all share. Whoever
falls out of that row is told to ask everything again.
"""

import asyncio
import json
import time
from collections import deque
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field

from app.api.public.changes import EVERYTHING, Changes, changes_since
from app.db import Database
from app.errors import NotReady
from app.supervise import supervise

LOOK_S = 0.25
APART_S = 1.0  # so far apart are two messages
SILENCE_S = 15.0  # after which a sign of life is sent: proxies cut what is silent
KEPT = 16  # messages that a slow reader may leave unread
MOST_LISTENERS = 2_000  # of one process; who comes then asks `changes.json` instead
SIGN_OF_LIFE = b": still here\n\n"


@dataclass(slots=True, eq=False)
class Stream:
    """The messages of one incident, and the look that goes on as long as somebody listens."""

    incident_id: int
    database: Database
    after: int | None = None  # the change told last; none before the first look
    listeners: int = 0
    number: int = 0  # of messages so far
    messages: deque[bytes] = field(default_factory=lambda: deque(maxlen=KEPT))
    told_s: float = field(default_factory=time.monotonic)
    turn: asyncio.Event = field(default_factory=asyncio.Event)
    ready: asyncio.Event = field(default_factory=asyncio.Event)
    stop: asyncio.Event = field(default_factory=asyncio.Event)

    async def look(self) -> bool:
        """Look once, and tell; never twice in a second."""
        if self.after is not None and time.monotonic() - self.told_s < APART_S:
            return False
        changes = await changes_since(self.database, self.incident_id, self.after)
        self.after = changes.after
        self.ready.set()
        if changes.tiles:
            self.tell(message(changes))
        elif time.monotonic() - self.told_s > SILENCE_S:
            self.tell(SIGN_OF_LIFE)
        return False

    def tell(self, told: bytes) -> None:
        """Let everybody hear a message."""
        self.messages.append(told)
        self.number += 1
        self.told_s = time.monotonic()
        turn, self.turn = self.turn, asyncio.Event()
        turn.set()

    def end(self) -> None:
        """Let nothing more come."""
        self.stop.set()
        self.ready.set()
        self.turn.set()

    async def hear(self, after: int | None) -> AsyncGenerator[bytes, None]:
        """Give what was missed since change `after`, and then what comes."""
        await self.ready.wait()
        heard = self.number
        yield SIGN_OF_LIFE
        if after is not None:
            missed = await changes_since(self.database, self.incident_id, after)
            if missed.tiles:
                yield message(missed)
        while not self.stop.is_set():
            if heard == self.number:
                await self.turn.wait()
            elif self.number - heard > len(self.messages):
                heard = self.number
                yield message(Changes(self.after or 0, EVERYTHING))
            else:
                told = self.messages[heard - self.number]
                heard += 1
                yield told


@dataclass(slots=True, eq=False)
class Streams:
    """The streams of this process: opened by the first who listens, closed behind the last."""

    most: int = MOST_LISTENERS
    listeners: int = 0
    closed: bool = False
    _streams: dict[int, Stream] = field(default_factory=dict)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def check_room(self) -> None:
        """Raise `NotReady` when as many listen as this process serves well."""
        if self.closed or self.listeners >= self.most:
            raise NotReady("Too many pages listen here; ask changes.json twice a minute instead.")

    async def listen(
        self, database: Database, incident_id: int, *, after: int | None
    ) -> AsyncGenerator[bytes, None]:
        """Listen until the reader goes or the process ends."""
        if self.closed:
            return
        stream = self._stream(database, incident_id)
        stream.listeners += 1
        self.listeners += 1
        try:
            async for told in stream.hear(after):
                yield told
        finally:
            self.listeners -= 1
            stream.listeners -= 1
            if not stream.listeners:
                stream.end()
                if self._streams.get(incident_id) is stream:
                    del self._streams[incident_id]

    def close(self) -> None:
        """End every stream now: a process that is told to stop waits for open answers first."""
        self.closed = True
        for stream in self._streams.values():
            stream.end()

    def _stream(self, database: Database, incident_id: int) -> Stream:
        if found := self._streams.get(incident_id):
            return found
        stream = self._streams[incident_id] = Stream(incident_id, database)
        watch = supervise(f"map.{incident_id}", stream.look, idle_s=LOOK_S, stop=stream.stop)
        task = asyncio.create_task(watch)
        self._tasks.add(task)  # a task that nobody holds may be collected
        task.add_done_callback(self._tasks.discard)
        return stream


def message(changes: Changes) -> bytes:
    """One piece of news as the browser's EventSource reads it."""
    data = json.dumps({"tiles": changes.tiles}, separators=(",", ":"))
    return f"id: {changes.after}\nevent: changed\ndata: {data}\n\n".encode()
