"""What people text in every language of the catalog, what Konbit hears in it, and what it says back.

A language brings `cases/<code>.toml`, every sentence in it invented; its `languages` are those of the
incident, and a row may replace them. `texts` come unasked: the `intent`, `people`, `place`, `quantities` and
the `level` of urgency are as the row says, `categories` and `reasons` are at least those, and what `never`
lists is not heard. `answers` come after a question; their `command` is "" where the text answers nothing.
`says` are phrases of the catalog, with the values put into them.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from ingest.catalog import load_catalog
from ingest.read import read_message
from ingest.shapes import Reading, Reply

Row = Mapping[str, Any]

CASES = sorted(Path(__file__).parent.glob("cases/*.toml"))
TABLES = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in CASES}
ASKED = ("text", "languages", "never")  # all else that a row holds must be heard
# an answer is its command and nothing else, unless its row says more
WHOLE = {"exact": True, "digit": 0, "reference": ""}


def rows(kind: str) -> list[Any]:
    """Give the rows of one kind in every language, each named by what it expects of its text."""
    return [
        pytest.param(code, row, id=f"{code} {number}: {_told(row)}")
        for code, table in TABLES.items()
        for number, row in enumerate(table.get(kind, ()), start=1)
    ]


def _told(row: Row) -> str:
    """Tell a row in ASCII, as pytest escapes every other letter."""
    told = {key: _flat(value) for key, value in row.items() if key not in ("text", "said")}
    return ", ".join(f"{key} {value}".strip() for key, value in told.items() if value.isascii())


def _flat(value: object) -> str:
    if isinstance(value, Mapping):
        return _told(value)
    return " ".join(map(_flat, value)) if isinstance(value, list) else str(value)


def hear(code: str, row: Row, *, answering: bool = False) -> dict[str, object]:
    """Read the text of a row, and lay out what was heard in the words of the tables."""
    languages = tuple(row.get("languages", TABLES[code]["languages"]))
    reading = read_message(row["text"], languages=languages, answering=answering)
    return {
        "language": reading.language,
        "intent": reading.intent.value,
        "also": {intent.value for intent in reading.also},
        "categories": {label.name for label in reading.categories},
        "people": reading.people or 0,
        "place": reading.place.text if reading.place else "",
        "level": reading.urgency.level.value,
        "reasons": set(reading.urgency.reasons),
        "quantities": [[found.item, found.amount, found.unit] for found in reading.quantities],
        **_answer(reading),
    }


def _answer(reading: Reading) -> dict[str, object]:
    said = reading.reply or Reply(command="")
    return {
        "command": said.command,
        "exact": said.exact,
        "digit": said.digit or 0,
        "reference": said.reference or "",
    }


def named(heard: Mapping[str, object], row: Row) -> dict[str, object]:
    """Keep of what was heard what a row names; of several things those that it names."""
    kept: dict[str, object] = {}
    for key, wanted in row.items():
        found = heard[key]
        kept[key] = [thing for thing in wanted if thing in found] if isinstance(found, set) else found
    return kept


def assert_heard(heard: Mapping[str, object], row: Row) -> None:
    wanted = {key: value for key, value in row.items() if key not in ASKED}
    assert named(heard, wanted) == wanted
    for key, unwanted in row.get("never", {}).items():
        found = heard[key]
        assert not set(unwanted) & (found if isinstance(found, set) else {found})


def test_every_language_has_its_cases():
    assert set(TABLES) == set(load_catalog().languages)


@pytest.mark.parametrize("code", TABLES)
def test_every_language_has_texts_and_answers(code):
    assert TABLES[code]["texts"]
    assert TABLES[code]["answers"]


@pytest.mark.parametrize(("code", "row"), rows("texts"))
def test_a_text_is_understood(code, row):
    assert_heard(hear(code, row), {"language": code, **row})


@pytest.mark.parametrize(("code", "row"), rows("answers"))
def test_an_answer_is_understood(code, row):
    whole = WHOLE if row.get("command") else {}
    assert_heard(hear(code, row, answering=True), {**whole, **row})


@pytest.mark.parametrize(("code", "row"), rows("says"))
def test_konbit_says_it_as_people_would(code, row):
    assert load_catalog().phrase(code, row["key"], **row["values"]) == row["said"]
