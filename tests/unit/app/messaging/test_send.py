from datetime import UTC, datetime

import httpx
import pytest

from app.messaging.send import FIRST_WAIT_S, TRIES, after_failure, hand_over
from app.messaging.shapes import Outgoing
from app.models.message import MessageState as S
from ingest.channel import Channel
from ingest.errors import GiveUp, NotSent, TryLater, Unclear
from ingest.shapes import Answer, Call, Credentials, Inbound, Outbound, Scheme

CREDENTIALS = Credentials(channel="fake", number="+15095550100", values={})


def text(*, attempts: int = 1, unclear: bool = False) -> Outgoing:
    return Outgoing(
        incident_id=1,
        id=1,
        channel="fake",
        scheme=Scheme.SMS,
        external_id="out-1",
        our_number="+15095550100",
        peer_sealed=b"",
        text="Water for 6 people near Mill.",
        attempts=attempts,
        unclear=unclear,
        since_at=datetime(2030, 1, 12, tzinfo=UTC),
    )


class Gateway(Channel):
    """A gateway that remembers what it was asked; it fails when told how."""

    def __init__(self, *, fails: NotSent | None = None, took: str | None = None, blind: bool = False) -> None:
        self.fails, self.took, self.blind = fails, took, blind
        self.sent: list[Outbound] = []

    def receive(self, call: Call, credentials: Credentials) -> Inbound:
        raise NotImplementedError

    def answer(self, case_path: str) -> Answer:
        raise NotImplementedError

    async def send(self, http: httpx.AsyncClient, message: Outbound, credentials: Credentials) -> str:
        if self.fails:
            raise self.fails
        self.sent.append(message)
        return "gateway-1"

    async def find(
        self, http: httpx.AsyncClient, message: Outbound, credentials: Credentials, since: datetime
    ) -> str | None:
        if self.blind:
            raise TryLater("the gateway does not answer")
        return self.took


async def hand(gateway: Gateway, outgoing: Outgoing):
    async with httpx.AsyncClient() as http:
        return await hand_over(
            gateway,
            outgoing,
            recipient="+15095550142",
            credentials=CREDENTIALS,
            http=http,
            status_url="https://help.example.org/in/fake/town/status",
        )


async def test_a_text_goes_out_once_under_a_key_that_stays_the_same():
    gateway = Gateway()
    outcome = await hand(gateway, text())
    assert (outcome.state, outcome.gateway_id) == (S.SENT, "gateway-1")
    assert [(one.key, one.recipient) for one in gateway.sent] == [("out-1", "+15095550142")]


async def test_a_text_that_may_have_gone_out_is_looked_for_before_it_is_sent_again():
    gateway = Gateway(took="gateway-0")
    outcome = await hand(gateway, text(attempts=2, unclear=True))
    assert (outcome.state, outcome.gateway_id) == (S.SENT, "gateway-0")
    assert gateway.sent == []


async def test_a_text_that_the_gateway_never_took_is_sent_again():
    gateway = Gateway(took=None)
    assert (await hand(gateway, text(attempts=2, unclear=True))).state is S.SENT
    assert len(gateway.sent) == 1


async def test_a_text_stays_unclear_while_the_gateway_cannot_be_asked():
    gateway = Gateway(blind=True)
    outcome = await hand(gateway, text(attempts=2, unclear=True))
    assert (outcome.state, gateway.sent) == (S.UNCLEAR, [])
    assert outcome.wait_s


def test_a_busy_gateway_is_tried_again_when_it_says():
    outcome = after_failure(TryLater("too many", code="20429", wait_s=30), text())
    assert (outcome.state, outcome.wait_s) == (S.WAITING, 30)
    assert outcome.reason == "20429: too many"


@pytest.mark.parametrize(("attempts", "wait_s"), [(1, 5), (2, 10), (3, 20), (4, 40), (7, 320)])
def test_each_wait_is_twice_the_one_before(attempts, wait_s):
    assert after_failure(TryLater(), text(attempts=attempts)).wait_s == wait_s
    assert after_failure(Unclear(), text(attempts=attempts)).wait_s == wait_s
    assert FIRST_WAIT_S == 5


def test_a_number_that_does_not_exist_is_given_to_a_person_at_once():
    outcome = after_failure(GiveUp("no such number", code="21211"), text())
    assert (outcome.state, outcome.wait_s) == (S.FAILED, None)
    assert "21211" in outcome.reason


@pytest.mark.parametrize("failure", [TryLater(), Unclear()])
def test_after_the_last_try_a_person_sees_it(failure):
    assert after_failure(failure, text(attempts=TRIES - 1)).state is not S.FAILED
    assert after_failure(failure, text(attempts=TRIES)).state is S.FAILED


def test_a_call_that_broke_off_is_unclear_and_not_simply_waiting():
    assert after_failure(Unclear("the connection was cut"), text()).state is S.UNCLEAR


def test_what_may_have_gone_out_stays_unclear_however_the_next_try_fails():
    assert after_failure(TryLater(), text(attempts=2, unclear=True)).state is S.UNCLEAR
