"""What stands above everything on the desk: who waits for somebody to look, and what may stop the texts."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.api.deps import Desk
from app.api.desk.views.safety import AlarmView, alarm_views
from app.messaging.spend import NEAR, Today, today
from app.safety.on_call import on_call_now


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchView:
    """`texts`: how the day stands, where its limit is near; None while it is far."""

    alarms: tuple[AlarmView, ...]
    nobody_on_call: bool
    texts: Today | None


async def watch_view(session: AsyncSession, desk: Desk, language: str, *, now: datetime) -> WatchView:
    """Gather it."""
    return WatchView(
        alarms=await alarm_views(session, desk, language),
        nobody_on_call=not await on_call_now(session, desk.incident, now=now),
        texts=near_limit(await today(session, desk.incident_id, now=now)),
    )


def near_limit(day: Today) -> Today | None:
    """Give the day back if its limit is near or reached; None otherwise, and without a limit."""
    return day if day.limit and day.parts >= NEAR * day.limit else None
