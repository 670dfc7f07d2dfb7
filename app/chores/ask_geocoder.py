"""Place words that nobody here knew are looked up online, after the message has long been answered."""

from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.jobs import Job

from app.chores.context import chore_house
from app.jobs import jobs
from app.pipeline.online import JOB, Outlook, find_online
from geo.errors import GeocoderBusy

TRIES = 8
FIRST_WAIT_S = 5.0


class Patience(BaseRetryStrategy):
    """Comes back after the wait that a busy geocoder asks for, else after one that doubles.

    The jobs behind it wait along, being one line: a service that asks us to slow down is left alone.
    """

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """Say when to try again; None after the last try."""
        if job.attempts + 1 >= TRIES:
            return None
        asked_s = exception.wait_s if isinstance(exception, GeocoderBusy) else None
        return RetryDecision(retry_in={"seconds": int(asked_s or FIRST_WAIT_S * 2**job.attempts)})


@jobs.task(name=JOB, retry=Patience())
async def ask_geocoder(incident_id: int, report_id: int) -> None:
    """Find one report's place online, if it still has none that is sure."""
    house = chore_house()
    outlook = Outlook(database=house.database, http=house.http, settings=house.settings)
    await find_online(outlook, incident_id, report_id)
