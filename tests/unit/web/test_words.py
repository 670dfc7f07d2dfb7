"""Every word of every page is there in every language, and fits where it is put."""

import re
from collections import Counter
from gettext import c2py
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po

from app.errors import BadForm, Conflict, NotAllowed, NotFound, NotReady, SignInFirst
from web.render import LOCALE

WEB = LOCALE.parent
API = WEB.parent / "app" / "api"
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2")]
OPTIONS = {"templates/**.html": {"newstyle_gettext": "true", "silent": "false"}}
# a handler raises its sentence in English, and app/api/faults.py says it in the reader's language
KEYWORDS = DEFAULT_KEYWORDS | {"NotFound": None, "BadForm": None, "Conflict": None, "_tell": (3,)}
RAISED = (NotFound, NotAllowed, SignInFirst, Conflict, BadForm, NotReady)
PLACEHOLDER = re.compile(r"%\(\w+\)(?:\.\d)?[sdf]|\{\w+\}|%%")
CODES = sorted(path.parent.parent.name for path in LOCALE.glob("*/LC_MESSAGES/messages.po"))


@pytest.fixture(scope="module")
def wanted():
    found = [
        message
        for folder in (WEB, API)
        for _, _, message, _, _ in extract_from_dir(folder, METHODS, OPTIONS, KEYWORDS)
    ]
    return {*found, *(error.__doc__ for error in RAISED)}


def read(code) -> Catalog:
    with Path(LOCALE, code, "LC_MESSAGES", "messages.po").open("rb") as written:
        return read_po(written, locale=code)


def test_the_languages_of_the_drill_have_a_catalogue():
    assert {"es", "fr", "ht"} <= set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_nothing_is_untranslated_guessed_or_left_over(code, wanted):
    catalogue = read(code)
    done = {message.id for message in catalogue if message.id and _whole(message.string)}
    assert sorted(map(str, wanted - done)) == []
    assert sorted(map(str, done - wanted)) == []
    assert [message.id for message in catalogue if message.fuzzy and message.id] == []
    assert not catalogue.obsolete


@pytest.mark.parametrize("code", CODES)
def test_a_translation_has_the_same_gaps_to_fill(code):
    catalogue = read(code)
    lone = _forms_of_one_number(catalogue)
    wrong = [
        message.id
        for message in catalogue
        if message.id and not _same_gaps(message.id, message.string, lone=lone)
    ]
    assert wrong == []


def _whole(string):
    return all(string) if isinstance(string, tuple) else bool(string)


def _forms_of_one_number(catalogue) -> set[int]:
    """The plural forms that serve one number alone: Arabic says «two days» without a numeral."""
    form_of = c2py(catalogue.plural_expr)
    served = Counter(form_of(n) for n in range(1_000))
    return {form for form, numbers in served.items() if numbers == 1}


def _same_gaps(source, translated, *, lone):
    if isinstance(source, str):
        return _gaps(source) == _gaps(translated)
    wanted = _gaps(source[-1])
    counted = sorted(set(wanted) - {"%(num)s"})
    return all(
        _gaps(string) == wanted or (form in lone and _gaps(string) == counted)
        for form, string in enumerate(translated)
    )


def _gaps(string):
    return sorted(PLACEHOLDER.findall(string))
