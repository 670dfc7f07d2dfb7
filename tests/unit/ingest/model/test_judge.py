import numpy as np
import pytest

from ingest.model.features import LETTERS, PAIRS, SIGNS, Seen, letter_rows
from ingest.model.judge import SUREST, Judge, vector
from ingest.model.weights import GROUPS, Route, Table, Weights, load_weights, read_weights, write_weights

SEEN = Seen(("bezwen", "dlo", "dlo"), ("category:water", "intent:need"))


def table(rng, size):
    return Table(
        rows=rng.integers(-127, 128, (size, 2)).astype(np.int8), scale=np.array([0.01, 0.02], np.float32)
    )


@pytest.fixture
def weights():
    rng = np.random.default_rng(7)
    lines = np.ones((len(GROUPS), 2), np.float32)

    def route(*sizes):
        return Route(
            tables=tuple(table(rng, size) for size in sizes),
            bias=np.array([0.5, -0.5], np.float32),
            slope=lines * np.array([[1], [2]], np.float32),
            offset=lines * 0,
            least=lines * 0.5,
        )

    return Weights(
        heads=("need", "water"),
        whole=route(LETTERS, PAIRS, SIGNS),
        signs=route(SIGNS),
        taught=("ht", "en"),
        made_from="a test",
    )


def test_the_quick_sum_is_the_plain_one(weights):
    one = vector(SEEN)
    rows = np.concatenate([table.rows * table.scale for table in weights.whole.tables])
    plain = weights.whole.bias + (one.values[:, None] * rows[one.rows]).sum(axis=0)
    assert Judge(weights).logits(SEEN) == pytest.approx(plain, abs=1e-4)


def test_an_untaught_language_is_judged_by_its_signs(weights):
    judge = Judge(weights)
    other_words = Seen(("पानी", "चाहियो"), SEEN.signs)
    assert judge.opinions(SEEN, "ne") == judge.opinions(other_words, "ne")
    assert judge.opinions(SEEN, "ht") != judge.opinions(other_words, "ht")


def test_each_group_of_languages_has_its_own_measure(weights):
    judge = Judge(weights)
    logit = judge.logits(SEEN)[0]
    assert judge.opinions(SEEN, "en")["need"].chance == pytest.approx(
        min(1 / (1 + np.exp(-logit)), SUREST), abs=1e-3
    )
    assert judge.opinions(SEEN, "ht")["need"].chance == pytest.approx(
        min(1 / (1 + np.exp(-2 * logit)), SUREST), abs=1e-3
    )


def test_what_an_incident_learned_is_added(weights):
    class Lesson:
        def logits(self, vector):
            return np.array([100.0, -100.0])

    opinions = Judge(weights).opinions(SEEN, "ht", addition=Lesson())
    assert opinions["need"].asserted
    assert not opinions["water"].asserted


def test_a_word_tells_what_its_letters_weigh(weights):
    letters = weights.whole.tables[0]
    expected = letters.rows[letter_rows("dlo"), 1].astype(int).sum() * letters.scale[1]
    assert Judge(weights).tells("dlo", "water") == pytest.approx(expected / len(letter_rows("dlo")), rel=1e-5)


def test_weights_come_back_from_their_file_as_they_were(weights, tmp_path):
    path = tmp_path / "weights.npz"
    write_weights(weights, path)
    again = read_weights(path)
    assert (again.heads, again.taught, again.made_from) == (weights.heads, weights.taught, "a test")
    assert Judge(again).opinions(SEEN, "ht") == Judge(weights).opinions(SEEN, "ht")


def test_the_shipped_weights_are_small_and_hold_every_head():
    weights = load_weights()
    assert {"need", "relevant", "giving", "water", "food", "shelter", "medical", "rescue"} <= set(
        weights.heads
    )
    assert sum(one.rows.nbytes for one in weights.whole.tables) < 5_000_000
