"""`konbit locate --reverse`: what people would call a point."""

import json

import pytest
from typer.testing import CliRunner

from app.cli.root import app
from tests.conftest import MASTER_KEY


@pytest.fixture
def reverse(fresh, monkeypatch, tmp_path, incident):
    """Call `konbit locate --reverse` on this test's database."""
    monkeypatch.setenv("DATABASE_URL", fresh.url())
    monkeypatch.setenv("KONBIT_OWNER_DATABASE_URL", fresh.url("konbit_owner"))
    monkeypatch.setenv("KONBIT_SECRET_KEY", MASTER_KEY)
    monkeypatch.setenv("KONBIT_VAR", str(tmp_path))

    def call(point: str):
        return CliRunner().invoke(app, ["locate", "--incident", incident.slug, f"--reverse={point}"])

    return call


def test_a_point_is_called_by_what_is_beside_it(reverse):
    told = json.loads(reverse("18.9018,-72.6").stdout)
    assert told.pop("distance_m") == pytest.approx(200, abs=1)
    words = told.pop("words")
    assert "200 m" in words
    assert words.endswith("Mill")
    wanted = {"lat": 18.9018, "lon": -72.6, "name": "Mill", "kind": "landmark", "bearing": "n", "area": None}
    assert told == wanted


def test_a_point_with_nothing_around_has_no_name(reverse):
    told = json.loads(reverse("48.85,2.35").stdout)
    assert (told["name"], told["words"], told["area"]) == (None, None, None)


@pytest.mark.parametrize("point", ["18.9", "95,10", "0,0", "nan,1", "a,b", ""])
def test_what_is_no_point_is_refused(reverse, point):
    assert reverse(point).exit_code != 0
