"""What the door remembers of an incident: never so long that a change goes unnoticed."""

from urllib.parse import urlencode

import pytest
from sqlalchemy import text
from twilio.request_validator import RequestValidator

from app import clock
from app.api.doors import Doors
from app.messaging.accounts import add_account
from ingest.errors import Forged
from ingest.shapes import Call, Credentials
from tests import factories

URL = "https://konbit.example/in/twilio/town"
OLD, NEW = factories.AUTH_TOKEN, "the token after somebody changed it"


def call(token: str) -> Call:
    fields = {
        "MessageSid": "SM" + "0" * 32,
        "AccountSid": factories.ACCOUNT_SID,
        "From": "+15095550101",
        "To": factories.OUR_NUMBER,
        "Body": "nou bezwen dlo",
    }
    signature = RequestValidator(token).compute_signature(URL, fields)
    body = urlencode(fields).encode()
    return Call(method="POST", url=URL, headers={"x-twilio-signature": signature}, body=body)


@pytest.fixture
def knock(house):
    async def knock(doors: Doors, token: str):
        async with house.database.session() as session:
            return await doors.receive(session, house, call(token), channel="twilio", slug="town")

    return knock


@pytest.fixture
def change_token(house, incident):
    async def change_token(token: str) -> None:
        values = {"account_sid": factories.ACCOUNT_SID, "auth_token": token}
        account = Credentials(channel="twilio", number=factories.OUR_NUMBER, values=values)
        async with house.database.session() as session:
            gone = text("delete from channel_account where incident_id = :incident_id")
            await session.execute(gone, {"incident_id": incident.id})
            add_account(session, house.keys, incident=incident, credentials=account, now=clock.now())

    return change_token


async def test_a_new_token_counts_at_once(knock, change_token):
    doors = Doors(keep_s=60)
    await knock(doors, OLD)
    await change_token(NEW)
    door, inbound = await knock(doors, NEW)
    assert inbound.text == "nou bezwen dlo"
    assert door.credentials[0].values["auth_token"] == NEW


async def test_an_old_token_is_worth_nothing_once_a_new_one_was_seen(knock, change_token):
    doors = Doors(keep_s=60)
    await knock(doors, OLD)
    await change_token(NEW)
    await knock(doors, NEW)
    with pytest.raises(Forged):
        await knock(doors, OLD)


async def test_an_old_token_is_worth_nothing_after_a_moment(knock, change_token):
    doors = Doors(keep_s=0)
    await knock(doors, OLD)
    await change_token(NEW)
    with pytest.raises(Forged):
        await knock(doors, OLD)


async def test_a_second_call_is_taken_in_by_the_same_door(knock, incident):
    doors = Doors(keep_s=60)
    first, _ = await knock(doors, OLD)
    second, _ = await knock(doors, OLD)
    assert second is first


async def test_a_failed_transaction_leaves_the_door_as_it_was(house, incident):
    doors = Doors(keep_s=60)
    async with house.database.session() as session:
        await doors.receive(session, house, call(OLD), channel="twilio", slug="town")
        await session.rollback()
        door, _ = await doors.receive(session, house, call(OLD), channel="twilio", slug="town")
        assert door.incident.slug == "town"
