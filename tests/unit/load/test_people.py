"""The crowd of the load: invented, distinct, and signed as a gateway signs."""

import re

from ingest.channels.twilio import Twilio
from ingest.shapes import Call, Credentials
from tests.factories import ACCOUNT_SID, AUTH_TOKEN, OUR_NUMBER
from tests.load.people import needs, number, webhooks

URL = "http://127.0.0.1:8000/in/twilio/town"


def test_every_number_is_another_and_kept_for_fiction():
    numbers = [number(n) for n in range(70_000)]
    assert len(set(numbers)) == 70_000
    assert all(re.fullmatch(r"\+1[2-8]\d\d55501\d\d", one) for one in numbers)


def test_the_same_seed_tells_the_same_needs():
    assert needs(20, seed=1) == needs(20, seed=1) != needs(20, seed=2)


def test_a_webhook_is_one_that_the_channel_believes():
    texts = needs(8, seed=1)
    credentials = Credentials(
        channel="twilio", number=OUR_NUMBER, values={"account_sid": ACCOUNT_SID, "auth_token": AUTH_TOKEN}
    )
    taken = []
    for request in webhooks(texts, url=URL, token=AUTH_TOKEN, run="a run"):
        head, _, body = request.wire.partition(b"\r\n\r\n")
        lines = head.decode().split("\r\n")[1:]
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
        inbound = Twilio().receive(Call(method="POST", url=URL, headers=headers, body=body), credentials)
        assert inbound.external_id == request.key
        taken.append(inbound)
    assert [inbound.text for inbound in taken] == texts
    assert len({inbound.sender for inbound in taken}) == len(texts)
