"""The town lived in: people text through signed calls, a worker in this process does the rest.

bayu = await town.volunteer("Bayu", at="Mill", skills=["water"])
await town.sms("Amina", "Need water for 4 at the Bridge")
assert await town.inbox("Bayu") == ["water for 4 people near Bridge, 300 m away. Reply YES 1 or NO 1."]
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from secrets import token_hex, token_urlsafe
from urllib.parse import urlencode

import httpx
from fastapi import FastAPI
from sqlalchemy import DateTime, RowMapping, text
from twilio.request_validator import RequestValidator

from app.api.deps import COOKIE
from app.api.doors import Doors
from app.api.public.look import Known
from app.chores.context import set_chore_house
from app.house import House
from app.jobs import jobs
from app.messaging.fit import fit
from app.messaging.say import Phrase
from app.models import SQLModel
from app.models.incident import Automation, Incident
from app.models.staff import Role
from app.models.volunteer import Trust
from app.worker import Worker
from geo.point import Point
from tests import factories
from tests.fakes import FakeTwilio

NUMBERS = {"Amina": "+15095550101", "Bayu": "+15095550102", "Chen": "+15095550103"}
INSTANTS = {
    table.name: [column.name for column in table.columns if isinstance(column.type, DateTime)]
    for table in SQLModel.metadata.sorted_tables
} | {"procrastinate.procrastinate_jobs": ["scheduled_at"]}
BACK = "make_interval(secs => 60 * :minutes)"
SHIFTS = [
    f"update {table} set {', '.join(f'{column} = {column} - {BACK}' for column in columns)}"
    for table, columns in INSTANTS.items()
    if columns
]
# one statement: every instant in the database moves at once
PASS_TIME = text(f"with {', '.join(f't{n} as ({shift})' for n, shift in enumerate(SHIFTS))} select 1")
DUE = "select 1 from procrastinate.procrastinate_jobs where status = 'todo' and scheduled_at <= now()"


@dataclass(frozen=True, slots=True)
class Desk:
    """A person at the desk, in a browser without JavaScript."""

    http: httpx.AsyncClient
    slug: str
    email: str
    csrf: str

    async def look(self, report: str = "") -> httpx.Response:
        """Open the desk, or one report on it."""
        return await self.http.get(f"/desk/{self.slug}", params={"report": report}, headers=self._cookie)

    async def page(self, address: str = "", **asked: str) -> httpx.Response:
        """Open one page of the incident's desk: board, search, huddle; or any address that begins with /."""
        inside = f"/desk/{self.slug}" + ("" if address[:1] in ("", "?") else "/") + address
        path = address if address.startswith("/") else inside
        return await self.http.get(path, params=asked or None, headers=self._cookie, follow_redirects=True)

    async def press(self, case: str, what: str, **fields: str | int) -> httpx.Response:
        """Press one of a report's buttons: ask, place, state, places."""
        given = {"csrf": self.csrf} | {name: str(value) for name, value in fields.items()}
        path = f"/desk/{self.slug}/report/{case}/{what}"
        return await self.http.post(path, data=given, headers=self._cookie)

    @property
    def _cookie(self) -> dict[str, str]:
        return {"cookie": f"{COOKIE}={self.email}"}


@dataclass(slots=True)
class Town:
    """Everything a story may do: people text, wait, read; Dara sits at the `desk`."""

    house: House
    incident: Incident
    twilio: FakeTwilio
    http: httpx.AsyncClient
    worker: Worker
    _numbers: dict[str, str] = field(default_factory=lambda: dict(NUMBERS))
    _read: dict[str, int] = field(default_factory=dict)
    _quiet: bool = False  # the worker has done all there was, and nothing has happened since

    def number(self, name: str) -> str:
        """A person's phone number: always the same, always an invented one."""
        return self._numbers.setdefault(name, f"+150955501{len(self._numbers) + 1:02}")

    async def volunteer(
        self,
        name: str,
        *,
        at: str | Point = "Mill",
        skills: Sequence[str] = ("water",),
        trust: Trust = Trust.KNOWN,
        language: str = "en",
        reach_m: int = 5_000,
    ) -> int:
        """A helper the desk knows, on duty at a corner of the town."""
        self.stir()
        async with self.house.database.session() as session:
            contact_id = await factories.make_contact(
                session, self.house.keys, self.incident, self.number(name), name=name, language=language
            )
            return await factories.make_volunteer(
                session, self.incident, contact_id, at=at, skills=skills, trust=trust, reach_m=reach_m
            )

    async def sms(self, name: str, words: str, **more: str) -> httpx.Response:
        """A person texts; the gateway hears that it is stored before anything else happens."""
        return await self._twilio(self.number(name), words, more)

    async def whatsapp(self, name: str, words: str, **more: str) -> httpx.Response:
        """The same from WhatsApp."""
        return await self._twilio(f"whatsapp:{self.number(name)}", words, more)

    async def _twilio(self, sender: str, words: str, more: Mapping[str, str]) -> httpx.Response:
        scheme = "whatsapp:" if sender.startswith("whatsapp:") else ""
        fields = {
            "MessageSid": f"SM{token_hex(16)}",
            "AccountSid": factories.ACCOUNT_SID,
            "From": sender,
            "To": f"{scheme}{factories.OUR_NUMBER}",
            "Body": words,
            **more,
        }
        answer = await self.call(f"/in/twilio/{self.incident.slug}", fields)
        assert answer.status_code == 200, answer.text
        return answer

    async def call(self, path: str, fields: Mapping[str, str], *, token: str = "") -> httpx.Response:
        """Post a form as Twilio does, signed for the public address."""
        url = f"{self.house.settings.base_url}{path}"
        signature = RequestValidator(token or factories.AUTH_TOKEN).compute_signature(url, dict(fields))
        return await self.http.post(
            path,
            content=urlencode(fields).encode(),
            headers={
                "content-type": "application/x-www-form-urlencoded",
                "x-twilio-signature": signature,
            },
        )

    async def form(self, kind: str, words: str, *, key: str = "", **more: str) -> httpx.Response:
        """Somebody fills in the public form; `kind` is report or offer."""
        fields = {
            "key": key or token_urlsafe(18),
            "kind": "need" if kind == "report" else "offer",
            "words": words,
            "language": "en",
            **more,
        }
        return await self.http.post(f"/i/{self.incident.slug}/{kind}", data=fields)

    async def desk(self, name: str = "Dara", *, role: Role = Role.COORDINATOR) -> Desk:
        """Somebody signs in at this incident's desk."""
        email = f"{name.lower()}@desk.example"
        async with self.house.database.session() as session:
            signed_in = await factories.make_staff(session, self.incident, email, role=role)
        return Desk(self.http, self.incident.slug, email, signed_in.csrf)

    async def settle(self) -> None:
        """Let the worker do all that there is to do now."""
        if not self._quiet:
            await self.worker.drain()
        self._quiet = True

    def stir(self) -> None:
        """Say that something may have happened; whoever changes the database by hand says it too."""
        self._quiet = False

    async def inbox(self, name: str) -> list[str]:
        """The texts that reached a person since this was last asked."""
        await self.settle()
        got = [taken.text for taken in self.twilio.texts_to(self.number(name))]
        new = got[self._read.get(name, 0) :]
        self._read[name] = len(got)
        return new

    async def inboxes(self, *names: str) -> None:
        """Have people read what they got, when a story is not about it."""
        for name in names:
            await self.inbox(name)

    async def case(self, name: str) -> str:
        """The reference of the case that a person opened last."""
        await self.settle()
        return str((await self.cases(name))[-1]["reference"])

    async def cases(self, name: str) -> list[RowMapping]:
        """Every case of a person, oldest first."""
        return await self.rows(
            """
            select r.* from report r join address a
              on a.incident_id = r.incident_id and a.contact_id = r.contact_id
            where a.number_index = :lane group by r.incident_id, r.id order by r.id
            """,
            lane=self.house.keys.index(self.number(name)),
        )

    async def jobs_of(self, reference: str) -> list[tuple[str, str]]:
        """Who stands how towards a case: (name, state), oldest first."""
        rows = await self.rows(
            """
            select c.name, d.state from dispatch d
            join report r on r.incident_id = d.incident_id and r.id = d.report_id
            join volunteer v on v.incident_id = d.incident_id and v.id = d.volunteer_id
            join contact c on c.incident_id = d.incident_id and c.id = v.contact_id
            where r.reference = :reference order by d.id
            """,
            reference=reference,
        )
        return [(row["name"], row["state"]) for row in rows]

    async def rows(self, statement: str, **values: object) -> list[RowMapping]:
        """Look into the database, or reach into it."""
        if not statement.lstrip().startswith("select"):
            self.stir()
        async with self.house.database.session() as session:
            return list((await session.execute(text(statement), values)).mappings())

    async def automation(self, automation: Automation) -> None:
        """Set how much the machine may do by itself."""
        await self.rows("update incident set automation = :automation returning id", automation=automation)

    async def wait(self, *, minutes: float) -> None:
        """Let time pass: every instant in the database moves into the past, and jobs that are due run."""
        await self.settle()
        async with self.house.database.session() as session:
            await session.execute(PASS_TIME, {"minutes": minutes})
        self.stir()
        if await self.rows(DUE):
            await jobs.run_worker_async(wait=False, install_signal_handlers=False)
        await self.settle()


def texts(language: str, key: str, **values: str | int | float | Phrase) -> list[str]:
    """The texts in which a sentence of the catalog reaches a phone: plainly written where that is cheaper."""
    return [one.text for one in fit((Phrase(key, dict(values)),), language)]


def says(language: str, key: str, **values: str | int | float | Phrase) -> str:
    """A sentence of the catalog that is one text, for stories that are not about its words."""
    (one,) = texts(language, key, **values)
    return one


@asynccontextmanager
async def open_town(
    app: FastAPI, house: House, incident: Incident, twilio: FakeTwilio
) -> AsyncIterator[Town]:
    """Open the web server and a worker on one house, in this process."""
    app.state.house, app.state.doors = house, Doors()
    app.state.known = Known()  # the last town's incident had another number
    set_chore_house(house)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url=house.settings.base_url) as http:
        town = Town(house, incident, twilio, http, Worker(house))

        async def stir(request: httpx.Request) -> None:
            if request.method != "GET":
                town.stir()

        http.event_hooks = {"request": [stir]}
        yield town
