"""Corrections at the desk become lessons in the database, in one incident, and can be taken back whole."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from app import clock
from app.history import Happening, record
from app.learning.adopted import Shelf
from app.learning.keep import in_use, keep_learning, learnings, undo_learning
from app.learning.verdicts import Verdict, verdicts
from app.models.learning import Learning, LearningState
from app.models.report import ReportKind, ReportState
from app.reports.correct import Correction, correct_report
from app.reports.settle import settle_report
from ingest.model.judge import Judge
from ingest.model.learn import Outcome, learn
from ingest.model.lessons import mark_of
from ingest.model.weights import load_weights
from ingest.shapes import Intent
from tests import factories
from tests.unit.ingest.model.desk import blank_weights, lesson_of, marked

WATER = Correction(kind=ReportKind.NEED, categories=("water",), urgency=2)
STAFF = "staff:1"


def learned(word: str = "kouvati", *, people: int = 30):
    """Lessons about a word, loud ones, for the shipped weights: every head is to hear it."""
    blank = blank_weights()
    done = learn(marked(Judge(blank), lesson_of(word, people)), blank)
    assert done.lessons
    shipped = load_weights()
    values = 4 * done.lessons.values[:, [3] * len(shipped.heads)]
    bias = done.lessons.bias[[3] * len(shipped.heads)]
    fitting = replace(done.lessons, heads=shipped.heads, values=values, bias=bias, made_for=mark_of(shipped))
    return replace(done, lessons=fitting)


async def report(session, keys, incident, number: str, words: str, **more):
    contact = await factories.make_contact(session, keys, incident, number)
    return await factories.make_report(session, incident, contact, words=words, **more)


async def packed(shelf: Shelf, session, incident_id: int) -> bytes:
    lessons = await shelf.lessons(session, incident_id)
    assert lessons is not None
    return lessons.to_bytes()


async def heard(session, incident) -> dict[str, Verdict]:
    await session.flush()
    return {verdict.text: verdict for verdict in await verdicts(session, incident.id)}


async def test_only_what_a_person_said_is_learned_from(session, keys, incident):
    now = clock.now()
    await report(session, keys, incident, "+15095550111", "nobody looked at this")
    wrong = await report(session, keys, incident, "+15095550112", "read wrong", category="food")
    await correct_report(session, incident.id, wrong, WATER, who=STAFF, now=now)
    right = await report(session, keys, incident, "+15095550113", "read right")
    await correct_report(session, incident.id, right, WATER, who=STAFF, now=now)
    joke = await report(session, keys, incident, "+15095550114", "a joke")
    await settle_report(session, incident.id, joke, ReportState.NOISE, who=STAFF, now=now)
    real = await report(session, keys, incident, "+15095550115", "it is real")
    await settle_report(session, incident.id, real, ReportState.OPEN, who=STAFF, now=now)
    asked = await report(session, keys, incident, "+15095550116", "the machine asked")
    record(session, incident.id, Happening(what="dispatch.asked", report_id=asked.id), now=now)
    found = await heard(session, incident)
    assert found.keys() == {"read wrong", "read right", "a joke", "it is real"}
    assert (found["read wrong"].truth["water"], found["read wrong"].truth["food"]) == (True, False)
    assert found["read right"].truth["need"] is True
    assert found["a joke"].truth == {"need": False, "relevant": False}
    assert [found[name].said for name in ("read wrong", "read right", "a joke", "it is real")] == [
        True,
        True,
        True,
        False,
    ]
    assert found["it is real"].weight < found["read right"].weight == 1


async def test_noise_that_was_opened_again_is_no_noise(session, keys, incident):
    now = clock.now()
    case = await report(session, keys, incident, "+15095550111", "perhaps a joke")
    await settle_report(session, incident.id, case, ReportState.NOISE, who=STAFF, now=now)
    again = replace(case, state=ReportState.NOISE)
    await settle_report(session, incident.id, again, ReportState.OPEN, who=STAFF, now=now)
    found = await heard(session, incident)
    assert found["perhaps a joke"].truth["need"] is True
    assert not found["perhaps a joke"].said


async def test_an_offer_taken_for_a_need_teaches_both(session, keys, incident):
    case = await report(session, keys, incident, "+15095550111", "who wants my tent")
    offer = Correction(kind=ReportKind.OFFER, categories=("shelter",), urgency=1)
    await correct_report(session, incident.id, case, offer, who=STAFF, now=clock.now())
    truth = (await heard(session, incident))["who wants my tent"].truth
    assert (truth["need"], truth["giving"], truth["relevant"], truth["shelter"]) == (False, True, True, True)


async def test_a_merged_report_is_what_the_other_one_is(session, keys, incident):
    one = await report(session, keys, incident, "+15095550111", "the first")
    await correct_report(session, incident.id, one, WATER, who=STAFF, now=clock.now())
    two = await report(
        session, keys, incident, "+15095550112", "the second", category="food", kind=Intent.OFFER
    )
    await session.execute(
        text("update report set merged_into = :into where incident_id = :incident_id and id = :id"),
        {"into": one.id, "incident_id": incident.id, "id": two.id},
    )
    merged = Happening(what="report.merged", who=STAFF, report_id=two.id)
    record(session, incident.id, merged, now=clock.now())
    truth = (await heard(session, incident))["the second"].truth
    assert (truth["need"], truth["water"], truth["food"]) == (True, True, False)


async def test_the_same_words_from_many_people_weigh_once_and_the_newest_verdict_stands(
    session, keys, incident
):
    for number, correction in (
        ("+15095550111", WATER),
        ("+15095550112", replace(WATER, categories=("food",))),
    ):
        case = await report(
            session, keys, incident, number, "Passed  on" if correction is WATER else "passed on"
        )
        await correct_report(session, incident.id, case, correction, who=STAFF, now=clock.now())
    (verdict,) = (await heard(session, incident)).values()
    assert (verdict.truth["food"], verdict.truth["water"]) == (True, False)


async def test_another_incident_s_people_are_not_heard(session, keys, incident):
    other = await factories.make_incident(session, keys, slug="other", our_number="+15095550191")
    other_id = other.id or 0
    case = await report(session, keys, other, "+15095550111", "elsewhere")
    await correct_report(session, other_id, case, WATER, who=STAFF, now=clock.now())
    assert await heard(session, incident) == {}
    assert len(await heard(session, other)) == 1


async def test_what_is_better_comes_into_use_in_its_incident_alone(session, keys, incident):
    other = await factories.make_incident(session, keys, slug="other", our_number="+15095550191")
    other_id = other.id or 0
    done, shelf = learned(), Shelf()
    assert await shelf.lessons(session, incident.id) is None
    assert await keep_learning(session, incident.id, done, now=clock.now())
    got = await shelf.lessons(session, incident.id)
    assert got is not None
    assert got.to_bytes() == done.lessons.to_bytes()
    assert await shelf.lessons(session, incident.id) is got
    assert await shelf.lessons(session, other_id) is None
    assert await Shelf().lessons(session, incident.id) is not None  # another process


async def test_undo_brings_back_the_one_before_to_the_byte_and_then_none(session, incident):
    first, second = learned("kouvati"), learned("lakay")
    await keep_learning(session, incident.id, first, now=clock.now())
    await keep_learning(session, incident.id, second, now=clock.now())
    shelf = Shelf()
    assert await packed(shelf, session, incident.id) == second.lessons.to_bytes()
    assert await undo_learning(session, incident.id, now=clock.now()) is not None
    assert await packed(shelf, session, incident.id) == first.lessons.to_bytes()
    assert await undo_learning(session, incident.id, now=clock.now()) is not None
    assert await shelf.lessons(session, incident.id) is None
    assert await undo_learning(session, incident.id, now=clock.now()) is None
    assert [kept.state for kept in await learnings(session, incident.id)] == [LearningState.UNDONE] * 2


async def test_what_is_not_better_is_kept_as_a_report_and_changes_nothing(session, incident):
    await keep_learning(session, incident.id, learned(), now=clock.now())
    before = await in_use(session, incident.id)
    refused = replace(learned(), outcome=Outcome.NOT_BETTER, lessons=None)
    assert await keep_learning(session, incident.id, refused, now=clock.now())
    assert await in_use(session, incident.id) == before
    last = (await learnings(session, incident.id))[-1]
    assert (last.state, last.report["outcome"], last.lessons) == (LearningState.REFUSED, "not_better", None)


async def test_learning_the_same_again_changes_nothing(session, incident):
    assert await keep_learning(session, incident.id, learned(), now=clock.now())
    assert not await keep_learning(session, incident.id, learned(), now=clock.now())
    assert len(await learnings(session, incident.id)) == 1


async def test_every_learning_and_undo_is_in_the_history(session, incident):
    await keep_learning(session, incident.id, learned(), now=clock.now())
    await undo_learning(session, incident.id, now=clock.now())
    rows = await session.execute(text("select what, who, before, after, why from event order by id"))
    happened = [tuple(row) for row in rows]
    used = (await learnings(session, incident.id))[0].id
    assert happened == [
        (
            "reading.adopted",
            "operator",
            {"learning": None},
            {"learning": used, "texts": 30, "said": 30},
            "better",
        ),
        ("reading.undone", "operator", {"learning": used}, {"learning": None}, ""),
    ]


async def test_the_report_is_kept_and_holds_nobody_s_words(session, incident):
    await keep_learning(session, incident.id, learned(), now=clock.now())
    (kept,) = await learnings(session, incident.id)
    assert kept.lessons
    before, after = kept.report["before"], kept.report["after"]
    assert isinstance(before, dict)
    assert isinstance(after, dict)
    assert before["f1"] < after["f1"]
    assert "kouvati" not in str(kept.report)
    assert b"kouvati" not in kept.lessons


@pytest.mark.parametrize("packed", [b"rubbish", learned().lessons.to_bytes()[:-30]])
async def test_lessons_that_do_not_fit_leave_messages_read_as_shipped(session, incident, packed):
    session.add(
        Learning(incident_id=incident.id, learned_at=clock.now(), state=LearningState.ADOPTED, lessons=packed)
    )
    await session.flush()
    assert await Shelf().lessons(session, incident.id) is None
