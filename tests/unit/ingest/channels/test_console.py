"""The simulator's signature covers every byte of a call."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.channels.console import Console, sign
from ingest.errors import Forged, Malformed
from ingest.shapes import Call, Credentials

URL = "https://konbit.example/in/console/drill"
BODY = b'{"id": "1", "from": "Amina", "text": "dlo"}'
SECRET = "a secret of the drill"
CREDENTIALS = Credentials(channel="console", number="+15095550100", values={"secret": SECRET})


def call(*, url: str = URL, body: bytes = BODY, signature: str = sign(URL, BODY, SECRET)) -> Call:
    headers = {"content-type": "application/json", "x-konbit-signature": signature}
    return Call(method="POST", url=url, headers=headers, body=body)


def test_a_signed_call_is_taken():
    assert Console().receive(call(), CREDENTIALS).text == "dlo"


@given(at=st.integers(0, len(BODY) - 1), byte=st.integers(1, 255))
def test_no_byte_can_be_changed(at, byte):
    changed = bytes(old ^ byte if place == at else old for place, old in enumerate(BODY))
    with pytest.raises(Forged):
        Console().receive(call(body=changed), CREDENTIALS)


@given(tail=st.text(min_size=1))
def test_the_address_cannot_be_changed(tail):
    with pytest.raises(Forged):
        Console().receive(call(url=URL + tail), CREDENTIALS)


@given(signature=st.text())
def test_no_other_signature_will_do(signature):
    with pytest.raises(Forged):
        Console().receive(call(signature=signature), CREDENTIALS)


@pytest.mark.parametrize("deep", [b"[" * 100_000, b'{"id":' * 100_000])
def test_a_bottomless_body_is_malformed(deep):
    with pytest.raises(Malformed):
        Console().receive(call(body=deep, signature=sign(URL, deep, SECRET)), CREDENTIALS)
