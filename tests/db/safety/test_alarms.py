"""Alarms in the database: raised once, held by one, seen once."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.access.accounts import create_account, give_role
from app.clock import now
from app.errors import BadForm, NotFound
from app.messaging.say import phrase
from app.models.incident import Incident
from app.models.safety import AlarmKind
from app.models.staff import Role
from app.safety.alarms import alarms_of, hold_alarm, raise_alarm, see_alarms
from app.safety.calls import call_next
from app.safety.on_call import on_call_now, put_on_call, rota_of, take_off_call
from app.security import Keys
from ingest.shapes import Urgency
from tests import factories

pytestmark = pytest.mark.usefixtures("_job_list")
AMINA, DARA, EMEKA = "+15095550101", "+15095550111", "+15095550112"


async def a_case(session: AsyncSession, keys: Keys, incident: Incident) -> int:
    contact_id = await factories.make_contact(session, keys, incident, AMINA, name="Amina")
    case = await factories.make_report(
        session, incident, contact_id, category="rescue", urgency=Urgency.LIFE_AT_RISK
    )
    return case.id


async def on_call(
    session: AsyncSession, keys: Keys, incident: Incident, name: str, number: str, *, turn: int
) -> int:
    assert incident.id is not None
    staff_id = await create_account(session, f"{name}@desk.example", name=name.title(), now=now())
    await give_role(session, incident.id, staff_id, Role.COORDINATOR)
    await put_on_call(
        session,
        keys,
        incident,
        staff_id=staff_id,
        number=number,
        language="en",
        turn=turn,
        who="operator",
        now=now(),
    )
    return staff_id


async def test_the_same_trouble_raised_twice_is_one_alarm(
    session: AsyncSession, keys: Keys, incident: Incident, incident_id: int
) -> None:
    report_id = await a_case(session, keys, incident)
    for _ in range(2):
        await raise_alarm(session, incident, AlarmKind.CRITICAL, report_id=report_id, now=now())
    await raise_alarm(session, incident, AlarmKind.UNSAFE, report_id=report_id, now=now())
    assert [one.kind for one in await alarms_of(session, incident_id)] == [
        AlarmKind.CRITICAL,
        AlarmKind.UNSAFE,
    ]


async def test_one_look_ends_all_alarms_of_a_case_and_a_new_trouble_is_a_new_alarm(
    session: AsyncSession, keys: Keys, incident: Incident, incident_id: int
) -> None:
    report_id = await a_case(session, keys, incident)
    await raise_alarm(session, incident, AlarmKind.CRITICAL, report_id=report_id, now=now())
    assert await see_alarms(session, incident_id, report_id, who="staff:1", now=now()) == 1
    assert await see_alarms(session, incident_id, report_id, who="staff:2", now=now()) == 0
    assert await alarms_of(session, incident_id) == []
    await raise_alarm(session, incident, AlarmKind.CRITICAL, report_id=report_id, now=now())
    assert len(await alarms_of(session, incident_id)) == 1


async def test_a_chore_that_runs_twice_calls_nobody_twice(
    session: AsyncSession, keys: Keys, incident: Incident, incident_id: int
) -> None:
    report_id = await a_case(session, keys, incident)
    await on_call(session, keys, incident, "dara", DARA, turn=1)
    await raise_alarm(session, incident, AlarmKind.CRITICAL, report_id=report_id, now=now())
    (alarm,) = await alarms_of(session, incident_id)
    held = await hold_alarm(session, incident_id, alarm.id, now=now())
    assert held is not None
    rota = await rota_of(session, incident_id)
    called = await call_next(session, incident, held, rota, about=phrase("category.rescue"), now=now())
    assert called is not None
    assert called.name == "Dara"
    assert await hold_alarm(session, incident_id, alarm.id, now=now()) is None
    later = now() + timedelta(seconds=181)
    assert await hold_alarm(session, incident_id, alarm.id, now=later) is not None


async def test_without_anybody_on_call_the_alarm_stands_and_the_first_one_put_on_call_hears_of_it(
    session: AsyncSession, keys: Keys, incident: Incident, incident_id: int
) -> None:
    report_id = await a_case(session, keys, incident)
    await raise_alarm(session, incident, AlarmKind.CRITICAL, report_id=report_id, now=now())
    (alarm,) = await alarms_of(session, incident_id)
    assert await call_next(session, incident, alarm, [], about=phrase("category.rescue"), now=now()) is None
    assert await hold_alarm(session, incident_id, alarm.id, now=now()) is None
    await on_call(session, keys, incident, "dara", DARA, turn=1)
    assert await hold_alarm(session, incident_id, alarm.id, now=now()) is not None


async def test_a_coordinators_number_is_sealed_and_put_again_changes_their_turn(
    session: AsyncSession, keys: Keys, incident: Incident, incident_id: int
) -> None:
    await on_call(session, keys, incident, "dara", DARA, turn=5)
    await on_call(session, keys, incident, "emeka", EMEKA, turn=3)
    staff_id = await on_call(session, keys, incident, "dara", "+1 (509) 555-0111", turn=1)
    rota = await rota_of(session, incident_id)
    assert [(one.name, one.turn, one.reachable) for one in rota] == [("Dara", 1, True), ("Emeka", 3, True)]
    rows = (await session.execute(text("select number_sealed, number_index from address"))).all()
    assert len(rows) == 2
    assert not any(DARA.encode() in row.number_sealed for row in rows)
    await take_off_call(session, incident_id, staff_id, who="operator", now=now())
    assert [one.name for one in await on_call_now(session, incident, now=now())] == ["Emeka"]
    with pytest.raises(NotFound):
        await take_off_call(session, incident_id, staff_id, who="operator", now=now())


async def test_a_helpers_own_number_stays_theirs_when_they_go_on_call(
    session: AsyncSession, keys: Keys, incident: Incident, incident_id: int
) -> None:
    contact_id = await factories.make_contact(session, keys, incident, DARA, name="Dara D.", language="ht")
    await on_call(session, keys, incident, "dara", DARA, turn=1)
    (one,) = await rota_of(session, incident_id)
    assert (one.contact_id, one.language) == (contact_id, "ht")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"number": "12"}, "no phone number"),
        ({"turn": -1}, "turn"),
        ({"language": "xx"}, "speak"),
        ({"staff_id": -1}, "coordinator"),
    ],
)
async def test_what_is_wrong_in_the_rota_is_one_sentence(
    session: AsyncSession,
    keys: Keys,
    incident: Incident,
    change: dict[str, object],
    sentence: str,
) -> None:
    staff = await factories.make_staff(session, incident, "dara@desk.example")
    given: dict[str, object] = {
        "staff_id": staff.staff_id,
        "number": DARA,
        "language": "en",
        "turn": 1,
        "who": "operator",
        "now": now(),
    }
    with pytest.raises(BadForm, match=sentence):
        await put_on_call(session, keys, incident, **(given | change))  # type: ignore[arg-type]
