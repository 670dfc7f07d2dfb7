"""How PostgreSQL reads the figures: by an index on the kind of event or the case, not through everything."""

from datetime import timedelta

import pytest
from sqlalchemy import TextClause, text

from app import clock
from app.outcomes import queries

MANY_EVENTS = """
    insert into event (incident_id, at, who, what, before, after, why)
    select :incident_id, cast(:now as timestamptz) - n * interval '1 minute', 'machine',
        (array['report.matched', 'dispatch.proposed', 'alarm.texted', 'x.y'])[1 + n % 4], '{}', '{}', ''
    from generate_series(1, 20000) n
"""
MANY_TEXTS = """
    insert into message (incident_id, direction, channel, scheme, external_id, lane, our_number, peer_sealed,
        text, details, phrase, vital, segments, state, reason, attempts, link_token, received_at, done_at)
    select :incident_id, 'out', 'twilio', 'sms', 'x' || n, '', '', '',
        'words', '{}', '', false, 1, 'delivered', '', 1, '', :now, :now
    from generate_series(1, 5000) n
"""


@pytest.fixture
async def plan(session, incident_id):
    now = clock.now()
    for statement in (MANY_EVENTS, MANY_TEXTS):
        await session.execute(text(statement), {"incident_id": incident_id, "now": now})

    async def plan(statement: TextClause) -> str:
        values = {
            "incident_id": incident_id,
            "start": now - timedelta(days=7),
            "end": now,
            "step": timedelta(hours=6),
            "zone": "UTC",
            "most": 60,
        }
        wanted = {name: values[name] for name in statement.compile().params}
        rows = await session.execute(text(f"explain (costs off) {statement.text}"), wanted)
        return "\n".join(rows.scalars())

    return plan


@pytest.mark.parametrize("figure", ["HELP", "CHANGES", "DAYS", "UNDONE", "LEARNED"])
async def test_a_figure_of_events_reads_no_other_events(plan, figure):
    explained = await plan(getattr(queries, figure))
    assert "Seq Scan on event" not in explained, explained


async def test_the_first_answer_to_a_case_is_one_step_down_an_index(plan):
    explained = await plan(queries.FIRST_REPLY)
    assert "ix_message_reply" in explained, explained
