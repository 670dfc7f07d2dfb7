"""A worker died with a job in its hands: the job goes back on the list."""

from procrastinate import RetryStrategy

from app.jobs import jobs

STALLED_S = 30


@jobs.periodic(cron="* * * * *")
@jobs.task(name="rescue", queueing_lock="rescue", retry=RetryStrategy(max_attempts=2, wait=5))
async def rescue(timestamp: int) -> None:
    """Retry every job whose worker no longer breathes."""
    for job in await jobs.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_S):
        await jobs.job_manager.retry_job(job)
