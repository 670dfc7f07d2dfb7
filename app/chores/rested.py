"""A helper's rest is over: the needs that wait near them are looked at again."""

from procrastinate import RetryStrategy

from app.chores.context import chore_house, moment
from app.jobs import jobs
from app.volunteers.rest import RESTED, look_again


@jobs.task(name=RESTED, retry=RetryStrategy(max_attempts=5, exponential_wait=2))
async def rested(incident_id: int, helper_id: int) -> None:
    """Look again at what one helper could answer now."""
    async with chore_house().database.session() as session:
        await look_again(session, incident_id, helper_id, now=await moment(session))
