"""Times by road for one need, asked before the transaction that matches it: no network inside one."""

from datetime import datetime

import httpx

from app.db import Database
from app.matching.candidates import candidates
from app.matching.road import Roads, Way, road_times
from app.models.incident import Incident
from app.pipeline.judge import search_for
from app.pipeline.match import is_matched
from app.reports.find import report_by_id


async def roads_to(
    database: Database,
    http: httpx.AsyncClient,
    url: str,
    incident: Incident,
    *,
    report_id: int,
    now: datetime,
) -> Roads:
    """Ask how long each candidate's way to a need is; empty when the server does not answer."""
    assert incident.id is not None
    async with database.session() as session:
        case = await report_by_id(session, incident.id, report_id)
        if not is_matched(case):
            return Roads(report_id)
        people = await candidates(session, search_for(incident, case, now=now))
    if case.point is None or not people:
        return Roads(report_id)
    return Roads(report_id, await road_times(http, url, [Way.of(one) for one in people], to=case.point))
