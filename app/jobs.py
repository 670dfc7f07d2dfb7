"""Slow and scheduled work: procrastinate on the same PostgreSQL, deferred in the caller's own transaction."""

from datetime import datetime

import procrastinate
from sqlalchemy.ext.asyncio import AsyncSession

from app.db import raw_connection

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


async def defer(session: AsyncSession, task: str, *, at: datetime, **values: int | str) -> None:
    """Put one job on the list, to run from `at` on; it vanishes with the transaction if that fails."""
    job = jobs.configure_task(name=task, schedule_at=at, connection=await raw_connection(session))
    await job.defer_async(**values)
