"""Gateways at the desk: connected, tried out with a text, taken away; a secret never comes out."""

import pytest

from app.models.staff import Role
from tests.factories import ACCOUNT_SID, OUR_NUMBER

OTHER = "+15095550192"
SECRET = "a token that is shown to nobody"


@pytest.fixture
async def ada(town):
    return await town.desk("Ada", role=Role.ADMINISTRATOR)


async def press(desk, path="", **fields):
    cookie = {"cookie": f"konbit_session={desk.email}"}
    address = f"/desk/{desk.slug}/channels{path}"
    return await desk.http.post(
        address, headers=cookie, params={"lang": "en"}, data={"csrf": desk.csrf} | fields
    )


async def look(desk):
    cookie = {"cookie": f"konbit_session={desk.email}"}
    return (await desk.http.get(f"/desk/{desk.slug}/settings", headers=cookie, params={"lang": "en"})).text


async def test_a_number_is_connected_and_its_secret_is_shown_to_nobody(town, ada):
    fields = {"channel": "twilio", "number": OTHER, "account_sid": ACCOUNT_SID, "auth_token": SECRET}
    answer = await press(ada, **fields)
    assert answer.status_code == 200
    assert "Send a test text" in answer.text
    assert OTHER in await look(ada)
    assert SECRET not in answer.text + await look(ada)
    events = await town.rows("select what, after from event order by id")
    assert [row["what"] for row in events] == ["channel.connected"]
    assert SECRET not in str(events)
    await press(ada, **fields)  # again: new credentials for the same number
    assert len(await town.rows("select 1 from channel_account where number = :n", n=OTHER)) == 1


async def test_what_is_missing_is_said_and_nothing_is_kept(town, ada):
    answer = await press(ada, channel="twilio", number=OTHER, account_sid=ACCOUNT_SID)
    assert answer.status_code == 400
    assert "also needs auth_token" in answer.text
    assert (
        await press(ada, channel="twilio", number="12", account_sid="a", auth_token="b")
    ).status_code == 400
    assert (await press(ada, channel="pigeon", number=OTHER)).status_code == 404
    assert OTHER not in await look(ada)


async def test_a_form_cannot_steer_our_calls_to_another_address(town, ada):
    fields = {"channel": "twilio", "number": OTHER, "account_sid": ACCOUNT_SID, "auth_token": SECRET}
    await press(ada, **fields, api_base="https://evil.example")
    await press(ada, "/test", channel="twilio", number=OTHER, to=town.number("Amina"))
    assert [taken.text for taken in town.twilio.texts_to(town.number("Amina"))]


async def test_a_test_text_goes_out_and_its_fate_is_told(town, ada):
    answer = await press(ada, "/test", channel="twilio", number=OUR_NUMBER, to=town.number("Amina"))
    assert answer.status_code == 200
    assert "The gateway took the test text." in answer.text
    (text,) = town.twilio.texts_to(town.number("Amina"))
    assert "Konbit" in text.text
    (event,) = await town.rows("select what, after from event")
    assert event["what"] == "channel.tested"
    assert town.number("Amina") not in str(event)


async def test_a_refusal_is_told_in_the_gateways_words(town, ada):
    await town.rows("update incident set countries = '{FR}' returning id")
    answer = await press(ada, "/test", channel="twilio", number=OUR_NUMBER, to=town.number("Amina"))
    assert "did not go out" in answer.text
    assert "does not text numbers of" in answer.text
    assert town.twilio.texts_to(town.number("Amina")) == []
    wrong = await press(ada, "/test", channel="twilio", number=OUR_NUMBER, to="nobody")
    assert wrong.status_code == 400
    assert 'value="nobody"' in wrong.text


async def test_a_number_that_is_taken_away_receives_nothing(town, ada):
    assert (await press(ada, "/remove", channel="twilio", number=OUR_NUMBER)).status_code == 303
    assert "No number is connected yet." in await look(ada)
    assert (await press(ada, "/remove", channel="twilio", number=OUR_NUMBER)).status_code == 404


async def test_a_coordinator_reads_which_numbers_there_are_and_changes_none(town):
    dara = await town.desk("Dara")
    page = await look(dara)
    assert OUR_NUMBER in page
    assert "/channels" not in page
    for path in ("", "/test", "/remove"):
        fields = {"channel": "twilio", "number": OUR_NUMBER, "to": town.number("Amina")}
        assert (await press(dara, path, **fields)).status_code == 403
