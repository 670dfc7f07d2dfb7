"""One look for many desks: a web process reads each incident's news once and tells everybody who listens."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.api import queries
from app.api.desk.live.news import Happened, News, changed_hands, look_again, tell
from app.clock import now
from app.db import Database
from app.supervise import supervise

LOOK_S = 0.2
MOST_EVENTS = 500  # of one look; more come with the next
MOST_WAITING = 16  # pieces of news that a slow reader may leave unread


@dataclass(slots=True, eq=False)
class Listener:
    """One open page. `None` in its queue is the end."""

    queue: asyncio.Queue[News | None] = field(default_factory=lambda: asyncio.Queue(MOST_WAITING))
    awake: bool = False  # hears from here on

    def hear(self, news: News) -> None:
        """Take a piece of news; a reader too slow for all of them is told to look at everything again."""
        if not self.awake:
            return
        if not self.queue.full():
            self.queue.put_nowait(news)
            return
        self._forget()
        self.queue.put_nowait(look_again(news.position))

    def end(self) -> None:
        """Let nothing more come."""
        self.awake = False
        self._forget()
        self.queue.put_nowait(None)

    def _forget(self) -> None:
        while not self.queue.empty():
            self.queue.get_nowait()


@dataclass(slots=True, eq=False)
class Room:
    """The listeners of one incident, and the look that goes on as long as there are any."""

    incident_id: int
    database: Database
    position: int = 0
    held: Mapping[str, tuple[str, datetime]] = field(default_factory=dict)  # case → who has it, since when
    listeners: set[Listener] = field(default_factory=set)
    ready: asyncio.Event = field(default_factory=asyncio.Event)
    stop: asyncio.Event = field(default_factory=asyncio.Event)

    async def look(self) -> bool:
        """Look once and tell; true when there is more than one look takes in."""
        async with self.database.session() as session:
            last = await last_position(session, self.incident_id)
            anew = not self.ready.is_set()
            again = last < self.position  # a drill that began anew
            rows = [] if anew or again else await happened(session, self.incident_id, self.position, last)
            held = await session.execute(queries.CLAIMS_NOW, {"incident_id": self.incident_id, "now": now()})
            hands = {row.reference: (row.name, row.taken_at) for row in held}
        taken = () if anew else changed_hands(self.held, hands)
        more = len(rows) == MOST_EVENTS
        self.held, self.position = hands, rows[-1].position if more else last
        self.ready.set()
        if again or rows or taken:
            news = look_again(last) if again else tell(self.position, rows, taken)
            for listener in self.listeners:
                listener.hear(news)
        return more


@dataclass(slots=True, eq=False)
class Rooms:
    """The rooms of this process: opened by the first who listens, closed behind the last."""

    _rooms: dict[int, Room] = field(default_factory=dict)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    closed: bool = False

    @asynccontextmanager
    async def join(
        self, database: Database, incident_id: int, *, after: int
    ) -> AsyncIterator[asyncio.Queue[News | None]]:
        """Listen while the block runs: what was missed since `after` first, then all that comes, once."""
        room, listener = self._room(database, incident_id), Listener()
        room.listeners.add(listener)
        try:
            if self.closed:
                listener.end()
            else:
                await room.ready.wait()
                # without a pause in between: what the room tells from here on begins behind `upto`
                upto, listener.awake = room.position, True
                await _catch_up(listener, database, incident_id, after=after, upto=upto)
            yield listener.queue
        finally:
            room.listeners.discard(listener)
            if not room.listeners:
                room.stop.set()
                if self._rooms.get(incident_id) is room:
                    del self._rooms[incident_id]

    def close(self) -> None:
        """End every stream now: a process that is told to stop waits for open answers first."""
        self.closed = True
        for room in self._rooms.values():
            room.stop.set()
            room.ready.set()
            for listener in room.listeners:
                listener.end()

    def _room(self, database: Database, incident_id: int) -> Room:
        if found := self._rooms.get(incident_id):
            return found
        room = self._rooms[incident_id] = Room(incident_id, database)
        if not self.closed:
            watch = supervise(f"live.{incident_id}", room.look, idle_s=LOOK_S, stop=room.stop)
            task = asyncio.create_task(watch)
            self._tasks.add(task)  # a task that nobody holds may be collected
            task.add_done_callback(self._tasks.discard)
        return room


async def last_position(session: AsyncSession, incident_id: int) -> int:
    """The last event that has a place in the order."""
    row = await session.execute(queries.LAST_POSITION, {"incident_id": incident_id})
    return int(row.scalar_one())


async def happened(session: AsyncSession, incident_id: int, after: int, upto: int) -> list[Happened]:
    """What happened after one event, up to another."""
    if upto <= after:
        return []
    values = {"incident_id": incident_id, "after": after, "upto": upto, "most": MOST_EVENTS}
    return [Happened(**row) for row in (await session.execute(queries.NEWS, values)).mappings()]


async def _catch_up(
    listener: Listener, database: Database, incident_id: int, *, after: int, upto: int
) -> None:
    if after == upto:
        return
    async with database.session() as session:
        rows = await happened(session, incident_id, after, upto)
    lost = after > upto or len(rows) == MOST_EVENTS
    missed = look_again(upto) if lost else tell(upto, rows)
    # before whatever was heard meanwhile
    later = [listener.queue.get_nowait() for _ in range(listener.queue.qsize())]
    for news in (missed, *later):
        if news is None:
            listener.end()
            return
        listener.hear(news)
