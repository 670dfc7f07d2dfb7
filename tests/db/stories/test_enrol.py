"""A neighbour says what they can give, by text or on the page, and is found for just that."""

from app.hours import write_hours

HELPER = """
    select v.*, c.name, (v.point is not null) as placed from volunteer v
    join contact c on c.incident_id = v.incident_id and c.id = v.contact_id order by v.id
"""
ABLE = "select skill, reach_m from able order by skill"
STOCK = "select item, unit, amount from stock order by item, unit"


async def test_a_nurse_with_a_truck_enrols_in_one_text(town):
    await town.sms("Bayu", "I can help: truck, near the Mill, nurse. I speak French. Evenings only")
    (heard,) = await town.inbox("Bayu")
    assert "transport" in heard.lower()
    assert "medical help" in heard
    assert "Mill" in heard
    (bayu,) = await town.rows(HELPER)
    assert set(bayu["skills"]) == {"transport", "medical"}
    assert set(bayu["trades"]) == {"nurse", "drive"}
    assert (bayu["vehicle"], bayu["reach_m"]) == ("truck", 20_000)
    assert set(bayu["languages"]) == {"en", "fr"}
    assert write_hours(bayu["hours"]) == "mon-sun 18-24"
    assert bayu["trust"] == "new"
    assert [tuple(row.values()) for row in await town.rows(ABLE)] == [
        ("medical", 20_000),
        ("transport", 20_000),
    ]


async def test_a_trade_without_a_category_is_found_for_what_it_answers(town):
    await town.sms("Bayu", "Je peux aider: vélo, Mill, cuisinier")
    await town.settle()
    (bayu,) = await town.rows(HELPER)
    assert "food" in bayu["skills"]
    assert "other" not in bayu["skills"]


async def test_goods_with_amounts_are_held_and_a_second_offer_replaces_them(town):
    await town.sms("Bayu", "I can give 40 blankets and 20 litres of water near the Mill")
    await town.settle()
    held = {(row["item"], row["unit"]): row["amount"] for row in await town.rows(STOCK)}
    assert held == {("shelter", ""): 40, ("water", "litre"): 20}
    await town.wait(minutes=3 * 24 * 60)
    await town.sms("Bayu", "I can give 25 blankets near the Mill")
    await town.settle()
    held = {(row["item"], row["unit"]): row["amount"] for row in await town.rows(STOCK)}
    assert held == {("shelter", ""): 25, ("water", "litre"): 20}


async def test_a_second_offer_adds_and_takes_nothing_away(town):
    await town.sms("Bayu", "I can help: truck, near the Mill, nurse")
    await town.wait(minutes=3 * 24 * 60)
    await town.sms("Bayu", "I can cook meals near the School in the evenings")
    await town.settle()
    (bayu,) = await town.rows(HELPER)
    assert {"transport", "medical", "food"} <= set(bayu["skills"])
    assert {"nurse", "drive", "cook"} <= set(bayu["trades"])
    assert (bayu["vehicle"], bayu["reach_m"]) == ("truck", 20_000)


async def test_a_helper_without_a_place_is_asked_for_it_once_and_found_when_they_say_it(town):
    await town.sms("Bayu", "I can help, I have a truck")
    (heard,) = await town.inbox("Bayu")
    assert "Where are you?" in heard
    assert await town.rows(ABLE) == []
    assert len(await town.rows(HELPER)) == 1
    await town.sms("Bayu", "Mill")
    await town.settle()
    assert [row["skill"] for row in await town.rows(ABLE)] == ["transport"]


async def test_a_newcomer_is_suggested_a_buddy_and_nothing_is_decided_by_it(town):
    await town.volunteer("Chen", skills=["transport"])
    await town.sms("Bayu", "I can help with my truck near the Mill")
    await town.settle()
    (event,) = await town.rows("select * from event where what = 'volunteer.buddy_suggested'")
    chen, bayu = await town.rows(HELPER)
    assert event["after"] == {"helper": bayu["reference"], "buddy": chen["reference"]}
    assert bayu["buddy_id"] is None


async def test_a_known_helper_who_offers_again_on_the_page_becomes_one_with_themselves(town):
    await town.volunteer("Bayu", skills=["water"])
    number = town.number("Bayu")
    answer = await town.form(
        "offer", "I can cook and have 30 blankets", place="School", phone=number, vehicle="truck"
    )
    assert answer.status_code == 303
    (asked,) = await town.inbox("Bayu")
    assert "Was it you?" in asked
    assert [row["on_duty"] for row in await town.rows(HELPER)] == [True, False]
    await town.sms("Bayu", "YES")
    await town.settle()
    (bayu,) = await town.rows(HELPER)
    assert bayu["name"] == "Bayu"
    assert bayu["on_duty"]
    assert {"water", "food"} <= set(bayu["skills"])
    assert bayu["vehicle"] == "truck"
    assert bayu["trust"] == "known"
    assert {row["item"] for row in await town.rows(STOCK)} == {"shelter"}


async def test_filling_in_the_page_again_and_again_texts_the_owner_of_a_number_once(town):
    await town.volunteer("Bayu", skills=["water"])
    for _ in range(3):
        await town.form("offer", "I can cook", place="School", phone=town.number("Bayu"))
        await town.settle()
    assert len(await town.inbox("Bayu")) == 1
    await town.sms("Bayu", "YES")
    await town.settle()
    (bayu,) = await town.rows(HELPER)
    assert {"water", "food"} <= set(bayu["skills"])


async def test_who_never_says_yes_keeps_what_they_were(town):
    await town.volunteer("Bayu", skills=["water"])
    await town.form("offer", "I can rescue people", place="School", phone=town.number("Bayu"))
    await town.settle()
    assert [row["skill"] for row in await town.rows(ABLE)] == ["water"]
