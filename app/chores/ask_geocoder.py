"""Place words that nobody here knew are looked up online, after the message has long been answered."""

from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.jobs import Job

from app.chores.context import chore_house
from app.jobs import jobs
from app.pipeline.online import JOB, find_online
from app.pipeline.outlook import Outlook
from geo.errors import GeocoderBusy

TRIES = 8
FIRST_WAIT_S = 5.0


class Patience(BaseRetryStrategy):
    """Comes back after the wait that a busy geocoder asks for, else after one that doubles.

    The jobs behind it wait along, being one line: a service that asks us to slow down is left alone.
    """

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """Say when to try again; None after the last try."""
        wait_s = wait_after(exception, tries=job.attempts + 1)
        return None if wait_s is None else RetryDecision(retry_in={"seconds": int(wait_s)})


def wait_after(failure: BaseException, *, tries: int) -> float | None:
    """How many seconds to wait when so many tries have failed; None when it was the last."""
    if tries >= TRIES:
        return None
    asked_s = failure.wait_s if isinstance(failure, GeocoderBusy) else None
    return asked_s or FIRST_WAIT_S * 2 ** (tries - 1)


@jobs.task(name=JOB, retry=Patience())
async def ask_geocoder(incident_id: int, report_id: int) -> None:
    """Find one report's place online, if it still has none that is sure."""
    house = chore_house()
    outlook = Outlook(database=house.database, http=house.http, settings=house.settings)
    await find_online(outlook, incident_id, report_id)
