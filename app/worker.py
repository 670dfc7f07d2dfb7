"""The worker process: hops 2 to 4 for every incident that has work, the follower, and the slow jobs."""

import asyncio
import os
import signal
import socket
from contextlib import suppress
from datetime import timedelta
from secrets import token_hex

import psycopg_pool

from app.chores import load_chores
from app.chores.context import set_chore_house
from app.clock import now
from app.config import Settings
from app.db import OPTIONS
from app.follower.follow import follow_incident, incidents_behind
from app.house import House, open_house
from app.incidents.find import incident_by_id
from app.jobs import jobs
from app.log import log, set_up_logs
from app.matching.road import NO_ROADS, Roads
from app.messaging.claim import claim_received, incidents_with_received, put_back
from app.messaging.send import claim_outbox, incidents_with_outbox
from app.messaging.shapes import Claimed, Outgoing
from app.metrics import MATCHED, SENT, SET_ASIDE, UNDERSTAND_S, UNDERSTOOD, serve_worker_counts
from app.models.incident import Incident
from app.pipeline.match import hold_need, incidents_with_needs, match, match_failed, next_need
from app.pipeline.online import look_online
from app.pipeline.roads import roads_to
from app.pipeline.send import Postroom, send_message
from app.pipeline.understand import understand
from app.search.keep import MOST, follow_words, incidents_unsearched
from app.supervise import supervise

BATCH = 20
IDLE_S = 0.2
FIND_BEHIND_S = 5.0  # no message is stored with a smaller number so long after another
FIND_S = 1.0  # a report is written into the search once for all that happened to it meanwhile
JOBS_AT_ONCE = 3  # a slow job, as one that asks a geocoder, keeps no timer waiting


class Worker:
    """One worker's hands. Each `…_some` looks once over all incidents and says whether it found work."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.database = house.database
        self.owner = f"{socket.gethostname()}-{os.getpid()}-{token_hex(4)}"
        self._lanes = asyncio.Semaphore(house.settings.lanes)

    async def understand_some(self) -> bool:
        """Hop 2: claim the oldest message of some people and read them side by side."""
        async with self.database.session() as session:
            incident_ids = await incidents_with_received(session)
        found = [await self._understand_some_of(incident_id) for incident_id in incident_ids]
        return any(found)

    async def _understand_some_of(self, incident_id: int) -> bool:
        async with self.database.session() as session:
            claimed = await claim_received(session, incident_id, owner=self.owner, now=now(), most=BATCH)
            incident = await incident_by_id(session, incident_id)
        await asyncio.gather(*(self._understand(incident, message) for message in claimed))
        return bool(claimed)

    async def _understand(self, incident: Incident, message: Claimed) -> None:
        async with self._lanes:
            try:
                with UNDERSTAND_S.time():
                    async with self.database.session() as session:
                        if await understand(session, incident, message, owner=self.owner, now=now()):
                            await look_online(
                                session, incident, message.id, settings=self.house.settings, now=now()
                            )
            except Exception as failure:  # noqa: BLE001  whatever one message causes, the others go on; it is put back
                await self._put_back(message, failure)
            else:
                UNDERSTOOD.inc()

    async def _put_back(self, message: Claimed, failure: Exception) -> None:
        kind = type(failure).__name__
        log.error("message.failed", message=message.id, tries=message.attempts, kind=kind, exc_info=failure)
        async with self.database.session() as session:
            if await put_back(session, message, owner=self.owner, reason=kind, now=now()):
                SET_ASIDE.inc()

    async def match_some(self) -> bool:
        """Hop 3: one look at each of some open needs that wait for one."""
        async with self.database.session() as session:
            incident_ids = await incidents_with_needs(session, now=now())
        found = [await self._match_some_of(incident_id) for incident_id in incident_ids]
        return any(found)

    async def _match_some_of(self, incident_id: int) -> bool:
        """One after the other: who was asked for one need is seen by the next."""
        async with self.database.session() as session:
            incident = await incident_by_id(session, incident_id)
        for n in range(BATCH):
            if not await self._match_one(incident, incident_id):
                return n > 0
        return True

    async def _match_one(self, incident: Incident, incident_id: int) -> bool:
        report_id = await self._need_by_road(incident)
        try:
            roads = await self._roads(incident, report_id) if report_id else NO_ROADS
            async with self.database.session() as session:
                if report_id is None:
                    report_id = await next_need(session, incident_id, now=now())
                    if report_id is None:
                        return False
                elif not await hold_need(session, incident_id, report_id, now=now()):
                    return True  # another worker was quicker
                await match(session, incident, report_id, now=now(), roads=roads)
        except Exception as failure:
            if report_id is None:
                raise
            log.error("match.failed", report=report_id, exc_info=failure)
            async with self.database.session() as session:
                reason = type(failure).__name__
                await match_failed(session, incident_id, report_id, reason=reason, now=now())
        MATCHED.inc()
        return True

    async def _need_by_road(self, incident: Incident) -> int | None:
        """Name the next need where times by road are asked for; a drill asks for none."""
        if not self.house.settings.valhalla_url or incident.drill:
            return None
        assert incident.id is not None
        async with self.database.session() as session:
            return await next_need(session, incident.id, now=now())

    async def _roads(self, incident: Incident, report_id: int) -> Roads:
        url = self.house.settings.valhalla_url
        return await roads_to(self.database, self.house.http, url, incident, report_id=report_id, now=now())

    async def send_some(self) -> bool:
        """Hop 4: what waits goes out, several at once."""
        async with self.database.session() as session:
            incident_ids = await incidents_with_outbox(session, now=now())
        found = False
        for incident_id in incident_ids:
            async with self.database.session() as session:
                claimed = await claim_outbox(session, incident_id, owner=self.owner, now=now(), most=BATCH)
                incident = await incident_by_id(session, incident_id)
            await asyncio.gather(*(self._send(incident, outgoing) for outgoing in claimed))
            found = found or bool(claimed)
        return found

    async def _send(self, incident: Incident, outgoing: Outgoing) -> None:
        room = Postroom(
            database=self.database,
            keys=self.house.keys,
            channels=self.house.channels,
            http=self.house.http,
            base_url=self.house.settings.base_url,
            owner=self.owner,
        )
        async with self._lanes:
            state = await send_message(room, incident, outgoing, now=now())
        SENT.labels(state=state.value).inc()

    async def follow_some(self) -> bool:
        """Number, chain and publish what has happened since the last look."""
        async with self.database.session() as session:
            incident_ids = await incidents_behind(session, now=now())
        done = 0
        for incident_id in incident_ids:
            async with self.database.session() as session:
                incident = await incident_by_id(session, incident_id)
                done += await follow_incident(session, incident, keys=self.house.keys, now=now())
        return done > 0

    async def find_some(self, *, behind_s: float = FIND_BEHIND_S) -> bool:
        """Let what has happened be found by its words, once for all that came in one breath."""
        until = now() - timedelta(seconds=behind_s)
        async with self.database.session() as session:
            incident_ids = await incidents_unsearched(session, now=until)
        done = 0
        for incident_id in incident_ids:
            async with self.database.session() as session:
                done = max(done, await follow_words(session, incident_id, now=until))
        return done >= MOST

    async def drain(self) -> None:
        """Work until nothing is left; tests and replays use it in place of a process."""
        while await self.understand_some() or await self.match_some() or await self.send_some():
            continue
        while await self.follow_some():
            continue
        while await self.find_some(behind_s=0):
            continue

    async def read_all(self, incident: Incident) -> None:
        """Read until nothing of one incident waits, retries included, and publish it; nothing is sent."""
        assert incident.id is not None
        while await self._unread(incident.id):
            if not await self._understand_some_of(incident.id):
                await asyncio.sleep(IDLE_S)
        while await self.follow_some():
            continue

    async def _unread(self, incident_id: int) -> bool:
        async with self.database.session() as session:
            return incident_id in await incidents_with_received(session)

    async def run(self, stop: asyncio.Event) -> None:
        """Work until told to stop. What one hop writes, the next looks for at once."""
        match, send = asyncio.Event(), asyncio.Event()
        tasks = (
            supervise("understand", self.understand_some, idle_s=IDLE_S, stop=stop, wakes=(match, send)),
            supervise("match", self.match_some, idle_s=IDLE_S, stop=stop, woken=match, wakes=(send,)),
            supervise("send", self.send_some, idle_s=IDLE_S, stop=stop, woken=send),
            supervise("follow", self.follow_some, idle_s=IDLE_S, stop=stop),
            supervise("find", self.find_some, idle_s=FIND_S, stop=stop),
        )
        await asyncio.gather(*tasks)


async def run_worker(settings: Settings) -> None:
    """Run one worker process until SIGTERM or Ctrl-C."""
    set_up_logs(settings.log_format)
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    load_chores()
    if settings.worker_metrics_port:
        serve_worker_counts(settings.host, settings.worker_metrics_port)
    async with open_house(settings, pool_size=settings.lanes * 2 + 4) as house:
        set_chore_house(house)
        pool = psycopg_pool.AsyncConnectionPool(
            settings.database_url,
            kwargs={"options": OPTIONS.replace("public,procrastinate", "procrastinate,public")},
            min_size=1,
            max_size=4,
            open=False,
        )
        async with pool, jobs.open_async(pool):
            slow = asyncio.create_task(
                jobs.run_worker_async(install_signal_handlers=False, concurrency=JOBS_AT_ONCE)
            )
            try:
                await Worker(house).run(stop)
            finally:
                slow.cancel()
                with suppress(asyncio.CancelledError):
                    await slow
