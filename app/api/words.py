"""Short sentences that depend on facts, in the reader's language; the templates' catalogues hold them."""

from collections.abc import Callable
from functools import cache

from babel.support import NullTranslations

from web.language import SOURCE
from web.render import catalogue

Translate = Callable[[str], str]
Plural = Callable[[str, str, int], str]


def translator(language: str) -> Translate:
    """The gettext of one language; one without a catalogue is answered in English."""
    return _catalogue(language).gettext


def plurals(language: str) -> Plural:
    """The ngettext of one language, which says «1 baby» and «2 babies»."""
    return _catalogue(language).ngettext


@cache
def _catalogue(language: str) -> NullTranslations:
    try:
        return catalogue(language)
    except FileNotFoundError:
        return catalogue(SOURCE)


def form_error(key: str, _: Translate) -> str:
    """What a person can do about one field."""
    sentences = {
        "form.error.key": _("This page was too old. Please press the button once more."),
        "form.error.kind": _("Please say whether you need help or can give it."),
        "form.error.words": _("Please write what you need, or choose a kind of help."),
        "form.error.who": _("Please write who is safe."),
        "form.error.category": _("Please choose from the list."),
        "form.error.people": _("Please write the number of people in digits, like 4."),
        "form.error.phone": _("Please write the number with its country, like +509 and the rest."),
        "form.error.phone_needed": _("Please give a number that we can text when somebody near needs you."),
        "form.error.language": _("Please choose a language from the list."),
        "form.error.vehicle": _("Please choose from the list."),
        "form.error.hours": _("Please choose from the list."),
        "form.error.speaks": _("Please choose from the list."),
        "form.error.website": _("Please leave this field empty."),
        "form.error.repeated": _("Please fill this in once."),
        "form.error.urgency": _("Please choose from the list."),
        "form.error.how": _("Please choose from the list."),
        "form.error.add_to": _("Please write the code of the case, like K7F3."),
        "form.error.lat": _("Please set the pin again."),
        "reply.early": _("We are still reading your first message. Please send this again in a moment."),
        "form.error.long": _("Please write this a little shorter."),
    }
    return sentences[key]


def reason_words(
    reason: str, _: Translate, *, category: Callable[[str], str], trade: Callable[[str], str]
) -> str:
    """One reason of a suggestion: «near:300» becomes «300 m away»."""
    key, value = reason.split(":", 1)
    if key == "near":
        metres = int(value)
        return (
            _("%(n)s m away") % {"n": metres} if metres < 950 else _("%(n).1f km away") % {"n": metres / 1000}
        )
    if key == "skill":
        return _("offers %(what)s") % {"what": category(value)}
    if key == "trade":
        return _("offers %(what)s") % {"what": trade(value)}
    if key == "load":
        return _("free") if value == "0" else _("busy with %(n)s") % {"n": value}
    if key == "trust":
        return {"new": _("new here"), "known": _("known"), "vetted": _("vetted")}[value]
    counted = {
        "road": _("%(n)s minutes by road"),
        "goods": _("holds %(n)s %% of the goods"),
        "lately": _("jobs in the past week: %(n)s"),
    }
    if key in counted:
        return counted[key] % {"n": value}
    plain = {
        "offered": _("offers to do this"),
        "noroad": _("no road leads there"),
        "words": _("their own words fit well"),
        "language": _("speaks the language"),
        "nolanguage": _("does not speak the language"),
        "buddy": _("their buddy goes along"),
        "alone": _("new, and without a buddy"),
        "vehicle": _vehicle_words(value, _),
        "unvetted": _("not vetted for this kind of need: you decide"),
    }
    return plain.get(key, reason)


def _vehicle_words(vehicle: str, _: Translate) -> str:
    """What a helper comes with."""
    said = {
        "bicycle": _("comes by bicycle"),
        "motorbike": _("comes by motorbike"),
        "car": _("comes by car"),
        "truck": _("comes with a truck"),
        "boat": _("comes by boat"),
    }
    return said.get(vehicle, "")


def source_words(source: str, _: Translate) -> str:
    """Who knows a place."""
    sentences = {
        "written": _("a written position"),
        "desk": _("set at the desk"),
        "taught": _("taught by pins"),
        "drill": _("a name of the drill's town"),
        "geonames": "GeoNames",
    }
    return sentences.get(source, source)


def taught_by_words(who: str, _: Translate, *, names: dict[str, str]) -> str:
    """Who taught the name of a place: a person at the desk, a file, another incident."""
    kind, _colon, name = who.partition(":")
    if kind == "file":
        return _("the file %(name)s") % {"name": name}
    if kind == "incident":
        return _("the incident %(name)s") % {"name": name}
    return names.get(who) or _("a coordinator")


def queue_words(urgency: int, hours: float, _: Translate) -> str:
    """Why a row stands where it stands."""
    return _("urgency %(urgency)s × %(urgency)s, waiting %(hours).1f h") % {
        "urgency": urgency,
        "hours": hours,
    }
