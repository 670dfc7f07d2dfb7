"""How long a whole story takes the machine: from a text to its answer at the gateway, over all of its hops.

People think and walk between the texts of a story; here nobody does. Each text is posted to a real web
process as Twilio posts it, signed; a real worker reads, matches and answers; a gateway on loopback notes when
each answer comes. A story's time is the sum over its four texts. One story is told at a time.
"""

import asyncio
import hashlib
import secrets
import sys
import time
from dataclasses import dataclass
from statistics import median

import httpx
from sqlalchemy import text
from twilio.request_validator import RequestValidator

from app.config import Settings
from app.house import House, open_house
from app.launch.home import environment
from app.launch.up import web_server
from app.models.incident import Automation
from tests import factories
from tests.load.bench import Bench
from tests.load.figure import Figure
from tests.load.gateway import Gateway, open_gateway
from tests.load.people import number
from tests.load.process import Process

STORIES, WARM = 40, 3
HELPER = number(0)
PATH = "/in/twilio/town"
ROOMY = text("update volunteer set daily_cap = 10000, load_cap = 100")
CALM = text("update incident set check_in_s = 0")
FORGET = text("update message set received_at = received_at - interval '2 hours'")
STAND = text("select state, count(*) from report where kind = 'need' group by state")
BUSY = text("""
    select (select count(*) from message where state in ('received', 'waiting', 'sending', 'unclear'))
        + (select count(*) from report where match_at is not null)
""")
UNTIRED = text("update prompt set closed_at = now() where kind = 'rest'")
LOOK_S, LONGEST_S = 0.05, 30.0
HOPS = ("asked", "yes", "done", "confirmed")


@dataclass(frozen=True, slots=True)
class Line:
    """The way to the web process and back by the gateway."""

    http: httpx.AsyncClient
    gateway: Gateway
    settings: Settings

    async def say(self, sender: str, words: str, *, heard_by: str) -> float:
        """Text, and wait until somebody hears of it; returns the seconds in between."""
        after, begun_s = len(self.gateway.taken), time.perf_counter()
        await self.post(sender, words)
        _, came_s = await self.gateway.text_to(heard_by, after=after)
        return came_s - begun_s

    async def post(self, sender: str, words: str) -> None:
        """Text, as the gateway posts it, signed; the answer means that it is stored."""
        sid = f"SM{hashlib.sha256(secrets.token_bytes(8)).hexdigest()[:32]}"
        fields = {
            "MessageSid": sid,
            "AccountSid": factories.ACCOUNT_SID,
            "From": sender,
            "To": factories.OUR_NUMBER,
            "Body": words,
        }
        url = f"{self.settings.base_url}{PATH}"
        signature = RequestValidator(factories.AUTH_TOKEN).compute_signature(url, fields)
        answer = await self.http.post(url, data=fields, headers={"x-twilio-signature": signature})
        answer.raise_for_status()


async def story(bench: Bench) -> list[Figure]:
    """Tell one story after the other, each by another person, to the same helper."""
    count = bench.times(STORIES)
    with bench.home() as (_, settings):
        async with open_gateway() as gateway, open_house(settings) as house, httpx.AsyncClient() as http:
            await _prepare(house, gateway)
            child = environment(settings)
            web = Process(web_server(settings).command, environment=child, log=bench.folder / "story-web.log")
            hands = [sys.executable, "-m", "app.cli.entry", "worker"]
            worker = Process(hands, environment=child, log=bench.folder / "story-worker.log")
            with web, worker:
                await web.answers(settings.port)
                line = Line(http, gateway, settings)
                told: list[list[float]] = []
                for n in range(WARM + count):
                    bench.say(f"story: {n + 1} of {WARM + count}")
                    told.append(await _tell(house, line, number(1_000 + n)))
            await _check(house, WARM + count)
    return _figures(told[WARM:])


async def _tell(house: House, line: Line, asker: str) -> list[float]:
    """Text, asked, yes, done, confirmed: the seconds of each."""
    took = []
    need = "We need water for 4 people at the Bridge"
    for sender, words, heard_by in (
        (asker, need, HELPER),
        (HELPER, "YES", asker),
        (HELPER, "DONE", asker),
        (asker, "YES", HELPER),
    ):
        took.append(await line.say(sender, words, heard_by=heard_by))
        await _quiet(house)  # a late word of this text is no answer to the next one
    async with house.database.session() as session:  # else the helper's twentieth text of this hour is held
        await session.execute(FORGET)
        await session.execute(text("update prompt set closed_at = now() where kind = 'rest'"))
    return took


async def _quiet(house: House) -> None:
    async with asyncio.timeout(LONGEST_S):
        while True:
            async with house.database.session() as session:
                if not (await session.execute(BUSY)).scalar_one():
                    return
            await asyncio.sleep(LOOK_S)


def _figures(told: list[list[float]]) -> list[Figure]:
    whole = [sum(took) for took in told]
    each = ", ".join(f"{name} {median(took[n] for took in told):.2f} s" for n, name in enumerate(HOPS))
    return [
        Figure(
            name="story.median_s",
            value=median(whole),
            unit="s",
            note=f"{len(told)} stories, one at a time, over HTTP, a worker and a gateway on loopback; "
            f"{each}; the slowest {max(whole):.2f} s",
        )
    ]


async def _prepare(house: House, gateway: Gateway) -> None:
    async with house.database.session() as session:
        incident = await factories.make_incident(
            session, house.keys, automation=Automation.FULL, api_base=gateway.url
        )
        helper = await factories.make_contact(session, house.keys, incident, HELPER, name="Bayu")
        await factories.make_volunteer(session, incident, helper)
        await session.execute(ROOMY)
        await session.execute(CALM)


async def _check(house: House, expected: int) -> None:
    """Make sure that every story ended as it should."""
    async with house.database.session() as session:
        rows = (await session.execute(STAND)).all()
    if [tuple(row) for row in rows] != [("closed", expected)]:
        raise RuntimeError(f"{expected} stories should have ended well: {rows}")
