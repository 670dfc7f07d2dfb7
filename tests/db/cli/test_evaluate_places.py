"""`konbit evaluate places`, as an operator types it, on a town that nobody lives in."""

import json

import psycopg
import pytest
from typer.testing import CliRunner

from app.cli.root import app
from tests.conftest import MASTER_KEY
from tests.town import AREA, corner

BOX = f"{AREA.west},{AREA.south},{AREA.east},{AREA.north}"
METRE = 1 / 111_195
WHERE = {"Zorblax": "Mill", "Kafou Tabou": "School", "Vyolèt Gwo Wòch": "Harbour"}


@pytest.fixture
def evaluate(fresh, monkeypatch, tmp_path):
    """Call `konbit evaluate places` on this test's database; gives the lines it printed."""
    monkeypatch.setenv("DATABASE_URL", fresh.url())
    monkeypatch.setenv("KONBIT_OWNER_DATABASE_URL", fresh.url("konbit_owner"))
    monkeypatch.setenv("KONBIT_SECRET_KEY", MASTER_KEY)
    monkeypatch.setenv("KONBIT_VAR", str(tmp_path))

    def call(*arguments: object) -> list[str]:
        given = ["evaluate", "places", *map(str, arguments)]
        done = CliRunner().invoke(app, given, catch_exceptions=False)
        assert done.exit_code == 0
        return done.stdout.splitlines()

    return call


@pytest.fixture
def reports(tmp_path):
    """Five pins on three names, then four reports: near, 3 km off, of a name unknown, and near."""
    rows = [(1, "Zorblax", 0), (2, "Zorblax", 30), (3, "Kafou Tabou", 0), (4, "Kafou Tabou", 20)]
    rows += [(5, "Vyolèt Gwo Wòch", 0)]
    rows += [(6, "Zorblax", 100), (7, "Kafou Tabou", 3_000), (8, "Plimizou", 0), (9, "Zorblax", 10)]
    lines = ["serial\tat\tlocation\tlat\tlon"]
    for serial, words, off_m in rows:
        at = corner(WHERE.get(words, "Mill"))
        lines.append(f"{serial}\t2031-01-0{serial}\t{words}\t{at.lat + off_m * METRE:.6f}\t{at.lon:.6f}")
    path = tmp_path / "reports.tsv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def figures(lines: list[str], title: str) -> dict[str, str]:
    """Give what a table says of Konbit, by the name of the figure."""
    (start,) = (at for at, line in enumerate(lines) if line.startswith(title))
    rows = lines[start + 2 :]
    rows = rows[: rows.index("") if "" in rows else None]
    return {line[:34].strip(): line[34:].split()[0] for line in rows if line.strip()}


@pytest.fixture
def texts(tmp_path):
    """Texts of three people: one of them was a taught report."""
    at = corner("School")
    rows = [f"{serial}\tnou bezwen dlo nan Kafou Tabou\t{at.lat}\t{at.lon}" for serial in (1, 7, 99)]
    path = tmp_path / "texts.tsv"
    path.write_text("\n".join(["serial\ttext\tlat\tlon", *rows]) + "\n", encoding="utf-8")
    return path


def test_the_first_reports_teach_the_others_are_asked_and_nothing_stays(evaluate, reports, texts, fresh):
    lines = evaluate("--reports", reports, "--texts", texts, "--area", BOX, "--share", 0.6)
    assert "5 of 9 reports are taught, 4 are asked; 2 texts" in lines
    untaught = figures(lines, "words of the place, as volunteers wrote them: 4, nothing taught")
    assert (untaught["placed"], untaught["median error of the placed"]) == ("0.000", "–")
    taught = figures(lines, "words of the place, as volunteers wrote them: 4, 5 reports taught")
    assert taught["placed"] == "0.750"
    assert taught["within 1 km, any circle"] == "0.500"
    assert taught["within 5 km"] == "0.750"
    assert taught["median error of the placed"] == "0.07"
    told = figures(lines, "texts as they came: 2, 5 reports taught")
    assert (told["placed"], told["within 1 km, any circle"]) == ("1.000", "1.000")
    with psycopg.connect(fresh.dsn("konbit_owner")) as owner:
        for table in (b"incident", b"place", b"place_key", b"taught"):
            assert owner.execute(b"select count(*) from " + table).fetchone() == (0,)


def test_names_in_texts_of_the_world_are_judged_by_a_hundred_miles(evaluate, tmp_path):
    nairobi = {"text": "Nairobi", "type": "City/town", "osm_json": {"lat": "-1.29", "lon": "36.82"}}
    nowhere = {"text": "Plimizou", "type": "Other", "osm_json": {"lat": "-1.5", "lon": "36.9"}}
    path = tmp_path / "mentions.tsv"
    cell = json.dumps([nairobi, nowhere]).replace('"', '""')
    path.write_text(f'text\tmentions\nFrom Nairobi to Plimizou\t"{cell}"\n', encoding="utf-8")
    lines = evaluate("--mentions", path, "--area", "36.5,-1.6,37.2,-1.0", "--country", "KE")
    assert "mentions.tsv: 2 names" in lines[0]
    (towns,) = (line for line in lines if line.startswith("City/town"))
    assert towns.count("1.000 (1.000–1.000)") == 3
    (unknown,) = (line for line in lines if line.startswith("Other"))
    assert unknown.count("0.000 (0.000–0.000)") == 2  # the text speaks of Nairobi, which is near enough


def test_pins_and_mentions_are_not_measured_together(evaluate, reports):
    with pytest.raises(Exception, match="different ways"):
        evaluate("--reports", reports, "--mentions", reports)
    with pytest.raises(Exception, match="different ways"):
        evaluate()
