"""Lessons: added to what is shipped, kept as bytes, and refused where they do not belong."""

from dataclasses import replace

import numpy as np
import pytest

from ingest.errors import Unfit
from ingest.model.features import LETTERS, PAIRS, SIGNS
from ingest.model.judge import Vector
from ingest.model.lessons import Lessons, mark_of
from tests.unit.ingest.model.desk import HEADS, blank_weights

WEIGHTS = blank_weights()


def lessons(**more) -> Lessons:
    values = np.array([[1, 0, 2, 0], [0, -1, 0, 4]], np.float32)
    kept = Lessons(
        heads=HEADS,
        rows=np.array([7, 200_000], np.int32),
        values=values,
        bias=np.array([0.5, 0, 0, 0], np.float32),
        made_for=mark_of(WEIGHTS),
    )
    return replace(kept, **more)


def text(*rows: int) -> Vector:
    return Vector(np.array(rows, np.int32), np.full(len(rows), 0.5, np.float32))


def test_each_known_row_adds_its_values_as_often_as_it_is_there():
    np.testing.assert_allclose(lessons().logits(text(7, 8, 200_000, 7)), [1.5, -0.5, 2, 2])


def test_a_text_without_a_known_row_gets_what_every_text_gets():
    np.testing.assert_allclose(lessons().logits(text(1, 2, LETTERS + PAIRS + SIGNS - 1)), [0.5, 0, 0, 0])
    np.testing.assert_allclose(lessons().logits(text()), [0.5, 0, 0, 0])


def test_lessons_about_no_row_at_all_are_lessons():
    empty = lessons(rows=np.empty(0, np.int32), values=np.empty((0, 4), np.float32))
    np.testing.assert_allclose(empty.logits(text(7)), [0.5, 0, 0, 0])
    assert Lessons.from_bytes(empty.to_bytes(), WEIGHTS).rows.shape == (0,)


def test_the_same_lessons_are_the_same_bytes_and_come_back_whole():
    packed = lessons().to_bytes()
    assert packed == lessons().to_bytes()
    back = Lessons.from_bytes(packed, WEIGHTS)
    assert back.to_bytes() == packed
    np.testing.assert_array_equal(back.logits(text(7, 200_000)), lessons().logits(text(7, 200_000)))


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ({"heads": ("need",)}, "other weights"),
        ({"made_for": "0"}, "other weights"),
        ({"rows": np.array([200_000, 7], np.int32)}, "rows that no text has"),
        ({"rows": np.array([7, LETTERS + PAIRS + SIGNS], np.int32)}, "rows that no text has"),
        ({"values": np.zeros((2, 3), np.float32)}, "rows that no text has"),
        ({"values": np.zeros((2, 4), np.float64)}, "rows that no text has"),
        ({"bias": np.array([np.nan, 0, 0, 0], np.float32)}, "numbers that are none"),
    ],
)
def test_lessons_that_do_not_fit_say_so_and_what_to_do(broken, said):
    with pytest.raises(Unfit, match=f"{said}.*learn again: konbit learn"):
        Lessons.from_bytes(lessons(**broken).to_bytes(), WEIGHTS)


@pytest.mark.parametrize("packed", [b"", b"PK\x03\x04", b"\x80\x04K\x01.", lessons().to_bytes()[:-40]])
def test_bytes_that_are_no_lessons_are_refused(packed):
    with pytest.raises(Unfit, match="no lessons"):
        Lessons.from_bytes(packed, WEIGHTS)


def test_weights_that_were_trained_again_have_another_mark():
    assert mark_of(blank_weights()) == mark_of(WEIGHTS)
    assert mark_of(blank_weights(offset=-1.5)) != mark_of(WEIGHTS)
