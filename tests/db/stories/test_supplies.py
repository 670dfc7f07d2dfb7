"""Goods in parts: what one brings, what still lacks, and collections that anybody may give to."""

import pytest

from app import clock
from app.pipeline.drive import NewDrive, open_drive
from app.supplies.lines import lines_of
from tests.cast import says

NEED = "We need 40 blankets at the Bridge"


@pytest.fixture
def goods(town):
    """What a case's only line says: promised, came, still lacking."""

    async def goods(reference: str) -> tuple[float, float, float]:
        await town.settle()
        (case,) = await town.rows("select id from report where reference = :reference", reference=reference)
        async with town.house.database.session() as session:
            (line,) = await lines_of(session, town.incident.id, case["id"])
            return line.pledged, line.delivered, line.remaining

    return goods


@pytest.fixture
async def case(town):
    """Amina needs forty blankets; Bayu and Chen are asked."""
    await town.volunteer("Bayu", at="Mill", skills=["shelter"])
    await town.volunteer("Chen", at="School", skills=["shelter"])
    await town.sms("Amina", NEED)
    reference = await town.case("Amina")
    await town.inboxes("Amina", "Bayu", "Chen")
    return reference


async def test_fifteen_and_twenty_five_are_forty(town, case, goods):
    await town.sms("Bayu", "YES 1 15")
    assert await goods(case) == (15, 0, 25)
    assert says("en", "supply.bring", n=15.0, goods="shelter") in await town.inbox("Bayu")
    coming = says("en", "supply.coming", case=case, part=15.0, all=40.0, goods="shelter")
    assert (await town.inbox("Amina"))[-1] == coming
    assert await town.jobs_of(case) == [("Bayu", "accepted"), ("Chen", "asked")]
    await town.sms("Chen", "YES 1")
    assert await goods(case) == (40, 0, 0)
    assert says("en", "supply.bring", n=25.0, goods="shelter") in await town.inbox("Chen")


async def test_who_brings_all_sends_the_others_home(town, case, goods):
    await town.sms("Bayu", "YES 1 999999999")
    assert await goods(case) == (40, 0, 0)
    assert await town.jobs_of(case) == [("Bayu", "accepted"), ("Chen", "released")]


@pytest.mark.parametrize(("words", "brings"), [("YES 1 -5", 40), ("YES 1 3.5", 3), ("YES 1 0", 40)])
async def test_an_absurd_amount_is_a_yes_to_what_is_possible(town, case, goods, words, brings):
    await town.sms("Bayu", words)
    assert await goods(case) == (brings, 0, 40 - brings)


async def test_a_yes_sent_twice_promises_once(town, case, goods):
    await town.sms("Bayu", "YES 1 15")
    await town.sms("Bayu", "YES 1 15")
    assert await goods(case) == (15, 0, 25)


async def test_what_did_not_come_is_looked_for_again(town, case, goods):
    await town.sms("Bayu", "YES 1 15")
    await town.sms("Chen", "NO 1")
    await town.inboxes("Amina", "Bayu", "Chen")
    await town.sms("Bayu", f"DONE {case} 12")
    assert await goods(case) == (0, 12, 28)
    came = says("en", "supply.came", case=case, part=12.0, all=40.0, open=28.0, goods="shelter")
    assert came in await town.inbox("Amina")
    (row,) = await town.cases("Amina")
    assert (row["state"], row["places_wanted"]) == ("open", 2)
    await town.volunteer("Emre", at="Mill", skills=["shelter"])
    await town.settle()
    await town.sms("Emre", "YES 1")
    assert await goods(case) == (28, 12, 0)
    await town.sms("Emre", "DONE")
    assert await goods(case) == (28, 40, 0)
    assert says("en", "done.asker", case=case) in await town.inbox("Amina")


async def test_who_gives_the_job_back_leaves_their_part_open(town, case, goods):
    await town.sms("Bayu", "YES 1 15")
    await town.sms("Bayu", f"CANCEL {case}")
    assert await goods(case) == (0, 0, 40)


async def test_a_no_after_done_counts_nothing(town, case, goods):
    await town.sms("Bayu", "YES 1 40")
    await town.sms("Bayu", f"DONE {case}")
    assert await goods(case) == (40, 40, 0)
    await town.sms("Amina", "NO")
    assert await goods(case) == (0, 0, 40)


async def test_a_need_without_quantities_goes_as_ever(town):
    await town.volunteer("Bayu", at="Mill", skills=["water"])
    await town.sms("Amina", "We need water at the Bridge")
    await town.inboxes("Bayu")
    await town.sms("Bayu", "YES 1 15")
    case = await town.case("Amina")
    assert not [text for text in await town.inbox("Bayu") if "bring" in text]
    await town.sms("Bayu", f"DONE {case} 15")
    assert (await town.cases("Amina"))[0]["state"] == "accepted"
    await town.settle()
    assert (await town.cases("Amina"))[0]["state"] == "done"


@pytest.fixture
async def drive(town):
    """Dara collects five hundred blankets at the School."""
    async with town.house.database.session() as session:
        new = NewDrive(item="blankets", amount=500, place="School")
        made = await open_drive(session, town.incident, new, who="staff:1", now=clock.now())
    town.stir()
    return made.reference


async def test_anybody_may_give_to_a_collection(town, drive, goods):
    await town.sms("Chen", f"PLEDGE {drive} 20")
    thanks = says("en", "pledge.thanks", n=20.0, goods="blankets", case=drive)
    assert await town.inbox("Chen") == [thanks]
    assert await goods(drive) == (20, 0, 480)
    (helper,) = await town.rows("select on_duty from volunteer")
    assert not helper["on_duty"]
    (stock,) = await town.rows("select item, amount from stock")
    assert (stock["item"], stock["amount"]) == ("blankets", 20)
    await town.sms("Chen", f"DONE {drive} 12")
    came = {"goods": "blankets", "case": drive, "all": 500.0}
    assert await town.inbox("Chen") == [says("en", "pledge.came", n=12.0, part=12.0, **came)]
    await town.sms("Chen", f"delivered {drive}")
    assert await town.inbox("Chen") == [says("en", "pledge.came", n=20.0, part=20.0, **came)]
    await town.sms("Chen", f"delivered {drive}")
    assert await goods(drive) == (20, 20, 480)


async def test_the_last_word_of_a_promise_counts(town, drive, goods):
    await town.sms("Chen", f"PLEDGE {drive} 20")
    await town.sms("Chen", f"pledge {drive} 20")
    assert await goods(drive) == (20, 0, 480)
    await town.sms("Chen", f"pledge {drive} 30")
    assert await goods(drive) == (30, 0, 470)
    await town.sms("Chen", f"pledge {drive} 1000000")
    assert await goods(drive) == (500, 0, 0)


async def test_a_full_collection_thanks_and_takes_no_more(town, drive, goods):
    await town.sms("Chen", f"PLEDGE {drive} 500")
    assert await goods(drive) == (500, 0, 0)
    await town.sms("Bayu", f"PLEDGE {drive} 1")
    assert await town.inbox("Bayu") == [says("en", "pledge.full", case=drive)]
    await town.sms("Chen", f"CANCEL {drive}")
    assert says("en", "pledge.off", case=drive) in await town.inbox("Chen")
    assert await goods(drive) == (0, 0, 500)


async def test_a_collection_looks_for_nobody(town, drive):
    await town.volunteer("Bayu", at="School", skills=["shelter"])
    await town.settle()
    assert await town.jobs_of(drive) == []
    assert await town.inbox("Bayu") == []


async def test_a_collection_that_is_over_says_so(town, drive):
    dara = await town.desk()
    await dara.press(drive, "state", state="closed")
    await town.sms("Chen", f"PLEDGE {drive} 20")
    assert await town.inbox("Chen") == [says("en", "pledge.ended", case=drive)]


async def test_when_a_collection_closes_goods_that_did_not_come_are_for_others_again(town, drive, goods):
    await town.sms("Chen", f"PLEDGE {drive} 20")
    await town.sms("Chen", f"DONE {drive} 5")
    await town.settle()
    dara = await town.desk()
    await dara.press(drive, "state", state="closed")
    assert await goods(drive) == (0, 5, 495)


async def test_the_code_of_a_need_is_no_collections_and_tells_nothing(town, case):
    await town.sms("Emre", f"PLEDGE {case} 20")
    assert await town.inbox("Emre") == [says("en", "not_yours", case=case)]
    await town.sms("Emre", f"DONE {case} 20")
    assert await town.inbox("Emre") == [says("en", "not_yours", case=case)]


async def test_a_promise_without_a_number_is_told_how(town, drive):
    await town.sms("Chen", f"PLEDGE {drive}")
    assert await town.inbox("Chen") == [says("en", "pledge.how", case=drive)]
    await town.sms("Chen", f"PLEDGE {drive} -4")
    assert await town.inbox("Chen") == [says("en", "pledge.how", case=drive)]
