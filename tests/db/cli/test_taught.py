"""`konbit gazetteer teach`, `taught`, `forget` and `share`, as an operator types them."""

import csv
import json
from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from app.cli.root import app
from tests import factories
from tests.conftest import MASTER_KEY
from tests.town import corner

SCHOOL = corner("School")
HEADER = "words\tlat\tlon"


@pytest.fixture
def konbit(fresh, monkeypatch, tmp_path):
    """Call `konbit` on this test's database; gives what it printed, and fails as it fails."""
    monkeypatch.setenv("DATABASE_URL", fresh.url())
    monkeypatch.setenv("KONBIT_OWNER_DATABASE_URL", fresh.url("konbit_owner"))
    monkeypatch.setenv("KONBIT_SECRET_KEY", MASTER_KEY)
    monkeypatch.setenv("KONBIT_VAR", str(tmp_path))

    def call(*arguments: str) -> str:
        done = CliRunner().invoke(app, ["gazetteer", *arguments], catch_exceptions=False)
        assert done.exit_code == 0
        return done.stdout

    return call


@pytest.fixture
def konbit_locate(konbit):
    """Ask `konbit locate` where some words are."""

    def locate(words: str, *, slug: str = "town") -> dict[str, object]:
        done = CliRunner().invoke(app, ["locate", words, "--incident", slug], catch_exceptions=False)
        return json.loads(done.stdout)

    return locate


@pytest.fixture
def table(tmp_path):
    """Write a table of pins, and give its path."""

    def table(*rows: str, name: str = "pins.tsv", header: str = HEADER) -> str:
        path = tmp_path / name
        path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
        return str(path)

    return table


@pytest.fixture
async def neighbour(house, incident):
    """Another incident in the same town."""
    async with house.database.session() as session:
        return await factories.make_incident(session, house.keys, slug="neighbour", our_number="+15095550191")


def row(words: str, at: str = "School", *, north_m: float = 0.0) -> str:
    point = corner(at)
    return f"{words}\t{point.lat + north_m / 111_195:.6f}\t{point.lon:.6f}"


def teach(konbit, path: str, *more: str, slug: str = "town") -> str:
    return konbit("teach", "--incident", slug, "--tsv", path, "--column", "words", *more)


def test_words_of_a_file_are_found_where_their_rows_say(incident, konbit, konbit_locate, table):
    assert konbit_locate("bò Zorblax")["lat"] is None
    assert "2 rows teach" in teach(konbit, table(row("Zorblax"), row("Kafou Tabou", "Harbour")))
    found = konbit_locate("bò Zorblax")
    assert (found["lat"], found["source"]) == (pytest.approx(SCHOOL.lat, abs=1e-5), "taught")


def test_the_same_file_again_replaces_its_rows_and_forgets_what_vanished(
    incident, konbit, konbit_locate, table
):
    teach(konbit, table(row("Zorblax"), row("Kafou Tabou", "Harbour")))
    first = konbit("taught", "--incident", "town").splitlines()
    teach(konbit, table(row("Zorblax"), row("Kafou Tabou", "Harbour")))
    again = konbit("taught", "--incident", "town").splitlines()
    assert [line.split("«")[1] for line in again] == [line.split("«")[1] for line in first]
    assert "1 rows that the file no longer has are forgotten" in teach(konbit, table(row("Zorblax")))
    assert konbit_locate("bò Kafou Tabou")["lat"] is None
    assert len(konbit("taught", "--incident", "town").splitlines()) == 1


BAD = ("Zorblax\t0\t0", "Zorblax\tNaN\t-72.6", "Zorblax\t95\t-72.6", "Zorblax\t-72.6\t18.9", "Zorblax\tx\t1")


def test_bad_positions_are_told_by_line_and_nothing_is_taught(incident, konbit, table, capsys):
    path = table(row("Kafou Tabou"), *BAD)
    with pytest.raises(Exception, match=r"Nothing was taught: 5 rows of pins.tsv.*--skip-bad"):
        teach(konbit, path)
    assert "No pin has taught anything" in konbit("taught", "--incident", "town")
    done = CliRunner().invoke(
        app, ["gazetteer", "teach", "--incident", "town", "--tsv", path, "--column", "words", "--skip-bad"]
    )
    assert [f"line {line}: " in done.stderr for line in range(2, 8)] == [False, *[True] * 5]
    assert "look swapped" in done.stderr
    assert len(konbit("taught", "--incident", "town").splitlines()) == 1


def test_rows_that_say_nothing_are_counted_and_do_no_harm(incident, konbit, table):
    rows = (row("Zorblax"), row(""), "Kafou\t\t", "Miami\t25.8\t-80.2", row("lakay Mari"), row("7675550142"))
    done = CliRunner().invoke(
        app, ["gazetteer", "teach", "--incident", "town", "--tsv", table(*rows), "--column", "words"]
    )
    assert done.exit_code == 0
    assert "1 rows teach" in done.stdout
    assert "1 rows outside the incident's area" in done.stderr
    assert "2 rows without words or without a position" in done.stderr
    assert "2 rows with a person's home, a number or a story" in done.stderr


def test_a_file_that_cannot_be_read_says_where_and_teaches_nothing(incident, konbit, table):
    path = table(row("Kafou Tabou"))
    with Path(path).open("ab") as file:
        file.write(b"Zorblax \xff\t18.9\t-72.6\n")
    with pytest.raises(Exception, match=r"pins.tsv cannot be read after line"):
        teach(konbit, path)
    assert "No pin has taught anything" in konbit("taught", "--incident", "town")


def test_a_dry_run_teaches_nothing(incident, konbit, table):
    assert "1 rows would teach" in teach(konbit, table(row("Zorblax"), *BAD), "--dry-run")
    assert "No pin has taught anything" in konbit("taught", "--incident", "town")


def test_the_place_is_found_in_the_words_that_the_reader_takes_for_it(incident, konbit, konbit_locate, table):
    teach(konbit, table(row("Zorblax"), row("Kafou Tabou", "Harbour")))
    assert konbit_locate("Zorblax voye nou. Nou bezwen dlo nan Kafou Tabou")["name"] == "Kafou Tabou"


def test_other_columns_can_be_named(incident, konbit, konbit_locate, table):
    path = table("\tZorblax\t18.9\t-72.6", header="place\ttext\ty\tx")
    columns = ("--column", "place", "--column", "text", "--lat", "y", "--lon", "x")
    konbit("teach", "--incident", "town", "--tsv", path, *columns)
    assert konbit_locate("bò Zorblax")["lat"] == pytest.approx(18.9)


def test_what_was_taught_is_listed_by_name_and_taken_back_by_number(incident, konbit, konbit_locate, table):
    teach(konbit, table(row("Zorblax"), row("Kafou Tabou", "Harbour")))
    (line,) = konbit("taught", "--incident", "town", "tabou").splitlines()
    assert "«Kafou Tabou»" in line
    assert konbit("forget", "--incident", "town", line.split()[0]) == "«Kafou Tabou» is forgotten.\n"
    assert konbit_locate("bò Kafou Tabou")["lat"] is None
    with pytest.raises(Exception, match="nothing was forgotten"):
        konbit("forget", "--incident", "town", line.split()[0])


def test_an_export_holds_no_name_and_teaches_the_same(
    incident, neighbour, konbit, konbit_locate, table, tmp_path
):
    teach(konbit, table(row("Zorblax"), row('say "Kafou" Tabou', "Harbour")))
    path = tmp_path / "out.tsv"
    assert "2 pins are in" in konbit("taught", "--incident", "town", "--export", str(path))
    rows = list(csv.DictReader(path.read_text("utf-8").splitlines(), delimiter="\t"))
    assert [one["words"] for one in rows] == ["Zorblax", 'say "Kafou" Tabou']
    assert {one["who"] for one in rows} == {"file:pins.tsv"}
    teach(konbit, str(path), slug="neighbour")
    here, there = konbit_locate("bò Zorblax"), konbit_locate("bò Zorblax", slug="neighbour")
    assert (here["lat"], here["lon"], here["radius_m"]) == (there["lat"], there["lon"], there["radius_m"])


def test_only_names_that_two_pins_agree_on_are_shared(incident, neighbour, konbit, konbit_locate, table):
    teach(
        konbit, table(row("Zorblax Kabrit"), row("Zorblax Kabrit", north_m=40), row("Kafou Tabou", "Harbour"))
    )
    shared = konbit("share", "--from", "town", "--to", "neighbour")
    assert "«neighbour» learned 1 of 1 names from «town»" in shared
    (line,) = konbit("taught", "--incident", "neighbour").splitlines()
    assert "«Zorblax Kabrit»" in line
    assert "incident:town" in line
    assert konbit_locate("bò Zorblax Kabrit", slug="neighbour")["lat"] == pytest.approx(SCHOOL.lat, abs=1e-3)
    assert konbit_locate("bò Kafou Tabou", slug="neighbour")["lat"] is None


def test_sharing_again_replaces_and_what_is_no_longer_agreed_on_goes(incident, neighbour, konbit, table):
    teach(konbit, table(row("Zorblax"), row("Zorblax", north_m=40)))
    konbit("share", "--from", "town", "--to", "neighbour")
    konbit("share", "--from", "town", "--to", "neighbour")
    assert len(konbit("taught", "--incident", "neighbour").splitlines()) == 1
    teach(konbit, table(row("Zorblax")))
    assert "1 that are no longer agreed on are forgotten" in konbit(
        "share", "--from", "town", "--to", "neighbour"
    )


def test_a_name_does_not_go_around_in_a_circle_and_grow(incident, neighbour, konbit, table):
    teach(konbit, table(row("Zorblax"), row("Zorblax", north_m=40)))
    konbit("share", "--from", "town", "--to", "neighbour")
    teach(konbit, table(row("Zorblax"), name="own.tsv"), slug="neighbour")
    assert "learned 0 of 0 names" in konbit("share", "--from", "neighbour", "--to", "town")


@pytest.fixture
async def drill(house, incident):
    """The town is a drill."""
    async with house.database.session() as session:
        await session.execute(text("update incident set drill = true where slug = 'town'"))


def test_a_drill_shares_nothing_with_a_real_incident(drill, neighbour, konbit):
    with pytest.raises(Exception, match="never goes to a real incident"):
        konbit("share", "--from", "town", "--to", "neighbour")
    with pytest.raises(Exception, match="nothing to share with itself"):
        konbit("share", "--from", "town", "--to", "town")
