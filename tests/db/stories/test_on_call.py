"""Nothing critical waits unseen: the people on call hear of it in turn, until one of them looks."""

from datetime import timedelta

import pytest

from app.access.accounts import create_account, give_role
from app.clock import now
from app.messaging.say import in_language, phrase
from app.models.safety import AlarmKind
from app.models.staff import Role
from app.safety.alarms import raise_alarm
from app.safety.on_call import put_on_call
from tests.cast import Town, says

CRY = "Please help, my son is trapped under the wall at the Bridge, he is dying"


async def watch(town: Town, name: str, *, turn: int, hours: tuple[int, ...] | None = None) -> None:
    """Put a coordinator on call."""
    assert town.incident.id is not None
    async with town.house.database.session() as session:
        staff_id = await create_account(session, f"{name.lower()}@desk.example", name=name, now=now())
        await give_role(session, town.incident.id, staff_id, Role.COORDINATOR)
        await put_on_call(
            session,
            town.house.keys,
            town.incident,
            staff_id=staff_id,
            number=town.number(name),
            language="en",
            turn=turn,
            hours=hours,
            who="operator",
            now=now(),
        )


async def alarm(town: Town, kind: AlarmKind = AlarmKind.CRITICAL) -> str:
    """Amina cries for help, and the alarm stands; gives her case."""
    await town.sms("Amina", CRY)
    case = await town.case("Amina")
    (row,) = await town.cases("Amina")
    async with town.house.database.session() as session:
        await raise_alarm(session, town.incident, kind, report_id=row["id"], now=now())
    await town.wait(minutes=0)
    return case


async def test_one_after_the_other_is_texted_until_somebody_says_yes(town: Town) -> None:
    await watch(town, "Dara", turn=1)
    await watch(town, "Emeka", turn=2)
    case = await alarm(town)
    (asked,) = await town.inbox("Dara")
    assert case in asked
    assert "YES" in asked
    assert await town.inbox("Emeka") == []
    await town.wait(minutes=3.1)
    assert len(await town.inbox("Emeka")) == 1
    assert await town.inbox("Dara") == []
    await town.sms("Emeka", "yes")
    await town.wait(minutes=0)
    assert await town.inbox("Dara") == [says("en", "alarm.seen", name="Emeka", case=case)]
    assert await town.inbox("Emeka") == [says("en", "alarm.yours", case=case)]
    await town.wait(minutes=120)
    assert await town.inbox("Dara") == []
    assert await town.inbox("Emeka") == []


async def test_an_alarm_says_nobodys_words_and_no_exact_place(town: Town) -> None:
    await watch(town, "Dara", turn=1)
    await alarm(town)
    (asked,) = await town.inbox("Dara")
    for told in ("Bridge", "son", "wall", "18.9", "osm.org", town.number("Amina")):
        assert told not in asked


async def test_after_the_last_it_starts_again_and_never_gives_up(town: Town) -> None:
    await watch(town, "Dara", turn=1)
    await watch(town, "Emeka", turn=2)
    await alarm(town)
    heard = {"Dara": 0, "Emeka": 0}
    for _ in range(4):
        for name in heard:
            heard[name] += len(await town.inbox(name))
        await town.wait(minutes=31)
    for name in heard:
        heard[name] += len(await town.inbox(name))
    assert heard["Dara"] >= 2
    assert heard["Emeka"] >= 2


async def test_whoever_opens_it_at_the_desk_ends_it_for_all(town: Town) -> None:
    await watch(town, "Emeka", turn=1)
    case = await alarm(town)
    await town.inboxes("Emeka")
    dara = await town.desk("Dara")
    cookie = {"cookie": f"konbit_session={dara.email}"}
    path = f"/desk/{town.incident.slug}/safety"
    shown = await town.http.get(path, headers=cookie)
    assert case in shown.text
    given = {"csrf": dara.csrf, "reference": case}
    assert (await town.http.post(f"{path}/seen", data=given, headers=cookie)).status_code == 303
    await town.wait(minutes=10)
    assert await town.inbox("Emeka") == [says("en", "alarm.seen", name="Dara", case=case)]


async def test_who_sleeps_is_called_only_after_who_watches(town: Town) -> None:
    there = now() + timedelta(hours=2)
    asleep = (there.weekday() * 24 + there.hour,)
    await watch(town, "Dara", turn=1, hours=asleep)
    await watch(town, "Emeka", turn=2)
    await alarm(town)
    assert await town.inbox("Dara") == []
    assert len(await town.inbox("Emeka")) == 1
    await town.wait(minutes=3.1)
    assert len(await town.inbox("Dara")) == 1


async def test_a_coordinator_who_texted_stop_is_passed_over_and_nobody_is_forgotten(town: Town) -> None:
    await watch(town, "Dara", turn=1)
    await watch(town, "Emeka", turn=2)
    await town.sms("Dara", "STOP")
    await town.inboxes("Dara")
    await alarm(town)
    assert await town.inbox("Dara") == []
    assert len(await town.inbox("Emeka")) == 1


@pytest.mark.parametrize("language", ["en", "ht", "fr", "es", "ar", "uk", "ne", "tr", "pt", "sw", "tl"])
async def test_the_number_to_call_comes_first_when_life_is_at_risk(town: Town, language: str) -> None:
    await town.rows("update incident set languages = array[:code] returning id", code=language)
    await town.form("report", CRY, language=language, category="rescue", key=f"a-key-for-{language}-only-1")
    await town.settle()
    first = await town.rows("select text from message where direction = 'out' order by id limit 1")
    assert first[0]["text"].startswith(in_language(phrase("receipt.emergency", emergency="114"), language))


async def test_many_alarms_at_once_are_three_questions_and_one_number(town: Town) -> None:
    await watch(town, "Dara", turn=1)
    names = [f"Amina {n}" for n in range(7)]
    for name in names:
        await town.sms(name, CRY)
    await town.wait(minutes=0)
    heard = await town.inbox("Dara")
    assert len(heard) == 4
    assert heard[-1] == says("en", "alarm.many", n=7)
    dara = await town.desk("Dara")
    for name in names:
        fields = {"csrf": dara.csrf, "reference": await town.case(name)}
        cookie = {"cookie": f"konbit_session={dara.email}"}
        await town.http.post(f"/desk/{town.incident.slug}/safety/seen", data=fields, headers=cookie)
    await town.wait(minutes=0)
    assert len(await town.inbox("Dara")) == 3  # «seen» for the three that were asked about, no more
    await town.wait(minutes=60)
    assert await town.inbox("Dara") == []


async def test_who_cannot_look_says_no_and_the_next_is_called_at_once(town: Town) -> None:
    await watch(town, "Dara", turn=1)
    await watch(town, "Emeka", turn=2)
    await alarm(town)
    await town.inboxes("Dara")
    await town.sms("Dara", "no")
    await town.wait(minutes=0)
    assert await town.inbox("Dara") == [says("en", "no.thanks")]
    assert len(await town.inbox("Emeka")) == 1


async def test_who_is_alone_on_call_and_says_no_is_called_again_only_after_the_wait(town: Town) -> None:
    await watch(town, "Dara", turn=1)
    await alarm(town)
    await town.inboxes("Dara")
    await town.sms("Dara", "no")
    await town.wait(minutes=0)
    assert await town.inbox("Dara") == [says("en", "no.thanks")]
    await town.wait(minutes=3.1)
    assert len(await town.inbox("Dara")) == 1
