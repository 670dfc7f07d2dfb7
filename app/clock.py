"""The one place that asks what time it is, so that a test can say."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return this moment as aware UTC."""
    return datetime.now(UTC)
