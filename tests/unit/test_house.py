"""What holds everywhere in the project, whoever writes the next line of it."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import lint_imports
from pydantic import SecretStr

import app.errors
import geo.errors
import ingest.errors
from app.config import Settings
from app.errors import STATUS
from app.main import create_app
from tests.lint.source import ROOT, Source, sources
from tests.lint.tree import project_files

PACKAGES = ("app", "ingest", "geo", "web")
MODULES = list(sources(*PACKAGES))
STOP_WORDS = frozenset(
    "a an the of to from in on for and or with by is be its it this that into as at one".split()
)
SAY_NOTHING = STOP_WORDS | {"return", "make", "get", "give", "class", "function", "method", "object"}


def test_every_import_goes_down():
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml")) == 0, (
        "`lint-imports` says which does not"
    )


@pytest.mark.parametrize("source", MODULES, ids=[source.path for source in MODULES])
def test_everything_public_says_what_it_is_for(source):
    assert ast.get_docstring(source.tree), "the module does not say what it is for"
    for name, first_line in public_words(source):
        assert first_line, f"{name} does not say what it is for"
        assert first_line.endswith((".", "?", "!", ":", "»", "…")), f"{name}: the first line is no sentence"
        assert stems(first_line) - stems(name) - SAY_NOTHING, (
            f"{name}: «{first_line}» adds nothing to the name"
        )


def public_words(source: Source) -> Iterator[tuple[str, str]]:
    """Give each public class, function and method of a module with its docstring's first line."""
    classes = [node for node in source.tree.body if isinstance(node, ast.ClassDef)]
    for body in (source.tree.body, *(node.body for node in classes if not node.name.startswith("_"))):
        for node in body:
            if (
                isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef))
                and node.name[0] != "_"
            ):
                yield node.name, (ast.get_docstring(node) or "").partition("\n")[0]


def test_words_that_only_repeat_a_name_are_found():
    source = Source.of("app/x.py", 'class Report:\n    """The report."""\n    def merge_reports(self): ...')
    assert list(public_words(source)) == [("Report", "The report."), ("merge_reports", "")]
    assert stems("The report.") - stems("Report") - SAY_NOTHING == set()
    assert stems("Two reports of one need become one.") - stems("merge_reports") - SAY_NOTHING


def stems(text: str) -> set[str]:
    """The words of a name or a sentence, each without its plural."""
    apart = re.sub(r"([a-z])([A-Z])", r"\1 \2", text)
    return {word.rstrip("s") for word in re.findall(r"[a-z]+", apart.lower())}


def test_the_example_environment_says_what_the_settings_say(golden):
    golden(ROOT / ".env.example", example_environment())


def example_environment() -> str:
    """Every setting with its description and its default, all of them commented out."""
    lines = ["# The settings of Konbit: copy this file to .env, or set them in the environment.", ""]
    for name, field in Settings.model_fields.items():
        default = field.default.get_secret_value() if isinstance(field.default, SecretStr) else field.default
        assert field.description, f"{name} does not say what it is for"
        lines += [f"# {field.description}", f"#{variable(name)}={default}", ""]
    return "\n".join(lines[:-1]) + "\n"


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_read_somewhere(name):
    reads = re.compile(rf"\b(settings|self)\.{name}\b")
    assert any(reads.search(ast.unparse(source.tree)) for source in MODULES), f"{variable(name)} does nothing"


def variable(name: str) -> str:
    """The environment variable of a setting."""
    alias = Settings.model_fields[name].validation_alias
    return alias if isinstance(alias, str) else f"KONBIT_{name.upper()}"


@pytest.mark.parametrize("tree", [app.errors, ingest.errors, geo.errors], ids=lambda tree: tree.__name__)
def test_every_error_has_a_status_and_tells_the_caller_what_to_do(tree):
    kinds = [
        kind for kind in vars(tree).values() if isinstance(kind, type) and kind.__module__ == tree.__name__
    ]
    leaves = [kind for kind in kinds if not any(kind in other.__mro__[1:] for other in kinds)]
    assert leaves
    for kind in leaves:
        assert kind in STATUS, f"{kind.__name__} has no status in app.errors.STATUS"
        assert str(kind()) == kind.__doc__, f"{kind.__name__}: the docstring is the message"


@pytest.mark.parametrize("tree", [app.errors, ingest.errors, geo.errors], ids=lambda tree: tree.__name__)
def test_every_error_stands_in_the_tree_drawn_above_it(tree):
    for name, kind in vars(tree).items():
        if isinstance(kind, type) and issubclass(kind, Exception) and kind.__module__ == tree.__name__:
            assert re.search(rf"\b{name}\b", tree.__doc__ or ""), f"{name} is not drawn in {tree.__name__}"


# in pieces, so that this file does not find itself
HOSTS = ["pypi" + ".org", "python" + "hosted.org", "npm" + "js.org", "npm" + "js.com", "jsdelivr" + ".net"]
HOSTS += ["unpkg" + ".com", "cdnjs" + ".cloudflare.com", "fonts." + "googleapis.com"]
PLACES = ["/" + "work/", "/" + "Users/", "/" + "home/", "/" + "mnt/"]
TEXTS = [path for path in project_files() if path.suffix not in {".png", ".woff2", ".gz", ".ico", ".npz"}]


@pytest.mark.parametrize("words", HOSTS + PLACES)
def test_no_file_names_a_registry_or_a_folder_of_somebodys_machine(words):
    assert [str(path.relative_to(ROOT)) for path in TEXTS if words in path.read_text(encoding="utf-8")] == []


THEIRS = re.compile(r"\.min\.(js|css)$|\.woff2?$|(^|/)(vendor|node_modules|site-packages)/|leaflet|htmx\.js")


def test_nobody_elses_file_is_among_ours():
    names = [str(path.relative_to(ROOT)) for path in project_files()]
    assert [name for name in names if THEIRS.search(name)] == []


def test_no_file_claims_another_licence():
    claim = re.compile(r"copyright (\(c\)|©|\d{4}|by)|spdx-|all rights " + "reserved", re.IGNORECASE)
    mine = {ROOT / "LICENSE", Path(__file__)}
    assert [str(path) for path in TEXTS if path not in mine and claim.search(path.read_text("utf-8"))] == []


def test_the_description_of_the_api_is_the_one_that_the_program_gives(golden):
    described = create_app(Settings(_env_file=None)).openapi()
    golden(ROOT / "docs" / "openapi.json", json_text(described))


def json_text(value: object) -> str:
    """JSON that reads well in a difference."""
    return json.dumps(value, indent=2, ensure_ascii=False, sort_keys=True) + "\n"
