"""ON WAY and HERE: the person who waits knows who comes, and nobody is told twice."""

import pytest

from app.models.volunteer import Trust
from tests.cast import says

NEED = "Need water for 4 at the Bridge"


async def coming(town, **helper) -> str:
    """Bayu said yes to Amina."""
    await town.volunteer("Bayu", at="Mill", **helper)
    await town.sms("Amina", NEED)
    await town.settle()
    await town.sms("Bayu", "yes 1")
    await town.inboxes("Amina", "Bayu")
    return await town.case("Amina")


async def test_a_helper_tells_each_step_and_the_asker_hears_what_is_news(town):
    case = await coming(town)
    await town.wait(minutes=15)
    await town.sms("Bayu", "on my way")
    assert await town.inbox("Bayu") == ["Thank you. Text HERE when you arrive."]
    assert await town.inbox("Amina") == [f"Bayu is on the way to you. Case {case}."]
    await town.sms("Bayu", "here")
    assert await town.inbox("Bayu") == [f"Thank you. When it is done, text DONE {case}."]
    assert await town.inbox("Amina") == [f"Bayu is there. Case {case}."]
    assert await town.jobs_of(case) == [("Bayu", "there")]
    await town.sms("Bayu", f"DONE {case}")
    await town.settle()
    assert await town.jobs_of(case) == [("Bayu", "done")]
    assert (await town.cases("Amina"))[0]["state"] == "done"


async def test_on_way_right_after_yes_costs_the_asker_no_second_text(town):
    await coming(town)
    await town.sms("Bayu", "ON WAY")
    assert await town.inbox("Bayu") == [says("en", "on_way.helper")]
    assert await town.inbox("Amina") == []


@pytest.mark.parametrize("word", ["here", "on way"])
async def test_said_twice_it_is_answered_alike_and_the_asker_hears_it_once(town, word):
    await coming(town)
    await town.wait(minutes=15)
    await town.sms("Bayu", word)
    once = await town.inbox("Bayu")
    assert len(await town.inbox("Amina")) == 1
    await town.sms("Bayu", word)
    assert await town.inbox("Bayu") == once
    assert await town.inbox("Amina") == []


async def test_on_way_after_here_takes_nobody_back_on_the_road(town):
    case = await coming(town)
    await town.sms("Bayu", "here")
    await town.inboxes("Amina", "Bayu")
    await town.sms("Bayu", "on way")
    assert await town.inbox("Bayu") == [says("en", "here.helper", case=case)]
    assert await town.inbox("Amina") == []
    assert await town.jobs_of(case) == [("Bayu", "there")]


@pytest.mark.parametrize("word", ["here", "on way", "done"])
async def test_from_whom_no_job_is_open_it_meets_a_kind_word(town, word):
    await town.volunteer("Bayu")
    await town.sms("Bayu", word)
    assert await town.inbox("Bayu") == [says("en", "off_job.none")]


@pytest.mark.parametrize("word", ["here", "on way", "done"])
async def test_after_a_release_too(town, word):
    case = await coming(town)
    await town.sms("Amina", f"CANCEL {case}")
    await town.inboxes("Amina", "Bayu")
    await town.sms("Bayu", word)
    assert await town.inbox("Bayu") == [says("en", "off_job.none")]
    assert await town.inbox("Amina") == []


@pytest.mark.parametrize("word", ["HERE", "ON WAY", "DONE"])
async def test_a_strangers_word_moves_nobody_elses_job(town, word):
    case = await coming(town)
    await town.sms("Chen", f"{word} {case}")
    assert await town.inbox("Chen") == [says("en", "not_yours", case=case)]
    assert await town.jobs_of(case) == [("Bayu", "accepted")]


async def test_the_digit_of_the_question_names_the_job_as_well(town):
    case = await coming(town)
    await town.sms("Bayu", "here 1")
    await town.settle()
    assert await town.jobs_of(case) == [("Bayu", "there")]


async def test_a_digit_that_no_job_has_is_asked_back(town):
    case = await coming(town)
    await town.sms("Bayu", "here 7")
    assert await town.inbox("Bayu") == [says("en", "which.none", digit=7)]
    assert await town.jobs_of(case) == [("Bayu", "accepted")]


async def test_with_two_jobs_a_bare_here_is_asked_which(town):
    await coming(town)
    await town.sms("Second", "Need water for 9 at the School")
    await town.settle()
    await town.sms("Bayu", "yes 2")
    await town.inbox("Bayu")
    await town.sms("Bayu", "here")
    assert await town.inbox("Bayu") == [says("en", "which", digit=1)]
    await town.sms("Bayu", "here 2")
    await town.settle()
    assert await town.jobs_of(await town.case("Second")) == [("Bayu", "there")]
    assert await town.jobs_of(await town.case("Amina")) == [("Bayu", "accepted")]


async def test_i_am_coming_to_an_open_question_is_a_yes(town):
    await town.volunteer("Bayu")
    await town.sms("Amina", NEED)
    await town.inboxes("Amina", "Bayu")
    await town.sms("Bayu", "I am coming")
    assert (await town.inbox("Amina"))[0].startswith("Bayu is coming to you with water.")
    assert len(await town.inbox("Bayu")) == 1
    assert await town.jobs_of(await town.case("Amina")) == [("Bayu", "on_way")]


async def test_a_helper_on_the_way_still_counts_as_coming(town):
    case = await coming(town)
    await town.volunteer("Chen", at="Market")
    await town.sms("Bayu", "on way")
    await town.rows("update report set match_at = now() returning id")
    await town.settle()
    assert await town.inbox("Chen") == []
    await town.sms("Amina", f"CANCEL {case}")
    await town.settle()
    assert (await town.jobs_of(case))[0] == ("Bayu", "released")


async def test_a_newcomers_buddy_learns_who_goes_where_and_no_house(town):
    await town.volunteer("Bayu", at="Mill", trust=Trust.NEW)
    buddy = await town.volunteer("Chen", at="Quarry", skills=["food"])
    await town.rows("update volunteer set buddy_id = :buddy where trust = 'new' returning id", buddy=buddy)
    await town.sms("Amina", NEED)
    await town.settle()
    await town.sms("Bayu", "yes")
    assert await town.inbox("Chen") == [
        "Bayu goes out with water near Bridge. You are the buddy: please ask how it goes."
    ]


async def test_where_a_sick_person_is_a_known_helper_waits_for_a_coordinators_word(town):
    await town.volunteer("Bayu", at="Mill", trust=Trust.KNOWN)
    await town.sms("Amina", NEED)
    await town.inbox("Bayu")
    case = await town.case("Amina")
    await town.rows("update report set category = 'medical', categories = '{medical}' returning id")
    await town.sms("Bayu", "yes")
    (told,) = await town.inbox("Bayu")
    assert "A coordinator texts you the exact place" in told
    assert "osm.org" not in told
    assert len(await town.rows("select id from event where what = 'place.withheld'")) == 1
    assert await town.jobs_of(case) == [("Bayu", "accepted")]
