"""What the desk's page of safety shows: alarms, who is on call, zones, who agreed to what."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.access.powers import Power
from app.api.deps import Desk
from app.api.pages import category_view
from app.api.views import CategoryView
from app.hours import hour_of_week, write_hours
from app.models.safety import ApprovalKind
from app.safety.alarms import alarms_of
from app.safety.approve import RISK_NEEDS, agreed_cases
from app.safety.on_call import may_be_on_call, rota_of
from app.safety.zones import jobs_in_zone, zones_of


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmView:
    """One thing that nobody has looked at yet."""

    kind: str
    reference: str
    category: CategoryView
    place: str
    urgency: int
    at: datetime
    texted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WatcherView:
    """One coordinator in the rota; their number is not shown to anybody."""

    staff_id: int
    name: str
    turn: int
    hours: str
    now: bool
    reachable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneView:
    """One zone that holds now."""

    id: int
    kind: str
    name: str
    until_at: datetime | None
    at: datetime
    needs: int
    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedView:
    """One open case on which somebody must agree, or has."""

    reference: str
    category: CategoryView
    risky: bool
    checked_by: tuple[str, ...]
    risk_by: tuple[str, ...]
    missing: int  # coordinators who have yet to agree


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyView:
    """The page. `typed`: what stood in a form that was refused, so that nothing is lost."""

    alarms: tuple[AlarmView, ...]
    rota: tuple[WatcherView, ...]
    members: tuple[tuple[int, str], ...]
    zones: tuple[ZoneView, ...]
    agreed: tuple[AgreedView, ...]
    may_act: bool
    error: str = ""
    form: str = ""  # which form the error is about: rota or zone
    typed: Mapping[str, str] = field(default_factory=dict)


async def safety_view(
    session: AsyncSession,
    desk: Desk,
    language: str,
    *,
    now: datetime,
    error: str = "",
    form: str = "",
    typed: Mapping[str, str] | None = None,
) -> SafetyView:
    """Gather the page."""
    return SafetyView(
        alarms=await alarm_views(session, desk, language),
        rota=await _rota(session, desk, now=now),
        members=tuple(await may_be_on_call(session, desk.incident_id)),
        zones=await _zones(session, desk.incident_id, now=now),
        agreed=await _agreed(session, desk.incident_id, language),
        may_act=desk.may(Power.COORDINATE),
        error=error,
        form=form,
        typed=typed or {},
    )


async def alarm_views(session: AsyncSession, desk: Desk, language: str) -> tuple[AlarmView, ...]:
    """What nobody has looked at yet, life at risk first; where it is, for those who send help."""
    return tuple(
        AlarmView(
            kind=one.kind.value,
            reference=one.reference,
            category=category_view(one.category, language),
            place=one.place_name if desk.may(Power.DISPATCH) else "",
            urgency=one.urgency,
            at=one.opened_at,
            texted=one.tried,
        )
        for one in await alarms_of(session, desk.incident_id)
    )


async def _rota(session: AsyncSession, desk: Desk, *, now: datetime) -> tuple[WatcherView, ...]:
    hour = hour_of_week(now, desk.incident.time_zone)
    return tuple(
        WatcherView(
            staff_id=one.staff_id,
            name=one.name,
            turn=one.turn,
            hours=write_hours(one.hours),
            now=one.watches(hour),
            reachable=one.reachable,
        )
        for one in await rota_of(session, desk.incident_id)
    )


async def _zones(session: AsyncSession, incident_id: int, *, now: datetime) -> tuple[ZoneView, ...]:
    return tuple(
        [
            ZoneView(
                id=one.id,
                kind=one.kind.value,
                name=one.name,
                until_at=one.until_at,
                at=one.since_at,
                needs=one.needs,
                cases=await jobs_in_zone(session, incident_id, one.id),
            )
            for one in await zones_of(session, incident_id, now=now)
        ]
    )


async def _agreed(session: AsyncSession, incident_id: int, language: str) -> tuple[AgreedView, ...]:
    found = await agreed_cases(session, incident_id)
    views = []
    for one in found:
        risk_by = tuple(name for name, kind in one.names if kind is ApprovalKind.RISK)
        views.append(
            AgreedView(
                reference=one.reference,
                category=category_view(one.category, language),
                risky=one.risky,
                checked_by=tuple(name for name, kind in one.names if kind is ApprovalKind.CHECKLIST),
                risk_by=risk_by,
                missing=max(0, RISK_NEEDS - len(risk_by)) if one.risky else 0,
            )
        )
    return tuple(views)
