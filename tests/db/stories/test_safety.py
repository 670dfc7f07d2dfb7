"""UNSAFE, STOP, HELP and CANCEL: one word from anybody is enough."""

from ingest.catalog import load_catalog
from tests.cast import says

NEED = "Need water for 4 at the Bridge"


async def on_the_way(town) -> str:
    """Bayu is coming to Amina."""
    await town.volunteer("Bayu", at="Mill")
    await town.sms("Amina", NEED)
    await town.settle()
    await town.sms("Bayu", "yes")
    await town.inboxes("Amina", "Bayu")
    return await town.case("Amina")


async def test_unsafe_stops_the_job_at_once_and_nobody_is_sent_by_the_machine(town):
    case = await on_the_way(town)
    await town.volunteer("Chen", at="Market")
    await town.sms("Bayu", "UNSAFE")
    assert await town.inbox("Bayu") == [
        "Get to safety. You are off this job and nobody asks why. The desk knows."
        " If life is at risk, call 114."
    ]
    assert await town.inbox("Amina") == [
        f"Case {case}: your helper had to stop. A coordinator is looking at it now."
    ]
    assert await town.inbox("Chen") == []
    assert await town.jobs_of(case) == [("Bayu", "stopped")]
    assert [row["state"] for row in await town.cases("Amina")] == ["open"]


async def test_after_unsafe_a_newcomer_is_suggested_and_not_asked(town):
    case = await on_the_way(town)
    await town.sms("Bayu", "danje")
    await town.settle()
    await town.sms("Chen", "I can bring water, I am at the Market")
    await town.wait(minutes=30)
    assert not any("Reply YES" in words for words in await town.inbox("Chen"))
    assert (await town.jobs_of(case))[0] == ("Bayu", "stopped")
    assert {state for _, state in await town.jobs_of(case)} == {"stopped", "proposed"}


async def test_unsafe_also_ends_the_questions_that_are_open_with_others(town):
    await town.volunteer("Bayu", at="Mill")
    await town.volunteer("Chen", at="Market")
    await town.sms("Amina", NEED)
    case = await town.case("Amina")
    await town.rows("update report set places_wanted = 2 where reference = :case returning id", case=case)
    await town.sms("Bayu", "yes")
    await town.inboxes("Amina", "Bayu", "Chen")
    await town.sms("Bayu", "UNSAFE")
    assert await town.inbox("Chen") == [says("en", "yes.lapsed")]
    await town.sms("Chen", "yes")
    await town.settle()
    assert await town.jobs_of(case) == [("Bayu", "stopped"), ("Chen", "released")]


async def test_whoever_goes_to_the_same_place_is_told_to_leave_as_well(town):
    await town.volunteer("Bayu", at="Mill")
    await town.volunteer("Chen", at="Market")
    await town.sms("Amina", NEED)
    case = await town.case("Amina")
    await town.rows("update report set places_wanted = 2 where reference = :case returning id", case=case)
    await town.sms("Bayu", "yes")
    await town.sms("Chen", "yes")
    await town.inboxes("Amina", "Bayu", "Chen")
    await town.sms("Bayu", "UNSAFE")
    assert await town.inbox("Chen") == [says("en", "off_job.leave", case=case)]
    assert await town.jobs_of(case) == [("Bayu", "stopped"), ("Chen", "stopped")]
    assert [row["state"] for row in await town.cases("Amina")] == ["open"]


async def test_who_asked_for_the_same_need_may_send_the_helper_away_too(town):
    case = await on_the_way(town)
    await town.sms("Second", "Need water for 4 at the Bridge, we are thirsty")
    await town.rows(
        """
        update report set merged_into = (select id from report where reference = :case)
        where reference = :other returning id
        """,
        case=case,
        other=await town.case("Second"),
    )
    await town.inboxes("Bayu", "Second")
    await town.sms("Second", "UNSAFE")
    assert await town.inbox("Bayu") == [says("en", "off_job.leave", case=case)]
    assert await town.jobs_of(case) == [("Bayu", "stopped")]


async def test_a_helper_who_stays_for_days_is_still_heard(town):
    case = await on_the_way(town)
    await town.rows("update incident set check_in_s = 0 returning id")
    await town.wait(minutes=5 * 24 * 60)
    await town.sms("Bayu", "UNSAFE")
    await town.settle()
    assert await town.jobs_of(case) == [("Bayu", "stopped")]


async def test_unsafe_from_somebody_without_a_job_reaches_the_desk(town):
    await town.sms("Amina", "UNSAFE")
    assert await town.inbox("Amina") == [says("en", "help", emergency="114")]
    told = await town.rows("select what, message_id from event where what = 'person.unsafe'")
    assert [row["message_id"] is not None for row in told] == [True]
    (case,) = await town.cases("Amina")
    assert (case["kind"], case["state"]) == ("need", "new")
    assert [row["kind"] for row in await town.rows("select kind from alarm")] == ["critical"]


async def test_stop_silences_at_once_with_one_last_sentence(town):
    await town.sms("Amina", NEED)
    await town.inbox("Amina")
    await town.sms("Amina", "STOP")
    assert await town.inbox("Amina") == ["You get no more texts from us. Text START to come back."]
    await town.sms("Amina", "STOP")
    assert await town.inbox("Amina") == []


async def test_stop_puts_a_helper_off_duty_and_frees_their_job(town):
    case = await on_the_way(town)
    await town.volunteer("Chen", at="Market")
    await town.sms("Bayu", "STOP")
    assert await town.inbox("Bayu") == [says("en", "stop")]
    assert (await town.inbox("Amina"))[0] == says("en", "released.asker", helper="Bayu", case=case)
    assert len(await town.inbox("Chen")) == 1
    assert await town.jobs_of(case) == [("Bayu", "left"), ("Chen", "asked")]
    await town.sms("Second", "Need water for 2 at the Mill")
    assert await town.inbox("Bayu") == []


async def test_a_report_from_a_number_that_texted_stop_is_kept_flagged_and_not_answered(town):
    await town.sms("Amina", "STOP")
    await town.inbox("Amina")
    await town.sms("Amina", NEED)
    assert await town.inbox("Amina") == []
    (case,) = await town.cases("Amina")
    assert (case["kind"], case["place_name"]) == ("need", "Bridge")
    (message,) = await town.rows(
        """
        select details->>'sender_stopped' as stopped from message
        where report_id = :id and direction = 'in'
        """,
        id=case["id"],
    )
    assert message["stopped"] == "true"
    held = await town.rows("select phrase, reason from message where state = 'held'")
    assert ("receipt.need", "the number asked for silence") in [
        (row["phrase"], row["reason"]) for row in held
    ]


async def test_start_comes_back_and_a_helper_is_on_duty_again(town):
    await town.volunteer("Bayu")
    await town.sms("Bayu", "STOP")
    await town.inbox("Bayu")
    await town.sms("Bayu", "START")
    assert await town.inbox("Bayu") == ["Welcome back. Text what you need or can give, and where."]
    await town.sms("Amina", NEED)
    assert len(await town.inbox("Bayu")) == 1


async def test_stop_counts_for_our_number_in_every_incident(town):
    await town.sms("Amina", "STOP")
    await town.settle()
    rows = await town.rows("select our_number from suppression")
    assert [row["our_number"] for row in rows] == ["+15095550190"]


async def test_help_reaches_a_person_and_says_what_to_do(town):
    await town.sms("Amina", "HELP")
    assert await town.inbox("Amina") == [
        "A coordinator reads this. Text what you need, how many you are, and where."
        " If life is at risk, call 114. STOP ends texts."
    ]
    (case,) = await town.cases("Amina")
    assert (case["kind"], case["state"], case["point"]) == ("need", "new", None)


async def test_a_cry_for_help_stands_at_the_desk_whatever_a_carrier_takes_it_for(town):
    dara = await town.desk("Dara")
    for who, cry in (("Amina", "HELP"), ("Second", "anmwe"), ("Third", "hlep")):
        await town.sms(who, cry)
        case = await town.case(who)
        assert case in (await dara.look()).text
        (row,) = await town.cases(who)
        assert (row["kind"], row["state"], row["urgency"]) == ("need", "new", 3)


async def test_a_safety_sentence_that_no_native_speaker_has_read_comes_with_the_english(town):
    await town.sms("Amina", "anmwe")
    assert await town.inbox("Amina") == [says("ht", "help", emergency="114")]
    (said,) = await town.rows("select text from message where direction = 'out'")
    if load_catalog().is_doubted("ht", "help"):
        assert said["text"].endswith("\n" + says("en", "help", emergency="114"))


async def test_the_asker_withdraws_and_the_helper_is_free(town):
    case = await on_the_way(town)
    await town.sms("Amina", f"CANCEL {case}")
    assert await town.inbox("Amina") == [says("en", "cancelled.asker", case=case)]
    assert await town.inbox("Bayu") == [f"Case {case} is no longer needed. You are free. Thank you."]
    assert await town.jobs_of(case) == [("Bayu", "released")]
    assert [row["state"] for row in await town.cases("Amina")] == ["cancelled"]


async def test_a_helper_gives_a_job_back_and_the_next_is_asked(town):
    case = await on_the_way(town)
    await town.volunteer("Chen", at="Market")
    await town.sms("Bayu", "CANCEL")
    assert await town.inbox("Bayu") == ["You are off this job. Thank you for telling us."]
    assert (await town.inbox("Amina"))[0] == f"Bayu cannot come. Case {case}: we look for another helper."
    assert len(await town.inbox("Chen")) == 1
    assert await town.jobs_of(case) == [("Bayu", "left"), ("Chen", "asked")]


async def test_a_helper_who_was_freed_is_asked_again_when_the_job_comes_back(town):
    await town.volunteer("Bayu", at="Mill")
    await town.volunteer("Chen", at="Market")
    await town.sms("Amina", NEED)
    case = await town.case("Amina")
    await town.sms("Bayu", "yes")
    await town.settle()
    assert (await town.inbox("Chen"))[-1] == says("en", "released")
    await town.sms("Bayu", "CANCEL")
    assert len(await town.inbox("Chen")) == 1
    assert await town.jobs_of(case) == [("Bayu", "left"), ("Chen", "released"), ("Chen", "asked")]
    await town.sms("Chen", "yes")
    await town.settle()
    assert (await town.jobs_of(case))[-1] == ("Chen", "accepted")


async def test_a_bare_cancel_with_two_jobs_asks_which_and_drops_neither(town):
    await town.sms("Bayu", "I can bring water, I am at the Mill")
    await town.sms("Amina", NEED)
    await town.settle()
    await town.sms("Bayu", "yes")
    await town.settle()
    await town.sms("Second", "Need water for 9 at the School")
    await town.settle()
    await town.sms("Bayu", "yes")
    await town.inbox("Bayu")
    await town.sms("Bayu", "cancel")
    await town.settle()
    jobs = [await town.jobs_of(await town.case(name)) for name in ("Amina", "Second")]
    assert [state for ((_, state),) in jobs] == ["accepted", "accepted"]
    assert [row["state"] for row in await town.cases("Bayu")] == ["new"]


async def test_a_helper_who_withdraws_their_offer_is_not_asked_any_more(town):
    await town.sms("Bayu", "I can bring water, I am at the Mill")
    await town.inbox("Bayu")
    await town.sms("Bayu", "CANCEL")
    assert await town.inbox("Bayu") == [says("en", "cancelled.asker", case=await town.case("Bayu"))]
    await town.sms("Amina", NEED)
    assert await town.inbox("Bayu") == []


async def test_unsafe_from_the_person_who_waits_sends_the_helper_home_and_says_no_reason(town):
    case = await on_the_way(town)
    await town.volunteer("Chen", at="Market")
    await town.sms("Bayu", "here")
    await town.inboxes("Amina", "Bayu")
    await town.sms("Amina", "UNSAFE")
    assert await town.inbox("Amina") == [says("en", "unsafe.sent_away", emergency="114")]
    (told,) = await town.inbox("Bayu")
    assert told == says("en", "off_job.leave", case=case)
    assert "safe" not in told
    assert await town.inbox("Chen") == []
    assert await town.jobs_of(case) == [("Bayu", "stopped")]
    assert [row["state"] for row in await town.cases("Amina")] == ["open"]
    alarms = await town.rows("select kind from alarm")
    assert [row["kind"] for row in alarms] == ["unsafe"]


async def test_in_fear_nobody_has_to_text_one_word_alone(town):
    case = await on_the_way(town)
    await town.sms("Amina", "I feel unsafe, he is shouting at us")
    await town.settle()
    assert await town.jobs_of(case) == [("Bayu", "stopped")]


async def test_unsafe_calls_a_person_and_is_said_at_any_hour(town):
    await on_the_way(town)
    await town.sms("Bayu", "I am uncomfortable")
    await town.settle()
    alarms = await town.rows("select kind from alarm")
    assert [row["kind"] for row in alarms] == ["unsafe"]
    said = await town.rows("select phrase from message where vital and phrase like 'unsafe%' order by phrase")
    assert [row["phrase"] for row in said] == ["unsafe.asker", "unsafe.helper"]


async def test_who_is_only_asked_and_feels_unsafe_is_asked_no_more(town):
    await town.volunteer("Bayu")
    await town.sms("Amina", NEED)
    await town.inbox("Bayu")
    await town.sms("Bayu", "unsafe")
    assert await town.inbox("Bayu") == [says("en", "unsafe.helper", emergency="114")]
    assert await town.jobs_of(await town.case("Amina")) == [("Bayu", "stopped")]


async def test_cancel_to_a_question_is_a_no_without_reproach(town):
    await town.volunteer("Bayu")
    await town.sms("Amina", NEED)
    await town.inbox("Bayu")
    await town.sms("Bayu", "cancel")
    assert await town.inbox("Bayu") == [says("en", "no.thanks")]
    assert await town.jobs_of(await town.case("Amina")) == [("Bayu", "declined")]
