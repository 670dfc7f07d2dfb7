"""A place that is open to everybody as pages show it, in the reader's words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.api.words import Plural, Translate, plurals, translator
from app.facilities.find import FRESH
from app.facilities.shapes import OpenPlace
from app.facilities.state import State, changes_at, state_of
from app.hours import DAY_H, hour_of_week, write_hours
from app.models.facility import FacilityKind
from app.models.incident import Incident

# ids in the icon sprite; the map draws the same
ICONS = {
    FacilityKind.SHELTER: "tent",
    FacilityKind.WATER: "droplet",
    FacilityKind.FOOD: "utensils",
    FacilityKind.CLINIC: "pill",
    FacilityKind.CHARGING: "plug",
    FacilityKind.TOILETS: "toilet",
    FacilityKind.GOODS: "shirt",
    FacilityKind.INFORMATION: "info",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class KindView:
    """One kind of place as a heading or a choice shows it."""

    name: str
    label: str
    icon: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """One place. `line` says its state and what there is; `note` is in `note_language`."""

    reference: str
    kind: KindView
    name: str
    place: str
    state: State
    line: str
    hours: str
    note: str
    note_language: str
    source: str
    checked_at: datetime
    old: bool  # nobody has made sure of it for a day
    distance_m: float | None
    lat: float
    lon: float


def kind_views(language: str) -> tuple[KindView, ...]:
    """All kinds, in the order of how soon people need them."""
    return tuple(kind_view(kind, language) for kind in FacilityKind)


def kind_view(kind: FacilityKind, language: str) -> KindView:
    """One kind with its word and its picture."""
    return KindView(name=kind.value, label=_kind_words(translator(language))[kind], icon=ICONS[kind])


def place_view(place: OpenPlace, incident: Incident, language: str, *, now: datetime) -> PlaceView:
    """Show one place at this hour."""
    hour = hour_of_week(now, incident.time_zone)
    state = state_of(place, hour)
    _, ngettext = translator(language), plurals(language)
    said = next((code for code in (language, *incident.languages) if place.notes.get(code)), "")
    parts = (_state_words(place, state, hour, _), *_what_there_is(place, state, ngettext))
    return PlaceView(
        reference=place.reference,
        kind=kind_view(place.kind, language),
        name=place.name,
        place=place.place,
        state=state,
        line=" · ".join(parts),
        hours=hours_words(place.hours, _),
        note=place.notes.get(said, ""),
        note_language=said,
        source=place.source,
        checked_at=place.checked_at,
        old=now - place.checked_at >= FRESH,
        distance_m=place.distance_m,
        lat=place.point.lat,
        lon=place.point.lon,
    )


def hours_words(hours: Sequence[int] | None, _: Translate) -> str:
    """Say hours of the week as «Mon-Fri 8-18» in the reader's language; '' for any hour."""
    said = write_hours(hours).replace("mon-sun", _("every day"))
    for day, word in _days(_).items():
        said = said.replace(day, word)
    return said


def _state_words(place: OpenPlace, state: State, hour: int, _: Translate) -> str:
    turns = changes_at(place.hours, hour)
    if state is State.FULL:
        return _("full")
    if turns is None:
        return _("open at any hour") if state is State.OPEN else _("closed now")
    at = f"{turns % DAY_H:02}:00"
    if state is State.OPEN:
        return _("open until %(time)s") % {"time": at}
    if turns // DAY_H == hour // DAY_H and turns > hour:
        return _("closed now, opens at %(time)s") % {"time": at}
    day = list(_days(_).values())[turns // DAY_H]
    return _("closed now, opens %(day)s %(time)s") % {"day": day, "time": at}


def _what_there_is(place: OpenPlace, state: State, ngettext: Plural) -> tuple[str, ...]:
    room: tuple[str, ...] = ()
    if place.free and state is not State.FULL:
        words = ngettext("room for %(num)s more", "room for %(num)s more", place.free)
        room = (words % {"num": place.free},)
    return (*room, *((place.stock,) if place.stock else ()))


def _kind_words(_: Translate) -> dict[FacilityKind, str]:
    return {
        FacilityKind.SHELTER: _("A place to sleep"),
        FacilityKind.WATER: _("Drinking water"),
        FacilityKind.FOOD: _("Food"),
        FacilityKind.CLINIC: _("Clinic"),
        FacilityKind.CHARGING: _("Charge a phone"),
        FacilityKind.TOILETS: _("Toilets, washing"),
        FacilityKind.GOODS: _("Clothes and goods"),
        FacilityKind.INFORMATION: _("Information"),
    }


def _days(_: Translate) -> dict[str, str]:
    return {
        "mon": _("Mon"),
        "tue": _("Tue"),
        "wed": _("Wed"),
        "thu": _("Thu"),
        "fri": _("Fri"),
        "sat": _("Sat"),
        "sun": _("Sun"),
    }
