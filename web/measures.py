"""Times, distances and counts as a reader of one language says them: short, for they stand in dense lists."""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.numbers import format_decimal
from babel.support import NullTranslations

from web.language import locale_of

MINUTE_S, HOUR_S, DAY_S = 60, 3_600, 86_400


def measures(language: str, words: NullTranslations) -> dict[str, Callable[..., str]]:
    """The template filters of one language, by name."""
    locale = locale_of(language)
    _ = words.gettext

    def count(number: float) -> str:
        return format_decimal(number, locale=locale)

    def distance(metres: float) -> str:
        if metres < 950:
            return _("%(n)s m") % {"n": count(_round(metres))}
        return _("%(n)s km") % {"n": format_decimal(metres / 1000, format="#,##0.#", locale=locale)}

    def ago(at: datetime, now: datetime) -> str:
        seconds = (now - at).total_seconds()
        if seconds < MINUTE_S:
            return _("now")
        if seconds < HOUR_S:
            return _("%(n)s min") % {"n": int(seconds // MINUTE_S)}
        if seconds < 2 * DAY_S:
            return _("%(n)s h") % {"n": int(seconds // HOUR_S)}
        return _("%(n)s d") % {"n": int(seconds // DAY_S)}

    def clock(at: datetime, time_zone: str, now: datetime | None = None) -> str:
        """Hours and minutes; with `now`, the day too unless it is today."""
        here = ZoneInfo(time_zone)
        local = at.astimezone(here)
        if now is None or local.date() == now.astimezone(here).date():
            return f"{local:%H:%M}"
        return f"{format_date(local, 'd MMM', locale=locale)} {local:%H:%M}"

    def day(on: date) -> str:
        """A day, without its year."""
        return format_date(on, "d MMM", locale=locale)

    return {"ago": ago, "clock": clock, "day": day, "count": count, "distance": distance}


def _round(metres: float) -> int:
    """To what a person would say: 8 m, 40 m, 350 m."""
    step = 1 if metres < 10 else 10 if metres < 100 else 50
    return round(metres / step) * step
