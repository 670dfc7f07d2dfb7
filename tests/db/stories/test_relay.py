"""A helper and the person they go to write to each other through us; neither learns the other's number."""

from app.pipeline.relay import MOST_AN_HOUR
from tests.cast import says

NEED = "Need water for 4 at the Bridge"


async def on_the_way(town, helper: str = "Bayu", asker: str = "Amina", at: str = "Mill") -> str:
    """A helper is coming to somebody."""
    await town.volunteer(helper, at=at)
    await town.sms(asker, NEED)
    await town.settle()
    await town.sms(helper, "yes")
    await town.inboxes(helper, asker)
    return await town.case(asker)


async def test_what_a_helper_writes_reaches_the_person_without_any_number(town):
    await on_the_way(town)
    await town.sms("Bayu", "the gate is shut, call me on 509 555 0142")
    assert await town.inbox("Amina") == ["Bayu: the gate is shut, call me on •••"]
    assert await town.inbox("Bayu") == []


async def test_what_the_person_writes_reaches_the_helper_with_the_code_to_answer_by(town):
    case = await on_the_way(town)
    await town.sms("Amina", "the dog is friendly, t.me/amina")
    assert await town.inbox("Bayu") == [f"{case}: the dog is friendly, •••"]
    assert await town.inbox("Amina") == []
    assert len(await town.cases("Amina")) == 1


async def test_both_texts_are_kept_under_the_case_and_point_to_each_other(town):
    case = await on_the_way(town)
    await town.sms("Bayu", f"{case} I wait at the blue door")
    assert await town.inbox("Amina") == ["Bayu: I wait at the blue door"]
    kept = await town.rows(
        """
        select i.text as said, o.text as passed_on from message o
        join message i on i.incident_id = o.incident_id and i.id = cast(o.details ->> 'relay_of' as bigint)
        join report r on r.incident_id = o.incident_id and r.id = o.report_id and r.id = i.report_id
        where r.reference = :case
        """,
        case=case,
    )
    assert [tuple(row.values()) for row in kept] == [
        (f"{case} I wait at the blue door", "Bayu: I wait at the blue door")
    ]


async def test_who_was_only_asked_is_passed_on_to_nobody(town):
    await town.volunteer("Bayu")
    await town.sms("Amina", NEED)
    await town.inboxes("Amina", "Bayu")
    await town.sms("Bayu", "the gate is shut")
    assert await town.inbox("Amina") == []


async def test_after_the_job_nothing_is_passed_on(town):
    await on_the_way(town)
    await town.sms("Bayu", "done")
    await town.inboxes("Amina", "Bayu")
    await town.sms("Bayu", "the gate was shut")
    assert await town.inbox("Amina") == []


async def test_a_helper_with_two_jobs_says_which_and_is_asked_where_they_forget(town):
    first = await on_the_way(town)
    await town.sms("Second", "Need water for 9 at the School")
    await town.settle()
    await town.sms("Bayu", "yes")
    await town.inboxes("Bayu", "Second", "Amina")
    second = await town.case("Second")
    await town.sms("Bayu", "ten more minutes")
    assert await town.inbox("Bayu") == [says("en", "relay.which", codes=f"{first}, {second}")]
    await town.sms("Bayu", f"{second.lower()}: ten more minutes")
    assert (await town.inbox("Second"))[0].endswith("ten more minutes")
    assert await town.inbox("Amina") == []


async def test_a_strangers_words_with_somebody_elses_code_reach_nobody(town):
    case = await on_the_way(town)
    await town.sms("Stranger", f"{case} do not open the door")
    assert await town.inbox("Amina") == []
    assert await town.inbox("Bayu") == []


async def test_a_need_of_the_helpers_own_is_a_case_and_no_chat(town):
    await on_the_way(town)
    await town.sms("Bayu", "My baby is bleeding, we need a doctor at the Mill")
    assert await town.inbox("Amina") == []
    assert [row["category"] for row in await town.cases("Bayu")] == ["medical"]


async def test_too_many_texts_within_an_hour_wait_for_a_coordinator(town):
    case = await on_the_way(town)
    for n in range(MOST_AN_HOUR + 2):
        await town.sms("Bayu", f"where is the door, {n}")
    assert len(await town.inbox("Amina")) <= MOST_AN_HOUR
    assert says("en", "relay.held", case=case) in await town.inbox("Bayu")
    held = await town.rows("select what from event where what = 'relay.held'")
    assert len(held) == 2


async def test_unsafe_among_the_words_stops_the_job(town):
    case = await on_the_way(town)
    await town.sms("Bayu", f"{case} unsafe, people with guns")
    await town.settle()
    assert await town.jobs_of(case) == [("Bayu", "stopped")]


async def test_a_helper_hears_when_the_other_has_asked_for_silence(town):
    case = await on_the_way(town)
    await town.sms("Amina", "STOP")
    await town.inboxes("Amina", "Bayu")
    await town.sms("Bayu", "the gate is shut")
    assert await town.inbox("Bayu") == [says("en", "relay.unreached", case=case)]


async def test_a_better_place_moves_the_case_and_is_no_chat(town):
    case = await on_the_way(town)
    await town.sms("Amina", "We are at the School now")
    assert f"Case {case}: the place is now School." in (await town.inbox("Bayu"))[0]


async def test_the_desk_reads_what_the_helper_wrote_under_the_case(town):
    case = await on_the_way(town)
    desk = await town.desk()
    await town.sms("Bayu", "the gate is shut, call me on 509 555 0142")
    await town.settle()
    page = (await desk.look(case)).text
    assert "<b><bdi>Bayu</bdi>:</b> the gate is shut, call me on 509 555 0142" in page


async def test_words_to_the_helper_are_not_lost_on_a_question_about_another_case(town):
    first = await on_the_way(town)
    await town.sms("Amina", "we also need food")
    assert (await town.inbox("Amina"))[0].endswith(says("en", "where.first"))
    await town.sms("Amina", "which colour is your car?")
    assert await town.inbox("Bayu") == [f"{first}: which colour is your car?"]
    assert await town.inbox("Amina") == []


async def test_a_person_to_whom_two_are_coming_says_which_case_they_mean(town):
    first = await on_the_way(town)
    await town.volunteer("Chen", at="School", skills=["food"])
    await town.sms("Amina", "We also need food for 2 at the School")
    await town.settle()
    await town.sms("Chen", "yes")
    await town.inboxes("Amina", "Bayu", "Chen")
    second = await town.case("Amina")
    await town.sms("Amina", "the dog is friendly")
    assert await town.inbox("Amina") == [says("en", "relay.which", codes=f"{first}, {second}")]
    await town.sms("Amina", f"{second} the dog is friendly")
    assert await town.inbox("Chen") == [f"{second}: the dog is friendly"]
    assert await town.inbox("Bayu") == []


async def test_what_the_person_writes_on_their_page_reaches_the_helper(town):
    await town.volunteer("Bayu")
    await town.form("report", NEED)
    await town.settle()
    await town.sms("Bayu", "yes")
    await town.inbox("Bayu")
    (row,) = await town.rows("select reference, link_token from report")
    page = f"/i/{town.incident.slug}/case/{row['link_token']}"
    await town.http.post(f"{page}/reply", data={"text": "the gate is blue"})
    assert await town.inbox("Bayu") == [f"{row['reference']}: the gate is blue"]
    await town.sms("Bayu", "nearly at the gate")
    await town.settle()
    assert "Bayu: nearly at the gate" in (await town.http.get(page)).text


async def test_words_that_may_say_where_reach_no_helper_who_may_not_know_the_place(town):
    await town.volunteer("Bayu", at="Mill")
    dara = await town.desk()
    await town.sms("Amina", NEED)
    await town.settle()
    case = await town.case("Amina")
    await town.rows("update report set categories = '{medical}', category = 'medical' returning id")
    await town.sms("Bayu", "yes")
    await town.inboxes("Amina", "Bayu")
    await town.sms("Amina", "it is the blue door behind the bakery")
    await town.sms("Amina", "knock twice")
    await town.sms("Amina", f"UPDATE {case} the second floor")
    assert await town.inbox("Bayu") == []
    assert (await town.inbox("Amina")).count(says("en", "relay.unreached", case=case)) == 1
    held = await town.rows("select why from event where what = 'relay.held'")
    assert {row["why"] for row in held} == {"this helper may not know the exact place yet"}
    assert len(held) == 3
    (helper,) = await town.rows("select reference from volunteer")
    await dara.press(case, "job/tell-place", helper=helper["reference"], why="I know Bayu")
    await town.inboxes("Amina", "Bayu")
    await town.sms("Amina", "the dog is friendly")
    assert await town.inbox("Bayu") == [f"{case}: the dog is friendly"]


async def test_talk_of_where_to_park_is_passed_on_and_makes_no_case(town):
    await on_the_way(town)
    await town.sms("Bayu", "I have the water, where do I park the truck")
    assert await town.inbox("Amina") == ["Bayu: I have the water, where do I park the truck"]
    assert await town.cases("Bayu") == []


async def test_a_helper_on_a_job_can_need_help_too(town):
    await on_the_way(town)
    await town.sms("Bayu", "We need food for 5 people at the School, we have eaten nothing")
    assert await town.inbox("Amina") == []
    assert [row["category"] for row in await town.cases("Bayu")] == ["food"]
