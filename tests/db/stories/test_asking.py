"""Who is asked, in which order, and what becomes of each answer and of none."""

from app.models.incident import Automation
from app.models.volunteer import Trust
from tests.cast import says

NEED = "Need water for 4 at the Bridge"


async def test_the_two_nearest_are_asked_and_the_third_is_left_in_peace(town):
    await town.volunteer("Far", at="Harbour")
    await town.volunteer("Bayu", at="Mill")
    await town.volunteer("Chen", at="Market")
    await town.sms("Amina", NEED)
    assert len(await town.inbox("Bayu")) == 1
    assert len(await town.inbox("Chen")) == 1
    assert await town.inbox("Far") == []


async def test_nobody_out_of_reach_is_asked(town):
    await town.volunteer("Bayu", at="Quarry", reach_m=5_000)
    await town.volunteer("Chen", at="Quarry", reach_m=10_000)
    await town.sms("Amina", NEED)
    assert await town.inbox("Bayu") == []
    assert len(await town.inbox("Chen")) == 1


async def test_nobody_is_asked_for_what_they_did_not_offer(town):
    await town.volunteer("Bayu", skills=["food"])
    await town.sms("Amina", NEED)
    assert await town.inbox("Bayu") == []


async def test_nobody_is_asked_to_help_themselves(town):
    await town.volunteer("Amina", at="Bridge")
    await town.sms("Amina", NEED)
    assert await town.jobs_of(await town.case("Amina")) == []


async def test_the_first_yes_wins_and_the_other_is_thanked_and_free(town):
    await town.volunteer("Bayu", at="Mill")
    await town.volunteer("Chen", at="Market")
    await town.sms("Amina", NEED)
    await town.inboxes("Amina", "Bayu", "Chen")
    await town.sms("Chen", "YES 1")
    assert (await town.inbox("Amina"))[0].startswith("Chen is coming to you with water.")
    assert await town.inbox("Bayu") == [says("en", "released")]
    await town.sms("Bayu", "yes 1")
    assert await town.inbox("Bayu") == [says("en", "yes.taken")]
    assert await town.jobs_of(await town.case("Amina")) == [("Bayu", "released"), ("Chen", "accepted")]


async def test_a_volunteer_who_said_no_is_thanked_and_not_asked_again(town):
    await town.volunteer("Bayu", at="Mill")
    await town.volunteer("Chen", at="Market")
    await town.volunteer("Next", at="Harbour")
    await town.sms("Amina", NEED)
    await town.inboxes("Bayu", "Chen", "Next")
    await town.sms("Bayu", "no 1")
    assert await town.inbox("Bayu") == ["All right. Thank you for telling us."]
    assert len(await town.inbox("Next")) == 1
    assert await town.inbox("Bayu") == []


async def test_silence_goes_to_the_next_helper(town):
    await town.volunteer("Bayu", at="Mill")
    await town.volunteer("Chen", at="Market")
    await town.volunteer("Next", at="Harbour")
    await town.sms("Amina", NEED)
    await town.inboxes("Bayu", "Chen", "Next")
    await town.wait(minutes=14)
    assert await town.inbox("Next") == []
    await town.wait(minutes=2)
    assert len(await town.inbox("Next")) == 1
    assert await town.jobs_of(await town.case("Amina")) == [
        ("Bayu", "lapsed"),
        ("Chen", "lapsed"),
        ("Next", "asked"),
    ]


async def test_a_late_yes_meets_a_kind_word(town):
    await town.volunteer("Bayu", at="Mill")
    await town.sms("Amina", NEED)
    await town.inbox("Bayu")
    await town.wait(minutes=16)
    await town.sms("Bayu", "yes 1")
    assert await town.inbox("Bayu") == [says("en", "yes.lapsed")]


async def test_a_case_that_nobody_can_take_is_open_and_a_newcomer_is_asked(town):
    await town.sms("Amina", NEED)
    await town.settle()
    assert [row["state"] for row in await town.cases("Amina")] == ["new"]
    await town.sms("Bayu", "I can bring water, I am at the Mill")
    assert (await town.inbox("Bayu"))[-1].startswith("Water for 4 people near Bridge")


async def test_nobody_is_asked_beyond_their_cap(town):
    await town.volunteer("Bayu")
    for name in ("Amina", "Second", "Third"):
        await town.sms(name, NEED)
    assert len(await town.inbox("Bayu")) == 2


async def test_yes_2_takes_the_second_of_two_open_questions(town):
    await town.volunteer("Bayu")
    await town.sms("Amina", NEED)
    await town.settle()
    await town.sms("Second", "Need water for 9 at the School")
    first, second = await town.inbox("Bayu")
    assert "YES 1" in first
    assert "YES 2" in second
    await town.sms("Bayu", "YES 2")
    assert "9 people" in (await town.inbox("Bayu"))[0]
    assert await town.jobs_of(await town.case("Amina")) == [("Bayu", "asked")]
    assert await town.jobs_of(await town.case("Second")) == [("Bayu", "accepted")]


async def test_a_bare_wi_with_two_open_questions_asks_which(town):
    await town.volunteer("Bayu", language="ht")
    await town.sms("Amina", NEED)
    await town.sms("Second", "Need water for 9 at the School")
    await town.inbox("Bayu")
    await town.sms("Bayu", "wi")
    assert await town.inbox("Bayu") == [
        "Ou gen plizyè kesyon ki louvri. Reponn ak nimewo kesyon an, tankou WI 1."
    ]
    assert await town.jobs_of(await town.case("Amina")) == [("Bayu", "asked")]


async def test_a_case_that_wants_two_helpers_takes_two(town):
    for name, at in (("Bayu", "Mill"), ("Chen", "Market"), ("Third", "School")):
        await town.volunteer(name, at=at)
    await town.sms("Amina", NEED)
    case = await town.case("Amina")
    await town.rows(
        "update report set places_wanted = 2, match_at = now() where reference = :case returning id",
        case=case,
    )
    await town.inboxes("Bayu", "Chen", "Third")
    await town.sms("Bayu", "yes")
    await town.settle()
    await town.sms("Chen", "yes")
    assert await town.inbox("Third") == [says("en", "released")]
    assert [state for _, state in await town.jobs_of(case)] == ["accepted", "accepted", "released"]
    await town.sms("Bayu", "done")
    assert (await town.cases("Amina"))[0]["state"] == "accepted"
    await town.sms("Chen", "done")
    await town.settle()
    assert (await town.cases("Amina"))[0]["state"] == "done"


async def test_a_case_is_not_called_taken_when_who_went_there_is_off_and_another_still_thinks(town):
    for name, at in (("Bayu", "Mill"), ("Chen", "Market")):
        await town.volunteer(name, at=at)
    await town.sms("Amina", NEED)
    case = await town.case("Amina")
    await town.rows(
        "update report set places_wanted = 2, match_at = now() where reference = :case returning id",
        case=case,
    )
    await town.inboxes("Bayu", "Chen")
    await town.sms("Bayu", "yes")
    await town.settle()
    assert (await town.cases("Amina"))[0]["state"] == "accepted"
    await town.sms("Bayu", "cancel")
    await town.settle()
    assert await town.jobs_of(case) == [("Bayu", "left"), ("Chen", "asked")]
    assert (await town.cases("Amina"))[0]["state"] == "asked"


async def test_an_incident_that_only_suggests_proposes_and_asks_nobody(town):
    await town.automation(Automation.SUGGEST)
    await town.volunteer("Bayu")
    await town.sms("Amina", NEED)
    assert await town.inbox("Bayu") == []
    case = await town.case("Amina")
    assert await town.jobs_of(case) == [("Bayu", "proposed")]
    assert await town.inbox("Amina") != []
    (row,) = await town.rows("select reasons, score from dispatch")
    assert {"near:300", "skill:water", "load:0", "trust:known"} <= set(row["reasons"])
    assert 0 < row["score"] < 1


async def test_a_low_risk_incident_asks_for_water_and_leaves_the_urgent_to_people(town):
    await town.automation(Automation.LOW_RISK)
    await town.volunteer("Bayu")
    await town.sms("Amina", NEED)
    assert len(await town.inbox("Bayu")) == 1
    await town.sms("Second", "URGENT! children without water at the School, we are dying of thirst")
    assert await town.inbox("Bayu") == []


async def test_a_sick_person_is_a_coordinators_question_and_not_the_machines(town):
    """What a checklist goes before is suggested, to the vetted too, until a person has gone through it."""
    await town.volunteer("Bayu", skills=["medical"], trust=Trust.KNOWN)
    await town.volunteer("Chen", at="Market", skills=["medical"], trust=Trust.VETTED)
    await town.sms("Amina", "We need insulin at the Bridge, my mother is sick")
    assert await town.inbox("Bayu") == await town.inbox("Chen") == []
    assert {state for _, state in await town.jobs_of(await town.case("Amina"))} == {"proposed"}


async def test_the_more_urgent_a_need_the_sooner_the_next_helper_is_asked(town):
    await town.volunteer("Bayu", at="Mill")
    await town.sms("Amina", NEED)
    await town.sms("Second", "Urgent! Need water for 9 at the School")
    await town.settle()
    rows = await town.rows(
        "select round(extract(epoch from expires_at - since_at) / 60)::int as minutes from dispatch"
        " where state = 'asked' order by expires_at - since_at"
    )
    assert [row["minutes"] for row in rows] == [8, 15]


async def test_whoever_is_asked_after_a_no_belongs_to_the_second_wave(town):
    for name, at in (("Bayu", "Mill"), ("Chen", "Market"), ("Next", "Harbour")):
        await town.volunteer(name, at=at)
    await town.sms("Amina", NEED)
    await town.settle()
    await town.sms("Bayu", "no")
    await town.settle()
    waves = await town.rows("select wave from dispatch where state <> 'proposed' order by id")
    assert [row["wave"] for row in waves] == [1, 1, 2]


async def test_a_second_yes_hears_that_the_job_is_theirs(town):
    await town.volunteer("Bayu")
    await town.sms("Amina", NEED)
    case = await town.case("Amina")
    await town.sms("Bayu", "yes")
    await town.inboxes("Amina", "Bayu")
    await town.sms("Bayu", "YES 1")
    assert await town.inbox("Bayu") == [says("en", "here.helper", case=case)]
    assert await town.inbox("Amina") == []
    assert await town.jobs_of(case) == [("Bayu", "accepted")]
