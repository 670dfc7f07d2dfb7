"""People and goods by their number, in the reader's language: «2 babies», «20 litres of water»."""

from math import ceil

from babel.numbers import format_decimal

from app.api.words import Plural, plurals, translator
from app.reports.stored import Said
from ingest.catalog import load_catalog
from ingest.shapes import Frail
from web.language import locale_of

MONEY = "money"


def people_words(people: Said, language: str) -> str:
    """How many there are in all."""
    number = people.amount or 0
    return plurals(language)("%(num)s person", "%(num)s people", ceil(number)) % _num(number, language)


def frail_words(frail: Said, language: str) -> str:
    """Who cannot wait, walk or look after themselves: «2 babies»; where no number is given, «babies»."""
    if not frail.amount:
        return _uncounted(language).get(frail.what, frail.what)
    ngettext, n = plurals(language), ceil(frail.amount)
    counted: dict[str, str] = {
        Frail.INFANTS: ngettext("%(num)s baby", "%(num)s babies", n),
        Frail.PREGNANT: ngettext("%(num)s pregnant", "%(num)s pregnant", n),
        Frail.OLD: ngettext("%(num)s old person", "%(num)s old people", n),
        Frail.ILL: ngettext("%(num)s ill or injured", "%(num)s ill or injured", n),
        Frail.DISABLED: ngettext("%(num)s disabled", "%(num)s disabled", n),
    }
    return counted.get(frail.what, frail.what) % _num(frail.amount, language)


def _uncounted(language: str) -> dict[str, str]:
    _ = translator(language)
    return {
        Frail.INFANTS: _("babies"),
        Frail.PREGNANT: _("pregnant"),
        Frail.OLD: _("old people"),
        Frail.ILL: _("ill or injured"),
        Frail.DISABLED: _("disabled"),
    }


def amount_words(quantity: Said, language: str) -> str:
    """How much of what: «20 litres of water», «5 × shelter», «money: 200»."""
    _, catalog = translator(language), load_catalog()
    known = quantity.what in catalog.categories
    what = catalog.category_name(language, quantity.what) if known else quantity.what
    amount = quantity.amount or 0
    if quantity.unit:
        unit = _units(plurals(language), ceil(amount)).get(quantity.unit, f"%(num)s {quantity.unit}")
        return _("%(amount)s of %(what)s") % {"amount": unit % _num(amount, language), "what": what}
    pattern = _("%(what)s: %(num)s") if quantity.what == MONEY else _("%(num)s × %(what)s")
    return pattern % (_num(amount, language) | {"what": what})


def _units(ngettext: Plural, n: int) -> dict[str, str]:
    return {
        "litre": ngettext("%(num)s litre", "%(num)s litres", n),
        "gallon": ngettext("%(num)s gallon", "%(num)s gallons", n),
        "bottle": ngettext("%(num)s bottle", "%(num)s bottles", n),
        "kg": ngettext("%(num)s kg", "%(num)s kg", n),
        "gram": ngettext("%(num)s g", "%(num)s g", n),
        "tonne": ngettext("%(num)s tonne", "%(num)s tonnes", n),
        "pound": ngettext("%(num)s pound", "%(num)s pounds", n),
        "box": ngettext("%(num)s box", "%(num)s boxes", n),
        "bag": ngettext("%(num)s bag", "%(num)s bags", n),
        "pack": ngettext("%(num)s pack", "%(num)s packs", n),
        "can": ngettext("%(num)s can", "%(num)s cans", n),
        "bucket": ngettext("%(num)s bucket", "%(num)s buckets", n),
        "piece": ngettext("%(num)s piece", "%(num)s pieces", n),
        "dose": ngettext("%(num)s dose", "%(num)s doses", n),
        "meal": ngettext("%(num)s portion", "%(num)s portions", n),
        "truck": ngettext("%(num)s truckload", "%(num)s truckloads", n),
        "hour": ngettext("%(num)s hour", "%(num)s hours", n),
    }


def _num(number: float, language: str) -> dict[str, str]:
    return {"num": format_decimal(number, locale=locale_of(language))}
