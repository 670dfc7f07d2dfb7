"""`konbit learn` from the command line: corrections in, a report out, and the next message is read better."""

import json

import pytest
from typer.testing import CliRunner

from app import clock
from app.cli.root import app
from app.models.report import ReportKind
from app.reports.correct import Correction, correct_report
from tests import factories
from tests.conftest import MASTER_KEY

ASKS = ("We need {}", "Please send {}", "My children have no {}", "Is there any {} left", "{} for six people")
ENDS = ("at the Mill", "since Monday", "in our street", "quickly please", "thank you")


@pytest.fixture
def konbit(fresh, monkeypatch, tmp_path):
    """Call `konbit` on this test's database."""
    monkeypatch.setenv("DATABASE_URL", fresh.url())
    monkeypatch.setenv("KONBIT_OWNER_DATABASE_URL", fresh.url("konbit_owner"))
    monkeypatch.setenv("KONBIT_SECRET_KEY", MASTER_KEY)
    monkeypatch.setenv("KONBIT_VAR", str(tmp_path))

    def call(*arguments: str) -> str:
        done = CliRunner().invoke(app, arguments, catch_exceptions=False)
        assert done.exit_code == 0
        return done.stdout

    return call


@pytest.fixture
async def corrected(house, incident):
    """Dara taught that a «zibalou» is a shelter: fifty people's texts, each with a verdict."""
    return await teach(house, incident, people=50)


async def teach(house, incident, *, people: int) -> None:
    async with house.database.session() as session:
        for n in range(people):
            thing, category = ("zibalou", "shelter") if n // 5 % 2 else ("drinking water", "water")
            contact = await factories.make_contact(session, house.keys, incident, f"+1509555{n:04}")
            words = f"{ASKS[n % 5].format(thing)} {ENDS[n // 5 % 5]}"
            case = await factories.make_report(session, incident, contact, words=words)
            is_really = Correction(kind=ReportKind.NEED, categories=(category,), urgency=2)
            await correct_report(session, incident.id, case, is_really, who="staff:1", now=clock.now())


def named(reading: str) -> set[str]:
    return {label["name"] for label in json.loads(reading)["categories"]}


NEW = "Our neighbours need a zibalou too"


def test_a_word_taught_at_the_desk_is_known_in_the_next_message(corrected, konbit):
    assert "shelter" not in named(konbit("read", NEW, "--incident", "town"))
    report = konbit("learn", "--incident", "town")
    assert "50 texts by 50 people: 50 that coordinators corrected" in report
    assert "Adopted: it reads them clearly better than before." in report
    assert "shelter" in report
    assert "shelter" in named(konbit("read", NEW, "--incident", "town"))
    assert "shelter" not in named(konbit("read", NEW))
    assert "in use" in konbit("learn", "--incident", "town", "--list")


def test_undo_reads_as_before_and_says_so(corrected, konbit):
    before = konbit("read", NEW, "--incident", "town")
    konbit("learn", "--incident", "town")
    assert konbit("read", NEW, "--incident", "town") != before
    assert "is taken back; messages are read as shipped." in konbit("learn", "--incident", "town", "--undo")
    assert konbit("read", NEW, "--incident", "town") == before
    assert "nothing to take back" in konbit("learn", "--incident", "town", "--undo")
    assert "taken back" in konbit("learn", "--incident", "town", "--list")


def test_a_dry_run_says_the_same_and_keeps_nothing(corrected, konbit):
    dry = konbit("learn", "--incident", "town", "--dry-run").splitlines()
    assert dry[-1] == "This was a dry run: nothing was kept."
    assert konbit("learn", "--incident", "town", "--list") == "Nothing was learned in «town» yet.\n"
    assert konbit("learn", "--incident", "town").splitlines()[:-1] == dry[:-1]


def test_learning_twice_changes_nothing(corrected, konbit):
    first = konbit("learn", "--incident", "town").splitlines()
    again = konbit("learn", "--incident", "town").splitlines()
    assert again == [*first[:-1], "Just this is in use already; nothing changed."]
    assert len(konbit("learn", "--incident", "town", "--list").splitlines()) == 1


def test_too_few_corrections_are_told_with_the_least_number(incident, konbit):
    report = konbit("learn", "--incident", "town")
    assert "at least 12 texts that coordinators corrected" in report
    assert "Messages are read as before, as shipped." in report
    assert "too few  not adopted" in konbit("learn", "--incident", "town", "--list")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--incident", "nowhere"), "no incident «nowhere»"),
        (("--incident", "town", "--undo", "--list"), "one of --dry-run, --undo and --list"),
    ],
)
def test_what_is_wrong_is_told_in_plain_words(incident, konbit, arguments, said):
    with pytest.raises(Exception, match=said):
        konbit("learn", *arguments)
