"""The player between a story and the phones: it begins, goes on, begins again, and waits."""

import json
from urllib.parse import parse_qs

import httpx
import pytest

from app.drill.cast import the_cast
from app.drill.phone import Phone
from app.drill.play import LONGEST_WAIT_S, TICK_S, Player, keep_playing

CAST = the_cast()


class Server:
    """A Konbit of a few lines: it remembers what was texted and hands out what the test puts in."""

    def __init__(self) -> None:
        self.generation = "g1"
        self.outgoing: list[dict[str, object]] = []
        self.texts: list[dict[str, str]] = []
        self.away = False

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if self.away:
            return httpx.Response(503)
        if request.method == "POST":
            self.texts.append(json.loads(request.content))
            return httpx.Response(200)
        after = int(parse_qs(request.url.query.decode())["after"][0])
        messages = [message for message in self.outgoing if int(str(message["n"])) > after]
        return httpx.Response(200, json={"generation": self.generation, "messages": messages})

    def say(self, to: str, phrase: str, **more: object) -> None:
        self.outgoing.append({"n": len(self.outgoing) + 1, "to": to, "text": "…", "phrase": phrase, **more})


def _player(server: Server) -> Player:
    http = httpx.AsyncClient(transport=httpx.MockTransport(server))
    return Player(Phone(http, "http://konbit.test", secret="s"), seed=4, pace=1.0)


async def _play(player: Player, seconds: float) -> None:
    for _ in range(int(seconds * 4)):
        await player.step()


async def test_the_helpers_offer_and_then_people_ask():
    server = Server()
    await _play(_player(server), 30)
    senders = [text["from"] for text in server.texts]
    assert senders[: len(CAST.helpers)] == [helper.number for helper in CAST.helpers]
    assert len(senders) > len(CAST.helpers) + 4
    assert len({text["id"] for text in server.texts}) == len(server.texts)


async def test_a_helper_who_is_asked_answers():
    server, helper = Server(), CAST.helpers[1]
    player = _player(server)
    await _play(player, 10)
    for _ in range(3):
        server.say(helper.number, "ask", digit=1, case="K7F3")
    await _play(player, 20)
    assert any(text["from"] == helper.number and text["text"].endswith(" 1") for text in server.texts)


async def test_a_reset_begins_from_the_start():
    server = Server()
    player = _player(server)
    await _play(player, 20)
    server.say(CAST.helpers[0].number, "receipt.offer")
    await _play(player, 2)
    server.generation, server.outgoing, server.texts = "g2", [], []
    await _play(player, 10)
    assert [text["from"] for text in server.texts[: len(CAST.helpers)]] == [
        one.number for one in CAST.helpers
    ]


async def test_a_restarted_player_goes_on_without_offering_again():
    server = Server()
    server.say(CAST.helpers[0].number, "receipt.offer")
    await _play(_player(server), 20)
    assert server.texts
    assert not {text["from"] for text in server.texts} & {helper.number for helper in CAST.helpers}


async def test_a_newcomer_on_the_phone_page_does_not_keep_the_town_from_beginning():
    server = Server()
    server.say("+17675550199", "receipt.need", case="K7F3")
    await _play(_player(server), 9)
    assert len(server.texts) >= len(CAST.helpers)


async def test_what_was_to_be_said_while_the_server_was_away_is_said_once_afterwards():
    server = Server()
    player = _player(server)
    await _play(player, 4)
    server.away = True
    for _ in range(10):
        with pytest.raises(httpx.HTTPError):
            await _play(player, 2)
    server.away = False
    await _play(player, 10)
    offers = [text["from"] for text in server.texts[: len(CAST.helpers)]]
    assert offers == [helper.number for helper in CAST.helpers]


class Enough(Exception):
    """The test has seen enough of an endless play."""


async def test_an_absent_server_is_asked_ever_more_slowly_and_then_the_play_goes_on():
    server, waits = Server(), []
    server.away = True

    async def pause(wait_s: float) -> None:
        waits.append(wait_s)
        server.away = len(waits) < 8
        if len(waits) == 12:
            raise Enough

    with pytest.raises(Enough):
        await keep_playing(_player(server), pause=pause)
    assert waits[:8] == sorted(waits[:8])
    assert waits[7] == LONGEST_WAIT_S
    assert waits[8:] == [TICK_S] * 4
    assert server.texts
