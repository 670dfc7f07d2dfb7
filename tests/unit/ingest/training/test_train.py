from ingest.evidence import gather
from ingest.model.judge import Judge
from ingest.training.labelled import HEADS, Example
from ingest.training.train import train_weights

THINGS = ("dlo", "manje", "kay", "rad", "lajan", "solèy", "lapli", "mizik")
PLACES = ("lekòl la", "legliz la", "mache a", "pon an", "lopital la", "plaj la")


def examples():
    """Give texts where «zonbo», a word no catalog knows, is what people say when they need something."""
    for at in range(160):
        thing, place = THINGS[at % len(THINGS)], PLACES[at // 3 % len(PLACES)]
        asks = at % 3 == 0
        truth = {head: (at + turn) % 7 == 0 for turn, head in enumerate(HEADS)} | {"need": asks}
        text = f"{'zonbo' if asks else 'gade'} {thing} bò {place}"
        yield Example(text, truth, group=str(at), language="other" if at % 2 else "en")


def test_a_word_is_learned_with_what_it_was_used_for():
    told: list[str] = []
    weights = train_weights(list(examples()), made_from="a test", say=told.append)
    judge = Judge(weights)
    chance = {
        text: judge.opinions(gather(text).seen, "ht")["need"].chance
        for text in ("zonbo rad bò pon an", "gade rad bò pon an")
    }
    assert chance["zonbo rad bò pon an"] > 0.8
    assert chance["gade rad bò pon an"] < 0.2
    assert any("need" in line for line in told)


def test_the_same_messages_make_the_same_weights():
    one, other = (train_weights(list(examples()), made_from="", say=lambda _: None) for _ in range(2))
    assert all(
        (left.rows == right.rows).all()
        for left, right in zip(one.whole.tables, other.whole.tables, strict=True)
    )
