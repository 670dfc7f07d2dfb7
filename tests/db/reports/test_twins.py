"""Two people told of one need, or one person told it twice: the desk is shown it quickly, and why."""

from datetime import timedelta

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app import clock
from app.models.report import ReportKind
from app.reports import queries
from app.reports.merge import merge_reports
from app.reports.twins import WINDOW, set_apart, twins_for, twins_of
from geo.spatial import ewkt
from ingest.shapes import Intent
from tests import factories
from tests.town import corner

WORDS = "No water at the Bridge, we are 4 people"

PEOPLE = text("""
    insert into contact (incident_id, name, language, created_at)
    select :incident_id, '', 'en', now() from generate_series(1, 10000)
""")
# a town in which fifty thousand have written, most of them lately, many from the same few places
MANY = text("""
    insert into report (incident_id, reference, link_token, contact_id, kind, state, category, categories,
        urgency, people, language, text, reading, place_text, place_name, place_source, place_trail, point,
        radius_m, morton, place_asked, places_wanted, risky, drive, match_tries, verified, rumour, area,
        created_at, updated_at)
    select :incident_id, 'X' || n, 't' || n, people.first + n % 10000, 'need',
        case when n % 9 = 0 then 'noise' else 'open' end, 'water', '{water}', 1 + n % 4, n % 9, 'en',
        'we need water and food, number ' || n || ' of the road', '{}', '', '', '', '{}',
        st_setsrid(st_makepoint(-72.6 + (n % 997) * 0.0002, 18.85 + (n % 691) * 0.0002), 4326),
        60, 0, 0, 1, false, false, 0, 'reported', false, '', now() - n * interval '8 seconds', now()
    from generate_series(1, 50000) n,
        (select max(c.id) - 9999 as first from contact c where c.incident_id = :incident_id) people
""")
EVENTS = text("""
    insert into event (incident_id, report_id, what, who, before, after, why, at)
    select incident_id, id, 'report.created', 'machine', '{}', '{}', '', created_at from report
""")


@pytest.fixture
async def tell(session: AsyncSession, house, incident):
    """Somebody tells of a need."""
    people: dict[str, int] = {}

    async def tell(name: str, words: str = WORDS, **more):
        if name not in people:
            number = f"+150955501{len(people) + 30:02}"
            people[name] = await factories.make_contact(session, house.keys, incident, number, name=name)
        return await factories.make_report(session, incident, people[name], words=words, **more)

    return tell


async def test_two_neighbours_who_tell_of_one_need_are_twins_and_the_reasons_say_why(
    session, incident_id, tell
):
    amina = await tell("Amina")
    neighbour = await tell("Neighbour", "there is no water at the bridge for 4 people")
    (twin,) = await twins_for(session, incident_id, amina)
    assert twin.reference == neighbour.reference
    assert set(twin.reasons) == {"near", "similar", "kind", "people"}
    assert twin.strong
    assert twin.distance_m == pytest.approx(0)


async def test_who_tells_it_twice_without_a_place_is_found_by_the_sender(session, incident_id, tell):
    first = await tell("Amina")
    again = await tell("Amina", "PLEASE we need water still", at=None)
    (twin,) = await twins_for(session, incident_id, again)
    assert (twin.reference, twin.reasons[0], twin.distance_m) == (first.reference, "sender", None)


async def test_forwarded_words_are_found_however_far_away_they_are_sent_from(session, incident_id, tell):
    far = await tell("Amina", "The DAM is broken!! Leave now.", at="Quarry", kind=Intent.INFO)
    here = await tell("Neighbour", "the dam is broken, leave now", at="Mill", kind=Intent.INFO)
    (twin,) = await twins_for(session, incident_id, here)
    assert (twin.reference, twin.reasons[0]) == (far.reference, "words")


async def test_other_kinds_other_days_closed_ones_and_strangers_far_away_are_none(session, incident_id, tell):
    amina = await tell("Amina")
    await tell("Helper", WORDS, kind=Intent.OFFER)
    late = await tell("Late")
    closed = await tell("Closed")
    await tell("Stranger", "our roof fell on the school bus", at="Quarry")
    await session.execute(
        text("update report set created_at = created_at - :days where incident_id = :i and id = :id"),
        {"i": incident_id, "id": late.id, "days": timedelta(days=3)},
    )
    await session.execute(
        text("update report set state = 'closed' where incident_id = :i and id = :id"),
        {"i": incident_id, "id": closed.id},
    )
    assert await twins_for(session, incident_id, amina) == ()


async def test_what_was_said_to_be_two_is_not_shown_again_from_either_side(session, incident_id, tell):
    one, other = await tell("Amina"), await tell("Neighbour")
    await set_apart(session, incident_id, one, other, who="staff:1", now=clock.now())
    await session.flush()
    assert await twins_for(session, incident_id, one) == ()
    assert await twins_for(session, incident_id, other) == ()
    await set_apart(session, incident_id, other, one, who="staff:1", now=clock.now(), apart=False)
    await session.flush()
    assert len(await twins_for(session, incident_id, one)) == 1


async def test_what_is_merged_already_is_no_suggestion(session, incident_id, tell):
    one, other, third = await tell("Amina"), await tell("Neighbour"), await tell("Third")
    await merge_reports(session, incident_id, into=one, other=other, who="staff:1", now=clock.now())
    assert [twin.reference for twin in await twins_for(session, incident_id, one)] == [third.reference]


async def test_somebody_on_the_telephone_is_told_what_stands_already(session, house, incident_id, tell):
    amina = await tell("Amina")
    now = clock.now()
    found = await twins_of(
        session,
        incident_id,
        text="she says four people without water",
        point=corner("Bridge"),
        number_index=house.keys.index("+15095550130"),
        kind=ReportKind.NEED,
        since=now - WINDOW,
        now=now,
    )
    assert [twin.reference for twin in found] == [amina.reference]
    assert {"sender", "near"} <= set(found[0].reasons)


async def test_among_fifty_thousand_each_road_is_an_index(fresh, session, incident_id, tell):
    amina = await tell("Amina")
    who = {"incident_id": incident_id}
    for statement in (PEOPLE, MANY, EVENTS):
        await session.execute(statement, who)
    await session.commit()
    with psycopg.connect(fresh.dsn("konbit_owner"), autocommit=True) as owner:  # the app may not
        owner.execute("analyze report, event")
        assert owner.execute("select count(*) from report").fetchone() == (50_001,)
    values = {
        "incident_id": incident_id,
        "report_id": amina.id,
        "text": amina.text,
        "point": ewkt(corner("Bridge")),
        "radius_m": 60.0,
        "reach_m": 300.0,
        "near_m": 300.0,
        "contact_id": amina.contact_id,
        "number_index": None,
        "kind": "need",
        "since": amina.created_at - WINDOW,
        "until": amina.created_at + WINDOW,
        "likeness": 0.3,
    }
    rows = await session.execute(text(f"explain (analyze, costs off) {queries.TWINS.text}"), values)
    explained = "\n".join(rows.scalars())
    for index in ("ix_report_contact", "ix_report_point", "ix_report_words", "pk_report"):
        assert index in explained, explained
    assert "Seq Scan on report" not in explained, explained
    assert "Seq Scan on event" not in explained, explained
