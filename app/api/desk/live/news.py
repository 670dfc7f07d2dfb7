"""What a page of the desk must look at again, told from the names of events; never what anybody said."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from geo.point import Point
from geo.tiles import cell_position, morton

TILE_LEVEL = 12
PARTS = ("queue", "board", "watch", "counts", "zones")
LISTED = frozenset({"need", "offer", "missing", "info", "other"})
LIVE = frozenset({"new", "open", "asked", "accepted", "done"})
# the longest beginning of an event's name says which parts show it; what is in none stands in the case alone
SHOWN_IN: Mapping[str, frozenset[str]] = {
    "report.": frozenset({"queue", "board", "counts"}),
    "report.created": frozenset({"queue", "counts"}),
    "report.confirmed": frozenset(),
    "report.match_failed": frozenset({"queue", "counts"}),
    "report.reading": frozenset(),
    "dispatch.": frozenset({"queue", "board"}),
    "dispatch.stopped": frozenset({"queue", "board", "watch"}),
    "dispatch.missed": frozenset({"queue", "board", "watch"}),
    "person.unsafe": frozenset({"queue", "board", "watch"}),
    "alarm.": frozenset({"watch"}),
    "on_call.": frozenset({"watch"}),
    "texts.": frozenset({"watch"}),
    "incident.changed": frozenset({"watch"}),
    "message.": frozenset({"counts"}),
    "relay.held": frozenset({"counts"}),
    "contact.flooded": frozenset({"counts"}),
    "volunteer.": frozenset({"counts"}),
    "zone.": frozenset({"zones"}),
    "claim.": frozenset({"queue"}),
    "place.revealed": frozenset({"board"}),
    "place.withheld": frozenset({"board"}),
    "event.": frozenset({"queue", "board", "counts"}),  # something was taken back
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One event as the look reads it, with what its case is now."""

    position: int
    what: str
    reference: str | None = None
    kind: str | None = None
    urgency: int | None = None
    state: str | None = None
    unseen: bool | None = None
    merged: bool | None = None
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """Somebody has a case in hand from now on; without a name nobody has it any more."""

    reference: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """A case that came just now; `list` is where it waits first, `lists` are all."""

    reference: str
    urgency: int
    list: str
    lists: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """Everything that one look found; `again` tells a reader who fell behind to look at all of it anew."""

    position: int
    references: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    arrived: tuple[Arrived, ...] = ()
    taken: tuple[Taken, ...] = ()
    tiles: tuple[str, ...] = ()
    again: bool = False

    def as_data(self) -> dict[str, object]:
        """As it goes over the wire."""
        return asdict(self)


def parts_of(what: str) -> frozenset[str]:
    """Say which parts of the desk show an event."""
    fitting = [begin for begin in SHOWN_IN if what.startswith(begin)]
    return SHOWN_IN[max(fitting, key=len)] if fitting else frozenset()


def lists_of(one: Happened) -> tuple[str, ...]:
    """Say in which lists a case waits; the first is where it is looked at first."""
    if one.merged or one.kind not in LISTED or one.state not in LIVE:
        return ()
    found = []
    waits = one.state in ("new", "open")
    if one.unseen and (waits or (one.urgency or 0) >= 4) and (one.kind != "offer" or one.lat is None):
        found.append("look")
    if not one.unseen and one.state == "open" and one.kind == "need" and one.lat is not None:
        found.append("send")
    if one.lat is None and waits and one.kind in ("need", "offer", "missing"):
        found.append("unplaced")
    return (*found, "all")


def tell(position: int, happened: Iterable[Happened], taken: Iterable[Taken] = ()) -> News:
    """Put what was found into one piece of news."""
    rows, hands = tuple(happened), tuple(taken)
    parts = frozenset[str]().union(*(parts_of(one.what) for one in rows), {"queue"} if hands else ())
    return News(
        position=position,
        references=tuple(sorted({one.reference for one in rows if one.reference})),
        parts=tuple(part for part in PARTS if part in parts),
        arrived=tuple(_arrived(one) for one in rows if one.what == "report.created" and one.reference),
        taken=hands,
        tiles=tuple(sorted({_tile(one.lat, one.lon) for one in rows if one.lat is not None and one.lon})),
    )


def look_again(position: int) -> News:
    """Tell somebody who missed too much to list it."""
    return News(position=position, parts=PARTS, again=True)


def changed_hands(
    before: Mapping[str, tuple[str, datetime]], now: Mapping[str, tuple[str, datetime]]
) -> tuple[Taken, ...]:
    """Compare who had what in hand with who has it: taken, taken over, or free again."""
    held = [
        Taken(reference=case, name=name) for case, (name, at) in now.items() if before.get(case) != (name, at)
    ]
    return (*held, *(Taken(reference=case, name="") for case in before if case not in now))


def _arrived(one: Happened) -> Arrived:
    lists = lists_of(one)
    return Arrived(
        reference=one.reference or "", urgency=one.urgency or 1, list=lists[0] if lists else "", lists=lists
    )


def _tile(lat: float, lon: float) -> str:
    x, y = cell_position(morton(Point(lat=lat, lon=lon), TILE_LEVEL))
    return f"{TILE_LEVEL}/{x}/{y}"
