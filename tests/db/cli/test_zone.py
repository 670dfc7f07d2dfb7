"""`konbit zone` and `konbit on-call`, as an operator types them."""

import asyncio
import json

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from app.cli.root import app
from app.clock import now
from app.errors import BadForm, NotFound
from app.models.safety import AlarmKind
from app.safety.alarms import raise_alarm
from geo.geojson import circle_geometry
from tests import factories
from tests.conftest import MASTER_KEY
from tests.town import corner

PHONE = "+15095550111"


@pytest.fixture
def konbit(fresh, monkeypatch, tmp_path, incident):
    """Call `konbit` on this test's database; gives what it printed, and fails as it fails."""
    monkeypatch.setenv("DATABASE_URL", fresh.url())
    monkeypatch.setenv("KONBIT_OWNER_DATABASE_URL", fresh.url("konbit_owner"))
    monkeypatch.setenv("KONBIT_SECRET_KEY", MASTER_KEY)
    monkeypatch.setenv("KONBIT_VAR", str(tmp_path))

    def call(*arguments: str) -> str:
        told = [*arguments, "--incident", incident.slug]
        done = CliRunner().invoke(app, told, catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done.stdout

    return call


@pytest.fixture
def flood(tmp_path):
    """A file with the flooded ground around the Bridge."""
    path = tmp_path / "flood.geojson"
    path.write_text(json.dumps(circle_geometry(corner("Bridge"), radius_m=200)), encoding="utf-8")
    return str(path)


@pytest.fixture
async def dara(house, incident):
    """A coordinator of the incident."""
    async with house.database.session() as session:
        await factories.make_staff(session, incident, "dara@desk.example")


def test_a_zone_is_drawn_listed_and_ended(konbit, flood):
    assert "holds" in konbit("zone", "add", flood, "--name", "Flood", "--until", "2099-01-31T18:00")
    line = konbit("zone", "list")
    assert "hazard  Flood" in line
    assert "until 2099-01-31 18:00 UTC" in line
    assert "is over" in konbit("zone", "end", line.split()[0])
    assert "There is no zone" in konbit("zone", "list")


def test_a_closure_without_a_name_is_listed_too(konbit, flood):
    konbit("zone", "add", flood, "--kind", "closure")
    assert "closure  (no name)" in konbit("zone", "list")


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("no json", "no GeoJSON"),
        ("[]", "no GeoJSON"),
        ('{"type": "Point", "coordinates": [1, 2]}', "Polygon"),
    ],
)
def test_a_file_that_holds_no_area_is_refused(konbit, tmp_path, written, sentence):
    path = tmp_path / "wrong.geojson"
    path.write_text(written, encoding="utf-8")
    with pytest.raises(BadForm, match=sentence):
        konbit("zone", "add", str(path))


def test_a_file_that_is_not_there_and_a_time_that_is_none_are_refused(konbit, flood):
    with pytest.raises(BadForm, match="cannot be read"):
        konbit("zone", "add", f"{flood}.gone")
    with pytest.raises(BadForm, match="no time"):
        konbit("zone", "add", flood, "--until", "tomorrow")
    with pytest.raises(BadForm, match="past"):
        konbit("zone", "add", flood, "--until", "2001-01-01")


def test_a_zone_that_is_over_or_never_was_cannot_be_ended(konbit):
    with pytest.raises(NotFound):
        konbit("zone", "end", "7")


@pytest.mark.usefixtures("dara")
def test_a_coordinator_goes_on_call_and_off_again_and_their_number_is_not_printed(konbit):
    konbit("on-call", "add", "dara@desk.example", "--number", PHONE, "--hours", "mon-sun 18-6", "--turn", "2")
    line = konbit("on-call", "list")
    assert line.startswith("2  dara@desk.example  mon-sun 0-6, mon-sun 18-24")
    assert PHONE not in line
    assert "not on call" in konbit("on-call", "remove", "dara@desk.example")
    assert "Nobody is on call" in konbit("on-call", "list")


@pytest.mark.usefixtures("dara")
@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (("dara@desk.example", "--number", "7"), BadForm),
        (("dara@desk.example", "--number", PHONE, "--hours", "at night"), BadForm),
        (("nobody@desk.example", "--number", PHONE), NotFound),
    ],
)
def test_what_is_wrong_is_said(konbit, arguments, error):
    with pytest.raises(error):
        konbit("on-call", "add", *arguments)


@pytest.mark.usefixtures("dara")
async def test_whoever_goes_on_call_while_an_alarm_waits_is_called(konbit, house, incident):
    async with house.database.session() as session:
        contact_id = await factories.make_contact(session, house.keys, incident, "+15095550101")
        case = await factories.make_report(session, incident, contact_id)
        await raise_alarm(session, incident, AlarmKind.UNSAFE, report_id=case.id, now=now())
    await asyncio.to_thread(konbit, "on-call", "add", "dara@desk.example", "--number", PHONE)
    async with house.database.session() as session:
        waiting = await session.execute(text("select count(*) from procrastinate.procrastinate_jobs"))
        assert waiting.scalar_one() == 2
