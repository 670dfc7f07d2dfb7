"""Needs that were left without anybody are planned together, where the incident lets the machine ask.

Hop 3 is quick and looks at one need: within seconds it asks the nearest. What still has nobody asked after
a minute is contended, or its neighbours were busy; then it pays to look at all of them at once. So the two do
not meet, and where they would, the report's row lock and the count of who is asked decide.
"""

from procrastinate import RetryStrategy

from app.chores.context import chore_house
from app.clock import now
from app.errors import KonbitError
from app.incidents.find import incident_by_id
from app.jobs import jobs
from app.log import log
from app.matching.board import incidents_to_plan
from app.pipeline.plan import ask_choices, plan_board

WAITING_S = 60.0
MOST = 200  # asked for in one go: the rest waits for the next minute, and no transaction grows long


@jobs.periodic(cron="* * * * *")
@jobs.task(name="plan", queueing_lock="plan", lock="plan", retry=RetryStrategy(max_attempts=2, wait=20))
async def plan(timestamp: int) -> None:
    """Look for incidents with needs that nobody was asked for, and plan each."""
    async with chore_house().database.session() as session:
        incident_ids = await incidents_to_plan(session)
    for incident_id in incident_ids:
        try:
            await plan_incident(incident_id)
        except KonbitError as refused:  # one board too large to plan keeps no other waiting
            log.warning("plan.refused", incident=incident_id, reason=str(refused))


async def plan_incident(incident_id: int) -> None:
    """Plan one incident's waiting needs, then ask for them."""
    database = chore_house().database
    async with database.session() as session:
        incident = await incident_by_id(session, incident_id)
    found = await plan_board(database, incident, now=now(), waiting_s=WAITING_S)
    if not found.choices:
        return
    async with database.session() as session:
        told = await ask_choices(session, incident, found.choices[:MOST], staff_id=None, now=now())
    asked = sum(not one.trouble for one in told)
    log.info("plan.asked", incident=incident_id, asked=asked, needs=found.needs)
