from collections import Counter
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.follower.count import GRADES, HELPED, SUMS, Mark, differences
from app.models.public import EVER, LEVELS
from geo.tiles import cell_of

marks = st.builds(
    Mark,
    category=st.sampled_from(["water", "food"]),
    grade=st.integers(0, 4),
    helped=st.booleans(),
    morton=st.integers(0, 3).map(lambda n: n * 2**11 + n),
    day=st.sampled_from([date(2030, 1, 12), date(2030, 1, 13)]),
)
# what becomes of a few cases, one after the other; nothing: it is gone
lives = st.lists(st.tuples(st.integers(0, 5), st.none() | marks), max_size=40)


def counted_anew(shown):
    """Count all from the start, the slow way."""
    sums: Counter[tuple[object, ...]] = Counter()
    for mark in shown:
        for level in LEVELS:
            for day in (mark.day, EVER):
                row = (level, day, cell_of(mark.morton, level), mark.category)
                if mark.helped:
                    sums[*row, HELPED] += mark.grade > 0
                else:
                    sums[*row, mark.grade] += 1
                    sums[*row, SUMS + mark.grade] += mark.morton
    return {where: n for where, n in sums.items() if n}


@given(lives, st.integers(1, 7))
def test_whatever_becomes_of_cases_the_counts_are_those_of_what_is_shown(steps, batch):
    shown: dict[int, Mark] = {}
    kept: Counter[tuple[object, ...]] = Counter()
    for start in range(0, len(steps), batch):
        last = dict(steps[start : start + batch])
        came = [mark for mark in last.values() if mark]
        went = [shown[case] for case in last if case in shown]
        changes = differences(came=came, went=went)
        assert list(changes) == sorted(changes)
        for row, numbers in changes.items():
            for place, n in enumerate(numbers):
                kept[*row, place] += n
        shown = {case: mark for case, mark in {**shown, **last}.items() if mark is not None}
    assert {where: n for where, n in kept.items() if n} == counted_anew(shown.values())


@given(st.lists(marks, max_size=12))
def test_where_one_is_alone_the_sum_says_where_it_stands(shown):
    spots = {mark.morton for mark in shown}
    for numbers in differences(came=shown, went=()).values():
        for grade in range(GRADES):
            if numbers[grade] == 1:
                assert numbers[SUMS + grade] in spots


def test_what_stays_is_not_written_again():
    mark = Mark("water", 2, False, 77, date(2030, 1, 12))
    assert differences(came=[mark], went=[mark]) == {}


def test_an_offer_that_was_taken_is_no_need_that_was_helped():
    assert differences(came=[Mark("water", 0, True, 77, date(2030, 1, 12))], went=()) == {}
