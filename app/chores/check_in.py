"""A helper on a job was not heard of in time: they are asked, and at the second silence a person looks."""

from procrastinate import RetryStrategy

from app.chores.context import chore_house, moment
from app.dispatch.check_in import ask_if_well
from app.incidents.find import incident_by_id
from app.jobs import jobs
from app.models.safety import AlarmKind
from app.safety.alarms import raise_alarm


@jobs.task(name="check_in", retry=RetryStrategy(max_attempts=5, exponential_wait=2))
async def check_in(incident_id: int, dispatch_id: int) -> None:
    """Ask one helper who is still on a job, or have somebody look for them."""
    async with chore_house().database.session() as session:
        incident = await incident_by_id(session, incident_id)
        at = await moment(session)
        lost = await ask_if_well(session, incident, dispatch_id, now=at)
        if lost is not None:
            await raise_alarm(
                session,
                incident,
                AlarmKind.CHECK_IN,
                report_id=lost.report_id,
                dispatch_id=lost.id,
                now=at,
            )
