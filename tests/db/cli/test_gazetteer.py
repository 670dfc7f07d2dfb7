"""`konbit gazetteer` from the command line: names in, names found, names out again."""

import json

import pytest
from typer.testing import CliRunner

from app.cli.root import app
from geo.errors import BadGazetteer
from tests.conftest import MASTER_KEY

HEAD = "name,lat,lon,names,kind,radius_m,importance\n"
ROWS = """Mill Quarter,18.9,-72.61,Katye Moulen|Moulinville,quarter,900,0.4
"=Bridge, east",18.91,-72.6,,landmark,,
Far Town,45.0,9.0,,town,,
"""
ROAD = {
    "type": "Feature",
    "properties": {"name": "Harbour Road", "highway": "primary", "name:fr": "Route du Port"},
    "geometry": {"type": "LineString", "coordinates": [[-72.60, 18.90], [-72.59, 18.90]]},
}


@pytest.fixture
def konbit(fresh, monkeypatch, tmp_path, incident):
    """Call `konbit gazetteer` on this test's database and return what it prints."""
    monkeypatch.setenv("DATABASE_URL", fresh.url())
    monkeypatch.setenv("KONBIT_OWNER_DATABASE_URL", fresh.url("konbit_owner"))
    monkeypatch.setenv("KONBIT_SECRET_KEY", MASTER_KEY)
    monkeypatch.setenv("KONBIT_VAR", str(tmp_path / "var"))

    def call(*arguments: str) -> str:
        whole = ["gazetteer", *arguments, "--incident", "town"]
        done = CliRunner().invoke(app, whole, catch_exceptions=False)
        assert done.exit_code == 0
        return done.stdout

    return call


@pytest.fixture
def table(tmp_path):
    file = tmp_path / "Our Names.csv"
    file.write_text(HEAD + ROWS)
    return file


def test_names_are_loaded_listed_and_found(konbit, table):
    told = konbit("load", "csv", str(table))
    assert "«our-names» has 2 places now" in told
    assert "1 outside the area" in told
    assert "our-names" in konbit("list")
    assert "Mill Quarter  quarter  18.90000, -72.61000" in konbit("list", "katye moulen")
    assert "sounds alike" in konbit("list", "Moulenvil")


def test_a_dry_run_says_what_it_would_do_and_does_nothing(konbit, table):
    assert "would have 2 places" in konbit("load", "csv", str(table), "--dry-run")
    assert "our-names" not in konbit("list")


def test_what_is_exported_loads_as_it_was(konbit, table, tmp_path):
    konbit("load", "csv", str(table))
    before = konbit("export", "--source", "our-names")
    again = tmp_path / "our-names.csv"
    again.write_text(before)
    konbit("load", "csv", str(again))
    assert konbit("export", "--source", "our-names") == before
    assert "'=Bridge" in before


def test_a_street_keeps_its_line_through_geojson(konbit, tmp_path):
    file = tmp_path / "roads.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [ROAD]}))
    konbit("load", "geojson", str(file))
    out = tmp_path / "out.geojson"
    konbit("export", "--source", "roads", "--format", "geojson", "-o", str(out))
    (feature,) = json.loads(out.read_text())["features"]
    assert feature["geometry"] == ROAD["geometry"]
    assert feature["properties"]["names"] == ["Route du Port"]
    assert 400 < feature["properties"]["radius_m"] < 530


def test_a_bad_file_leaves_the_old_names_whole(konbit, table):
    konbit("load", "csv", str(table))
    before = konbit("export")
    table.write_text(HEAD + ROWS + "Lost,95,-72.6,,,,\nNobody,0,0,,,,\n")
    with pytest.raises(BadGazetteer) as refused:
        konbit("load", "csv", str(table))
    assert "line 5: lat 95" in str(refused.value)
    assert "line 6: 0, 0" in str(refused.value)
    assert konbit("export") == before


def test_the_rest_of_a_bad_file_is_loaded_when_somebody_says_so(konbit, table):
    table.write_text(HEAD + ROWS + "Lost,95,-72.6,,,,\n")
    told = konbit("load", "csv", str(table), "--skip-bad")
    assert "left out line 5: lat 95" in told
    assert "has 2 places now" in told


def test_a_file_from_elsewhere_does_not_empty_the_gazetteer(konbit, table):
    konbit("load", "csv", str(table))
    before = konbit("export")
    table.write_text(HEAD + "Far Town,45.0,9.0,,town,,\n")
    with pytest.raises(BadGazetteer, match="1 are outside"):
        konbit("load", "csv", str(table))
    assert konbit("export") == before
    assert "has 1 places now" in konbit("load", "csv", str(table), "--everywhere")


def test_a_new_incident_knows_its_towns_its_country_and_its_regions(konbit):
    create = (
        "incident create grand-anse --name Grande --area=-74.5,18.2,-73.6,18.8 --languages ht --country HT"
    )
    assert CliRunner().invoke(app, create.split(), catch_exceptions=False).exit_code == 0
    for words, name in (("Jeremi", "Jérémie"), ("Ayiti", "Haiti"), ("Grandans", "Grand'Anse")):
        found = CliRunner().invoke(app, ["gazetteer", "list", words, "--incident", "grand-anse"])
        assert name in found.stdout
