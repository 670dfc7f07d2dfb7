"""What comes first: urgency squared times age, so that lives come first and nothing starves."""

from datetime import datetime

HEAD_START_S = 60.0  # what came this second counts as a minute old: its urgency already orders it


def score(urgency: int, created_at: datetime, *, now: datetime) -> float:
    """Weigh one case; the statement of the lists says the same in SQL."""
    return urgency * urgency * (HEAD_START_S + (now - created_at).total_seconds())
