"""Nothing happens that a history cannot say in a person's words."""

import ast
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import pytest

from app.api.desk.access_words import access_words
from app.api.desk.history_words import happening_words, helper_happening_words, who_words, why_words
from app.models.dispatch import DispatchState
from app.models.learning import LearningState
from app.models.report import ReportState

APP = Path(__file__).resolve().parents[5] / "app"
STATES: dict[str, type[StrEnum]] = {
    "dispatch": DispatchState,
    "report": ReportState,
    "reading": LearningState,
}
WRITE = ("Happening", "note", "_count")  # what writes an event, with its name as an argument
NAMED = ("crossed",)  # functions that name one
CONSTANTS = ("LOADED",)


def events() -> set[str]:
    """The name of every event that the program writes, read from the program."""
    return {name for path in APP.rglob("*.py") for name in written(ast.parse(path.read_text("utf-8")))}


def written(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and called(node) in WRITE:
            yield from named_by(node)
        elif isinstance(node, ast.FunctionDef) and node.name in NAMED:
            yield from (
                name for one in ast.walk(node) if isinstance(one, ast.Return) for name in named_by(one)
            )
        elif isinstance(node, ast.Assign) and any(
            getattr(one, "id", "") in CONSTANTS for one in node.targets
        ):
            yield from named_by(node.value)


def called(node: ast.Call) -> str:
    return str(getattr(node.func, "id", ""))


def named_by(node: ast.AST) -> Iterator[str]:
    for one in ast.walk(node):
        if isinstance(one, ast.JoinedStr):
            first = one.values[0]
            family = str(first.value) if isinstance(first, ast.Constant) else ""
            if family.endswith(".") and family[:-1] in STATES:
                yield from (f"{family}{state.value}" for state in STATES[family[:-1]])
        elif isinstance(one, ast.Constant) and isinstance(one.value, str) and is_event(one.value):
            yield one.value


def is_event(words: str) -> bool:
    noun, dot, verb = words.partition(".")
    return bool(dot) and all(
        part and part.replace("_", "").isalpha() and part.islower() for part in (noun, verb)
    )


def test_the_source_is_read_right():
    found = events()
    assert {"report.created", "dispatch.on_way", "pledge.made", "texts.limit", "place.taught"} <= found
    assert len(found) > 80


@pytest.mark.parametrize("what", sorted(events()))
def test_every_event_is_told_in_words(what):
    ways = (happening_words, helper_happening_words, access_words)
    assert [way for way in ways if way(what, str) != what]


def test_what_is_not_ours_stays_as_it_is():
    assert why_words("the gateway said 21610", str) == "the gateway said 21610"
    assert happening_words("something.new", str) == "something.new"


def test_everybody_in_a_history_is_called_by_what_we_know_of_them():
    names = {"staff:1": "Dara", "contact:7": "Bayu"}
    said = {who: who_words(who, str, names=names) for who in ("machine", "staff:1", "staff:2", "contact:7")}
    assert said == {"machine": "Konbit", "staff:1": "Dara", "staff:2": "a coordinator", "contact:7": "Bayu"}
    assert who_words("contact:8", str, names=names) == "the person"
