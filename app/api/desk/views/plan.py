"""What the page of a plan shows, in the coordinator's language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncSession

from app.api.pages import category_view
from app.api.views import CategoryView
from app.api.words import Translate, reason_words, translator
from app.matching.board import cases_of, people_of
from app.matching.columns import Why
from app.matching.improve import Choice, Improvement, Lack
from app.pipeline.plan import Told
from ingest.catalog import load_catalog

SHOWN = 100  # of each list: who has more asks for these first, and looks again


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedView:
    """A case in one line."""

    reference: str
    category: CategoryView
    urgency: int
    people: int | None
    place: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceView:
    """One helper for one case. `value` is what the form sends back."""

    need: NeedView
    value: str
    helper: str
    distance_m: int
    reasons: tuple[str, ...]
    instead: str  # «Bayu is better used for K7F3», empty where the case's own first suggestion stays


@dataclass(frozen=True, slots=True, kw_only=True)
class LackView:
    """A case that stays without a helper, and why."""

    need: NeedView
    places: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanView:
    """The whole page."""

    choices: tuple[ChoiceView, ...]
    lacks: tuple[LackView, ...]
    more_choices: int
    more_lacks: int
    needs: int
    helpers: int
    served: int  # cases with somebody
    served_alone: int
    more_urgent: tuple[tuple[int, int], ...]  # urgency, and how many places more than one by one
    distance_m: float
    distance_alone_m: float
    told: tuple[str, ...]
    asked: int
    may_act: bool


async def plan_view(
    session: AsyncSession,
    incident_id: int,
    plan: Improvement,
    *,
    language: str,
    told: Sequence[Told],
    may_act: bool,
) -> PlanView:
    """Put names to a plan's numbers."""
    choices, lacks = plan.choices[:SHOWN], plan.lacks[:SHOWN]
    needs = {one.report_id for one in choices} | {one.needed_for or 0 for one in choices}
    needs |= {one.report_id for one in lacks}
    needs |= {one.choice.report_id for one in told}
    people = {one.volunteer_id for one in choices} | {one.instead_of or 0 for one in choices}
    people |= {one.choice.volunteer_id for one in told}
    cases = {row.id: row for row in await cases_of(session, incident_id, ids=needs)}
    names = {row.id: row for row in await people_of(session, incident_id, ids=people)}
    say = translator(language)
    return PlanView(
        choices=tuple(_choice(one, cases, names, language, say) for one in choices),
        lacks=tuple(_lack(one, cases, language, say) for one in lacks),
        more_choices=len(plan.choices) - len(choices),
        more_lacks=len(plan.lacks) - len(lacks),
        needs=plan.needs,
        helpers=plan.helpers,
        served=plan.planned.needs,
        served_alone=plan.alone.needs,
        more_urgent=tuple(
            (urgency, ours - theirs)
            for urgency, ours, theirs in zip(
                (4, 3, 2, 1), reversed(plan.planned.met), reversed(plan.alone.met), strict=True
            )
            if ours > theirs
        ),
        distance_m=plan.planned.distance_m,
        distance_alone_m=plan.alone.distance_m,
        told=tuple(_trouble(one, cases, names, say) for one in told if one.trouble),
        asked=sum(not one.trouble for one in told),
        may_act=may_act,
    )


def why_words(why: Why, _: Translate) -> str:
    """Why a case has no helper in the plan."""
    return {
        Why.NOBODY: _("Nobody able is on duty within reach."),
        Why.ASKED: _("Everybody who could was asked before."),
        Why.CLOSED: _("A closure lies between this place and everybody who could."),
        Why.UNTRUSTED: _("Nobody within reach is vetted for this kind of need."),
        Why.RISK: _("This is risky: a coordinator must agree to it first."),
        Why.FULL: _("Everybody within reach has all the jobs they can carry, or is needed more elsewhere."),
    }[why]


def _need(row: Row, language: str) -> NeedView:
    return NeedView(
        reference=row.reference,
        category=category_view(row.category, language),
        urgency=row.urgency,
        people=row.people,
        place=row.place_name,
        at=row.created_at,
    )


def _name(row: Row) -> str:
    return str(row.name or row.reference)


def _trouble(one: Told, cases: dict[int, Row], names: dict[int, Row], _: Translate) -> str:
    case, helper = cases[one.choice.report_id], names[one.choice.volunteer_id]
    return f"{case.reference}, {_name(helper)}: {_(one.trouble)}"


def _choice(
    one: Choice, cases: dict[int, Row], names: dict[int, Row], language: str, _: Translate
) -> ChoiceView:
    catalog = load_catalog()
    case, helper = cases[one.report_id], names[one.volunteer_id]
    return ChoiceView(
        need=_need(case, language),
        value=f"{case.reference}:{helper.reference}",
        helper=_name(helper),
        distance_m=round(one.distance_m),
        reasons=tuple(
            reason_words(
                reason,
                _,
                category=lambda name: catalog.category_name(language, name),
                trade=lambda name: catalog.skill_name(language, name),
            )
            for reason in one.reasons
            if not reason.startswith("near:")
        ),
        instead=_instead(one, cases, names, _),
    )


def _instead(one: Choice, cases: dict[int, Row], names: dict[int, Row], _: Translate) -> str:
    if one.instead_of is None:
        return ""
    name = _name(names[one.instead_of])
    if one.needed_for is None:
        return _("%(name)s would be a little better here alone, and not for all together.") % {"name": name}
    return _("%(name)s is better used for %(case)s.") % {
        "name": name,
        "case": cases[one.needed_for].reference,
    }


def _lack(one: Lack, cases: dict[int, Row], language: str, _: Translate) -> LackView:
    return LackView(need=_need(cases[one.report_id], language), places=one.places, why=why_words(one.why, _))
