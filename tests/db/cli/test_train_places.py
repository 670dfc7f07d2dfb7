"""`konbit train places`, as an operator types it, on a town that nobody lives in."""

from pathlib import Path

import psycopg
from typer.testing import CliRunner

from app.cli.root import app
from geo.gazetteer.score import WEIGHTS
from tests.conftest import MASTER_KEY
from tests.town import AREA, corner

BOX = f"{AREA.west},{AREA.south},{AREA.east},{AREA.north}"
NAMES = {"Zorblax": "Mill", "Kafou Tabou": "School"}


def pinned(path: Path, count: int) -> Path:
    """Write reports that name one place, the other, or both with the first one meant."""
    lines = ["serial\tat\tlocation\tlat\tlon"]
    said = [("Zorblax", "Zorblax"), ("Kafou Tabou", "Kafou Tabou"), ("Zorblax", "Zorblax, Kafou Tabou")]
    for serial in range(count):
        name, words = said[serial % 3]
        at = corner(NAMES[name])
        lines.append(f"{serial}\t2031-01-01T{serial:02}\t{words}\t{at.lat}\t{at.lon}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_weights_are_printed_beside_those_in_force_and_nothing_stays(fresh, monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", fresh.url())
    monkeypatch.setenv("KONBIT_OWNER_DATABASE_URL", fresh.url("konbit_owner"))
    monkeypatch.setenv("KONBIT_SECRET_KEY", MASTER_KEY)
    monkeypatch.setenv("KONBIT_VAR", str(tmp_path))
    reports = pinned(tmp_path / "reports.tsv", 20)
    given = ["train", "places", "--reports", str(reports), "--area", BOX, "--share", "0.9"]
    done = CliRunner().invoke(app, given, catch_exceptions=False)
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    # of the first 18 all but the first 30 % (5) are asked with earlier ones taught, every third with none
    assert lines[0] == "13 reports asked with the earlier ones taught, 6 with nothing taught"
    assert set(WEIGHTS) <= {line.split()[0] for line in lines if line}
    assert any(
        line.startswith("in force") and "earlier ones taught" in line and "1.000 within 1 km" in line
        for line in lines
    )
    with psycopg.connect(fresh.dsn("konbit_owner")) as owner:
        assert owner.execute("select count(*) from place").fetchone() == (0,)
