"""Every word of every page is there in every language that its readers have, and fits where it is put."""

import re
from collections import Counter
from gettext import c2py

import pytest
from babel.messages.plurals import get_plural

from ingest.catalog import load_catalog
from web.language import SOURCE
from web.render import EVERY_PAGE, LOCALE, catalogue_file, heading, make_renderer, read_catalogue
from web.words import DESK, ROOT, STRANGERS, said, wanted, words_of

PLACEHOLDER = re.compile(r"%\(\w+\)(?:\.\d)?[sdf]|\{\w+\}|%%")
CODES = sorted(load_catalog().languages.keys() - {SOURCE})
AT_THE_DESK = {"ar", "es", "fr", "ht"}


def test_whoever_can_text_us_can_read_our_pages():
    assert {path.name for path in LOCALE.iterdir()} == set(load_catalog().languages)
    assert set(make_renderer().languages) == set(load_catalog().languages)


def test_the_desk_speaks_the_languages_of_whoever_comes_to_help():
    assert set(make_renderer().desk_languages) == {SOURCE, *AT_THE_DESK}


def test_every_file_with_words_has_its_readers():
    shared = {path for pattern in (*STRANGERS, *DESK) for path in ROOT.glob(pattern)}
    pages = {*ROOT.glob("web/templates/**/*.html"), *ROOT.glob("app/api/**/*.py")}
    assert pages - shared == set()
    assert not {path for pattern in STRANGERS for path in ROOT.glob(pattern)} & {
        path for pattern in DESK for path in ROOT.glob(pattern)
    }


def test_what_an_error_says_by_itself_and_what_a_handler_says_is_found():
    found = words_of(STRANGERS)
    assert "Too many tries in a row did not fit; wait a minute and try again." in found
    assert "I need help" in found
    assert "Something went wrong." not in found
    assert set(found) < set(words_of((*STRANGERS, *DESK)))


@pytest.mark.parametrize("code", CODES)
def test_nothing_is_untranslated_guessed_or_left_over(code):
    catalogue = read_catalogue(code)
    done = {message.id for message in catalogue if message.id and said(message.string)}
    needed = set(wanted(code))
    assert sorted(map(str, needed - done)) == []
    assert sorted(map(str, done - needed)) == []
    assert [message.id for message in catalogue if message.fuzzy and message.id] == []
    assert not catalogue.obsolete


@pytest.mark.parametrize("code", CODES)
def test_a_translation_has_the_same_gaps_to_fill(code):
    catalogue = read_catalogue(code)
    lone = _forms_of_one_number(catalogue)
    wrong = [
        message.id
        for message in catalogue
        if message.id and not _same_gaps(message.id, message.string, lone=lone)
    ]
    assert wrong == []


@pytest.mark.parametrize("code", CODES)
def test_a_language_counts_as_its_speakers_do(code):
    """French counts «0 personne», which Babel knows too; Arabic has a form of its own for eleven and more."""
    ours, known = c2py(read_catalogue(code).plural_expr), c2py(get_plural(code).plural_expr)
    assert read_catalogue(code).num_plurals == get_plural(code).num_plurals
    if code != "ar":
        assert [ours(n) for n in range(200)] == [known(n) for n in range(200)]


@pytest.mark.parametrize("code", sorted({SOURCE, *CODES}))
def test_a_heading_says_which_pages_and_who_has_read_them(code):
    """An empty `X-Reviewed-By` is an answer: the pages then say that nobody has."""
    head = catalogue_file(code).read_text("utf-8").partition("\n\n")[0]
    assert heading(code, "X-Pages") in (EVERY_PAGE, "public")
    assert '"X-Reviewed-By:' in head
    assert f'"Language: {code}\\n"' in head


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
