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
        "form.error.long": _("Please write this a little shorter."),
    }
    return sentences[key]


def reason_words(reason: str, _: Translate, *, category: Callable[[str], str]) -> str:
    """One reason of a suggestion: «near:300» becomes «300 m away»."""
    key, value = reason.split(":", 1)
    if key == "near":
        metres = int(value)
        return (
            _("%(n)s m away") % {"n": metres} if metres < 950 else _("%(n).1f km away") % {"n": metres / 1000}
        )
    if key == "skill":
        return _("offers %(what)s") % {"what": category(value)}
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
        "noroad": _("no road leads there"),
        "trade": _("can do what is asked"),
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


def happening_words(what: str, _: Translate) -> str:
    """One event of a case's history."""
    sentences = {
        "report.created": _("sent this"),
        "report.placed": _("set the place"),
        "place.taught": _("taught what the words for the place mean"),
        "place.corrected": _("mended what the pin taught"),
        "place.forgotten": _("took back what the pin taught"),
        "report.corrected": _("corrected the reading"),
        "report.confirmed": _("says it was read right"),
        "report.matched": _("looked for helpers"),
        "report.match_failed": _("could not look for helpers"),
        "report.wanted": _("changed how many helpers are wanted"),
        "report.open": _("opened the case"),
        "report.asked": _("began asking helpers"),
        "report.accepted": _("found a helper"),
        "report.done": _("waits for the person to confirm"),
        "report.closed": _("closed the case"),
        "report.cancelled": _("withdrew the case"),
        "report.noise": _("put this aside as noise"),
        "dispatch.asked": _("asked a helper"),
        "dispatch.accepted": _("said yes"),
        "dispatch.declined": _("said no"),
        "dispatch.lapsed": _("got no answer"),
        "dispatch.released": _("freed a helper"),
        "dispatch.on_way": _("set out"),
        "dispatch.there": _("is there"),
        "dispatch.missed": _("did not answer whether all is well"),
        "dispatch.alive": _("answered: all is well"),
        "place.withheld": _("waits for the exact place"),
        "place.revealed": _("told the exact place"),
        "dispatch.left": _("freed a helper"),
        "dispatch.done": _("says it is done"),
        "dispatch.stopped": _("stopped: not safe"),
        "pledge.made": _("promised goods"),
        "pledge.released": _("freed goods from a promise"),
        "pledge.delivered": _("counted what came"),
        "pledge.undone": _("took back what was counted or freed"),
        "line.added": _("added what is needed"),
        "line.changed": _("changed how much is needed"),
        "line.withdrawn": _("took something off the list"),
        "drive.opened": _("opened a supply drive"),
        "person.unsafe": _("says it is not safe"),
        "message.failed": _("could not send a text"),
        "message.set_aside": _("could not read a message"),
    }
    return sentences.get(what, what)


def helper_happening_words(what: str, _: Translate) -> str:
    """One event of a helper's history."""
    sentences = {
        "volunteer.enrolled": _("offered help"),
        "volunteer.changed": _("changed what they can be asked for"),
        "volunteer.trusted": _("changed the trust"),
        "volunteer.paired": _("changed the buddy"),
        "volunteer.buddy_suggested": _("suggests a buddy"),
        "volunteer.placed": _("set the place"),
        "volunteer.on_duty": _("on duty"),
        "volunteer.off_duty": _("off duty"),
        "volunteer.rests": _("rests"),
        "volunteer.joined": _("was entered twice and is one again"),
        "stock.held": _("has goods"),
        "contact.revealed": _("looked at the number"),
    }
    return sentences.get(what, what)


def why_words(why: str, _: Translate) -> str:
    """The reason of one event; what is not one of ours (a gateway's word, a place's trail) stays as it is."""
    sentences = {
        "nobody able is on duty within reach": _("nobody able is on duty within reach"),
        "somebody else goes": _("somebody else goes"),
        "no answer in time": _("no answer in time"),
        "the person says that no help came": _("the person says that no help came"),
        "no longer needed": _("no longer needed"),
        "called off": _("called off"),
        "unsafe": _("not safe"),
        "taken back": _("taken back"),
    }
    return sentences.get(why, why)


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


def who_words(who: str, _: Translate, *, names: dict[str, str]) -> str:
    """Who did it, in a word."""
    if who == "machine":
        return "Konbit"
    return names.get(who) or (_("a coordinator") if who.startswith("staff:") else _("the person"))


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
