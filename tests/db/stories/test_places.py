"""Where is it? A better place refines a case; an unplaced one waits for a word."""

NEED = "Need water for 4 at the Bridge"


async def test_a_better_place_refines_the_same_case(town):
    await town.sms("Amina", NEED)
    case = await town.case("Amina")
    await town.inbox("Amina")
    await town.sms("Amina", "School")
    assert await town.inbox("Amina") == [f"Thank you. Case {case} is now near School."]
    (row,) = await town.cases("Amina")
    assert (row["place_name"], row["people"], row["category"]) == ("School", 4, "water")


async def test_a_better_place_asks_whoever_is_near_there(town):
    await town.volunteer("Bayu", at="Quarry", reach_m=2_000)
    await town.sms("Amina", NEED)
    assert await town.inbox("Bayu") == []
    await town.sms("Amina", "near the Quarry")
    assert len(await town.inbox("Bayu")) == 1


async def test_an_unplaced_need_waits_and_a_place_reply_places_it(town):
    await town.volunteer("Bayu", language="ht")
    await town.sms("Amina", "nou bezwen dlo, nou se 6 moun")
    case = await town.case("Amina")
    assert await town.inbox("Amina") == [
        f"Nou resevwa mesaj ou. Dosye {case}: dlo pou 6 moun. Si lavi yon moun an danje, rele 114."
        " Ki kote li ye? Reponn ak non yon ri oswa yon kote moun konnen."
        "\nIf life is at risk, call 114."
    ]
    assert await town.inbox("Bayu") == []
    await town.sms("Amina", "nan Bridge")
    assert (await town.inbox("Amina"))[0] == f"Mèsi. Kounye a dosye {case} toupre Bridge."
    assert await town.inbox("Bayu") == ["Dlo pou 6 moun, toupre Bridge, a 300 m. Reponn WI 1 oswa NON 1."]


async def test_a_shared_position_places_a_case(town):
    await town.sms("Amina", "Need water for 4 people")
    case = await town.case("Amina")
    await town.inbox("Amina")
    await town.whatsapp("Amina", "", Latitude="18.9", Longitude="-72.6")
    assert await town.inbox("Amina") == [f"Thank you. Case {case} is now near Mill."]


async def test_a_place_that_nobody_knows_is_kept_for_a_coordinator(town):
    await town.sms("Amina", "Need water for 4 people")
    await town.inbox("Amina")
    await town.sms("Amina", "at the Zorblax tower")
    assert await town.inbox("Amina") == [
        "Thank you. We do not know this place yet; a coordinator looks at it."
        " Is there a school, a church, a crossing or a well-known shop nearby? Reply with its name."
    ]
    (case,) = await town.cases("Amina")
    lines = await town.rows(
        "select text from message where report_id = :id and direction = 'in'", id=case["id"]
    )
    assert "at the Zorblax tower" in [row["text"] for row in lines]


async def test_thanks_after_a_receipt_make_no_new_case_and_move_nothing(town):
    await town.sms("Amina", NEED)
    await town.inbox("Amina")
    await town.sms("Amina", "thank you, God bless you")
    assert len(await town.cases("Amina")) == 1
    assert (await town.cases("Amina"))[0]["place_name"] == "Bridge"
    assert not any("do not know this place" in words for words in await town.inbox("Amina"))


async def test_a_second_need_is_a_second_case(town):
    await town.sms("Amina", NEED)
    await town.settle()
    await town.sms("Amina", "We need a tent at the School, 3 people")
    await town.settle()
    assert [row["category"] for row in await town.cases("Amina")] == ["water", "shelter"]


async def test_an_offer_without_a_place_asks_where_and_then_is_found(town):
    await town.sms("Bayu", "I can bring water")
    assert await town.inbox("Bayu") == [
        "Thank you. You offer water. Where are you? Reply with a street or a place people know."
    ]
    await town.sms("Bayu", "Mill")
    assert await town.inbox("Bayu") == ["Thank you. You are near Mill now."]
    await town.sms("Amina", NEED)
    assert len(await town.inbox("Bayu")) == 1
