"""Somebody asked for a code on the page of helpers: whoever's number it is gets one."""

from procrastinate import RetryStrategy

from app.chores.context import chore_house, moment
from app.incidents.find import incident_by_id
from app.jobs import jobs
from app.pipeline.helper_code import SEND, send_code


@jobs.task(name=SEND, retry=RetryStrategy(max_attempts=3, exponential_wait=2))
async def helper_code(incident_id: int, number_index: str) -> None:
    """Text a code to one number if it is a helper's; in the table of jobs stands only its blind index."""
    house = chore_house()
    async with house.database.session() as session:
        incident = await incident_by_id(session, incident_id)
        index = bytes.fromhex(number_index)
        await send_code(session, house.keys, incident, number_index=index, now=await moment(session))
