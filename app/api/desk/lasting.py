"""How long something lasted, in a reader's words: «40 s», «3 min», «2.5 h», «4 d»."""

from babel.numbers import format_decimal

from app.api.words import translator
from web.language import locale_of

MINUTE_S, HOUR_S, DAY_S = 60, 3_600, 86_400


def lasting(seconds: float | None, language: str) -> str:
    """One duration, to what a person would say; a dash where nothing was measured."""
    if seconds is None:
        return "–"
    _ = translator(language)

    def number(value: float) -> str:
        return format_decimal(round(value, 1 if value < 10 else 0), locale=locale_of(language))

    if seconds < MINUTE_S:
        return _("%(n)s s") % {"n": number(round(seconds))}
    if seconds < HOUR_S:
        return _("%(n)s min") % {"n": number(round(seconds / MINUTE_S))}
    if seconds < 2 * DAY_S:
        return _("%(n)s h") % {"n": number(seconds / HOUR_S)}
    return _("%(n)s d") % {"n": number(seconds / DAY_S)}
