"""HELP is a keyword of carriers, and a cry: in every language it reaches a person and is answered."""

import pytest

from app.models.incident import Automation
from ingest.catalog import load_catalog
from tests.cast import says, texts

LANGUAGES = load_catalog().languages
CRIES = [(code, said) for code, language in LANGUAGES.items() for said in language.answers["help"][:1]]


async def stands_at_the_desk(town, name: str) -> None:
    """The cry is a case of its own, urgent, on the page that Dara looks at."""
    (row,) = await town.cases(name)
    assert (row["kind"], row["state"], row["urgency"]) == ("need", "new", 3)
    dara = await town.desk("Dara")
    page = await dara.look()
    assert row["reference"] in page.text


@pytest.mark.parametrize(("code", "cry"), [*CRIES, ("en", "🆘"), ("en", "HELP!!!"), ("en", "help help help")])
async def test_whoever_cries_for_help_stands_at_the_desk_and_is_answered(town, code, cry):
    await town.rows("update incident set languages = array[:code]::varchar[] returning id", code=code)
    await town.sms("Amina", cry)
    assert await town.inbox("Amina") == texts(code, "help", emergency="114")
    await stands_at_the_desk(town, "Amina")


@pytest.mark.parametrize("automation", list(Automation))
async def test_no_automation_sends_a_cry_past_the_desk(town, automation):
    await town.automation(automation)
    await town.volunteer("Bayu", at="Mill")
    await town.sms("Amina", "HELP")
    await town.settle()
    assert await town.inbox("Bayu") == []
    await stands_at_the_desk(town, "Amina")


async def test_a_cry_is_kept_though_the_number_asked_for_silence(town):
    await town.sms("Amina", "STOP")
    await town.inbox("Amina")
    await town.sms("Amina", "HELP")
    await town.settle()
    await stands_at_the_desk(town, "Amina")


async def test_a_cry_while_a_question_is_open_is_a_cry(town):
    await town.volunteer("Bayu", at="Mill")
    await town.sms("Amina", "Need water for 4 at the Bridge")
    assert len(await town.inbox("Bayu")) == 1
    await town.sms("Bayu", "HELP")
    assert await town.inbox("Bayu") == [says("en", "help", emergency="114")]
    await stands_at_the_desk(town, "Bayu")
