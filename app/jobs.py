"""Slow and scheduled work: procrastinate on the same PostgreSQL, deferred in the caller's own transaction."""

from datetime import datetime

import procrastinate
from sqlalchemy.ext.asyncio import AsyncSession

from app.db import raw_connection

FIRST, LAST = 0, -1  # of procrastinate's priorities
# NOTIFY at commit takes a lock that the whole database shares, so workers ask instead of listening
jobs = procrastinate.App(
    connector=procrastinate.PsycopgConnector(),
    worker_defaults={
        "listen_notify": False,
        "fetch_job_polling_interval": 1.0,
        "shutdown_graceful_timeout": 5,
        "delete_jobs": "successful",
    },
)


async def defer(
    session: AsyncSession, task: str, *, at: datetime, line: str | None = None, **values: int | str
) -> None:
    """Put one job on the list, to run from `at` on; it vanishes with the transaction if that fails.

    Jobs of one `line` run one after the other, over all workers, and let those without a line go first.
    """
    job = jobs.configure_task(
        name=task,
        schedule_at=at,
        lock=line,
        priority=LAST if line else FIRST,
        connection=await raw_connection(session),
    )
    await job.defer_async(**values)
