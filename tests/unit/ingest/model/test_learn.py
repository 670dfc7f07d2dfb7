"""Learning from corrections: a taught word is known, chance is not learned, and the report is true."""

import numpy as np
import pytest

from ingest.model.judge import Judge, vector
from ingest.model.learn import LEAST_EACH, LEAST_PEOPLE, LEAST_SAID, Outcome, learn
from ingest.model.lessons import Lessons
from tests.unit.ingest.model.desk import HEADS, blank_weights, lesson_of, marked, text

WEIGHTS = blank_weights()
JUDGE = Judge(WEIGHTS)


def chances(lessons: Lessons | None, *words: str) -> dict[str, float]:
    """What a new person's text is read as."""
    said = JUDGE.opinions(text(999, *words), "en", addition=lessons)
    return {head: opinion.chance for head, opinion in said.items()}


def test_a_word_that_was_taught_changes_how_a_new_text_is_read():
    learned = learn(marked(JUDGE, lesson_of("kouvati", 30)), WEIGHTS)
    assert learned.outcome is Outcome.BETTER
    assert chances(None, "kouvati")["shelter"] < 0.5 < chances(learned.lessons, "kouvati")["shelter"]
    assert chances(learned.lessons, "bread")["shelter"] < 0.5
    assert JUDGE.opinions(text(999, "kouvati"), "en", addition=learned.lessons)["shelter"].asserted


def test_other_heads_are_left_as_they_were():
    learned = learn(marked(JUDGE, lesson_of("kouvati", 30)), WEIGHTS)
    before, after = chances(None, "kouvati"), chances(learned.lessons, "kouvati")
    assert {head for head in HEADS if before[head] != after[head]} == {"shelter"}


def test_the_report_says_how_it_was_before_and_after_on_what_was_held_back():
    learned = learn(marked(JUDGE, lesson_of("kouvati", 30)), WEIGHTS)
    assert (learned.texts, learned.said, learned.people) == (30, 30, 30)
    assert learned.before
    assert learned.turned
    assert learned.after
    assert learned.before.f1 == 0
    assert learned.after.f1 > 0.9
    assert learned.after.loss < learned.turned.loss < learned.before.loss
    (shelter,) = learned.heads
    assert (shelter.head, shelter.said, shelter.true, shelter.kept) == ("shelter", 30, 15, True)


def test_corrections_that_follow_no_word_teach_nothing():
    outcomes = []
    for seed in range(3):
        rng = np.random.default_rng(seed)
        texts = [
            (text(n, ("kouvati", "bread", "dlo")[n % 3]), {head: bool(rng.random() < 0.5) for head in HEADS})
            for n in range(60)
        ]
        learned = learn(marked(JUDGE, texts), WEIGHTS)
        assert (learned.lessons is None) == (learned.outcome is not Outcome.BETTER)
        outcomes.append(learned.outcome)
    assert outcomes == [Outcome.NOT_BETTER] * 3


def test_what_the_reader_knows_already_is_not_learned_again():
    knows = blank_weights(offset=-6)
    texts = [
        (text(n, "kouvati" if n % 8 == 0 else "bread"), {"shelter": n % 8 == 0})
        for n in range(8 * LEAST_EACH)
    ]
    rows = marked(Judge(knows), texts)
    for row in rows:
        row.logit[:] = np.where(row.truth == 1, 6.0, -6.0)
    assert learn(rows, knows).outcome is Outcome.NOT_BETTER


def test_too_few_corrections_teach_nothing():
    assert learn([], WEIGHTS).outcome is Outcome.TOO_FEW
    few = marked(JUDGE, lesson_of("kouvati", LEAST_SAID - 1))
    assert learn(few, WEIGHTS).outcome is Outcome.TOO_FEW
    acted_on = marked(JUDGE, lesson_of("kouvati", 60), said=False)
    assert learn(acted_on, WEIGHTS).outcome is Outcome.TOO_FEW


def test_the_corrections_of_a_few_people_teach_nothing():
    rows = [row for row in marked(JUDGE, lesson_of("kouvati", LEAST_PEOPLE - 1)) for _ in range(4)]
    assert learn(rows, WEIGHTS).outcome is Outcome.TOO_FEW


def test_corrections_that_all_say_the_same_teach_nothing():
    texts = [(text(n, "kouvati"), {"shelter": True}) for n in range(30)]
    assert learn(marked(JUDGE, texts), WEIGHTS).outcome is Outcome.ALIKE


def test_a_word_that_one_person_alone_wrote_leaves_no_row():
    texts = lesson_of("kouvati", 30)
    texts.append((text(1000, "kouvati", "mirabelle"), {"need": True, "shelter": True}))
    learned = learn(marked(JUDGE, texts), WEIGHTS)
    assert learned.lessons
    hers = set(vector(text(0, "mirabelle")).rows) - set(vector(text(0, "kouvati")).rows)
    others = {row for n in range(30) for row in vector(text(n, "kouvati", "bread")).rows}
    assert hers - others
    assert not (hers - others) & set(learned.lessons.rows)


def test_the_same_corrections_teach_the_same():
    first, again = (learn(marked(JUDGE, lesson_of("kouvati", 24)), WEIGHTS) for _ in range(2))
    assert first.lessons
    assert again.lessons
    assert first.lessons.to_bytes() == again.lessons.to_bytes()
    assert (first.before, first.after, first.heads) == (again.before, again.after, again.heads)


def test_it_says_how_far_it_is_and_can_be_stopped():
    heard: list[tuple[int, int]] = []
    learn(marked(JUDGE, lesson_of("kouvati", 24)), WEIGHTS, tell=lambda done, of: heard.append((done, of)))
    assert heard == sorted(heard)
    assert all(done <= of for done, of in heard)

    def stop(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        learn(marked(JUDGE, lesson_of("kouvati", 24)), WEIGHTS, tell=stop)
