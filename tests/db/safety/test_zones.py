"""Zones in the database: what lies in them, whose way leads through them."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.clock import now
from app.errors import BadForm, NotFound
from app.models.incident import Incident
from app.models.safety import ApprovalKind, ZoneKind
from app.safety.approve import approvals_of, approve, withdraw_approval
from app.safety.risk import mark_risky, risk_of
from app.safety.zones import Drawn, draw_zone, end_zone, jobs_in_zone, zones_of
from app.security import Keys
from geo.geojson import circle_geometry
from tests import factories
from tests.town import corner

AMINA, BAYU = "+15095550101", "+15095550102"


async def draw(
    session: AsyncSession,
    incident: Incident,
    at: str,
    *,
    kind: ZoneKind = ZoneKind.HAZARD,
    radius_m: float = 100,
    hours: float | None = None,
) -> Drawn:
    until_at = now() + timedelta(hours=hours) if hours is not None else None
    return await draw_zone(
        session,
        incident,
        kind=kind,
        name=f"around {at}",
        area=circle_geometry(corner(at), radius_m=radius_m),
        who="operator",
        until_at=until_at,
        now=now(),
    )


async def a_case(session: AsyncSession, keys: Keys, incident: Incident, at: str = "Bridge") -> int:
    contact_id = await factories.make_contact(session, keys, incident, AMINA)
    return (await factories.make_report(session, incident, contact_id, at=at)).id


async def a_job(
    session: AsyncSession, keys: Keys, incident: Incident, report_id: int, *, state: str, at: str
) -> None:
    contact_id = await factories.make_contact(session, keys, incident, BAYU)
    helper_id = await factories.make_volunteer(session, incident, contact_id, at=at)
    await session.execute(
        text("""
            insert into dispatch (incident_id, report_id, volunteer_id, state, score, reasons, created_at,
                since_at, wave, missed)
            values (:incident_id, :report_id, :helper_id, :state, 0, '{}', now(), now(), 0, 0)
        """),
        {"incident_id": incident.id, "report_id": report_id, "helper_id": helper_id, "state": state},
    )


async def test_a_need_inside_a_hazard_is_risky_until_the_hazard_ends(
    session: AsyncSession, keys: Keys, incident: Incident, incident_id: int
) -> None:
    report_id = await a_case(session, keys, incident)
    assert not (await risk_of(session, incident_id, report_id, now=now())).risky
    drawn = await draw(session, incident, "Bridge")
    assert (await risk_of(session, incident_id, report_id, now=now())).in_hazard
    (zone,) = await zones_of(session, incident_id, now=now())
    assert (zone.id, zone.kind, zone.needs) == (drawn.id, ZoneKind.HAZARD, 1)
    await end_zone(session, incident_id, drawn.id, who="operator", now=now())
    assert not (await risk_of(session, incident_id, report_id, now=now())).risky
    assert await zones_of(session, incident_id, now=now()) == []
    with pytest.raises(NotFound):
        await end_zone(session, incident_id, drawn.id, who="operator", now=now())


async def test_a_zone_is_over_at_its_time_and_a_closure_is_no_hazard(
    session: AsyncSession, keys: Keys, incident: Incident, incident_id: int
) -> None:
    report_id = await a_case(session, keys, incident)
    await draw(session, incident, "Bridge", hours=1)
    await draw(session, incident, "Bridge", kind=ZoneKind.CLOSURE)
    tomorrow = now() + timedelta(days=1)
    assert not (await risk_of(session, incident_id, report_id, now=tomorrow)).risky
    assert [one.kind for one in await zones_of(session, incident_id, now=tomorrow)] == [ZoneKind.CLOSURE]


@pytest.mark.parametrize("state", ["asked", "accepted", "on_way", "there"])
async def test_whoever_draws_learns_whose_way_leads_through_the_zone(
    session: AsyncSession, keys: Keys, incident: Incident, incident_id: int, state: str
) -> None:
    report_id = await a_case(session, keys, incident, at="Market")
    await a_job(session, keys, incident, report_id, state=state, at="Mill")
    drawn = await draw(session, incident, "Bridge", kind=ZoneKind.CLOSURE)  # half way
    assert len(drawn.cases) == 1
    assert await jobs_in_zone(session, incident_id, drawn.id) == drawn.cases
    assert (await draw(session, incident, "School")).cases == ()
    await session.flush()
    what = await session.execute(text("select report_id from event where what = 'dispatch.in_zone'"))
    assert list(what.scalars()) == [report_id]


async def test_a_suggestion_through_the_zone_is_looked_at_again(
    session: AsyncSession, keys: Keys, incident: Incident
) -> None:
    report_id = await a_case(session, keys, incident, at="Market")
    await a_job(session, keys, incident, report_id, state="proposed", at="Mill")
    await session.execute(text("update report set match_at = null"))
    await draw(session, incident, "School")
    assert (await session.execute(text("select match_at from report"))).scalar() is None
    await draw(session, incident, "Bridge")
    assert (await session.execute(text("select match_at from report"))).scalar() is not None


async def test_an_end_in_the_past_is_refused(session: AsyncSession, incident: Incident) -> None:
    with pytest.raises(BadForm, match="past"):
        await draw(session, incident, "Bridge", hours=-1)


async def test_a_risky_case_is_one_for_two(
    session: AsyncSession, keys: Keys, incident: Incident, incident_id: int
) -> None:
    report_id = await a_case(session, keys, incident)
    assert await mark_risky(session, incident_id, report_id, True, who="staff:1", now=now())
    assert not await mark_risky(session, incident_id, report_id, True, who="staff:2", now=now())
    risk = await risk_of(session, incident_id, report_id, now=now())
    assert (risk.marked, risk.places_wanted) == (True, 2)


async def test_a_word_given_twice_is_one_word_and_can_be_taken_back(
    session: AsyncSession, keys: Keys, incident: Incident, incident_id: int
) -> None:
    report_id = await a_case(session, keys, incident)
    dara = (await factories.make_staff(session, incident, "dara@desk.example")).staff_id
    for _ in range(2):
        await approve(session, incident_id, report_id, ApprovalKind.RISK, staff_id=dara, now=now())
    assert (await approvals_of(session, incident_id, report_id)).risk == (dara,)
    await withdraw_approval(session, incident_id, report_id, ApprovalKind.RISK, staff_id=dara, now=now())
    assert (await approvals_of(session, incident_id, report_id)).risk == ()
    await session.flush()
    written = await session.execute(text("select what from event where what like 'approval.%' order by id"))
    assert list(written.scalars()) == ["approval.given", "approval.withdrawn"]
