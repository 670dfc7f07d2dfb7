"""`konbit export`, as an operator types it."""

import asyncio
import re
from datetime import date

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from app.cli.export import put
from app.cli.root import app
from app.clock import now
from app.errors import BadForm, NotFound
from app.models.facility import Facility, FacilityKind
from app.models.public import PublicCell, PublicReport
from geo.spatial import ewkt
from geo.tiles import cell_of, morton
from tests import factories
from tests.conftest import MASTER_KEY
from tests.parsed import Page
from tests.town import corner


@pytest.fixture
def konbit(fresh, monkeypatch, tmp_path, incident):
    """Call `konbit` on this test's database; gives what it printed, and fails as it fails."""
    monkeypatch.setenv("DATABASE_URL", fresh.url())
    monkeypatch.setenv("KONBIT_OWNER_DATABASE_URL", fresh.url("konbit_owner"))
    monkeypatch.setenv("KONBIT_PUBLIC_DATABASE_URL", fresh.url("konbit_public"))
    monkeypatch.setenv("KONBIT_SECRET_KEY", MASTER_KEY)
    monkeypatch.setenv("KONBIT_VAR", str(tmp_path))

    def call(*arguments: str, slug: str = incident.slug) -> str:
        done = CliRunner().invoke(app, [*arguments, "--incident", slug], catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done.stdout

    return call


def shown(incident, n, *, category="water", urgency=4, state="open", area="Mill Quarter"):
    """A case as the follower shows it, at the Mill."""
    return PublicReport(
        incident_id=incident.id,
        case_key=bytes([n]),
        kind="need",
        category=category,
        urgency=urgency,
        grade=urgency,
        state=state,
        area=area,
        point=ewkt(corner("Mill")),
        radius_m=600,
        morton=morton(corner("Mill")),
        day=date(2026, 11, 20),
        published_at=now(),
    )


@pytest.fixture
async def known(house, incident):
    """What strangers see of two cases, a square and an open place; behind it, Amina's own place and words."""
    async with house.database.session() as session:
        amina = await factories.make_contact(session, house.keys, incident, "+15095550101", name="Amina")
        await factories.make_report(session, incident, amina, at="Quarry", words="behind the Quarry")
        session.add_all([shown(incident, 1), shown(incident, 2, urgency=2, category="food")])
        session.add(shown(incident, 3, state="helped", area="Nobody's"))
        cell = cell_of(morton(corner("Mill")), 12)
        session.add(
            PublicCell(incident_id=incident.id, level=12, cell=cell, at_least=5, area="Duval", at=now())
        )
        session.add(
            Facility(
                incident_id=incident.id,
                reference="P1",
                kind=FacilityKind.WATER,
                name="Mill pump",
                point=ewkt(corner("Bridge")),
                source="Red Cross",
                checked_at=now(),
                who="desk",
                created_at=now(),
            )
        )


async def test_a_map_to_carry_holds_what_strangers_see_and_no_more(known, konbit, tmp_path):
    path = tmp_path / "map.html"
    said = await asyncio.to_thread(konbit, "export", "map", "-o", str(path))
    assert "cases 2 of 2, squares of private needs 1, open places 1" in " ".join(said.split())
    html = path.read_text("utf-8")
    rows = [found["id"] for tag, found in Page(html).tags if tag == "tr" and "id" in found]
    assert rows == ["p0", "s0", "m0", "m1"]
    assert "Mill pump" in html
    assert "Mill Quarter" in html
    assert not [word for word in ("Amina", "behind the Quarry", "509555", "Nobody's") if word in html]
    assert f"{corner('Quarry').lon:.3f}" not in html
    assert [one.name for one in tmp_path.iterdir() if one.name.endswith(".half")] == []


async def test_the_most_urgent_come_first_when_not_all_have_room(known, konbit, tmp_path):
    path = tmp_path / "map.html"
    said = await asyncio.to_thread(
        konbit, "export", "map", "-o", str(path), "--most", "1", "--language", "fr"
    )
    assert "cases 1 of 2" in " ".join(said.split())
    html = path.read_text("utf-8")
    assert '<html lang="fr"' in html
    assert re.search(r'<tr id="m0">.*u4', html)
    assert 'id="m1"' not in html


async def test_whoever_mistypes_is_told_what_to_do(konbit, tmp_path):
    with pytest.raises(BadForm, match="choose one of these with --language"):
        await asyncio.to_thread(konbit, "export", "map", "--language", "xx")
    with pytest.raises(NotFound, match="There is no incident «nowhere»"):
        await asyncio.to_thread(lambda: konbit("export", "map", slug="nowhere"))
    with pytest.raises(BadForm, match="in a folder that exists"):
        await asyncio.to_thread(konbit, "export", "map", "-o", str(tmp_path / "none" / "map.html"))


def test_what_stood_there_stays_when_the_new_file_cannot_be_written(tmp_path):
    (tmp_path / ".map.html.half").mkdir()
    (tmp_path / "map.html").write_text("yesterday")
    with pytest.raises(BadForm, match="cannot be written"):
        put(tmp_path / "map.html", b"today")
    assert (tmp_path / "map.html").read_text() == "yesterday"


async def test_the_role_that_reads_for_it_cannot_read_a_report(house, incident):
    async with house.database.public_session() as public:
        who = (await public.execute(text("select current_user"))).scalar_one()
    assert who == "konbit_public"
