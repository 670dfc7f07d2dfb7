"""Turns facts into pages: our templates, in the reader's language, everything escaped.

The catalogues in `web/locale` are compiled in memory when the program starts, so that nothing made by a tool
stands between a translator's file and the page.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache, cached_property
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket

from web import assets
from web.inline import form_style
from web.language import SOURCE, direction, own_name
from web.measures import measures

HERE = Path(__file__).resolve().parent
TEMPLATES = HERE / "templates"
STATIC = HERE / "static"
LOCALE = HERE / "locale"
EVERY_PAGE = "all"  # what a catalogue's heading says that has the words of the desk too


class Renderer:
    """Every page of every language."""

    def __init__(self, environments: dict[str, Environment]) -> None:
        self._environments = environments

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that pages can be read in."""
        return tuple(self._environments)

    @cached_property
    def desk_languages(self) -> tuple[str, ...]:
        """The languages that the desk can be read in too."""
        return tuple(code for code in self._environments if heading(code, "X-Pages") == EVERY_PAGE)

    def offered(self, codes: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """Which of an incident's languages pages speak, each with its own name; never none."""
        ours = [code for code in codes if code in self._environments] or [SOURCE]
        return tuple((code, own_name(code)) for code in ours)

    def html(self, template: str, *, language: str, **facts: object) -> str:
        """One page or part of a page. A language without a catalogue is answered in English."""
        known = language if language in self._environments else SOURCE
        page = self._environments[known].get_template(template)
        return page.render({"language": known, **facts})

    def warm(self) -> int:
        """Compile every template, so that no reader waits for it; the languages share what is made."""
        environment = self._environments[SOURCE]
        names = environment.list_templates(extensions=["html"])
        for name in names:
            environment.get_template(name)
        return len(names)


class Compiled(BytecodeCache):
    """The templates' code, which all languages share: it is made once for each process."""

    def __init__(self) -> None:
        self._made: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give back what was made for another language."""
        if bucket.key in self._made:
            bucket.bytecode_from_string(self._made[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was made."""
        self._made[bucket.key] = bucket.bytecode_to_string()


def make_renderer(
    *,
    asset: Callable[[str], str] = assets.asset,
    reload: bool = False,
    more: Mapping[str, NullTranslations] | None = None,
) -> Renderer:
    """Read the catalogues and stand ready; with `reload`, templates are read again when they change.

    `more`: languages that have no file, like one that tests make up to find words that nobody can translate.
    """
    translated = {path.parent.parent.name for path in LOCALE.glob("*/LC_MESSAGES/messages.po")} - {SOURCE}
    codes = [SOURCE, *sorted(translated)]
    compiled = Compiled()
    spoken = {code: catalogue(code) for code in codes} | dict(more or {})
    return Renderer(
        {
            code: _environment(code, asset, compiled, words=words, reload=reload)
            for code, words in spoken.items()
        }
    )


def _environment(
    code: str,
    asset: Callable[[str], str],
    compiled: BytecodeCache,
    *,
    words: NullTranslations,
    reload: bool,
) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        bytecode_cache=compiled,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=reload,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_translations(words, newstyle=True)  # type: ignore[attr-defined]
    environment.filters.update(measures(code, words))
    # what a page may leave out
    environment.globals.update(incident=None, languages=(), path="/", kept="", csrf="", staff="")
    environment.globals.update(
        asset=asset, own=own, own_name=own_name, dir=direction(code), form_style=form_style()
    )
    unread = code != SOURCE and not heading(code, "X-Reviewed-By")
    environment.globals.update(more_languages=(), unread=unread)
    return environment


def catalogue(code: str) -> NullTranslations:
    """The words of one language; the source language needs none."""
    if code == SOURCE:
        return NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, read_catalogue(code))
    compiled.seek(0)
    return Translations(compiled)


def read_catalogue(code: str) -> Catalog:
    """One translator's file."""
    with catalogue_file(code).open("rb") as written:
        return read_po(written, locale=code)


def catalogue_file(code: str) -> Path:
    """Where the words of one language stand."""
    return LOCALE / code / "LC_MESSAGES" / "messages.po"


@cache
def heading(code: str, name: str) -> str:
    """One line of a catalogue's heading; Babel keeps the lines that it knows, and forgets ours."""
    file = catalogue_file(code)
    head = file.read_text(encoding="utf-8").partition("\n\n")[0] if file.is_file() else ""
    found = re.search(rf'^"{name}: *(.*?)\\n"$', head, re.MULTILINE)
    return found[1] if found else ""


@cache
def own(name: str) -> str:
    """The address of one of our own files, changing with its content: `own("css/base.css")`."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:10]
    return f"/static/{name}?v={digest}"
