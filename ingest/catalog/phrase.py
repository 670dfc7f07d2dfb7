"""A sentence with holes, in as many forms as its language has for numbers."""

import string
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

OTHER = "other"
ENDS = (".", "?", "!")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """One thing that Konbit says. `by` names the value whose number picks the form; empty: one form."""

    key: str
    forms: Mapping[str, str]  # by plural category: one, few, many, other …
    language: str
    by: str = ""
    entry: str = ""  # where its language's file has it: «phrases.ask»

    def say(self, **values: object) -> str:
        """Fill the holes; every sentence begins with a capital whatever stands first in it."""
        template = self.forms[self._form(values)]
        missing = holes(template) - values.keys()
        if missing:
            raise KeyError(f"the phrase {self.key!r} needs {', '.join(sorted(missing))}")
        begins = template.endswith(ENDS)
        said = ""
        for plain, name, _, _ in string.Formatter().parse(template):
            said += plain
            if name is not None:
                filled = _written(values[name], self.language)
                said += filled[:1].upper() + filled[1:] if begins and _is_begun(said) else filled
        return said

    def _form(self, values: Mapping[str, object]) -> str:
        number = values.get(self.by)
        if not isinstance(number, int | float):
            return OTHER
        form = plural_rule(self.language)(number)
        return form if form in self.forms else OTHER


def holes(template: str) -> frozenset[str]:
    """List the names of a template's holes."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(template) if name is not None)


def _is_begun(said: str) -> bool:
    """Tell whether what comes next begins a sentence."""
    return not said or (said[-1].isspace() and said.rstrip().endswith(ENDS))


@cache
def plural_rule(language: str) -> Callable[[int | float], str]:
    """Tell which form a language uses for a number; where no rule is known there is one, as in Kreyòl."""
    # here and below, babel is imported when we speak: who only reads starts without it, and sooner
    from babel import Locale, UnknownLocaleError

    try:
        rule: Callable[[int | float], str] = Locale.parse(language).plural_form
    except (UnknownLocaleError, ValueError):
        return lambda number: OTHER
    return rule


def _written(value: object, language: str) -> str:
    """Write a number as the language does, without the thin spaces that would double a message's cost."""
    if not isinstance(value, float):
        return str(value)
    from babel import UnknownLocaleError, numbers

    try:
        return str(numbers.format_decimal(value, format="0.#", locale=language))
    except (UnknownLocaleError, ValueError):
        return f"{value:.1f}".removesuffix(".0").replace(".", ",")
