"""Risky jobs and delicate needs: nobody is asked before people have looked, and nobody goes alone."""

import pytest

from app.clock import now
from app.errors import Conflict
from app.models.incident import Automation
from app.models.safety import ApprovalKind, ZoneKind
from app.models.staff import Role
from app.models.volunteer import Trust
from app.pipeline.ask import ask_by_hand
from app.reports.find import report_by_reference
from app.safety.approve import approve
from app.safety.risk import mark_risky
from app.safety.zones import draw_zone
from geo.geojson import circle_geometry
from tests import factories
from tests.cast import Town
from tests.town import corner

WATER = "Need water for 4 at the Bridge"


@pytest.fixture
async def dara(town: Town) -> int:
    """A coordinator's account."""
    return await coordinator(town, "dara")


@pytest.fixture
async def emeka(town: Town) -> int:
    """Another coordinator's account."""
    return await coordinator(town, "emeka")


async def coordinator(town: Town, name: str) -> int:
    async with town.house.database.session() as session:
        email = f"{name}@desk.example"
        return (await factories.make_staff(session, town.incident, email, role=Role.COORDINATOR)).staff_id


async def need(town: Town, words: str = WATER) -> str:
    """Amina needs something, and the machine only suggests."""
    await town.automation(Automation.SUGGEST)
    await town.sms("Amina", words)
    return await town.case("Amina")


async def ask(town: Town, reference: str, helper: str, staff_id: int) -> None:
    """A coordinator asks a suggested helper."""
    assert town.incident.id is not None
    (row,) = await town.rows(
        """
        select d.id from dispatch d
        join report r on r.incident_id = d.incident_id and r.id = d.report_id
        join volunteer v on v.incident_id = d.incident_id and v.id = d.volunteer_id
        join contact c on c.incident_id = d.incident_id and c.id = v.contact_id
        where r.reference = :reference and c.name = :helper and d.state = 'proposed'
        """,
        reference=reference,
        helper=helper,
    )
    async with town.house.database.session() as session:
        case = await report_by_reference(session, town.incident.id, reference)
        assert case is not None
        await ask_by_hand(
            session,
            town.incident,
            case,
            row["id"],
            who=f"staff:{staff_id}",
            staff_id=staff_id,
            now=now(),
        )
    town.stir()


async def agree(town: Town, reference: str, kind: ApprovalKind, staff_id: int) -> None:
    """A coordinator agrees at the desk."""
    assert town.incident.id is not None
    async with town.house.database.session() as session:
        case = await report_by_reference(session, town.incident.id, reference)
        assert case is not None
        await approve(session, town.incident.id, case.id, kind, staff_id=staff_id, now=now())


async def events(town: Town, what: str) -> list[dict[str, object]]:
    rows = await town.rows("select who, after, why from event where what = :what order by id", what=what)
    return [dict(row) for row in rows]


async def test_water_is_asked_for_with_one_press(town: Town, dara: int) -> None:
    await town.volunteer("Bayu")
    case = await need(town)
    await ask(town, case, "Bayu", dara)
    assert len(await town.inbox("Bayu")) == 1


async def test_a_sick_persons_helper_is_asked_after_the_questions(town: Town, dara: int) -> None:
    await town.volunteer("Bayu", skills=["medical"], trust=Trust.VETTED)
    case = await need(town, "My mother is sick, we need a nurse at the Bridge")
    with pytest.raises(Conflict, match="questions"):
        await ask(town, case, "Bayu", dara)
    assert await town.inbox("Bayu") == []
    await agree(town, case, ApprovalKind.CHECKLIST, dara)
    await ask(town, case, "Bayu", dara)
    assert len(await town.inbox("Bayu")) == 1
    assert await events(town, "dispatch.beyond_trust") == []


async def test_a_newcomer_is_asked_for_a_sick_person_by_hand_alone_and_it_is_written_down(
    town: Town, dara: int
) -> None:
    await town.volunteer("Bayu", skills=["medical"], trust=Trust.NEW)
    case = await need(town, "My mother is sick, we need a nurse at the Bridge")
    await agree(town, case, ApprovalKind.CHECKLIST, dara)
    await ask(town, case, "Bayu", dara)
    (noted,) = await events(town, "dispatch.beyond_trust")
    assert noted["who"] == f"staff:{dara}"
    assert noted["after"] == {"trust": "new", "kinds": ["medical"]}


async def test_a_risky_job_takes_two_coordinators_and_two_helpers(town: Town, dara: int, emeka: int) -> None:
    assert town.incident.id is not None
    await town.volunteer("Bayu")
    await town.volunteer("Chen", at="School")
    case = await need(town)
    (row,) = await town.cases("Amina")
    async with town.house.database.session() as session:
        await mark_risky(session, town.incident.id, row["id"], True, who=f"staff:{dara}", now=now())
    await town.settle()
    with pytest.raises(Conflict, match="second coordinator"):
        await ask(town, case, "Bayu", dara)
    await agree(town, case, ApprovalKind.RISK, dara)
    with pytest.raises(Conflict, match="second coordinator"):
        await ask(town, case, "Bayu", dara)
    await ask(town, case, "Bayu", emeka)
    assert len(await town.inbox("Bayu")) == 1
    await ask(town, case, "Chen", dara)
    assert len(await town.inbox("Chen")) == 1
    (row,) = await town.cases("Amina")
    assert row["places_wanted"] == 2


async def test_one_helper_alone_is_not_sent_into_danger_though_two_agree(
    town: Town, dara: int, emeka: int
) -> None:
    assert town.incident.id is not None
    await town.volunteer("Bayu")
    case = await need(town)
    (row,) = await town.cases("Amina")
    async with town.house.database.session() as session:
        await mark_risky(session, town.incident.id, row["id"], True, who=f"staff:{dara}", now=now())
    await town.rows("update report set places_wanted = 1 returning id")
    await agree(town, case, ApprovalKind.RISK, dara)
    with pytest.raises(Conflict, match="two helpers"):
        await ask(town, case, "Bayu", emeka)


async def test_a_need_in_a_hazard_becomes_risky_by_itself(town: Town, dara: int, emeka: int) -> None:
    await town.volunteer("Bayu", at="School")
    case = await need(town)
    async with town.house.database.session() as session:
        await draw_zone(
            session,
            town.incident,
            kind=ZoneKind.HAZARD,
            name="flood",
            area=circle_geometry(corner("Bridge"), radius_m=100),
            who=f"staff:{dara}",
            now=now(),
        )
    with pytest.raises(Conflict, match="second coordinator"):
        await ask(town, case, "Bayu", dara)
    await agree(town, case, ApprovalKind.RISK, dara)
    await ask(town, case, "Bayu", emeka)
    (noted,) = await events(town, "report.risky")
    assert noted["why"] == "the place lies in a hazard zone"
    assert len(await town.inbox("Bayu")) == 1
