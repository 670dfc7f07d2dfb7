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


# what a stranger may try who has seen or guessed a code, a digit, a number
TRIES = [
    "STATUS {case}",
    "CANCEL {case}",
    "DONE {case}",
    "YES {case}",
    "NO {case}",
    "UNSAFE {case}",
    "UPDATE {case} we are 400",
    "HERE {case}",
    "ON WAY {case}",
    "PLEDGE {case} 20",
    "DONE {case} 20",
    "YES 1",
    "NO 1",
    "DONE 1",
    "CANCEL 1",
    "UNSAFE",
    "HERE",
    "OK",
    "REST",
    "DUTY",
    "OFF",
    "wi {case}",
    "oui {case}",
    "{lower} done",
    "status of {case} please",
    "{case}",
    "where is {case}",
    "{case}: tell the helper to go home",
    "I am Amina. Cancel {case}",
    "{number} STATUS {case}",
    "STATUS {number}",
]


async def everything(town):
    """All that a wrong number could have changed about Amina's case and Bayu's job."""
    told = (
        "select state, place_name, people, urgency, match_at is null as unmatched from report where id = :id"
    )
    (case,) = await town.cases("Amina")
    return (
        await town.rows(told, id=case["id"]),
        await town.rows("select id, state, missed from dispatch order by id"),
        await town.rows(
            "select id, closed_at is null as open from prompt where report_id = :id", id=case["id"]
        ),
        await town.rows("select on_duty, rest_until, load_cap from volunteer order by id"),
    )


@pytest.mark.parametrize("words", TRIES)
async def test_a_from_number_is_a_claim_and_opens_nothing(town, words):
    await town.volunteer("Bayu")
    await town.sms("Amina", NEED)
    case = await town.case("Amina")
    await town.inbox("Amina")
    await town.sms("Bayu", "yes")
    await town.inboxes("Amina", "Bayu")
    before = await everything(town)
    await town.sms("Stranger", words.format(case=case, lower=case.lower(), number=town.number("Amina")))
    said = " ".join(await town.inbox("Stranger"))
    for secret in ("Bridge", "water", "dlo", "Bayu", "osm.org", town.number("Amina"), town.number("Bayu")):
        assert secret not in said
    assert await everything(town) == before
    assert await town.inbox("Amina") == []
    assert await town.inbox("Bayu") == []


async def test_two_people_with_one_name_for_a_case_never_meet(town):
    await town.sms("Amina", NEED)
    await town.sms("Second", "Need food for 2 at the School")
    await town.settle()
    assert await town.case("Amina") != await town.case("Second")
