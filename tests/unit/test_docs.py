"""The documents cannot lie: what they name exists, and what they show as ours is ours."""

import ast
import importlib
import pkgutil
import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import typer.main
from typer.core import TyperGroup

import app.api
from app.cli.root import app as konbit
from app.config import Settings
from tests.lint.source import ROOT, Source
from tests.lint.tree import project_files
from tests.unit.test_house import variable

PAGES = sorted(path for path in project_files() if path.suffix == ".md")
IDS = [str(path.relative_to(ROOT)) for path in PAGES]
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`([^`\n]+)`")
GOOD = re.compile(r"^(?:#|--) good: (\S+)\n(.*?)^(?:#|--) bad", re.MULTILINE | re.DOTALL)
CALL = re.compile(r"^(?:\.venv/bin/)?(konbit [a-z][^\n]*)$", re.MULTILINE)
BESIDE = re.compile(r"`([\w/.-]+\.py)` ·\s+((?:`\w+`(?:,\s+)?)+)")
INSIDE = re.compile(r"`(\w+)` in\s+`([\w/.-]+\.py)`")
PATH = re.compile(
    r"\.?[\w-]+(/[\w.-]+)+/?|[\w.-]+\.(py|toml|md|yml|json|js|html|css|lock|in)|Makefile|Dockerfile|LICENSE"
)
OF_COMPOSE = {"KONBIT_DOMAIN", "KONBIT_DATABASE_PASSWORD"}  # read by docker-compose.yml alone
MADE = (
    "var/",
    "web/static/vendor",
    "node_modules",
    ".venv",
    ".env",
)  # there once set-up or a run has made them
OF_THE_SYSTEM = ("/var/", "/etc/")

every_page = pytest.mark.parametrize("page", PAGES, ids=IDS)


def prose(page: Path) -> str:
    """A page without its blocks of code."""
    return FENCE.sub("", page.read_text(encoding="utf-8"))


def blocks(page: Path) -> list[tuple[str, str]]:
    """The language and the text of a page's blocks of code."""
    return FENCE.findall(page.read_text(encoding="utf-8"))


@every_page
def test_every_path_that_a_page_names_exists(page):
    links = re.findall(r"\]\(([^)#:]+)\)", prose(page))
    missing = [link for link in links if not (page.parent / link).exists()]
    for span in SPAN.findall(prose(page)):
        path = span.partition(" · ")[0]
        if PATH.fullmatch(path) and not path.startswith(MADE):
            missing += [] if (ROOT / path).exists() or list(ROOT.glob(f"*/**/{path}")) else [path]
    assert missing == []


@every_page
def test_every_name_of_our_program_that_a_page_names_exists(page):
    for span in SPAN.findall(prose(page)):
        if re.fullmatch(r"(app|ingest|geo|web)(\.\w+)+", span):
            assert resolves(span), span
        elif re.fullmatch(r"[a-z]+(_[a-z0-9]+)+|[A-Z][a-z]+([A-Z][a-z]+)*(\.\w+)?|[A-Z]+(_[A-Z]+)+", span):
            assert set(re.findall(r"\w+", span)) <= all_words(), f"nothing is called {span}"


def resolves(dotted: str) -> bool:
    """Whether a dotted name is a module, or something in one."""
    module, *inside = dotted.split(".")
    thing = importlib.import_module(module)
    for name in inside:
        module = f"{module}.{name}"
        try:
            thing = getattr(thing, name)
        except AttributeError:
            thing = importlib.import_module(module)
    return thing is not None


@cache
def all_words() -> frozenset[str]:
    """Every word in the program and its tests."""
    code = [path for path in project_files() if path.suffix in {".py", ".toml", ".html", ".js"}]
    return frozenset(word for path in code for word in re.findall(r"\w+", path.read_text(encoding="utf-8")))


@every_page
def test_functions_named_beside_a_file_are_in_that_file(page):
    """«`app/api/inbound.py` · `take_message`» and «`take_message` in `app/…`» say where to look."""
    named = [(path, SPAN.findall(names)) for path, names in BESIDE.findall(prose(page))]
    named += [(path, [name]) for name, path in INSIDE.findall(prose(page))]
    for path, names in named:
        tree = Source.of(path, (ROOT / path).read_text(encoding="utf-8")).tree
        nodes = list(ast.walk(tree))
        defined = {getattr(node, "name", "") for node in nodes}
        defined |= {
            node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        }
        assert set(names) <= defined, f"{path} does not have all of {', '.join(names)}"


@every_page
def test_what_a_page_shows_as_good_is_in_the_file_that_it_names(page):
    for _, block in blocks(page):
        for path, shown in GOOD.findall(block):
            written = [line.strip() for line in (ROOT / path).read_text(encoding="utf-8").splitlines()]
            for line in shown.splitlines():
                assert line.strip() in written, f"{path} has no such line: {line}"


@every_page
def test_every_setting_that_a_page_names_can_be_set(page):
    known = {variable(name) for name in Settings.model_fields} | OF_COMPOSE
    text = page.read_text(encoding="utf-8")
    assert set(re.findall(r"\bKONBIT_[A-Z_]+\b", text)) - known == set()


@every_page
def test_every_make_target_that_a_page_names_exists(page):
    known = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = re.findall(r"(?:`|^)make ([a-z-]+)", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(named) - known == set()


@every_page
def test_every_address_that_a_page_names_is_answered(page):
    for span in SPAN.findall(prose(page)):
        if re.fullmatch(r"(\{public\})?/[\w/{}.-]*", span) and not span.startswith(OF_THE_SYSTEM):
            address = span.removeprefix("{public}")
            assert any(pattern.fullmatch(address) for pattern in addresses()), f"nothing answers {span}"


@cache
def addresses() -> tuple[re.Pattern[str], ...]:
    """What the routers answer; a hole in an address takes any one part."""
    names = [module.name for module in pkgutil.walk_packages(app.api.__path__, "app.api.")]
    routers = [getattr(importlib.import_module(name), "router", None) for name in names]
    paths = [route.path for router in routers if router is not None for route in router.routes]
    return tuple(re.compile(re.sub(r"\{\w+\}", "[^/]+", path)) for path in paths)


@every_page
def test_every_command_that_a_page_shows_can_be_given(page):
    for call in calls(page):
        command, words = typer.main.get_command(konbit), shlex.split(call, comments=True)[1:]
        while isinstance(command, TyperGroup) and words:
            name = words.pop(0)
            assert name in command.commands, f"there is no command «{call}»"
            command = command.commands[name]
        offered = {
            name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)
        }
        options = {word.partition("=")[0] for word in words if word.startswith("--")}
        assert options <= offered, f"«{call}» has no such option"


def calls(page: Path) -> Iterator[str]:
    """Each `konbit …` that a page shows, in its blocks and between its words, without «…»."""
    shown = [block for _, block in blocks(page)] + [f"{span}\n" for span in SPAN.findall(prose(page))]
    for text in shown:
        for call in CALL.findall(text.replace("\\\n", " ")):
            yield call.replace("…", "x")


@pytest.mark.parametrize(
    "page", sorted((ROOT / "docs" / "decisions").glob("*.md")), ids=lambda page: page.stem
)
def test_every_decision_says_why_what_follows_and_what_else_there_was(page):
    titles = re.findall(r"^## (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert titles == ["Context", "Decision", "Consequences", "Alternatives"]
    number = int(page.name[:4])
    assert page.read_text(encoding="utf-8").startswith(f"# {number}. ")


def test_decisions_are_numbered_without_gaps():
    numbers = [int(page.name[:4]) for page in sorted((ROOT / "docs" / "decisions").glob("*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))


SABOTAGED = {
    "a path": (test_every_path_that_a_page_names_exists, "see `app/reports/merge_all.py`"),
    "a link": (test_every_path_that_a_page_names_exists, "[the map](docs/nowhere.md)"),
    "a file by its last name": (test_every_path_that_a_page_names_exists, "see `merge_all.py`"),
    "a dotted name": (
        test_every_name_of_our_program_that_a_page_names_exists,
        "`app.reports.find.report_by_tide`",
    ),
    "a name": (test_every_name_of_our_program_that_a_page_names_exists, "`report_by_" + "moon`"),
    "a function of another file": (
        test_functions_named_beside_a_file_are_in_that_file,
        "`app/reports/find.py` ·\n `report_by_id`, `settle_report`",
    ),
    "a function in another file": (
        test_functions_named_beside_a_file_are_in_that_file,
        "`settle_report` in `app/reports/find.py`",
    ),
    "a line that was changed": (
        test_what_a_page_shows_as_good_is_in_the_file_that_it_names,
        "```python\n# good: app/clock.py\n    return datetime.now()\n# bad\n    x\n```",
    ),
    "a setting": (test_every_setting_that_a_page_names_can_be_set, "KONBIT_COLOUR"),
    "a target": (test_every_make_target_that_a_page_names_exists, "run `make coffee`"),
    "an address": (test_every_address_that_a_page_names_is_answered, "open `/i/{slug}/secrets`"),
    "a gateway's address": (test_every_address_that_a_page_names_is_answered, "`{public}/out/{channel}`"),
    "a command": (test_every_command_that_a_page_shows_can_be_given, "```\nkonbit incident forget x\n```"),
    "an option": (
        test_every_command_that_a_page_shows_can_be_given,
        "```\nkonbit incident create x \\\n  --colour blue\n```",
    ),
}


@pytest.mark.parametrize(("look", "text"), SABOTAGED.values(), ids=SABOTAGED)
def test_a_page_that_lies_is_found(look, text, tmp_path):
    page = tmp_path / "page.md"
    page.write_text(text)
    with pytest.raises((AssertionError, ModuleNotFoundError)):
        look(page)
