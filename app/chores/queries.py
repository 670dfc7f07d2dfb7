"""The statements of the chores themselves."""

from sqlalchemy import text

# When this transaction began, by the clock that starts the chores.
STARTED_AT = text("select now() as started_at")
