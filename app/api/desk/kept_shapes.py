"""What the list of kept views shows, on the search and wherever else it stands."""

from typing import Any

from fastapi import Request
from sqlalchemy.ext.asyncio import AsyncSession

from app.access.powers import Power
from app.api.deps import Desk, house
from app.search.views import LONGEST_NAME, views_of
from app.search.watch import EVERY_S


async def kept_facts(request: Request, session: AsyncSession, desk: Desk) -> dict[str, Any]:
    """The facts of `desk/_views.html`: my views and the shared ones, and what was just taken away."""
    asked = request.query_params
    return {
        "views": await views_of(session, desk.incident_id, desk.person.staff_id),
        "may_mend_all": desk.may(Power.COORDINATE),
        "every": tuple((seconds, seconds // 60) for seconds in EVERY_S),
        "mail_on": bool(house(request).settings.smtp_url.get_secret_value()),
        "longest_name": LONGEST_NAME,
        "gone": {
            "name": asked["gone"],
            "query": asked.get("gone_query", ""),
            "shared": asked.get("gone_shared"),
        }
        if asked.get("gone")
        else None,
    }
