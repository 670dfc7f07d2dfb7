"""The desk's page of safety and its JSON, in a browser without JavaScript and from a program."""

import json
from dataclasses import dataclass

import httpx
import pytest

from app.clock import now
from app.models.incident import Automation
from app.models.safety import AlarmKind
from app.models.staff import Role
from app.safety.alarms import raise_alarm
from geo.geojson import circle_geometry
from tests.cast import Town
from tests.town import MILL, corner

PHONE = "+15095550111"


@dataclass(frozen=True, slots=True)
class Dara:
    """Somebody signed in, on the page of safety."""

    town: Town
    email: str
    csrf: str
    staff_id: int

    @property
    def cookie(self) -> dict[str, str]:
        return {"cookie": f"konbit_session={self.email}"}

    async def look(self) -> str:
        found = await self.town.http.get(f"/desk/{self.town.incident.slug}/safety", headers=self.cookie)
        assert found.status_code == 200
        assert found.headers["cache-control"] == "no-store"
        return found.text

    async def press(self, what, files=None, **fields) -> httpx.Response:
        given = {"csrf": self.csrf} | {name: str(value) for name, value in fields.items()}
        path = f"/desk/{self.town.incident.slug}/safety/{what}"
        return await self.town.http.post(path, data=given, files=files, headers=self.cookie)

    async def api(self, method: str, path: str, body: object = None, *, csrf: bool = True) -> httpx.Response:
        sent = self.cookie | ({"x-csrf-token": self.csrf} if csrf else {})
        where = f"/api/v1/incidents/{self.town.incident.slug}{path}"
        return await self.town.http.request(method, where, json=body, headers=sent)


async def signed_in(town: Town, role: Role = Role.COORDINATOR) -> Dara:
    desk = await town.desk("Dara", role=role)
    (row,) = await town.rows("select id from staff where email = :email", email=desk.email)
    return Dara(town, desk.email, desk.csrf, row["id"])


@pytest.fixture
async def dara(town: Town) -> Dara:
    town.http.headers["accept-language"] = "en"  # the town's own is Kreyòl
    """A coordinator."""
    return await signed_in(town)


async def alarm(town: Town) -> str:
    await town.automation(Automation.SUGGEST)
    await town.sms("Amina", "Need water for 4 at the Bridge")
    case = await town.case("Amina")
    (row,) = await town.cases("Amina")
    async with town.house.database.session() as session:
        await raise_alarm(session, town.incident, AlarmKind.UNSAFE, report_id=row["id"], now=now())
    return case


async def test_an_alarm_stands_on_the_page_until_somebody_looks(town: Town, dara: Dara) -> None:
    case = await alarm(town)
    assert "Somebody feels unsafe" in await dara.look()
    answer = await dara.press("seen", reference=case)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/desk/town?report={case}")
    assert "Somebody feels unsafe" not in await dara.look()


async def test_a_coordinator_goes_on_call_and_off(dara: Dara) -> None:
    answer = await dara.press("on-call", staff=dara.staff_id, number=PHONE, turn=1, hours="mon 0-24")
    assert answer.status_code == 303
    page = await dara.look()
    assert "mon 0-24" in page
    assert PHONE not in page
    assert (await dara.press("off-call", staff=dara.staff_id)).status_code == 303
    assert "Nobody is on call" in await dara.look()


async def test_what_was_typed_wrongly_is_said_and_not_lost(dara: Dara) -> None:
    answer = await dara.press("on-call", staff=dara.staff_id, number=PHONE, hours="at night")
    assert answer.status_code == 400
    assert "mon-fri 18-24" in answer.text
    assert PHONE in answer.text
    answer = await dara.press("zone", kind="hazard", name="Flood", geojson="{nothing")
    assert answer.status_code == 400
    assert "no GeoJSON" in answer.text
    assert "{nothing" in answer.text


async def test_a_zone_is_drawn_as_a_circle_pasted_or_uploaded_and_ended(town: Town, dara: Dara) -> None:
    circle = {"lat": str(MILL.lat), "lon": str(MILL.lon), "radius_m": "200"}
    assert (await dara.press("zone", kind="hazard", name="Mud", hours="6", **circle)).status_code == 303
    drawn = json.dumps(circle_geometry(corner("Bridge"), radius_m=100))
    assert (await dara.press("zone", kind="closure", name="Cut", geojson=drawn)).status_code == 303
    upload = {"file": ("zone.geojson", drawn.encode())}
    assert (await dara.press("zone", files=upload, kind="hazard", name="Smoke")).status_code == 303
    page = await dara.look()
    for name in ("Mud", "Cut", "Smoke"):
        assert name in page
    for row in await town.rows("select id from zone"):
        assert (await dara.press("zone/end", zone=row["id"])).status_code == 303
    assert "There is no zone now" in await dara.look()


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"lat": "18.9", "lon": "-72.6"},
        {"lat": "18.9", "lon": "-72.6", "radius_m": "5"},
        {"lat": "18.9", "lon": "-72.6", "radius_m": "far"},
        {"lat": "north", "lon": "-72.6", "radius_m": "100"},
        {"lat": "18.9", "lon": "-72.6", "radius_m": "100", "hours": "0"},
        {"geojson": "[]"},
        {"geojson": "[" * 100_000},
    ],
)
async def test_a_zone_that_is_none_is_refused_with_a_sentence(dara: Dara, fields: dict[str, str]) -> None:
    answer = await dara.press("zone", kind="hazard", **fields)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text


async def test_who_looks_on_sees_the_page_and_changes_nothing(town: Town) -> None:
    viewer = await signed_in(town, Role.VIEWER)
    assert "Put on call" not in await viewer.look()
    assert (await viewer.press("on-call", staff=viewer.staff_id, number=PHONE)).status_code == 403
    assert (await viewer.api("POST", "/zones", {"area": {}})).status_code == 403
    assert (await viewer.api("GET", "/zones")).status_code == 200


async def test_strangers_learn_nothing(town: Town) -> None:
    for path in ("/api/v1/incidents/town/zones", "/api/v1/incidents/town/alarms"):
        assert (await town.http.get(path)).status_code == 401
    assert (await town.http.get("/desk/town/safety")).status_code == 303


async def test_a_program_draws_lists_and_ends_zones(dara: Dara) -> None:
    area = circle_geometry(corner("Bridge"), radius_m=100)
    made = await dara.api("POST", "/zones", {"kind": "hazard", "name": "Flood", "area": area})
    assert made.status_code == 201
    assert made.json()["cases"] == []
    (zone,) = (await dara.api("GET", "/zones")).json()
    assert (zone["name"], zone["area"]["type"]) == ("Flood", "Polygon")
    assert (await dara.api("POST", f"/zones/{zone['id']}/end")).status_code == 204
    assert (await dara.api("POST", f"/zones/{zone['id']}/end")).status_code == 404
    assert (await dara.api("GET", "/zones")).json() == []


async def test_a_program_without_the_sessions_secret_changes_nothing(dara: Dara) -> None:
    area = circle_geometry(corner("Bridge"), radius_m=100)
    assert (await dara.api("POST", "/zones", {"area": area}, csrf=False)).status_code == 403
    assert (await dara.api("GET", "/zones")).json() == []


async def test_a_program_hears_in_a_sentence_what_is_wrong_with_a_zone(dara: Dara) -> None:
    refused = await dara.api("POST", "/zones", {"area": {"type": "Point", "coordinates": [1, 2]}})
    assert refused.status_code == 400
    assert "Polygon" in refused.text


async def test_a_program_sees_alarms_and_looks(town: Town, dara: Dara) -> None:
    case = await alarm(town)
    told = (await dara.api("GET", "/alarms")).json()
    assert [(one["kind"], one["reference"]) for one in told["alarms"]] == [("unsafe", case)]
    assert told["on_call"] == []
    assert (await dara.api("POST", f"/alarms/{case}/seen")).json() == {"seen": 1}
    assert (await dara.api("POST", f"/alarms/{case}/seen")).json() == {"seen": 0}
    assert (await dara.api("POST", "/alarms/NONE/seen")).status_code == 404
