"""Gathers what the desk's pages of helpers show, in the coordinator's language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.access.powers import Power
from app.api import queries
from app.api.deps import Desk
from app.api.desk.history_words import helper_happening_words, who_words
from app.api.desk.views.detail import masked
from app.api.pages import category_view
from app.api.views import CategoryView
from app.api.words import translator
from app.hours import write_hours
from app.models.volunteer import REACH_CLASSES_M, Trust, Vehicle
from app.pipeline.helper import named_like
from app.security import Keys
from app.volunteers.change import offer_of
from app.volunteers.check import known_trades
from app.volunteers.duty import jobs_now
from app.volunteers.find import Helper, volunteer_by_id
from app.volunteers.listing import Listed, count_helpers, happenings_of, list_helpers, stock_of
from app.volunteers.pair import find_buddy
from app.volunteers.reveal import number_of
from app.volunteers.stock import Goods
from ingest.catalog import load_catalog

ON_A_PAGE = 50
CAN_GO_BACK = frozenset(
    ("volunteer.changed", "volunteer.trusted", "volunteer.paired", "volunteer.on_duty", "volunteer.off_duty")
)
Choice = tuple[str, str]  # what is sent, and how it reads


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedView:
    """One helper in the list."""

    helper: Listed
    skills: tuple[CategoryView, ...]
    resting: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpersView:
    """The list of helpers, and the form for one who calls."""

    rows: tuple[ListedView, ...]
    total: int
    search: str
    older: int
    trades: tuple[Choice, ...]
    languages: tuple[Choice, ...]
    may_act: bool
    error: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    chosen: tuple[str, ...] = ()
    can: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """One line of a helper's history."""

    n: int
    at: datetime
    who: str
    what: str
    details: str
    why: str
    can_go_back: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HelperPageView:
    """All that the desk knows of one helper."""

    helper: Helper
    resting: bool
    jobs: int
    stock: tuple[tuple[str, Goods], ...]
    number: str  # masked, or in full for once when somebody said why
    revealed: bool
    buddy: str
    suggested: str
    lists: Mapping[str, tuple[str, ...]]  # what is ticked: as it is, or as it was typed
    typed: Mapping[str, str]
    faults: Mapping[str, str]
    trades: tuple[Choice, ...]
    languages: tuple[Choice, ...]
    reaches: tuple[int, ...]
    vehicles: tuple[str, ...]
    levels: tuple[str, ...]
    history: tuple[ChangeView, ...]
    may_act: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What somebody typed that could not be taken: it stands on the page again, with what to do about it."""

    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)


async def helpers_view(
    session: AsyncSession,
    desk: Desk,
    language: str,
    *,
    search: str,
    before: int | None,
    now: datetime,
    typed: Typed | None = None,
) -> HelpersView:
    """Give a page of the list, with what was typed into its form."""
    skills, trades = named_like(search, language)
    found = await list_helpers(
        session,
        desk.incident_id,
        search=search,
        skills=skills,
        trades=trades,
        before=before,
        most=ON_A_PAGE + 1,
    )
    shown = found[:ON_A_PAGE]
    typed = typed or Typed()
    return HelpersView(
        rows=tuple(_listed(one, language, now) for one in shown),
        total=await count_helpers(session, desk.incident_id),
        search=search,
        older=shown[-1].id if len(found) > ON_A_PAGE else 0,
        trades=trade_choices(language),
        languages=language_choices(),
        may_act=desk.may(Power.DISPATCH),
        error=next(iter(typed.faults.values()), ""),
        typed=typed.fields,
        chosen=typed.lists.get("skills", ()),
        can=typed.lists.get("trades", ()),
    )


def _listed(one: Listed, language: str, now: datetime) -> ListedView:
    return ListedView(
        helper=one,
        skills=tuple(category_view(name, language) for name in one.skills),
        resting=one.rest_until is not None and one.rest_until > now,
    )


async def helper_view(
    session: AsyncSession,
    keys: Keys,
    desk: Desk,
    helper: Helper,
    language: str,
    *,
    now: datetime,
    typed: Typed | None = None,
    revealed: str = "",
) -> HelperPageView:
    """Give all of one helper; the number masked unless it was just revealed."""
    number = revealed or masked(await number_of(session, keys, desk.incident, helper))
    buddy = await volunteer_by_id(session, desk.incident_id, helper.buddy_id) if helper.buddy_id else None
    needs_buddy = helper.trust is Trust.NEW and buddy is None
    suggested = await find_buddy(session, desk.incident_id, helper) if needs_buddy else None
    goods = await stock_of(session, desk.incident_id, helper.id)
    typed = typed or Typed()
    return HelperPageView(
        helper=helper,
        resting=helper.is_resting(now),
        jobs=await jobs_now(session, desk.incident_id, helper.id),
        stock=tuple((category_view(one.item, language).label, one) for one in goods),
        number=number,
        revealed=bool(revealed),
        buddy=buddy.reference if buddy else "",
        suggested=suggested.reference if suggested else "",
        lists=typed.lists or _lists(helper),
        typed={**_fields(helper), **typed.fields},
        faults=typed.faults,
        trades=trade_choices(language),
        languages=language_choices(),
        reaches=REACH_CLASSES_M,
        vehicles=tuple(Vehicle),
        levels=tuple(Trust),
        history=await _history(session, desk.incident_id, helper.reference, language),
        may_act=desk.may(Power.DISPATCH),
    )


def _lists(helper: Helper) -> dict[str, tuple[str, ...]]:
    return {"skills": helper.skills, "trades": helper.trades, "languages": helper.languages}


def _fields(helper: Helper) -> dict[str, str]:
    offer = offer_of(helper)
    return {
        "vehicle": offer.vehicle.value,
        "reach_m": str(offer.reach_m),
        "hours": write_hours(offer.hours),
        "load_cap": str(offer.load_cap),
        "daily_cap": str(offer.daily_cap),
        "team": offer.team,
    }


def trade_choices(language: str) -> tuple[Choice, ...]:
    """Every trade with its name."""
    return tuple((name, load_catalog().skill_name(language, name)) for name in known_trades())


def language_choices() -> tuple[Choice, ...]:
    """Every language that we have, by its own name."""
    return tuple((code, one.endonym) for code, one in load_catalog().languages.items())


async def _history(
    session: AsyncSession, incident_id: int, reference: str, language: str
) -> tuple[ChangeView, ...]:
    rows = await session.execute(queries.STAFF_NAMES, {"incident_id": incident_id})
    names = {f"staff:{row.id}": row.name or row.email for row in rows}
    _ = translator(language)
    return tuple(
        ChangeView(
            n=one.id,
            at=one.at,
            who=who_words(one.who, _, names=names),
            what=helper_happening_words(one.what, _),
            details=told(one.before, one.after),
            why=one.why,
            can_go_back=one.what in CAN_GO_BACK,
        )
        for one in await happenings_of(session, incident_id, reference)
    )


def told(before: Mapping[str, object], after: Mapping[str, object]) -> str:
    """Say what changed: «reach_m 5000 → 20000»."""
    changed = [name for name in after if name != "helper" and before.get(name) != after[name]]
    return "; ".join(f"{name} {_value(before.get(name))} → {_value(after[name])}" for name in changed)


def _value(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name}: {one}" for name, one in value.items()) or "–"
    if isinstance(value, Sequence) and not isinstance(value, str):
        if value and all(isinstance(one, int) for one in value):
            return write_hours([int(one) for one in value])
        return ", ".join(map(str, value)) or "–"
    return "–" if value is None or value == "" else str(value)
