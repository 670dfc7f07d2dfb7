"""K7F3 is Amina's: it works from her own number and tells nobody else anything."""

import pytest

from ingest.catalog import load_catalog
from tests.cast import says

NEED = "Need water for 4 at the Bridge"


async def test_status_tells_how_ones_own_case_stands(town):
    await town.volunteer("Bayu")
    await town.sms("Amina", NEED)
    case = await town.case("Amina")
    await town.inbox("Amina")
    await town.sms("Amina", "STATUS")
    assert await town.inbox("Amina") == [f"Case {case}: we are asking helpers near you."]
    await town.sms("Bayu", "yes")
    await town.inbox("Amina")
    await town.sms("Amina", f"status {case.lower()}")
    assert await town.inbox("Amina") == [f"Case {case}: a helper is on the way."]


@pytest.mark.parametrize(
    "state", ["new", "open", "asked", "accepted", "done", "closed", "cancelled", "noise"]
)
async def test_every_state_of_a_case_can_be_said(town, state):
    await town.sms("Amina", NEED)
    case = await town.case("Amina")
    await town.inbox("Amina")
    await town.rows("update report set state = :state returning id", state=state)
    await town.sms("Amina", f"STATUS {case}")
    (said,) = await town.inbox("Amina")
    assert said.startswith(f"Case {case}: ")


@pytest.mark.parametrize("command", ["STATUS", "CANCEL", "DONE", "YES", "NO"])
async def test_a_code_in_somebody_elses_hands_reveals_and_changes_nothing(town, command):
    await town.volunteer("Bayu")
    await town.sms("Amina", NEED)
    case = await town.case("Amina")
    await town.inboxes("Amina", "Bayu")
    before = await town.rows("select state, match_at, updated_at from report")
    await town.sms("Stranger", f"{command} {case}")
    real = await town.inbox("Stranger")
    await town.sms("Stranger", f"{command} ZZ99")
    unreal = await town.inbox("Stranger")
    assert [words.replace(case, "ZZ99") for words in real] == unreal
    assert unreal[0] in [says(language, "not_yours", case="ZZ99") for language in load_catalog().languages]
    assert await town.inbox("Amina") == []
    assert await town.rows("select state, match_at, updated_at from report where text = :n", n=NEED) == before


async def test_two_people_with_one_name_for_a_case_never_meet(town):
    await town.sms("Amina", NEED)
    await town.sms("Second", "Need food for 2 at the School")
    await town.settle()
    assert await town.case("Amina") != await town.case("Second")
