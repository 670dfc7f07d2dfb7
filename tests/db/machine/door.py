"""The real thing behind the same moves: texts through hops 1 and 2, the desk's and the machine's verbs.

Each move is one transaction at a moment that the story says; timers are read from the real list of jobs and
called when their time has come.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import count

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.dispatch.answer import lapse_job
from app.dispatch.complete import call_off
from app.dispatch.confirm import close_unconfirmed
from app.dispatch.hand import accept_for, finish_for, release_job
from app.dispatch.offer import ask_helper
from app.errors import Conflict
from app.house import House
from app.messaging.claim import claim_received
from app.messaging.receive import receive_message
from app.models.incident import Automation, Incident
from app.models.report import ReportState
from app.pipeline.match import match
from app.pipeline.merge import follow_merged, merge_cases, split_case
from app.pipeline.understand import understand
from app.reports.find import lock_report, report_by_reference
from app.reports.settle import settle_report, want_helpers
from app.reports.shapes import Case
from tests import factories
from tests.db.machine.world import WAIT

DARA = "staff:1"
OWNER = "story"
CASES = text("""
    select r.reference, a.number_index, r.kind, r.state, r.places_wanted, i.reference as into_case
    from report r
    join address a on a.incident_id = :incident_id and a.contact_id = r.contact_id
    left join report i on i.incident_id = :incident_id and i.id = r.merged_into
    where r.incident_id = :incident_id order by r.id
""")
TIES = text("""
    select d.id, r.reference, a.number_index, d.state
    from dispatch d
    join report r on r.incident_id = :incident_id and r.id = d.report_id
    join volunteer v on v.incident_id = :incident_id and v.id = d.volunteer_id
    join address a on a.incident_id = :incident_id and a.contact_id = v.contact_id
    where d.incident_id = :incident_id order by d.id
""")
QUESTIONS = text("""
    select a.number_index, p.kind, p.digit, coalesce(r.reference, '') as reference
    from prompt p
    join address a on a.incident_id = :incident_id and a.contact_id = p.contact_id
    left join report r on r.incident_id = :incident_id and r.id = p.report_id
    where p.incident_id = :incident_id and p.closed_at is null and p.expires_at > :now
      and p.kind in ('ask', 'job', 'confirm', 'rest') order by p.id
""")
HELPERS = text("""
    select a.number_index, v.on_duty and coalesce(v.rest_until <= :now, true) as ready,
        exists (select 1 from suppression s
                where s.our_number = a.our_number and s.number_index = a.number_index) as silent
    from volunteer v join address a on a.incident_id = :incident_id and a.contact_id = v.contact_id
    where v.incident_id = :incident_id
""")
DUE = text("""
    delete from procrastinate_jobs
    where task_name in ('lapse', 'close_unconfirmed') and scheduled_at <= :now
      and (args ->> 'incident_id')::bigint = :incident_id
    returning task_name, (args ->> 'dispatch_id')::bigint as dispatch_id, scheduled_at, id
""")
# nobody is asked whether they are well, and a question waits long enough for several people to answer
CALM = text("update incident set check_in_s = 0, offer_wait_s = :wait_s where id = :incident_id")
CLEAN = text("delete from suppression")
WORDS = {"on_way": "ON WAY"}
Which = tuple[str, str, int]  # code, helper, the how-manyth time these two are tied
NEED, GIFT = "We need water for 4 people at the Bridge", "I can bring water, I am at the Mill"


@dataclass(frozen=True, slots=True)
class Seen:
    """What can be seen of either world, alike for both."""

    cases: tuple[tuple[str, str, str, int, str], ...]  # code, whose, state, places, merged into
    ties: tuple[tuple[str, str, str], ...]  # code, helper, state
    questions: tuple[tuple[str, str, int, str], ...]  # whose, kind, digit, code
    ready: tuple[str, ...]  # helpers who may be asked
    silent: tuple[str, ...]


class Door:
    """One incident of its own for each story, on a database that many share."""

    _numbers = count(1)

    def __init__(self, house: House, incident: Incident, numbers: dict[str, str]) -> None:
        assert incident.id is not None
        self.house, self.incident, self.numbers = house, incident, numbers
        self.incident_id = incident.id
        self._names = {house.keys.index(number): name for name, number in numbers.items()}
        self._ids: dict[tuple[str, str], list[int]] = {}

    @classmethod
    async def opened(cls, house: House, people: tuple[str, ...]) -> "Door":
        """Make an incident nobody has texted yet."""
        numbers = {name: f"+150955501{n:02}" for n, name in enumerate(people)}
        async with house.database.session() as session:
            await session.execute(CLEAN)
            incident = await factories.make_incident(
                session, house.keys, slug=f"order-{next(cls._numbers)}", automation=Automation.SUGGEST
            )
            wait_s = int(WAIT.total_seconds())
            await session.execute(CALM, {"incident_id": incident.id, "wait_s": wait_s})
            incident.check_in_s, incident.offer_wait_s = 0, wait_s
        return cls(house, incident, numbers)

    async def text(self, who: str, words: str, *, now: datetime) -> None:
        """Somebody texts: hop 1, the claim, and hop 2."""
        said = factories.inbound(self.numbers[who], words)
        async with self.house.database.session() as session:
            await receive_message(
                session, self.house.keys, incident=self.incident, inbound=said, raw=b"", now=now
            )
            (claimed,) = await claim_received(session, self.incident_id, owner=OWNER, now=now, most=2)
            assert await understand(session, self.incident, claimed, owner=OWNER, now=now)

    async def command(
        self, who: str, word: str, digit: int | None, named: str | None, *, now: datetime
    ) -> None:
        """Somebody texts a command."""
        parts = (WORDS.get(word, word.upper()), named, None if digit is None else str(digit))
        await self.text(who, " ".join(part for part in parts if part), now=now)

    async def look(self, code: str, *, automation: Automation, now: datetime) -> None:
        """Hop 3 looks at one need."""
        self.incident.automation = automation
        async with self.house.database.session() as session:
            case = await self._case(session, code)
            await match(session, self.incident, case.id, now=now)

    async def ask(self, tie: Which, *, now: datetime) -> bool:
        """The desk asks one of those who were suggested."""
        return await self._try(
            lambda session: ask_helper(session, self.incident, self._id(tie), now=now, who=DARA)
        )

    async def accept_by_phone(self, tie: Which, *, now: datetime) -> bool:
        """The desk notes a yes."""
        return await self._try(
            lambda session: accept_for(session, self.incident, self._id(tie), now=now, who=DARA)
        )

    async def finish_by_phone(self, tie: Which, *, now: datetime) -> bool:
        """The desk notes that somebody is done."""
        return await self._try(
            lambda session: finish_for(session, self.incident, self._id(tie), now=now, who=DARA)
        )

    async def release(self, tie: Which, *, now: datetime) -> bool:
        """The desk frees somebody."""
        return await self._try(
            lambda session: release_job(session, self.incident, self._id(tie), now=now, who=DARA, why="")
        )

    async def want(self, code: str, places: int, *, now: datetime) -> None:
        """The desk says how many are needed."""
        async with self.house.database.session() as session:
            case = await self._case(session, code)
            await want_helpers(session, self.incident_id, case, places, who=DARA, now=now)

    async def merge(self, into: str, other: str, *, now: datetime) -> bool:
        """The desk says that two needs are one."""

        async def merge(session: AsyncSession) -> None:
            one, two = await self._case(session, into), await self._case(session, other)
            await merge_cases(session, self.incident, into=one, other=two, who=DARA, now=now)

        return await self._try(merge)

    async def split(self, code: str, *, now: datetime) -> bool:
        """The desk says that they were two."""

        async def split(session: AsyncSession) -> None:
            await split_case(session, self.incident, await self._case(session, code), who=DARA, now=now)

        return await self._try(split)

    async def settle(self, code: str, state: ReportState, *, now: datetime) -> None:
        """The desk closes a case, or opens it again."""
        async with self.house.database.session() as session:
            case = await self._case(session, code)
            if state is not ReportState.OPEN:
                await call_off(session, self.incident, case.id, now=now, who=DARA)
            await settle_report(session, self.incident_id, case, state, who=DARA, now=now)
            await follow_merged(session, self.incident, case.id, state, who=DARA, now=now)

    async def ring(self, *, now: datetime) -> None:
        """Call every timer whose time has come, in order."""
        which = {"incident_id": self.incident_id, "now": now}
        async with self.house.database.session() as session:
            due = sorted(
                (await session.execute(DUE, which)).all(), key=lambda job: (job.scheduled_at, job.id)
            )
        for job in due:
            async with self.house.database.session() as session:
                if job.task_name == "lapse":
                    await lapse_job(session, self.incident_id, job.dispatch_id, now=now)
                else:
                    await close_unconfirmed(session, self.incident, job.dispatch_id, now=now)

    async def seen(self, *, now: datetime) -> Seen:
        """Look at everything there is."""
        which = {"incident_id": self.incident_id, "now": now}
        async with self.house.database.session() as session:
            cases = (await session.execute(CASES, which)).all()
            ties = (await session.execute(TIES, which)).all()
            questions = (await session.execute(QUESTIONS, which)).all()
            helpers = (await session.execute(HELPERS, which)).all()
        name = self._names
        self._ids = {}
        for row in ties:
            self._ids.setdefault((row.reference, name[row.number_index]), []).append(row.id)
        return Seen(
            cases=tuple(
                (row.reference, name[row.number_index], row.state, row.places_wanted, row.into_case or "")
                for row in cases
            ),
            ties=tuple(sorted((row.reference, name[row.number_index], row.state) for row in ties)),
            questions=tuple(
                (name[row.number_index], row.kind, row.digit, row.reference)
                for row in sorted(questions, key=lambda row: name[row.number_index])
            ),
            ready=tuple(sorted(name[row.number_index] for row in helpers if row.ready)),
            silent=tuple(sorted(name[row.number_index] for row in helpers if row.silent)),
        )

    def _id(self, tie: Which) -> int:
        code, helper, n = tie
        return self._ids[code, helper][n]

    async def _case(self, session: AsyncSession, code: str) -> Case:
        case = await report_by_reference(session, self.incident_id, code)
        assert case is not None
        return await lock_report(session, self.incident_id, case.id)

    async def _try(self, act: Callable[[AsyncSession], Awaitable[object]]) -> bool:
        """Do it in one transaction, and say whether it was refused."""
        try:
            async with self.house.database.session() as session:
                await act(session)
        except Conflict:
            return False
        return True
