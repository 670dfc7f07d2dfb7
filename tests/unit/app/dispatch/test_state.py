from itertools import pairwise, product

import pytest

from app.dispatch.state import NEXT, check_step, may_follow
from app.errors import Conflict
from app.models.dispatch import GOING
from app.models.dispatch import DispatchState as S

STORIES = {
    "a helper says yes and does it": (S.PROPOSED, S.ASKED, S.ACCEPTED, S.DONE),
    "a helper tells each step": (S.PROPOSED, S.ASKED, S.ACCEPTED, S.ON_WAY, S.THERE, S.DONE),
    "a helper says nothing before they arrive": (S.PROPOSED, S.ASKED, S.ACCEPTED, S.THERE, S.DONE),
    "a helper forgets to say that they arrived": (S.PROPOSED, S.ASKED, S.ACCEPTED, S.ON_WAY, S.DONE),
    "a helper turns back": (S.PROPOSED, S.ASKED, S.ACCEPTED, S.ON_WAY, S.LEFT),
    "a helper does not feel safe at the door": (S.PROPOSED, S.ASKED, S.ACCEPTED, S.THERE, S.STOPPED),
    "the desk calls a helper back": (S.PROPOSED, S.ASKED, S.ACCEPTED, S.ON_WAY, S.RELEASED),
    "a helper says no": (S.PROPOSED, S.ASKED, S.DECLINED),
    "a helper stays silent": (S.PROPOSED, S.ASKED, S.LAPSED),
    "somebody else goes": (S.PROPOSED, S.ASKED, S.RELEASED),
    "the need is gone before anybody was asked": (S.PROPOSED, S.RELEASED),
    "a helper cannot go after all": (S.PROPOSED, S.ASKED, S.ACCEPTED, S.LEFT),
    "a helper does not feel safe on the way": (S.PROPOSED, S.ASKED, S.ACCEPTED, S.STOPPED),
    "a helper does not feel safe about the question": (S.PROPOSED, S.ASKED, S.STOPPED),
    "the need is gone while a helper is on the way": (S.PROPOSED, S.ASKED, S.ACCEPTED, S.RELEASED),
    "the person says that no help came": (S.PROPOSED, S.ASKED, S.ACCEPTED, S.DONE, S.LEFT),
}


@pytest.mark.parametrize("steps", STORIES.values(), ids=STORIES)
def test_each_story_can_be_told_step_by_step(steps):
    for now, then in pairwise(steps):
        assert may_follow(now, then)
        check_step(now, then)


@pytest.mark.parametrize("over", [S.DECLINED, S.LAPSED, S.RELEASED, S.LEFT, S.STOPPED])
def test_what_is_over_stays_over(over):
    assert not any(may_follow(over, then) for then in S)


def test_nobody_accepts_who_was_not_asked_and_nobody_is_done_who_did_not_accept():
    assert [now for now in S if may_follow(now, S.ACCEPTED)] == [S.ASKED]
    assert [now for now in S if may_follow(now, S.DONE)] == list(GOING)


def test_nobody_goes_back_on_the_road_by_a_word_that_came_late():
    assert not may_follow(S.THERE, S.ON_WAY)
    assert not may_follow(S.ON_WAY, S.ACCEPTED)
    assert not any(may_follow(S.DONE, state) for state in GOING)


def test_no_state_follows_itself_so_a_doubled_text_changes_nothing():
    assert not any(may_follow(state, state) for state in S)


def test_an_impossible_step_says_how_things_stand():
    for now, then in product(S, S):
        if may_follow(now, then):
            continue
        with pytest.raises(Conflict, match="This is already "):
            check_step(now, then)


def test_every_state_says_what_may_follow():
    assert NEXT.keys() == set(S)
