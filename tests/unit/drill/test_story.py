"""The agenda: offers first, then needs, lively but never a flood."""

from itertools import pairwise

from app.drill.cast import the_cast
from app.drill.compose import sentences
from app.drill.decide import MOST_OPEN, Heard
from app.drill.story import Story, Text

CAST = the_cast()
HELPER = CAST.helpers[0]
ASKER = CAST.askers[0]
STRANGER = "+17675550199"


def _run(story: Story, until_s: float, *, from_s: float = 0.0) -> list[Text]:
    texts, now_s = [], from_s
    while now_s < until_s:
        texts += story.due(now_s)
        now_s += 0.25
    return texts


def _begun(seed: int = 4) -> Story:
    story = Story(CAST, seed)
    story.begin(0)
    return story


def _heard(to: str, phrase: str, *, n: int = 1, case: str = "K7F3", digit: int | None = None) -> Heard:
    return Heard(n=n, to=to, phrase=phrase, case=case, digit=digit)


def test_all_helpers_offer_before_the_first_need():
    texts = _run(_begun(), 8)
    assert [text.sender for text in texts] == [helper.number for helper in CAST.helpers]
    assert not any(text.need for text in texts)


def test_the_map_fills_within_the_first_minute_and_a_half():
    needs = [text for text in _run(_begun(), 90) if text.need]
    assert len(needs) >= 20
    assert len({text.sender for text in needs}) == len(needs)


def test_when_nobody_is_helped_the_needs_stop_at_the_bound():
    story = _begun()
    texts = _run(story, 450)
    needs = [text for text in texts if text.need]
    passers = sum(passer.kind == "need" for passer in CAST.passers)
    assert MOST_OPEN <= len(needs) <= MOST_OPEN + passers
    assert len(story.waiting) == len(needs)


def test_when_help_comes_the_town_never_falls_silent_and_stays_bounded():
    story, now_s, told, open_needs = _begun(), 0.0, [], []
    while now_s < 2400:
        for text in story.due(now_s):
            if text.need:
                told.append(now_s)
        open_needs.append(len(story.waiting))
        if int(now_s * 4) % 40 == 0 and story.waiting:  # one need is met every ten seconds
            story.hear(_heard(next(iter(story.waiting)), "closed.asker"), now_s)
        now_s += 0.25
    assert max(open_needs) <= MOST_OPEN + 5
    assert min(open_needs[400:]) >= 5
    assert max(b - a for a, b in pairwise(told)) < 60
    assert len(told) > 150


def test_the_same_seed_tells_the_same_story_and_another_one_another():
    assert _run(_begun(4), 300) == _run(_begun(4), 300)
    assert _run(_begun(4), 300) != _run(_begun(5), 300)


def test_a_helper_who_is_released_does_not_say_done():
    story = Story(CAST, 4)
    story.hear(_heard(HELPER.number, "yes.helper"), 0)
    story.hear(_heard(HELPER.number, "cancelled.helper"), 5)
    assert [text for text in _run(story, 300) if text.sender == HELPER.number] == []


def test_a_helper_who_came_says_done():
    story = Story(CAST, 4)
    story.hear(_heard(HELPER.number, "yes.helper"), 0)
    (text,) = [text for text in _run(story, 300) if text.sender == HELPER.number]
    assert text.text.lower() in {"done k7f3", "fini k7f3"}


def test_strangers_are_left_alone():
    story = Story(CAST, 4)
    story.hear(_heard(STRANGER, "ask", digit=1), 0)
    story.hear(_heard(STRANGER, "done.asker"), 0)
    assert STRANGER not in {text.sender for text in _run(story, 120)}


def test_who_waits_in_vain_withdraws_in_the_end():
    story = Story(CAST, 4)
    story.hear(_heard(ASKER.number, "receipt.need"), 0)
    texts = [text.text for text in _run(story, 1000) if text.sender == ASKER.number]
    assert texts[0].upper() == "ANILE K7F3"


def test_who_expects_a_helper_waits_longer():
    story = Story(CAST, 4)
    story.hear(_heard(ASKER.number, "receipt.need"), 0)
    story.hear(_heard(ASKER.number, "yes.asker"), 400)
    assert ASKER.number not in {text.sender for text in _run(story, 860)}


def test_a_need_is_open_until_it_is_closed():
    story = Story(CAST, 4)
    story.hear(_heard(ASKER.number, "receipt.need"), 0)
    assert ASKER.number in story.waiting
    story.hear(_heard(ASKER.number, "closed.asker"), 1)
    assert ASKER.number not in story.waiting
    story.hear(_heard(ASKER.number, "not_arrived.asker"), 2)
    assert ASKER.number in story.waiting


def test_after_a_restart_only_the_last_word_to_each_person_is_answered():
    story = Story(CAST, 4)
    past = [
        _heard(ASKER.number, "receipt.need_noplace", n=1),
        _heard(ASKER.number, "done.asker", n=2),
        _heard(HELPER.number, "receipt.offer", n=3, case=""),
    ]
    story.resume(past, 0)
    texts = _run(story, 13)
    words = sentences()[ASKER.language]
    first = next(text.text for text in texts if text.sender == ASKER.number)
    assert first in [*words.yes, *words.no]
    assert HELPER.number not in {text.sender for text in texts}


def test_after_a_restart_the_town_goes_on_with_new_words():
    story = Story(CAST, 4)
    story.resume([_heard(HELPER.number, "receipt.offer", case="")], 0)
    known = {person.text for person in CAST.everybody if person not in CAST.passers}
    needs = [text for text in _run(story, 120) if text.need]
    assert len(needs) >= 8
    assert not known & {text.text for text in needs}
