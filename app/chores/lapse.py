"""An asked helper stayed silent: their question ends and the next one is asked."""

from procrastinate import RetryStrategy

from app.chores.context import chore_house, moment
from app.dispatch.answer import lapse_job
from app.jobs import jobs


@jobs.task(name="lapse", retry=RetryStrategy(max_attempts=5, exponential_wait=2))
async def lapse(incident_id: int, dispatch_id: int) -> None:
    """End one question if it is still open and its time is over."""
    async with chore_house().database.session() as session:
        await lapse_job(session, incident_id, dispatch_id, now=await moment(session))
