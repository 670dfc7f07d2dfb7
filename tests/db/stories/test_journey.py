"""The one story that every change must keep true, word for word in two languages."""

from tests.cast import says


async def test_amina_gets_her_water_in_kreyol(town):
    await town.volunteer("Bayu", at="Mill", language="ht")
    await town.volunteer("Chen", at="Market", language="en")

    await town.sms("Amina", "nou bezwen dlo nan Bridge, nou se 6 moun")
    case = await town.case("Amina")
    assert await town.inbox("Amina") == [
        f"Nou resevwa mesaj ou. Dosye {case}: dlo pou 6 moun, toupre Bridge."
        " Se pa bon kote a? Reponn ak bon kote a. Si lavi yon moun an danje, rele 114."
        "\nIf life is at risk, call 114.",
        f"Dosye {case}: n ap mande moun toupre ou ki ka ede.",
    ]
    assert await town.inbox("Bayu") == ["Dlo pou 6 moun, toupre Bridge, a 300 m. Reponn WI 1 oswa NON 1."]
    assert await town.inbox("Chen") == ["Water for 6 people near Bridge, 600 m away. Reply YES 1 or NO 1."]

    await town.sms("Bayu", "wi 1")
    assert await town.inbox("Bayu") == [
        "Mèsi. Dlo pou 6 moun: Bridge. Kat: https://osm.org/?mlat=18.90000&mlon=-72.59715."
        f" Lè ou fini, ekri FINI {case}. Si yon bagay pa sanble bon, kite kote a epi ekri DANJE."
        "\nIf anything feels wrong, leave and text UNSAFE."
    ]
    assert await town.inbox("Amina") == [f"Bayu ap vin ede ou: dlo. Dosye {case}."]
    assert await town.inbox("Chen") == ["Somebody is on the way already. You are free. Thank you."]

    await town.sms("Bayu", f"fini {case}")
    assert await town.inbox("Bayu") == ["Mèsi pou èd ou. N ap mande moun nan si tout bagay byen."]
    assert await town.inbox("Amina") == [f"Di nou si èd la rive: reponn WI oswa NON. Dosye {case}."]

    await town.sms("Amina", "wi")
    assert await town.inbox("Amina") == [f"Trè byen. Dosye {case} fèmen. Ekri nou ankò nenpòt lè ou bezwen."]
    assert await town.inbox("Bayu") == [f"Dosye {case}: moun nan di èd la rive. Mèsi."]
    assert [row["state"] for row in await town.cases("Amina")] == ["closed"]


async def test_amina_gets_her_water_in_english(town):
    await town.volunteer("Bayu", at="Mill", language="en")
    await town.volunteer("Chen", at="Market", language="ht")

    await town.sms("Amina", "Need water for 4 at the Bridge")
    case = await town.case("Amina")
    assert await town.inbox("Amina") == [
        f"We have it. Case {case}: water for 4 people near Bridge. Wrong place? Reply with a better one."
        " If life is at risk, call 114.",
        f"Case {case}: we are asking helpers near you.",
    ]
    assert await town.inbox("Bayu") == ["Water for 4 people near Bridge, 300 m away. Reply YES 1 or NO 1."]

    await town.sms("Bayu", "yes 1")
    assert await town.inbox("Bayu") == [
        "Thank you. Water for 4 people: Bridge. Map: https://osm.org/?mlat=18.90000&mlon=-72.59715."
        f" When it is done, text DONE {case}. If anything feels wrong, leave and text UNSAFE."
    ]
    assert await town.inbox("Amina") == [f"Bayu is coming to you with water. Case {case}."]
    assert (await town.inbox("Chen"))[-1] == "Yon lòt moun deja sou wout. Ou lib. Mèsi."

    await town.sms("Bayu", f"DONE {case}")
    assert await town.inbox("Bayu") == ["Thank you for helping. We ask the person if all is well."]
    assert await town.inbox("Amina") == [f"Did the help arrive? Reply YES or NO. Case {case}."]

    await town.sms("Amina", "yes")
    assert await town.inbox("Amina") == [f"Good. Case {case} is closed. Text us again whenever you need."]
    assert await town.inbox("Bayu") == [f"Case {case}: the person says that help arrived. Thank you."]


async def test_every_step_is_an_event_in_order(town):
    await town.volunteer("Bayu")
    await town.sms("Amina", "Need water for 4 at the Bridge")
    await town.inbox("Bayu")
    await town.sms("Bayu", "yes")
    await town.inbox("Bayu")
    await town.sms("Bayu", "done")
    await town.inbox("Bayu")
    await town.sms("Amina", "yes")
    await town.settle()
    told = await town.rows("select what from event where report_id is not null order by position")
    assert [row["what"] for row in told] == [
        "report.created",
        "dispatch.asked",
        "report.asked",
        "report.matched",
        "dispatch.accepted",
        "report.accepted",
        "dispatch.done",
        "report.done",
        "report.closed",
    ]


async def test_help_that_did_not_arrive_opens_the_case_again_and_asks_the_next(town):
    await town.volunteer("Bayu", at="Mill")
    await town.sms("Amina", "Need water for 4 at the Bridge")
    case = await town.case("Amina")
    await town.sms("Bayu", "yes")
    await town.settle()
    await town.volunteer("Chen", at="Market")
    await town.sms("Bayu", "done")
    await town.inboxes("Amina", "Bayu", "Chen")
    await town.sms("Amina", "no")
    assert await town.inbox("Amina") == [
        f"We are sorry. Case {case} is open again and we look for another helper.",
        says("en", "asked", case=case),
    ]
    assert await town.inbox("Bayu") == [says("en", "not_arrived.helper", case=case)]
    assert len(await town.inbox("Chen")) == 1
    assert await town.jobs_of(case) == [("Bayu", "left"), ("Chen", "asked")]
