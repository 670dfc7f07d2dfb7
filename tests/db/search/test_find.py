"""Dara looks for what people wrote."""

import pytest
from sqlalchemy import text

from app import clock
from app.search import find
from app.search.find import find_ids, find_reports
from app.search.keep import keep_reports
from app.triage.narrow import Narrow
from tests import factories


@pytest.fixture
def looked_for(town):
    """What somebody finds, as the beginnings of texts, the newest first."""

    async def looked_for(q: str = "", **narrowed) -> list[str]:
        await town.settle()
        async with town.house.database.session() as session:
            found = await find_reports(
                session, town.incident.id, Narrow(q=q, **narrowed), staff_id=1, now=clock.now()
            )
            rows = await session.execute(
                text("select id, text from report where incident_id = :i and id = any(:ids)"),
                {"i": town.incident.id, "ids": list(found.ids)},
            )
            texts = {row.id: row.text for row in rows}
        return [texts[one] for one in found.ids]

    return looked_for


async def test_words_are_found_whatever_their_accents_and_capitals(town, looked_for):
    await town.sms("Amina", "Nou bezwen dlo bò lekòl la nan Mill")
    assert len(await looked_for("LEKOL")) == 1
    assert len(await looked_for("lekòl dlo")) == 1
    assert await looked_for("lekòl manje ") == []


async def test_the_newest_comes_first(town, looked_for):
    await town.sms("Amina", "Need water at the Mill")
    await town.settle()
    await town.sms("Idris", "Need water at the Bridge")
    assert await looked_for("water") == ["Need water at the Bridge", "Need water at the Mill"]


async def test_a_word_that_is_still_being_typed_is_found(town, looked_for):
    await town.sms("Amina", "Need blankets at the Mill")
    assert len(await looked_for("blank")) == 1
    assert await looked_for("blank water") == []


async def test_a_misspelt_word_finds_what_is_spelt_nearly_so_and_says_it(town, looked_for):
    await town.sms("Amina", "Need a hospital bed at the Mill")
    assert len(await looked_for("hopsital bed")) == 1
    async with town.house.database.session() as session:
        plan = await find.plan_for(session, town.incident.id, Narrow(q="hopsital "), now=clock.now())
    assert plan.also == (("hopsital", ("hospital",)),)


async def test_exact_phrases_and_refused_words(town, looked_for):
    await town.sms("Amina", "Need clean water at the Mill")
    await town.sms("Idris", "Need water, the place is clean, at the Bridge")
    assert await looked_for("«clean water»") == ["Need clean water at the Mill"]
    assert await looked_for("water -«clean water»") == ["Need water, the place is clean, at the Bridge"]
    assert await looked_for("water -mill") == ["Need water, the place is clean, at the Bridge"]


async def test_what_somebody_texts_later_is_found_too(town, looked_for):
    await town.sms("Amina", "Need water for 4 at the Mill")
    case = await town.case("Amina")
    await town.sms("Amina", f"{case} the gate is purple")
    assert len(await looked_for("purple gate")) == 1


async def test_a_code_is_found_before_all_words(town, looked_for):
    await town.sms("Amina", "Need water at the Mill")
    case = await town.case("Amina")
    await town.sms("Idris", f"Need water at the Bridge, as {case} said")
    assert (await looked_for(case.lower()))[0] == "Need water at the Mill"


async def test_a_corrected_report_is_found_by_what_it_is_now(town, looked_for):
    await town.sms("Amina", "Need water at the Mill")
    case = await town.case("Amina")
    desk = await town.desk()
    assert len(await looked_for("water", state="noise")) == 0
    await desk.press(case, "state", state="noise")
    town.stir()
    assert len(await looked_for("water", state="noise")) == 1
    assert len(await looked_for("water", state="new")) == 0


async def test_nobody_finds_what_belongs_to_another_incident(town, looked_for):
    await town.sms("Amina", "Need water at the Mill")
    await town.settle()
    async with town.house.database.session() as session:
        other = await factories.make_incident(session, town.house.keys, slug="other")
        assert other.id is not None
        assert await find_ids(session, other.id, Narrow(q="water"), staff_id=1, now=clock.now(), most=9) == []


@pytest.mark.parametrize("q", ["'", "\\", "a'b & | !", ":*", "<->", "''' or 1", "\u0000x", "%", "-", "«"])
async def test_strange_signs_find_nothing_and_break_nothing(town, looked_for, q):
    await town.sms("Amina", "Need water at the Mill")
    await looked_for(q)
    await looked_for(q, language="'\\ |")


async def test_common_words_are_found_page_by_page_without_a_gap(town, monkeypatch):
    """Many reports: both ways of looking bring the same, whatever a stretch holds."""
    monkeypatch.setattr(find, "FEW", 3)
    monkeypatch.setattr(find, "STRETCH", 4)
    async with town.house.database.session() as session:
        contact = await factories.make_contact(session, town.house.keys, town.incident, "+15095550142")
        ids = [
            await report(session, town, contact, f"need {'water' if n % 3 else 'rice'} {n}")
            for n in range(40)
        ]
        await keep_reports(session, town.incident.id, ids)
    async with town.house.database.session() as session:
        got: list[int] = []
        before = 0
        while True:
            page = await find_reports(
                session,
                town.incident.id,
                Narrow(q="need water "),
                staff_id=1,
                now=clock.now(),
                most=5,
                before=before,
            )
            got += page.ids
            before = page.older
            if not before:
                break
    assert got == [one for n, one in enumerate(ids) if n % 3][::-1]


async def report(session, town, contact, words):
    case = await factories.make_report(session, town.incident, contact, words=words)
    await session.flush()
    return case.id
