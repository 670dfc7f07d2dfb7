"""An incident made at the desk is given its names of places: seconds of work that no page waits for."""

import asyncio

from procrastinate import RetryStrategy

from app.chores.context import chore_house, moment
from app.incidents.begin import JOB, gather_beginning, keep_beginning
from app.incidents.find import incident_by_id
from app.jobs import jobs


@jobs.task(name=JOB, retry=RetryStrategy(max_attempts=8, exponential_wait=5))
async def begin_incident(incident_id: int) -> None:
    """Gather and keep what one incident knows at its beginning."""
    house = chore_house()
    async with house.database.session() as session:
        incident = await incident_by_id(session, incident_id)
    beginning = await asyncio.to_thread(gather_beginning, incident.area, incident.country)
    async with house.database.session() as session:
        await keep_beginning(session, incident_id, beginning, now=await moment(session))
