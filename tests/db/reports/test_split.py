"""Merging is never final: split, and both cases are as if nobody had ever merged them.

One story is played twice from one beginning: once with a merge before it and a split after it, once with
neither. In the end every row is the same, but for events and texts, which nobody takes back.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import booleans, lists, sampled_from, tuples
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app import clock
from app.dispatch.offer import ask_helper, forget_suggestions, propose_helpers
from app.dispatch.shapes import Suggestion
from app.dispatch.steps import jobs_of
from app.errors import Conflict
from app.models import SQLModel
from app.models.dispatch import DispatchState
from app.models.incident import Incident
from app.models.report import NeedLine, ReportKind, ReportState, Verified
from app.models.safety import ApprovalKind
from app.pipeline.correct import correct
from app.pipeline.decide import Decision, Verdict, decide
from app.pipeline.merge import merge_cases, split_case
from app.reports.correct import Correction
from app.reports.describe import describe_report, details_of
from app.reports.find import lock_report
from app.reports.place import place_report
from app.reports.settle import settle_report, want_helpers
from app.reports.shapes import Case
from app.reports.update import Grown, update_report
from app.reports.verify import mark_rumour, step_after, verify_report
from app.safety.approve import approve, withdraw_approval
from app.safety.risk import mark_risky
from ingest.shapes import Quantity
from tests import factories
from tests.town import located

TOLD = {"event", "message"}  # what was said stays said
TABLES = [
    table.name
    for table in SQLModel.metadata.sorted_tables
    if "incident_id" in table.columns and table.name not in TOLD
]
SLUGS = count(1)
DARA = "staff:1"
BEGIN = clock.now()
Act = Callable[["Played", Case], Awaitable[object]]
Move = tuple[int, str, str]  # seconds after the beginning, to which of the two, what


class Played:
    """One incident with two needs of one kind, helpers suggested for both, and a coordinator."""

    def __init__(self, session: AsyncSession, incident: Incident) -> None:
        assert incident.id is not None
        self.session, self.incident, self.incident_id = session, incident, incident.id
        self.ids: dict[str, int] = {}
        self.helpers: list[int] = []
        self.staff_id = 0
        self.now = BEGIN

    async def begin(self, keys, *, looked_at: bool, due: bool) -> None:
        """Two people tell of one need, and helpers are found."""
        session, incident = self.session, self.incident
        self.staff_id = (
            await factories.make_staff(session, incident, f"{incident.slug}@desk.example")
        ).staff_id
        for n in (2, 3):
            who = await factories.make_contact(session, keys, incident, f"+150955501{n:02}")
            self.helpers.append(await factories.make_volunteer(session, incident, who))
        for n, side in enumerate(("standing", "merged")):
            who = await factories.make_contact(session, keys, incident, f"+150955501{n:02}")
            case = await factories.make_report(session, incident, who)
            self.ids[side] = case.id
            line = NeedLine(
                incident_id=self.incident_id, report_id=case.id, item="water", amount=20, unit="litre"
            )
            session.add(line)
            if looked_at:
                await self._settle(side, ReportState.OPEN)
            found = [
                Suggestion(volunteer_id=one, score=1, distance_m=300, reasons=("near:300",))
                for one in self.helpers
            ]
            await propose_helpers(session, self.incident_id, case.id, found, now=self.now)
        await session.execute(
            text("update report set match_at = case when :due then :now end where incident_id = :i"),
            {"i": self.incident_id, "due": due, "now": self.now},
        )

    async def play(self, story: list[Move], *, merged: bool) -> list[Move]:
        """Let it happen, and say what did: what is refused has not."""
        if merged:
            await self.merge()
        done = []
        for second, side, what in story:
            self.now = BEGIN + timedelta(seconds=second)
            if await self._act(side, what):
                done.append((second, side, what))
        self.now = BEGIN + timedelta(seconds=100)
        if merged and (await self.case("merged")).merged_into is not None:
            await split_case(self.session, self.incident, await self.case("merged"), who=DARA, now=self.now)
        return done

    async def merge(self) -> None:
        """Make one of both."""
        into, other = await self.case("standing"), await self.case("merged")
        await merge_cases(self.session, self.incident, into=into, other=other, who=DARA, now=self.now)

    async def case(self, side: str) -> Case:
        """One of the two, as it is now."""
        return await lock_report(self.session, self.incident_id, self.ids[side])

    async def _act(self, side: str, what: str) -> bool:
        before = await self._happened()
        try:
            async with self.session.begin_nested():
                await ACTS[what](self, await self.case(side))
        except Conflict:
            return False
        return await self._happened() > before

    async def _happened(self) -> int:
        await self.session.flush()
        row = await self.session.execute(
            text("select count(*) from event where incident_id = :i"), {"i": self.incident_id}
        )
        return int(row.scalar_one())

    async def _settle(self, side: str, state: ReportState) -> None:
        await settle_report(
            self.session, self.incident_id, await self.case(side), state, who=DARA, now=self.now
        )

    async def rows(self) -> dict[str, list[str]]:
        """Every row there is, and whether helpers are looked for; not when a row was touched."""
        await self.session.flush()
        seen = {}
        for name in TABLES:
            statement = text(f"select * from {name} where incident_id = :i")
            found = (await self.session.execute(statement, {"i": self.incident_id})).mappings()
            seen[name] = sorted(str(_lasting(dict(row))) for row in found)
        return seen


def _lasting(row: dict[str, object]) -> dict[str, object]:
    for name in ("updated_at", "id" if "reference" not in row else ""):
        row.pop(name, None)
    if "match_at" in row:
        row["match_at"] = row["match_at"] is not None
    return row


# what may happen to either case while one stands for both


def _verdict(verdict: Verdict) -> Act:
    async def act(played: Played, case: Case) -> None:
        decision = Decision(verdict=verdict, who=DARA)
        await decide(played.session, played.incident, case.id, decision, now=played.now)

    return act


async def _verify(played: Played, case: Case) -> None:
    step = step_after(case.verified) or Verified.REPORTED
    await verify_report(played.session, played.incident_id, case, step, who=DARA, now=played.now)


async def _rumour(played: Played, case: Case) -> None:
    await mark_rumour(played.session, played.incident_id, case, not case.rumour, who=DARA, now=played.now)


async def _correct(played: Played, case: Case) -> None:
    named = ("food",) if case.category == "water" else ("water",)
    correction = Correction(kind=ReportKind.NEED, categories=named, urgency=3)
    await correct(played.session, played.incident, case, correction, who=DARA, now=played.now)


async def _describe(played: Played, case: Case) -> None:
    stood = await details_of(played.session, played.incident_id, case)
    said = replace(stood, people=(stood.people or 0) + 1, name="Somebody")
    await describe_report(played.session, played.incident_id, case, said, who=DARA, now=played.now)


async def _place(played: Played, case: Case) -> None:
    at = "Mill" if case.place_name != "Mill" else "School"
    await place_report(played.session, played.incident_id, case, located(at), who=DARA, now=played.now)


async def _grow(played: Played, case: Case) -> None:
    more = Quantity(item="blanket", amount=3 + (case.people or 0), unit="", span=(0, 1), confidence=0.9)
    told = Grown(people=(case.people or 0) + 2, urgency=4, categories=case.categories, quantities=(more,))
    who = f"contact:{case.contact_id}"
    await update_report(played.session, played.incident_id, case, told, who=who, message_id=0, now=played.now)


async def _want(played: Played, case: Case) -> None:
    more = case.places_wanted + 1
    await want_helpers(played.session, played.incident_id, case, more, who=DARA, now=played.now)


async def _approve(played: Played, case: Case) -> None:
    which = played.session, played.incident_id, case.id, ApprovalKind.RISK
    await approve(*which, staff_id=played.staff_id, now=played.now)


async def _disagree(played: Played, case: Case) -> None:
    which = played.session, played.incident_id, case.id, ApprovalKind.RISK
    await withdraw_approval(*which, staff_id=played.staff_id, now=played.now)


async def _risky(played: Played, case: Case) -> None:
    await mark_risky(played.session, played.incident_id, case.id, not case.risky, who=DARA, now=played.now)


async def _ask(played: Played, case: Case) -> None:
    jobs = await jobs_of(played.session, played.incident_id, case.id)
    for job in [job for job in jobs if job.state is DispatchState.PROPOSED][:1]:
        await ask_helper(played.session, played.incident, job.id, who=DARA, now=played.now)


async def _off_duty(played: Played, case: Case) -> None:
    await forget_suggestions(played.session, played.incident_id, played.helpers[0])
    await want_helpers(played.session, played.incident_id, case, 2, who=DARA, now=played.now)


ACTS: dict[str, Act] = {
    **{verdict.value: _verdict(verdict) for verdict in Verdict},
    "verify": _verify,
    "rumour": _rumour,
    "correct": _correct,
    "describe": _describe,
    "place": _place,
    "grow": _grow,
    "want": _want,
    "approve": _approve,
    "disagree": _disagree,
    "risky": _risky,
    "ask": _ask,
    "off duty": _off_duty,
}
STORIES = lists(tuples(sampled_from(("standing", "merged")), sampled_from(sorted(ACTS))), max_size=6)


@pytest.fixture
async def both_ways(house):
    """Play one story with and without a merge around it, in a transaction that nobody commits."""
    loop = asyncio.get_running_loop()

    async def play(told: list[tuple[str, str]], *, looked_at: bool, due: bool):
        story = [(10 * n, side, what) for n, (side, what) in enumerate(told, 1)]
        async with house.database.engine.connect() as connection, AsyncSession(connection) as session:
            incident = await factories.make_incident(session, house.keys, slug=f"split-{next(SLUGS)}")
            one = Played(session, incident)
            await one.begin(house.keys, looked_at=looked_at, due=due)
            before = await session.begin_nested()
            done = await one.play(story, merged=True)
            with_merge = await one.rows()
            await before.rollback()
            session.expunge_all()
            assert await one.play(done, merged=False) == done
            without = await one.rows()
            await session.rollback()
        return with_merge, without

    return lambda *story, **how: loop.run_until_complete(play(*story, **how))


FEW = settings(
    max_examples=15, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
)


@FEW
@given(story=STORIES, looked_at=booleans(), due=booleans())
def test_split_is_as_if_never_merged_whatever_happened_meanwhile(both_ways, story, looked_at, due):
    with_merge, without = both_ways(story, looked_at=looked_at, due=due)
    for table in TABLES:
        assert with_merge[table] == without[table], f"{table}, after {story}"


@pytest.mark.parametrize("looked_at", [True, False])
@pytest.mark.parametrize("due", [True, False])
def test_split_at_once_changes_nothing_at_all(both_ways, looked_at, due):
    with_merge, without = both_ways([], looked_at=looked_at, due=due)
    assert with_merge == without
