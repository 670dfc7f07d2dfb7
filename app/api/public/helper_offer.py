"""What a helper says of themselves: kinds of help, languages, how far, how much, and when in the week."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from babel.dates import get_day_names
from sqlalchemy.ext.asyncio import AsyncSession

from app.api.public.helper_guest import Guest
from app.api.public.helper_views import OfferView, PartView
from app.api.words import Translate
from app.clock import now
from app.errors import BadForm
from app.hours import DAY_H, WEEK_H, write_hours
from app.pipeline.helper import change_offer, place_helper
from app.volunteers.change import Offer
from app.volunteers.check import read_offer
from app.volunteers.find import Helper
from web.language import locale_of

PART_H = 6
PARTS = tuple(range(0, DAY_H, PART_H))


def offer_view(
    helper: Helper,
    language: str,
    *,
    typed: Mapping[str, str] | None = None,
    lists: Mapping[str, Sequence[str]] | None = None,
    errors: Mapping[str, str] | None = None,
) -> OfferView:
    """The form as it stands, or as it was typed when something in it needs another look."""
    typed, lists = typed or {}, lists or {}
    ticks = set(lists["hours"]) if "hours" in lists else ticks_of(helper.hours)
    return OfferView(
        skills=tuple(lists.get("skills", helper.skills)),
        speaks=tuple(lists.get("languages", helper.languages)),
        vehicle=typed.get("vehicle", helper.vehicle.value),
        reach_m=typed.get("reach_m", str(helper.reach_m)),
        load_cap=typed.get("load_cap", str(helper.load_cap)),
        daily_cap=typed.get("daily_cap", str(helper.daily_cap)),
        place=typed.get("place", helper.place_name),
        grid=_grid(ticks, language),
        parts=tuple(f"{part:02}–{part + PART_H:02}" for part in PARTS),
        errors=errors or {},
    )


def _grid(ticks: set[str], language: str) -> tuple[tuple[str, tuple[PartView, ...]], ...]:
    names = get_day_names("wide", context="stand-alone", locale=locale_of(language))
    return tuple(
        (
            names[day],
            tuple(
                PartView(
                    value=f"{day}-{part}",
                    day=names[day],
                    part=f"{part:02}–{part + PART_H:02}",
                    ticked=f"{day}-{part}" in ticks,
                )
                for part in PARTS
            ),
        )
        for day in range(7)
    )


def ticks_of(hours: Sequence[int] | None) -> set[str]:
    """The parts of the week that hours lie in; none at all for any hour."""
    return {f"{hour // DAY_H}-{hour % DAY_H // PART_H * PART_H}" for hour in hours or ()}


def hours_of(ticks: Sequence[str], before: Sequence[int] | None) -> tuple[int, ...] | None:
    """The hours of the ticked parts; hours that were finer than the grid stay while their ticks do."""
    known = {f"{day}-{part}" for day in range(7) for part in PARTS}
    wanted = set(ticks) & known
    if before is not None and wanted == ticks_of(before):
        return tuple(before)
    spans = [tuple(int(number) for number in tick.split("-")) for tick in wanted]
    hours = sorted(day * DAY_H + part + step for day, part in spans for step in range(PART_H))
    return tuple(hours) if 0 < len(hours) < WEEK_H else None


async def change_own_offer(
    session: AsyncSession,
    guest: Guest,
    *,
    lists: Mapping[str, Sequence[str]],
    typed: Mapping[str, str],
    _: Translate,
) -> dict[str, str]:
    """Write what they offer now; returns one sentence for each fault, and then nothing is written."""
    helper = guest.helper
    hours = hours_of(lists["hours"], helper.hours)
    asked = {**lists, "trades": helper.trades}
    offer, faults = read_offer(asked, {**typed, "hours": write_hours(hours), "team": helper.team})
    if faults:
        return {name: _words(name, _) for name in faults}
    place = typed.get("place", "").strip()
    if place and place != helper.place_name:
        try:
            await place_helper(session, guest.incident, helper, place, who=guest.who, now=now())
        except BadForm:
            return {"place": _words("place", _)}
    await _change(session, guest, replace(offer, hours=hours))
    return {}


async def _change(session: AsyncSession, guest: Guest, offer: Offer) -> None:
    await change_offer(session, guest.incident_id, guest.helper, offer, who=guest.who, now=now())


def _words(field: str, _: Translate) -> str:
    return {
        "skills": _("Please choose at least one kind of help. To pause, go off duty."),
        "place": _("We do not know this place. Please write a street or a landmark."),
        "load_cap": _("Please write a number from 1 to 10."),
        "daily_cap": _("Please write a number from 1 to 24."),
    }.get(field, _("Please choose from the list."))
