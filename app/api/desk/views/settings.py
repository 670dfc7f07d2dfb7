"""What the page of settings shows: each switch with what it means, in the coordinator's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.access.powers import Power
from app.api import queries
from app.api.deps import Desk
from app.api.words import Translate, translator
from app.clock import now
from app.incidents.settings import last_changes, settings_of
from app.incidents.typed import write_typed
from app.messaging.spend import Today, today
from app.models.incident import Automation


@dataclass(frozen=True, slots=True, kw_only=True)
class SwitchView:
    """One setting: its name in forms, what it is called, what it means, and how it stands."""

    name: str
    label: str
    meaning: str
    value: str
    choices: tuple[tuple[str, str], ...] = ()  # value and words; none: it is typed


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedView:
    """One earlier change, each setting as «name, before, after»."""

    n: int
    who: str
    at: datetime
    parts: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsView:
    """The whole page."""

    switches: tuple[SwitchView, ...]
    changes: tuple[ChangedView, ...]
    today: Today
    fault: str
    may_act: bool


async def settings_view(
    session: AsyncSession, desk: Desk, *, language: str, typed: Mapping[str, str], fault: str
) -> SettingsView:
    """Gather the page; `typed` stands in the form where something in it needs mending."""
    _ = translator(language)
    shown = {**write_typed(settings_of(desk.incident)), **typed}
    return SettingsView(
        switches=tuple(
            SwitchView(
                name=name,
                label=label,
                meaning=meaning,
                value=shown.get(name, ""),
                choices=_automations(_) if name == "automation" else (),
            )
            for name, label, meaning in switch_words(_)
        ),
        changes=await _changes(session, desk, _),
        today=await today(session, desk.incident_id, now=now()),
        fault=_(fault) if fault else "",
        may_act=desk.may(Power.COORDINATE),
    )


async def _changes(session: AsyncSession, desk: Desk, _: Translate) -> tuple[ChangedView, ...]:
    labels = {name: label for name, label, _meaning in switch_words(_)}
    staff = await session.execute(queries.STAFF_NAMES, {"incident_id": desk.incident_id})
    names = {f"staff:{row.id}": row.name or row.email for row in staff}
    views = []
    for change in await last_changes(session, desk.incident_id):
        before, after = _pair(change.before), _pair(change.after)
        parts = tuple((labels.get(name, name), before.get(name, ""), after[name]) for name in after)
        who = names.get(change.who, change.who)
        views.append(ChangedView(n=change.event_id, who=who, at=change.at, parts=parts))
    return tuple(views)


def _pair(settings: Mapping[str, object]) -> dict[str, str]:
    """Write settings for a reader; half of the quiet hours may have changed alone."""
    known = {
        name: value for name, value in settings.items() if isinstance(value, str | int | float | list | dict)
    }
    hours = {name: str(value) for name, value in known.items() if name.startswith("quiet_")}
    return write_typed(known) | ({"quiet": "-".join(hours.values())} if len(hours) == 1 else {})


def _automations(_: Translate) -> tuple[tuple[str, str], ...]:
    return (
        (Automation.SUGGEST.value, _("Konbit suggests, a coordinator asks")),
        (Automation.LOW_RISK.value, _("Konbit asks by itself where little is risked")),
        (Automation.FULL.value, _("Konbit asks by itself, for drills")),
    )


def switch_words(_: Translate) -> tuple[tuple[str, str, str], ...]:
    """Each setting in the order of the page: its name, its label and what it means."""
    return (
        (
            "name",
            _("Name of the incident"),
            _("Everybody reads it, also the public."),
        ),
        (
            "automation",
            _("Who asks helpers"),
            _("What is sensitive is never asked without a coordinator, unless this is a drill."),
        ),
        (
            "auto_urgency",
            _("Konbit asks by itself up to urgency"),
            _("1 can wait, 4 is life at risk. It counts only where little is risked."),
        ),
        (
            "offer_wait_s",
            _("Seconds to answer an ask"),
            _("When nobody has answered, the next neighbours are asked. Urgent needs wait less."),
        ),
        (
            "check_in_s",
            _("Seconds between check-ins"),
            _("A helper on a job is asked so often whether all is well; silence calls a coordinator."),
        ),
        (
            "confirm_h",
            _("Hours until a silent case closes"),
            _("So long after «did the help arrive?» without an answer a case closes, with a note."),
        ),
        (
            "quiet",
            _("Quiet hours"),
            _("Hours there, like 22-6, or none. Only what nobody waits for is held until morning."),
        ),
        (
            "texts_per_day",
            _("Parts of texts a day"),
            _("When they are used up, texts wait until midnight UTC, but for life and safety. 0: no limit."),
        ),
        (
            "countries",
            _("Countries we text to"),
            _("Two letters each, like HT, DO. Empty: all. Life and safety always go."),
        ),
        (
            "emergency_number",
            _("Emergency number"),
            _("Told to everybody whose life may be at risk."),
        ),
        (
            "publish_delay_s",
            _("Seconds until the public map shows a case"),
            _("Time to take back what should not be seen."),
        ),
        (
            "languages",
            _("Languages"),
            _("The first is spoken to people whose language we do not know."),
        ),
        (
            "area",
            _("Area"),
            _("West, south, east, north in degrees. Maps open here; a name inside wins over one outside."),
        ),
        (
            "time_zone",
            _("Time zone"),
            _("Like America/Port-au-Prince. Quiet hours and helpers' hours follow it."),
        ),
        (
            "weights",
            _("Weights of a suggestion"),
            _("Only what differs from the defaults, like near=0.5 fit=0.3."),
        ),
    )
