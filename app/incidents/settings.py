"""What coordinators may set about an incident while it goes on: each value is checked, each change undone."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncSession

from app.errors import BadForm, NotFound
from app.history import Happening, record
from app.incidents import queries
from app.incidents.zones import known_zones
from app.messaging.spend import release_waiting
from app.models.incident import Automation, Incident
from ingest.catalog import load_catalog
from ingest.phone import is_country

Setting: TypeAlias = str | int | float | list[str] | dict[str, float]

NUMBER_TO_CALL = re.compile(r"[0-9*#+ ]{0,20}")
HEAVIEST = 10.0
# the lowest and the highest that a number may be
RANGES: Mapping[str, tuple[int, int]] = {
    "auto_urgency": (1, 4),
    "offer_wait_s": (60, 86_400),
    "check_in_s": (300, 86_400),
    "confirm_h": (1, 720),
    "quiet_from": (0, 23),
    "quiet_to": (0, 23),
    "texts_per_day": (0, 1_000_000),
    "publish_delay_s": (0, 604_800),
}
SIDES = ("west", "south", "east", "north")  # of the area, in degrees
LONGEST_NAME = 80
NAMES = (
    "name",
    *SIDES,
    "automation",
    *RANGES,
    "countries",
    "weights",
    "emergency_number",
    "languages",
    "time_zone",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One earlier change, with what stood before it."""

    event_id: int
    who: str
    at: datetime
    before: Mapping[str, Setting]
    after: Mapping[str, Setting]


def settings_of(incident: Incident) -> dict[str, Setting]:
    """Take every setting of an incident as it stands."""
    found: dict[str, Setting] = {name: getattr(incident, name) for name in NAMES}
    return found | {"automation": incident.automation.value}


def check_settings(changes: Mapping[str, Setting], *, weights: Collection[str]) -> dict[str, Setting]:
    """Return what would be set; raises `BadForm` with the one sentence that mends it."""
    if strange := changes.keys() - set(NAMES):
        raise BadForm(f"There is no setting «{min(strange)}»; there are {', '.join(NAMES)}.")
    return {name: _checked(name, value, weights) for name, value in changes.items()}


def _checked(name: str, value: Setting, weights: Collection[str]) -> Setting:
    if name in RANGES:
        return _number(name, value)
    if name in SIDES:
        return _degrees(name, value)
    if name == "weights":
        return _weights(value, weights)
    return _CHECKS[name](value)


def _number(name: str, value: Setting) -> int:
    lowest, highest = RANGES[name]
    if not isinstance(value, int) or isinstance(value, bool) or not lowest <= value <= highest:
        raise BadForm(f"«{name}» is a whole number from {lowest} to {highest}.")
    return value


def _degrees(name: str, value: Setting) -> float:
    most = 180 if name in ("west", "east") else 90
    if not isinstance(value, int | float) or not -most <= value <= most:
        raise BadForm(f"«{name}» is a number of degrees from -{most} to {most}.")
    return float(value)


def _area_holds(settings: Mapping[str, Setting]) -> None:
    west, south, east, north = (settings[side] for side in SIDES)
    if not float(str(south)) < float(str(north)) or west == east:
        raise BadForm("The area is empty; write it as west, south, east, north in degrees.")


def _name(value: Setting) -> str:
    words = " ".join(str(value).split())
    if not words or len(words) > LONGEST_NAME or not words.isprintable():
        raise BadForm("Give the incident a name of at most 80 letters.")
    return words


def _weights(value: Setting, known: Collection[str]) -> dict[str, float]:
    if not isinstance(value, dict):
        raise BadForm("Weights are names with numbers, like near=0.5.")
    for name, weight in value.items():
        if name not in known:
            raise BadForm(f"No weight is called «{name}»; there are {', '.join(sorted(known))}.")
        if not 0 <= weight <= HEAVIEST:
            raise BadForm(f"The weight «{name}» is a number from 0 to {HEAVIEST:.0f}.")
    return {name: float(weight) for name, weight in value.items()}


def _automation(value: Setting) -> str:
    if value not in list(Automation):
        raise BadForm(f"The automation is one of {', '.join(Automation)}.")
    return str(value)


def _countries(value: Setting) -> list[str]:
    codes = [str(code).strip().upper() for code in value] if isinstance(value, list) else [str(value)]
    if strange := [code for code in codes if not is_country(code)]:
        raise BadForm(f"«{strange[0]}» is no country; write two letters each, like HT, DO.")
    return list(dict.fromkeys(codes))


def _emergency_number(value: Setting) -> str:
    if not isinstance(value, str) or not NUMBER_TO_CALL.fullmatch(value.strip()):
        raise BadForm("The emergency number is one that a phone can call, like 114.")
    return value.strip()


def _languages(value: Setting) -> list[str]:
    known = load_catalog().languages
    codes = list(dict.fromkeys(value)) if isinstance(value, list) else []
    if not codes:
        raise BadForm("An incident needs at least one language.")
    if strange := [code for code in codes if code not in known]:
        raise BadForm(f"Konbit does not speak {strange[0]} yet; it speaks {', '.join(sorted(known))}.")
    return codes


def _time_zone(value: Setting) -> str:
    if value not in known_zones():
        raise BadForm(f"There is no time zone «{value}»; one is America/Port-au-Prince.")
    return str(value)


_CHECKS: Mapping[str, Callable[[Setting], Setting]] = {
    "automation": _automation,
    "countries": _countries,
    "emergency_number": _emergency_number,
    "languages": _languages,
    "name": _name,
    "time_zone": _time_zone,
}


async def change_settings(
    session: AsyncSession,
    incident: Incident,
    changes: Mapping[str, Setting],
    *,
    weights: Collection[str],
    who: str,
    now: datetime,
) -> dict[str, Setting]:
    """Set what differs and write down what stood before; returns it. Raises `BadForm`.

    `weights`: the names that a score knows. A higher limit of texts lets those go that waited for tomorrow.
    """
    assert incident.id is not None
    checked = check_settings(changes, weights=weights)
    # of two coordinators at once each sees what the other one set
    await session.refresh(incident, with_for_update=True)
    stood = settings_of(incident)
    _area_holds(stood | checked)
    before = {name: stood[name] for name, value in checked.items() if stood[name] != value}
    if not before:
        return {}
    after = {name: checked[name] for name in before}
    for name, value in after.items():
        setattr(incident, name, Automation(str(value)) if name == "automation" else value)
    await session.flush()
    changed = Happening(what="incident.changed", who=who, before=before, after=after)
    record(session, incident.id, changed, now=now)
    if "texts_per_day" in after:
        await release_waiting(session, incident.id, now=now)
    return after


async def last_changes(session: AsyncSession, incident_id: int, *, most: int = 10) -> list[Change]:
    """List what was set lately, the newest first."""
    rows = await session.execute(queries.LAST_CHANGES, {"incident_id": incident_id, "most": most})
    return [_change(row) for row in rows]


async def set_back(
    session: AsyncSession,
    incident: Incident,
    event_id: int,
    *,
    weights: Collection[str],
    who: str,
    now: datetime,
) -> dict[str, Setting]:
    """Set again what stood before a change; raises `NotFound`. Setting back is a change like any other."""
    values = {"incident_id": incident.id, "id": event_id}
    row = (await session.execute(queries.CHANGE, values)).first()
    if row is None:
        raise NotFound("This change is not known here; look at the page again.")
    before = _change(row).before
    known = {name: value for name, value in before.items() if name in NAMES}
    return await change_settings(session, incident, known, weights=weights, who=who, now=now)


def _change(row: Row[Any]) -> Change:
    return Change(event_id=row.id, who=row.who, at=row.at, before=row.before, after=row.after)
