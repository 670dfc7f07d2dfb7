"""A drill in which everything has happened that a page of the desk can show."""

import re
from dataclasses import dataclass
from secrets import token_hex

import httpx
from sqlalchemy import text

from app.access.audit import Access, note
from app.access.passwords import make_link
from app.access.sessions import open_session
from app.clock import now
from app.drill.prepare import SLUG
from app.incidents.find import incident_by_slug
from app.models.incident import Automation
from app.models.staff import Role
from app.security import seal
from tests.browser.server import PATIENCE_S, Server
from tests.factories import make_staff

HOME = f"/desk/{SLUG}"
TOLD = re.compile(r'class="(?:error|lead)"[^>]*>([^<]+)')
CSRF = re.compile(r'name="csrf" value="([^"]+)"')
PICTURE = bytes.fromhex(  # one grey dot, as PNG
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c6368000000820081"
    "dd436af40000000049454e44ae426082"
)
HELPERS = (
    ("+17675550198", "Bayu", "I can bring water, I live near the Old Mill"),
    ("+17675550190", "Chen", "I am a nurse, I can bring medicine, near the Blue Bridge"),
    ("+17675550189", "ليلى", "I can bring food and blankets, I have a car, near Star Market"),
)
ASKERS = (
    ("+17675550197", "Amina", "Nou bezwen dlo bò Lekòl Tamaren, nou se 6 moun"),
    ("+17675550196", "Idris", "URGENT! A child is bleeding near the clinic, we need a doctor"),
    ("+17675550195", "Noor", "We need food for 3 people"),
    ("+17675550194", "Salma", "نحتاج إلى ماء وطعام لخمسة أشخاص قرب الجسر الأزرق"),
    ("+17675550193", "Rosa", "Necesitamos mantas para 4 personas cerca del puente"),
    ("+17675550192", "Tomas", "We need water for 6 people near the Old Mill"),
    ("+17675550191", "Ines", "Water is needed for 6 people close to the Old Mill"),
    ("+17675550188", "Paul", "They say that the dam has broken and the water comes tonight"),
    ("+17675550187", "Mia", "I look for my brother Jonas, 12 years, red shirt, last seen at the Fish Market"),
    (
        "+17675550186",
        "Olu",
        "We need tents for 20 people at the Fish Market, and a baby is sick",
    ),
    ("+17675550185", "Ana", "We need medicine for my old mother near the Blue Bridge"),
    ("+17675550184", "Karl", "win money now http://example.com/free click"),
)
FOUND = text("select reference, id from report where incident_id = :incident_id and text like :words")
LETTER = text("""
    update message set state = 'set_aside', done_at = now()
    where incident_id = :incident_id and direction = 'in' and text like :words
""")
ATTACH = text("""
    insert into media (incident_id, token, message_id, turn, content_type, size, state, reason, created_at,
        sealed, done_at)
    select :incident_id, :token, m.id, :turn, :content_type, :size, :state, :reason, now(), :sealed, now()
    from message m where m.incident_id = :incident_id and m.direction = 'in' and m.text like :words limit 1
""")
HELPER = text("""
    select v.reference from volunteer v
    join contact c on c.incident_id = :incident_id and c.id = v.contact_id
    where v.incident_id = :incident_id and c.name = :name
""")


@dataclass(frozen=True, slots=True)
class Day:
    """Where things stand after it: cases by a word for them, and what only an address reaches."""

    server: Server
    cases: dict[str, str]
    helper: str
    half: str  # the token of somebody whose password was right
    link: str  # the token of an invitation


@dataclass(frozen=True, slots=True)
class Dara:
    """Dara without a browser: she presses what a page has, and every press must be taken."""

    http: httpx.AsyncClient
    csrf: str

    async def press(self, path: str, **fields: str) -> None:
        """Post one form of the desk."""
        answer = await self.http.post(f"{HOME}/{path}", data={"csrf": self.csrf, **fields})
        assert answer.is_success or answer.is_redirect, (
            f"{path}: {answer.status_code} {TOLD.findall(answer.text)}"
        )


async def live_hard_day(server: Server, cookies: list[dict[str, str]]) -> Day:
    """Let it all happen."""
    await server.begin_again(Automation.SUGGEST)
    await server.texts(*HELPERS)
    await server.texts(*ASKERS)
    cases = {
        name: await _case(server, words)
        for name, words in (
            ("water", "Nou bezwen dlo%"),
            ("child", "URGENT!%"),
            ("lost", "We need food for 3%"),
            ("arabic", "نحتاج%"),
            ("twin", "Water is needed%"),
            ("rumour", "They say%"),
            ("tents", "We need tents%"),
            ("medicine", "We need medicine%"),
            ("noise", "win money%"),
        )
    }
    jar = {one["name"]: one["value"] for one in cookies}
    async with httpx.AsyncClient(base_url=server.url, cookies=jar, timeout=PATIENCE_S) as http:
        found = CSRF.search((await http.get(f"{HOME}/board")).text)
        assert found
        await _decide(Dara(http, found[1]), server, cases)
    half, link = await _prepare_behind(server)
    await server.settled()
    return Day(server, cases, await _helper(server, "Bayu"), half, link)


async def _decide(dara: Dara, server: Server, cases: dict[str, str]) -> None:
    bayu, chen = await _helper(server, "Bayu"), await _helper(server, "Chen")
    water, rumour = f"report/{cases['water']}", f"report/{cases['rumour']}"
    await dara.press(f"{water}/state", state="open")
    await dara.press(f"{water}/verify")
    await dara.press(f"{water}/vouch", how="called her sister at noon")
    await dara.press(f"{water}/ask", helper=bayu)
    await dara.press(f"{water}/lines", item="water", amount="40", unit="l")
    await dara.press(f"{water}/write", text="Bayu is asked. Please stay where you are.")
    await dara.press(f"report/{cases['medicine']}/state", state="open")
    await dara.press(f"report/{cases['medicine']}/agree", kind="checklist")
    await dara.press(f"report/{cases['medicine']}/job/accept", helper=chen)
    await dara.press(f"report/{cases['noise']}/state", state="noise")
    await dara.press(f"report/{cases['tents']}/risky", risky="true", why="the road slides")
    await dara.press(f"{rumour}/rumour", rumour="true", why="three people say so, nobody has seen it")
    await dara.press(
        "bulletins",
        **{"text-en": "The dam holds. An engineer was there at four.", "text-fr": "Le barrage tient."},
        source="Water office, by phone",
        answers=cases["rumour"],
    )
    await dara.press("replies", **{"name": "Stay", "text-en": "Stay where you are.", "text-fr": "Restez là."})
    await dara.press("views", name="Water, urgent", query="category=water&urgency=3", shared="yes")
    await dara.press("supplies/drive", item="blankets", amount="60", place="Fish Market")
    await dara.press("huddle/answer", text="The bridge closes at six: whoever goes must be back before.")
    await dara.press("review/learned", text="Ask for the street first.")
    area = {"lat": "15.300", "lon": "-64.100", "radius_m": "300"}
    await dara.press("safety/zone", kind="closure", name="Gas leak", hours="6", **area)
    await server.settled()
    await server.texts((HELPERS[0][0], "", "yes"))
    await server.texts((HELPERS[1][0], "", "UNSAFE"))


async def _prepare_behind(server: Server) -> tuple[str, str]:
    """What no press makes: a picture that came, a sound that did not, a letter nobody could read."""
    async with server.house.database.session() as session:
        incident = await incident_by_slug(session, SLUG)
        key = server.house.keys.data_key(incident.data_key_sealed)
        came = {"incident_id": incident.id, "words": "Nou bezwen%", "token": token_hex(8), "reason": ""}
        photo = {"turn": 1, "content_type": "image/png", "size": len(PICTURE), "state": "kept"}
        await session.execute(ATTACH, came | photo | {"sealed": seal(key, PICTURE)})
        sound = {"turn": 2, "content_type": "audio/ogg", "size": 90_000, "state": "kept"}
        await session.execute(ATTACH, came | sound | {"token": token_hex(8), "sealed": seal(key, PICTURE)})
        failed = {"turn": 3, "content_type": "audio/ogg", "size": 0, "state": "failed", "sealed": None}
        gone = {"token": token_hex(8), "reason": "The gateway answered 404."}
        await session.execute(ATTACH, came | failed | gone)
        await session.execute(LETTER, {"incident_id": incident.id, "words": "win money%"})
        noor = await make_staff(session, incident, f"noor-{token_hex(3)}@desk.example", role=Role.VERIFIER)
        note(session, Access(what="staff.sign_in_failed", who="stranger", staff_id=noor.staff_id), now=now())
        half = await open_session(session, noor.staff_id, browser="Firefox", now=now(), half=True)
        return half, make_link(session, noor.staff_id, now=now())


async def _case(server: Server, words: str) -> str:
    async with server.house.database.session() as session:
        incident = await incident_by_slug(session, SLUG)
        rows = await session.execute(FOUND, {"incident_id": incident.id, "words": words})
        return str(rows.scalars().one())


async def _helper(server: Server, name: str) -> str:
    async with server.house.database.session() as session:
        incident = await incident_by_slug(session, SLUG)
        rows = await session.execute(HELPER, {"incident_id": incident.id, "name": name})
        return str(rows.scalars().one())
